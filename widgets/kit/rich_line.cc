#include "kit/rich_line.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kit {
namespace {

using markdown::Span;

constexpr float kCodeInset = 3;

Face face_of(const Span& span, const RichLook& look) {
  if (look.code || span.code) return Face::kTypewriter;
  return look.strong || span.strong ? Face::kStrong : Face::kRegular;
}

// A face of equal widths looks larger than the others.
float size_of(const Span& span, const RichLook& look) {
  return span.code && !look.code ? look.size - 1 : look.size;
}

// The elements that a span stands in, from the outside in.
struct Within {
  std::size_t link = 0;
  std::array<const char*, 4> roles{};

  explicit Within(const Span& span)
      : link(span.link),
        roles{span.strong ? "strong" : nullptr, span.emphasis ? "emphasis" : nullptr,
              span.struck ? "deletion" : nullptr, span.code ? "code" : nullptr} {}
};

// Declares the elements of a paragraph in the order they are read; what two neighbours have in common is one.
class Declared {
 public:
  Declared(Surface& surface, const std::vector<markdown::Link>& links) : surface_(surface), links_(links) {}
  ~Declared() {
    while (!open_.empty()) close();
  }
  Declared(const Declared&) = delete;
  Declared& operator=(const Declared&) = delete;

  // The link that the text is part of; 0 for none.
  ItemId text(const Span& span, Box box, const std::string& text, const char* look) {
    enter(Within(span), box);
    Item& item = surface_.add(key(), "run", text, box);
    item.look = look;
    return link_;
  }

 private:
  struct Open {
    std::size_t link = 0;
    const char* role = nullptr;
  };

  std::string key() { return std::to_string(count_++); }

  void close() {
    if (open_.back().link > 0) link_ = 0;
    open_.pop_back();
    surface_.pop();
  }

  void enter(const Within& within, Box box) {
    std::vector<Open> wanted;
    if (within.link > 0) wanted.push_back({.link = within.link});
    for (const char* role : within.roles)
      if (role) wanted.push_back({.role = role});
    const auto same = [](const Open& one, const Open& other) {
      return one.link == other.link && one.role == other.role;
    };
    const auto common = std::ranges::mismatch(open_, wanted, same).in1 - open_.begin();
    while (std::ssize(open_) > common) close();
    for (std::size_t at = open_.size(); at < wanted.size(); ++at) {
      Item& item = surface_.add(key(), wanted[at].link > 0 ? "textlink" : wanted[at].role, "", box);
      if (wanted[at].link > 0) {
        item.href = links_[wanted[at].link - 1].href;
        link_ = item.id;
      }
      surface_.push(item.id);
      open_.push_back(wanted[at]);
    }
  }

  Surface& surface_;
  const std::vector<markdown::Link>& links_;
  std::vector<Open> open_;
  ItemId link_ = 0;
  std::size_t count_ = 0;
};

void draw_piece(Surface& surface, Box box, const Piece& piece, const Span& span, const RichLook& look,
                ItemId link) {
  const Theme& theme = surface.theme();
  const float middle = std::round(box.y + box.height / 2);
  if (span.code && !look.code)
    surface.fill({box.x - kCodeInset + 1, box.y + 1, box.width + 2 * kCodeInset - 2, box.height - 2},
                 theme.hover, 3);
  const ImU32 colour = span.aside ? theme.muted : link != 0 ? theme.accent : theme.text;
  surface.piece(box, piece.text, colour, size_of(span, look), face_of(span, look), span.emphasis);
  const float under = std::round(middle + look.size * 0.5F);
  if (link != 0) surface.fill({box.x, under, box.width, 1}, colour);
  if (span.struck) surface.fill({box.x, middle, box.width, 1}, colour);
}

}  // namespace

RichLines laid_out(const Surface& surface, const std::vector<Span>& spans, float width,
                   const RichLook& look) {
  std::vector<Styled> text;
  text.reserve(spans.size());
  for (const Span& span : spans) text.push_back({span.text, face_of(span, look), size_of(span, look)});
  RichLines made{.flowed = flow(surface, text, width), .size = look.size, .line = line_height(look.size)};
  for (const FlowedLine& line : made.flowed.lines) made.width = std::max(made.width, line.width);
  return made;
}

void draw_lines(Surface& surface, Box box, const RichLines& lines, const std::vector<Span>& spans,
                const std::vector<markdown::Link>& links, const RichLook& look) {
  Declared declared(surface, links);
  const bool from_right = surface.frame().right_to_left;
  float y = box.y;
  for (const FlowedLine& line : lines.flowed.lines) {
    const auto placed = [&](const Piece& piece) {
      const float start = from_right ? line.width - piece.left - piece.width : piece.left;
      return Box{box.x + start, y, piece.width, lines.line};
    };
    // Around all that has the focus in this line.
    float focus_from = 1e9F, focus_to = -1;
    for (const auto& [style, text] : line.reads) {
      const auto first = std::ranges::find(line.pieces, style, &Piece::style);
      const ItemId link = declared.text(spans[style], placed(*first), text, "");
      for (const Piece& piece : line.pieces) {
        const Box at = placed(piece);
        if (piece.style != style || !surface.is_visible(at)) continue;
        draw_piece(surface, at, piece, spans[style], look, link);
        if (link == 0 || surface.frame().focused != link) continue;
        focus_from = std::min(focus_from, at.x);
        focus_to = std::max(focus_to, at.x + at.width);
      }
    }
    if (focus_to > focus_from)
      surface.outline({focus_from - 3, y, focus_to - focus_from + 6, lines.line}, surface.theme().accent, 3,
                      2);
    // The browser must break the line where it is broken here, and copy the text as if nobody had.
    const bool is_last = &line == &lines.flowed.lines.back();
    if (!is_last && !spans.empty()) {
      const std::size_t style = line.reads.empty() ? 0 : line.reads.back().first;
      declared.text(spans[style], {box.x, y, 0, lines.line}, line.end, line.end == "\n" ? "" : "break");
    }
    y += lines.line;
  }
}

}  // namespace kit
