// The text of a surface: measured, cut, broken into lines and drawn.
#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

#include "kit/fonts.h"
#include "kit/surface.h"
#include "kit/text.h"

namespace kit {
namespace {

constexpr float kLineHeight = 1.45F;  // of the type size
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
// Bytes of a line that the browser lays out: more than anyone can see, whatever the text is.
constexpr std::size_t kLongestRun = 4096;

std::string one_line(std::string_view text) {
  std::string line = text::cleaned(text);
  std::ranges::replace(line, '\n', ' ');
  return line;
}

// Where the line may be cut, up to kLongestRun.
std::vector<std::size_t> sequence_ends(std::string_view line) {
  std::vector<std::size_t> ends;
  for (std::size_t at = 0; at < line.size();) {
    at += text::sequence_length(line.substr(at));
    if (at > kLongestRun) break;
    ends.push_back(at);
  }
  return ends;
}

// Where it may be broken: the ends of words among `ends`.
std::vector<std::size_t> word_ends(std::string_view line, const std::vector<std::size_t>& ends) {
  std::vector<std::size_t> found;
  for (const std::size_t end : ends)
    if (line[end - 1] != ' ' && (end == line.size() || line[end] == ' ')) found.push_back(end);
  return found;
}

using Fits = std::function<bool(std::size_t)>;

// Within how many of `ends` the last one that fits is found, by doubling: what is measured is seldom much
// longer than what is shown.
std::size_t reach_of(const std::vector<std::size_t>& ends, const Fits& fits) {
  std::size_t reach = 16;
  while (reach < ends.size() && fits(ends[reach - 1])) reach *= 2;
  return std::min(reach, ends.size());
}

// How many of `ends` fit. A longer prefix is wider.
std::size_t count_that_fit(const std::vector<std::size_t>& ends, const Fits& fits) {
  const std::span<const std::size_t> candidates(ends.data(), reach_of(ends, fits));
  return static_cast<std::size_t>(std::ranges::partition_point(candidates, fits) - candidates.begin());
}

// As it is given to the font. When there is no room for one more run, the characters one by one.
std::string as_run(ImFont& face, std::string_view line, ImU32 colour) {
  const std::string made = run(face, line, colour);
  return made.empty() ? std::string(line) : made;
}

float width_in(ImFont& face, float size, std::string_view given) {
  return face.CalcTextSizeA(size, 1e9F, 0, given.data(), given.data() + given.size()).x;
}

struct Line {
  std::string_view text;
  bool is_run = false;
};

// The first line of `rest`, which needs shaping, at least one sequence long.
std::string_view first_run(ImFont& face, float size, float width, std::string_view rest) {
  const float room = std::min(width, widest_run(face, size));
  const auto fits = [&](std::size_t end) { return run_width(face, size, rest.substr(0, end)) <= room; };
  const std::vector<std::size_t> ends = sequence_ends(rest);
  const std::vector<std::size_t> words = word_ends(rest, ends);
  if (const std::size_t count = count_that_fit(words, fits); count > 0)
    return rest.substr(0, words[count - 1]);
  return rest.substr(0, ends[std::max<std::size_t>(count_that_fit(ends, fits), 1) - 1]);
}

std::string_view first_line(ImFont& face, float size, float width, std::string_view rest) {
  const char* const end = rest.data() + rest.size();
  const char* stop = face.CalcWordWrapPosition(size, rest.data(), end, width);
  if (stop == rest.data()) ++stop;
  return {rest.data(), stop};
}

// The lines of `clean`, into which they point.
std::vector<Line> lines_of(ImFont& face, float size, float width, std::string_view clean) {
  std::vector<Line> lines;
  while (!clean.empty()) {
    std::string_view rest = clean.substr(0, clean.find('\n'));
    clean.remove_prefix(std::min(clean.size(), rest.size() + 1));
    const bool is_run = text::needs_shaping(rest);
    while (!rest.empty()) {
      const std::string_view line =
          is_run ? first_run(face, size, width, rest) : first_line(face, size, width, rest);
      lines.push_back({line, is_run});
      rest.remove_prefix(line.size());
      rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of(' ')));
    }
  }
  return lines;
}

}  // namespace

float line_height(float size) { return std::round(size * kLineHeight); }

std::string Surface::fitted(std::string_view text, float width, float size, bool strong, ImU32 colour) const {
  std::string line = one_line(text);
  ImFont& face = *font(strong);
  const float ellipsis = width_in(face, size, kEllipsis);
  if (!text::needs_shaping(line)) {
    // One pass: the text may be of any length.
    if (width_in(face, size, line) <= width) return line;
    if (width < ellipsis) return "";
    const char* stop = line.data();
    face.CalcTextSizeA(size, width - ellipsis, 0, line.data(), line.data() + line.size(), &stop);
    line.resize(static_cast<std::size_t>(stop - line.data()));
    return line.append(kEllipsis);
  }
  const float room = std::min(width, widest_run(face, size));
  const std::vector<std::size_t> ends = sequence_ends(line);
  const auto fits = [&](std::size_t end) { return run_width(face, size, line.substr(0, end)) <= room; };
  if (ends.back() == line.size() && reach_of(ends, fits) == ends.size() && fits(line.size()))
    return as_run(face, line, colour);
  const auto cut = [&](std::size_t end) { return line.substr(0, end).append(kEllipsis); };
  const std::size_t count =
      count_that_fit(ends, [&](std::size_t end) { return run_width(face, size, cut(end)) <= room; });
  if (count > 0) return as_run(face, cut(ends[count - 1]), colour);
  return ellipsis <= width ? std::string(kEllipsis) : "";
}

void Surface::line(Box box, std::string_view text, ImU32 colour, float size, bool strong, bool centred) {
  if (!is_visible(box)) return;
  const std::string shown = fitted(text, box.width, size, strong, colour);
  const float wide = width_in(*font(strong), size, shown);
  const float start = centred ? box.x + std::floor((box.width - wide) / 2) : box.x;
  const Box placed{start, box.y, std::ceil(wide), box.height};
  const ImVec2 from = min(placed);
  put_text(*font(strong), size, from, max(placed).y - from.y, colour, shown);
}

void Surface::put_text(ImFont& face, float size, ImVec2 from, float height, ImU32 colour,
                       std::string_view shown, float slant) {
  const ImFontBaked* baked = face.GetFontBaked(size);
  const float density = baked->RasterizerDensity;
  const float high = (baked->Ascent - baked->Descent) * size / baked->Size;
  const ImVec2 at{from.x, from.y + (height - high) / 2};
  const int first = draw_.VtxBuffer.Size;
  draw_.AddText(&face, size, at, colour, shown.data(), shown.data() + shown.size());
  const auto off = [density](float side) {
    return std::floor(side * density + 0.01F) / density - std::trunc(side);
  };
  const float base_line = at.y + baked->Ascent * size / baked->Size;
  for (ImDrawVert& corner : std::span(draw_.VtxBuffer.begin() + first, draw_.VtxBuffer.end()))
    corner.pos = {corner.pos.x + off(at.x) + slant * (base_line - corner.pos.y), corner.pos.y + off(at.y)};
}

void Surface::piece(Box box, std::string_view clean, ImU32 colour, float size, Face face, bool slanted) {
  if (!is_visible(box)) return;
  constexpr float kSlant = 0.2F;  // as browsers shear a face that has no italics
  ImFont& font_of = *font(face);
  const std::string shown = text::needs_shaping(clean) ? as_run(font_of, clean, colour) : std::string(clean);
  const ImVec2 from = min(box);
  put_text(font_of, size, from, max(box).y - from.y, colour, shown, slanted ? kSlant : 0);
}

float Surface::piece_width(std::string_view clean, float size, Face face) const {
  ImFont& font_of = *font(face);
  return text::needs_shaping(clean) ? run_width(font_of, size, clean) : width_in(font_of, size, clean);
}

void Surface::paragraph(Box box, std::string_view text, ImU32 colour, float size, bool strong) {
  const ImVec2 from = min(box);
  ImFont& face = *font(strong);
  const std::string clean = text::cleaned(text);
  const float high = line_height(size);
  float y = from.y;
  for (const Line& line : lines_of(face, size, box.width, clean)) {
    const bool is_seen = y + high >= draw_.GetClipRectMin().y && y <= draw_.GetClipRectMax().y;
    if (is_seen) {
      const std::string shown = line.is_run ? as_run(face, line.text, colour) : std::string(line.text);
      const float x = frame_.right_to_left ? max(box).x - width_in(face, size, shown) : from.x;
      put_text(face, size, {x, y}, high, colour, shown);
    }
    y += high;
  }
}

float Surface::text_width(std::string_view text, float size, bool strong) const {
  const std::string line = one_line(text);
  ImFont& face = *font(strong);
  if (!text::needs_shaping(line)) return width_in(face, size, line);
  return run_width(face, size, std::string_view(line).substr(0, sequence_ends(line).back()));
}

float Surface::paragraph_height(std::string_view text, float width, float size, bool strong) const {
  const std::string clean = text::cleaned(text);
  return static_cast<float>(lines_of(*font(strong), size, width, clean).size()) * line_height(size);
}

std::string Surface::value_in_lines(std::string_view value, float width, std::size_t lines, float size,
                                    bool strong) const {
  const std::string line = one_line(value);
  if (text::needs_shaping(line)) return line;  // `paragraph` breaks it
  std::string_view rest = line;
  std::string made;
  for (std::size_t left = lines; left > 1 && text_width(rest, size, strong) > width; --left) {
    const std::vector<std::size_t> ends = sequence_ends(rest);
    const auto fits = [&](std::size_t end) { return text_width(rest.substr(0, end), size, strong) <= width; };
    std::size_t end = ends[std::max<std::size_t>(count_that_fit(ends, fits), 1) - 1];
    const std::size_t bracket = rest.substr(0, end).rfind('[');
    if (bracket != std::string_view::npos && bracket > 0 && end - bracket < 3) end = bracket;
    made.append(rest.substr(0, end)).push_back('\n');
    rest.remove_prefix(end);
  }
  return made.append(fitted(rest, width, size, strong, 0));
}

}  // namespace kit
