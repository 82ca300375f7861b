#include "case_picture/svg.h"

#include <algorithm>
#include <cmath>

#include "case_picture/words.h"
#include "messages/locale.h"

namespace case_picture {
namespace {

using messages::Language;
using messages::Text;
using threat_response::Disposition;

std::string number(float value) {
  const auto tenths = static_cast<int>(std::lround(std::clamp(value, -1e6F, 1e6F) * 10));
  const int whole = std::abs(tenths) / 10, rest = std::abs(tenths) % 10;
  return (tenths < 0 ? "-" : "") + std::to_string(whole) + (rest ? '.' + std::to_string(rest) : "");
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if (static_cast<unsigned char>(c) >= ' ')  // XML has no other control characters
      out += c;
    else
      out += ' ';
  }
  return out;
}

// Whole characters, not cut inside of one.
std::string shortened(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return std::string(text.substr(0, most)) + "\xE2\x80\xA6";
}

class Drawing {
 public:
  Drawing(float width, float height, std::string_view name, const Palette& palette) : palette_(palette) {
    out_ = R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 )" + number(width) + ' ' +
           number(height) + R"(" width=")" + number(width) + R"(" height=")" + number(height) +
           R"(" font-family="sans-serif" font-size="12"><title>)" + escaped(name) + "</title>";
    box(0, 0, width, height, palette.surface);
  }

  void box(float x, float y, float width, float height, std::string_view colour, float radius = 0,
           std::string_view title = "") {
    out_ += "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) +
            "\" height=\"" + number(height) + "\" rx=\"" + number(radius) + "\" fill=\"" + escaped(colour) +
            "\"" + (title.empty() ? "/>" : "><title>" + escaped(title) + "</title></rect>");
  }
  void line(float x1, float y1, float x2, float y2, std::string_view colour) {
    out_ += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" +
            number(y2) + "\" stroke=\"" + escaped(colour) + "\"/>";
  }
  void ring(float x, float y, float radius, std::string_view fill, std::string_view colour, float pen,
            std::string_view title) {
    out_ += "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(radius) + "\" fill=\"" +
            escaped(fill) + "\" stroke=\"" + escaped(colour) + "\" stroke-width=\"" + number(pen) +
            "\"><title>" + escaped(title) + "</title></circle>";
  }
  // `dy` of 4 puts the middle of the letters on y.
  void text(float x, float y, std::string_view words, std::string_view colour,
            std::string_view anchor = "start") {
    out_ += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" fill=\"" + escaped(colour) +
            "\" text-anchor=\"" + escaped(anchor) + "\" direction=\"ltr\" unicode-bidi=\"plaintext\">" +
            escaped(words) + "</text>";
  }
  // The shape of a disposition, 12 wide, around a point: as in kit/chip.cc.
  void shape(float x, float y, Disposition disposition) {
    const std::string& colour = of(disposition);
    const auto path = [&](std::string_view d, bool filled) {
      out_ += "<path transform=\"translate(" + number(x - 6) + ' ' + number(y - 6) + ")\" d=\"" +
              std::string(d) +
              (filled ? "\" fill=\"" + escaped(colour) + "\"/>"
                      : "\" fill=\"none\" stroke-width=\"2\" stroke=\"" + escaped(colour) + "\"/>");
    };
    switch (disposition) {
      case Disposition::kMalicious:
        return path("M3.5 0h5L12 3.5v5L8.5 12h-5L0 8.5v-5z", true);
      case Disposition::kSuspicious:
        return path("M6 0l6 11H0z", true);
      case Disposition::kCommon:
        return path("M1 1h10v10H1z", true);
      case Disposition::kClean:
        return path("M1 6l3.5 4L11 2", false);
      case Disposition::kUnknown:
        return path("M6 1.4a4.6 4.6 0 1 0 .01 0z", false);
      case Disposition::kNone:
        return path("M1 6h10", false);
    }
  }
  const std::string& of(Disposition disposition) const {
    switch (disposition) {
      case Disposition::kMalicious:
        return palette_.malicious;
      case Disposition::kSuspicious:
        return palette_.suspicious;
      case Disposition::kCommon:
        return palette_.common;
      case Disposition::kClean:
        return palette_.clean;
      default:
        return palette_.muted;
    }
  }
  std::string take() { return std::move(out_) + "</svg>"; }

 private:
  const Palette& palette_;
  std::string out_;
};

constexpr float kWide = 720, kMargin = 16;

}  // namespace

Disposition disposition_of(const threat_response::Observable& observable,
                           const threat_response::Verdicts& verdicts, double now) {
  const threat_response::Judged* judged = verdicts.of(observable);
  return judged && judged->answered ? judged->disposition(now) : Disposition::kNone;
}

Counts counts_of(const std::vector<threat_response::Observable>& observables,
                 const threat_response::Verdicts& verdicts, double now) {
  Counts counts{};
  for (const auto& one : observables) {
    const auto place = std::ranges::find(kInOrder, disposition_of(one, verdicts, now));
    ++counts[static_cast<std::size_t>(place - kInOrder.begin())];
  }
  return counts;
}

std::string bar_svg(const Counts& counts, Language language, const Palette& palette) {
  std::size_t all = 0, parts = 0;
  for (const std::size_t count : counts) all += count, parts += count > 0;
  Drawing drawing(kWide, 44 + 20 * static_cast<float>(parts), messages::text(language, Text::kDispositionBar),
                  palette);
  float x = kMargin, y = 48;
  for (std::size_t part = 0; part < counts.size(); ++part) {
    if (counts[part] == 0) continue;
    const std::string words = messages::text(language, Text::kDispositionPart,
                                             {messages::disposition_words(language, kInOrder[part]),
                                              messages::number(language, static_cast<double>(counts[part])),
                                              messages::number(language, static_cast<double>(all))});
    const float wide = (kWide - 2 * kMargin) * static_cast<float>(counts[part]) / static_cast<float>(all);
    drawing.box(x, 12, std::max(wide - 2, 1.0F), 18, drawing.of(kInOrder[part]), 2, words);
    x += wide;
    drawing.shape(kMargin + 6, y, kInOrder[part]);
    drawing.text(kMargin + 20, y + 4, words, palette.text);
    y += 20;
  }
  return drawing.take();
}

std::string timeline_svg(const Moments& moments, const threat_response::Sightings& sightings,
                         Language language, const Palette& palette) {
  constexpr float kLane = 46;
  const float high = kLane * static_cast<float>(moments.lanes.size()) + 40;
  Drawing drawing(kWide, high, messages::text(language, Text::kTimeline), palette);
  const auto span = whole_span(moments.all);
  if (!span) return drawing.take();
  const float wide = kWide - 2 * kMargin;
  const Axis axis = axis_of(*span, 7, messages::zone_offset(span->at(0.5)));
  for (const double time : axis.ticks) {
    const float x = kMargin + wide * static_cast<float>((time - span->from) / span->length());
    drawing.line(x, 4, x, high - 24, palette.border);
    drawing.text(std::clamp(x, 50.0F, kWide - 50), high - 9, tick_words(language, axis, time), palette.muted,
                 "middle");
  }
  for (std::size_t lane = 0; lane < moments.lanes.size(); ++lane)
    drawing.text(kMargin, 18 + kLane * static_cast<float>(lane), shortened(moments.lanes[lane], 80),
                 palette.muted);
  for (const Mark& mark : marks_of(moments.all, *span, wide)) {
    const float size = mark_size(mark.count), y = 36 + kLane * static_cast<float>(mark.lane);
    drawing.box(kMargin + mark.start, y - 3, mark.end - mark.start + 3, 6, palette.border, 3);
    drawing.box(kMargin + mark.start - size / 2, y - size / 2, size, size, palette.accent, size / 2,
                mark_words(language, sightings, mark));
  }
  return drawing.take();
}

std::string graph_svg(const Graph& graph, const threat_response::Verdicts& verdicts, double now,
                      Language language, const Palette& palette) {
  constexpr float kHigh = 520;
  Drawing drawing(kWide, kHigh, messages::text(language, Text::kRelations), palette);
  const Place place = fitted(graph, kWide, kHigh);
  const auto x_of = [&](const Node& node) { return kWide / 2 + (node.x - place.x) * place.scale; };
  const auto y_of = [&](const Node& node) { return kHigh / 2 + (node.y - place.y) * place.scale; };
  for (const Edge& edge : graph.edges) {
    const Node &source = graph.nodes[edge.source], &related = graph.nodes[edge.related];
    drawing.line(x_of(source), y_of(source), x_of(related), y_of(related), palette.muted);
    if (graph.edges.size() <= 40)
      drawing.text((x_of(source) + x_of(related)) / 2, (y_of(source) + y_of(related)) / 2 - 3,
                   shortened(edge.name, 24), palette.muted, "middle");
  }
  for (const Node& node : graph.nodes) {
    const auto disposition = disposition_of(node.observable, verdicts, now);
    drawing.ring(x_of(node), y_of(node), 12, palette.surface, drawing.of(disposition),
                 node.in_case ? 2.5F : 1.2F, node_words(language, node, disposition));
    drawing.shape(x_of(node), y_of(node), disposition);
    if (graph.nodes.size() <= 60)
      drawing.text(x_of(node), y_of(node) + 26, shortened(node.observable.value, 28), palette.text, "middle");
  }
  return drawing.take();
}

}  // namespace case_picture
