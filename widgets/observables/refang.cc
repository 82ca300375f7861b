#include "observables/refang.h"

#include <array>
#include <optional>

namespace observables {
namespace {

struct Range {
  char32_t first, last;
  Mark mark;
};

// Blocks of Unicode by what they do to a word. What is in none of them continues a word. Zero-width and
// bidirectional controls (200B-200F, 202A-202E, 2060-206F) and the hyphens 2010 and 2011 continue it too: a
// part of a name that hides such a character must not be taken for the name.
constexpr std::array kRanges = {
    Range{0x80, 0xA9, Mark::kBreak},      Range{0xAB, 0xAC, Mark::kBreak},
    Range{0xAE, 0xB4, Mark::kBreak},      Range{0xB6, 0xB9, Mark::kBreak},
    Range{0xBB, 0xBF, Mark::kBreak},      Range{0xD7, 0xD7, Mark::kBreak},
    Range{0xF7, 0xF7, Mark::kBreak},      Range{0x2000, 0x200A, Mark::kBreak},
    Range{0x2012, 0x2029, Mark::kBreak},  Range{0x202F, 0x205F, Mark::kBreak},
    Range{0x20A0, 0x20CF, Mark::kSymbol}, Range{0x2190, 0x2BFF, Mark::kSymbol},
    Range{0x3000, 0x3004, Mark::kBreak},  Range{0x3008, 0x3020, Mark::kBreak},
    Range{0xFE00, 0xFE0F, Mark::kSymbol}, Range{0xFE30, 0xFE4F, Mark::kBreak},
    Range{0xFF01, 0xFF0F, Mark::kBreak},  Range{0xFF1A, 0xFF20, Mark::kBreak},
    Range{0xFF3B, 0xFF40, Mark::kBreak},  Range{0xFF5B, 0xFF65, Mark::kBreak},
    Range{0xFFFC, 0xFFFD, Mark::kBreak},  Range{0x1F000, 0x1FAFF, Mark::kSymbol},
};

Mark mark_of(char32_t point) {
  for (const Range& range : kRanges)
    if (point >= range.first && point <= range.last) return range.mark;
  return Mark::kLetter;
}

struct Character {
  std::size_t size = 1;
  Mark mark = Mark::kBreak;
};

// The non-ASCII character at the start of `rest`; a single byte that breaks when it is no UTF-8.
Character non_ascii(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest[0]);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || rest.size() < size) return {};
  char32_t point = lead & (0xFFU >> (size + 1));
  for (const char c : rest.substr(1, size - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80) return {};
    point = (point << 6U) | (byte & 0x3FU);
  }
  const bool too_long = (size == 3 && point < 0x800) || (size == 4 && point < 0x10000);
  if (too_long || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return {};
  return {size, mark_of(point)};
}

struct Disguise {
  std::string_view means;
  std::size_t size = 0;
};

std::size_t after_blanks(std::string_view rest, std::size_t i) {
  while (i < rest.size() && ascii::is_blank(rest[i])) ++i;
  return i;
}

// A bracket, what is in it, and the bracket's other side.
std::optional<Disguise> bracketed(std::string_view rest) {
  struct Row {
    std::string_view written, means, brackets;
  };
  static constexpr std::array kRows = {
      Row{"://", "://", "["}, Row{".", ".", "[({"}, Row{"dot", ".", "[("},
      Row{":", ":", "["},     Row{"/", "/", "["},   Row{"at", "@", "["},
  };
  const char close = rest[0] == '[' ? ']' : rest[0] == '(' ? ')' : '}';
  const std::size_t begin = after_blanks(rest, 1);
  for (const Row& row : kRows) {
    if (row.brackets.find(rest[0]) == std::string_view::npos) continue;
    if (!ascii::starts_with(rest.substr(begin), row.written)) continue;
    const std::size_t end = after_blanks(rest, begin + row.written.size());
    if (end < rest.size() && rest[end] == close) return Disguise{row.means, end + 1};
  }
  return std::nullopt;
}

std::optional<Disguise> disguise(std::string_view rest) {
  if (rest[0] == '[' || rest[0] == '(' || rest[0] == '{')
    if (const auto whole = bracketed(rest)) return whole;
  for (const std::string_view half : {"[.", ".]", "\\."})
    if (rest.starts_with(half)) return Disguise{".", 2};
  return std::nullopt;
}

bool goes_on(std::string_view rest) {
  return !rest.empty() &&
         (ascii::is_alnum(rest[0]) || rest[0] == '_' || static_cast<unsigned char>(rest[0]) >= 0x80);
}

void append(Text& text, std::string_view bytes, Mark mark, std::size_t origin, bool spread) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    text.bytes += bytes[i];
    text.marks.push_back(mark);
    text.origins.push_back(origin + (spread ? i : 0));
  }
}

}  // namespace

Text refang(std::string_view utf8) {
  Text text;
  text.bytes.reserve(utf8.size());
  text.marks.reserve(utf8.size());
  text.origins.reserve(utf8.size() + 1);
  std::size_t i = 0;
  while (i < utf8.size()) {
    const std::string_view rest = utf8.substr(i);
    if (static_cast<unsigned char>(rest[0]) >= 0x80) {
      const Character character = non_ascii(rest);
      append(text, rest.substr(0, character.size), character.mark, i, true);
      i += character.size;
      continue;
    }
    const auto found = disguise(rest);
    const bool joins = found && (found->means == "." || found->means == "@");
    const bool between = text.size() > 0 && (text.in_word(text.size() - 1) || text.bytes.back() == '-' ||
                                             text.bytes.back() == '_');
    if (found && (!joins || (between && goes_on(rest.substr(found->size))))) {
      append(text, found->means, Mark::kRefanged, i, false);
      i += found->size;
    } else {
      append(text, rest.substr(0, 1), Mark::kPlain, i, true);
      ++i;
    }
  }
  text.origins.push_back(utf8.size());
  return text;
}

}  // namespace observables
