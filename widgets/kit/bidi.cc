#include "kit/bidi.h"

#include <algorithm>
#include <utility>

#include "kit/marks.h"
#include "kit/text.h"

namespace kit::bidi {
namespace {

using text::Range;

// Hebrew to Arabic Extended-A, their presentation forms, the blocks of plane 1, two marks.
constexpr Range kFromRight[] = {{0x0590, 0x08FF}, {0x200F, 0x200F},   {0xFB1D, 0xFDFF},
                                {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};
constexpr Range kArabicDigits[] = {{0x0660, 0x0669}, {0x06F0, 0x06F9}};
// Punctuation, blanks and symbols beyond ASCII.
constexpr Range kNeutral[] = {{0x00A0, 0x00A9}, {0x00AB, 0x00B4}, {0x00B6, 0x00B9}, {0x00BB, 0x00BF},
                              {0x00D7, 0x00D7}, {0x00F7, 0x00F7}, {0x2000, 0x200D}, {0x2010, 0x2070},
                              {0x2190, 0x2BFF}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0xFFFD, 0xFFFD}};

// kMark takes the kind of what it stands on.
enum class Kind : std::uint8_t { kLeft, kRight, kDigit, kSeparator, kTerminator, kNeutral, kMark };

bool is_in(const auto& ranges, std::uint32_t codepoint) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return range.first <= codepoint && codepoint <= range.last; });
}

Kind kind_of(std::uint32_t codepoint) {
  if (codepoint < 0x80) {
    const char c = static_cast<char>(codepoint);
    if (c >= '0' && c <= '9') return Kind::kDigit;
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return Kind::kLeft;
    constexpr std::string_view kSeparators = ",./:+-", kTerminators = "#$%";
    if (kSeparators.find(c) != std::string_view::npos) return Kind::kSeparator;
    return kTerminators.find(c) != std::string_view::npos ? Kind::kTerminator : Kind::kNeutral;
  }
  if (is_in(text::kMarks, codepoint)) return Kind::kMark;
  if (is_in(kArabicDigits, codepoint)) return Kind::kDigit;
  if (is_in(kFromRight, codepoint)) return Kind::kRight;
  return is_in(kNeutral, codepoint) ? Kind::kNeutral : Kind::kLeft;
}

struct Part {
  Kind kind;
  std::size_t size;  // bytes
  char bracket;      // "()[]{}", or 0
};

std::vector<Part> parts_of(std::string_view line) {
  std::vector<Part> parts;
  while (!line.empty()) {
    const std::size_t before = line.size();
    const char first = line[0];
    constexpr std::string_view kBrackets = "()[]{}";
    const char bracket = kBrackets.find(first) != std::string_view::npos ? first : '\0';
    const Kind kind = kind_of(text::next_codepoint(line));
    const std::size_t size = before - line.size();
    if (kind == Kind::kMark && !parts.empty())
      parts.back().size += size;
    else
      parts.push_back({kind == Kind::kMark ? Kind::kNeutral : kind, size, bracket});
  }
  return parts;
}

// W4: one separator between digits is one of them. W5: and so are terminators beside them.
void join_numbers(std::vector<Part>& parts) {
  const auto is_digit = [&](std::size_t at) { return at < parts.size() && parts[at].kind == Kind::kDigit; };
  for (std::size_t at = 1; at + 1 < parts.size(); ++at)
    if (parts[at].kind == Kind::kSeparator && is_digit(at - 1) && is_digit(at + 1))
      parts[at].kind = Kind::kDigit;
  for (std::size_t at = 1; at < parts.size(); ++at)
    if (parts[at].kind == Kind::kTerminator && is_digit(at - 1)) parts[at].kind = Kind::kDigit;
  for (std::size_t at = parts.size(); at-- > 0;)
    if (parts[at].kind == Kind::kTerminator && is_digit(at + 1)) parts[at].kind = Kind::kDigit;
}

// W7: digits behind a letter that runs from left to right run with it.
void settle_digits(std::vector<Part>& parts, Kind base) {
  Kind last = base;
  for (Part& part : parts) {
    if (part.kind == Kind::kLeft || part.kind == Kind::kRight) last = part.kind;
    if (part.kind == Kind::kDigit && last == Kind::kLeft) part.kind = Kind::kLeft;
  }
}

Kind side_of(Kind kind) { return kind == Kind::kDigit ? Kind::kRight : kind; }

bool is_letter_or_digit(Kind kind) {
  return kind == Kind::kLeft || kind == Kind::kRight || kind == Kind::kDigit;
}

// N0 for the brackets at these places: they run as the line does when anything in them does; else as what is
// in them when what stands before runs so too.
void settle_pair(std::vector<Part>& parts, std::size_t open, std::size_t closed, Kind base) {
  bool has_base = false, has_other = false;
  for (std::size_t at = open + 1; at < closed; ++at)
    if (is_letter_or_digit(parts[at].kind)) (side_of(parts[at].kind) == base ? has_base : has_other) = true;
  if (!has_base && !has_other) return;
  Kind before = base;
  for (std::size_t at = 0; at < open; ++at)
    if (is_letter_or_digit(parts[at].kind)) before = side_of(parts[at].kind);
  parts[open].kind = parts[closed].kind = has_base ? base : before;
}

void settle_brackets(std::vector<Part>& parts, Kind base) {
  constexpr std::size_t kDeepest = 63;  // as the annex says
  std::vector<std::size_t> open;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const char bracket = parts[at].bracket;
    if (bracket == '(' || bracket == '[' || bracket == '{') {
      if (open.size() == kDeepest) break;
      open.push_back(at);
    } else if (bracket != '\0') {
      const char wanted = bracket == ')' ? '(' : bracket == ']' ? '[' : '{';
      std::size_t place = open.size();
      while (place > 0 && parts[open[place - 1]].bracket != wanted) --place;
      if (place == 0) continue;
      pairs.emplace_back(open[place - 1], at);
      open.resize(place - 1);
    }
  }
  std::ranges::sort(pairs);
  for (const auto& [from, to] : pairs) settle_pair(parts, from, to, base);
}

// N1, N2: what is neutral runs as both of its neighbours do, or as the line does.
void settle_neutrals(std::vector<Part>& parts, Kind base) {
  Kind before = base;
  for (std::size_t at = 0; at < parts.size();) {
    if (is_letter_or_digit(parts[at].kind)) {
      before = side_of(parts[at++].kind);
      continue;
    }
    std::size_t end = at;
    while (end < parts.size() && !is_letter_or_digit(parts[end].kind)) ++end;
    const Kind behind = end < parts.size() ? side_of(parts[end].kind) : base;
    for (; at < end; ++at) parts[at].kind = before == behind ? before : base;
  }
}

}  // namespace

std::optional<bool> runs_from_right(std::string_view text) {
  while (!text.empty()) {
    const Kind kind = kind_of(text::next_codepoint(text));
    if (kind == Kind::kLeft || kind == Kind::kRight) return kind == Kind::kRight;
  }
  return std::nullopt;
}

std::vector<std::uint8_t> levels(std::string_view line, bool from_right) {
  const Kind base = from_right ? Kind::kRight : Kind::kLeft;
  std::vector<Part> parts = parts_of(line);
  join_numbers(parts);
  settle_digits(parts, base);
  settle_brackets(parts, base);
  settle_neutrals(parts, base);
  std::vector<std::uint8_t> made;
  made.reserve(line.size());
  for (const Part& part : parts) {
    const std::uint8_t level = part.kind == Kind::kRight                 ? 1
                               : part.kind == Kind::kDigit || from_right ? 2
                                                                         : 0;
    made.insert(made.end(), part.size, level);
  }
  return made;
}

std::vector<std::size_t> visual_order(const std::vector<std::uint8_t>& part_levels) {
  std::vector<std::size_t> order(part_levels.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  for (std::uint8_t level = 2; level > 0; --level)
    for (std::size_t at = 0; at < order.size();) {
      std::size_t end = at;
      while (end < order.size() && part_levels[order[end]] >= level) ++end;
      std::reverse(order.begin() + static_cast<std::ptrdiff_t>(at),
                   order.begin() + static_cast<std::ptrdiff_t>(end));
      at = end + 1;
    }
  return order;
}

std::string turned(std::string_view text) {
  constexpr std::string_view kOpen = "([{<", kClosed = ")]}>";
  std::string made;
  while (!text.empty()) {
    const std::size_t size = text::sequence_length(text);
    std::string part(text.substr(0, size));
    if (const std::size_t at = kOpen.find(part[0]); at != std::string_view::npos)
      part = kClosed[at];
    else if (const std::size_t to = kClosed.find(part[0]); to != std::string_view::npos)
      part = kOpen[to];
    made.insert(0, part);
    text.remove_prefix(size);
  }
  return made;
}

}  // namespace kit::bidi
