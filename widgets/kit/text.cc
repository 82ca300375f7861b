#include "kit/text.h"

#include <algorithm>
#include <span>

#include "kit/marks.h"

namespace kit::text {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;
constexpr std::uint32_t kZeroWidthJoiner = 0x200D;
constexpr int kLongestSequence = 64;  // code points

// What could mislead a reader or be taken for one of our own runs.
constexpr Range kHostile[] = {{0x0000, 0x0009},  // C0 controls, without the line feed
                              {0x000B, 0x001F},  //
                              {0x007F, 0x009F},  // DEL and C1 controls
                              {0x202A, 0x202E},  // General Punctuation: embeddings and overrides of direction
                              {0x2066, 0x2069},  // General Punctuation: isolates
                              {0xE000, 0xF8FF},  // Private Use Area
                              {0xF0000, 0x10FFFF}};  // Supplementary Private Use Areas A and B

// Blocks whose characters join, reorder, stack or run from right to left.
constexpr Range kShaped[] = {
    {0x0300, 0x036F},     // Combining Diacritical Marks
    {0x0483, 0x0489},     // Cyrillic: combining marks
    {0x0590, 0x05FF},     // Hebrew
    {0x0600, 0x08FF},     // Arabic, Syriac, Thaana, NKo, Samaritan, Mandaic and their supplements
    {0x0900, 0x0DFF},     // Devanagari to Sinhala: the scripts of India
    {0x0E00, 0x0EFF},     // Thai, Lao
    {0x0F00, 0x109F},     // Tibetan, Myanmar
    {0x1100, 0x11FF},     // Hangul Jamo
    {0x135D, 0x135F},     // Ethiopic: combining marks
    {0x1700, 0x18AF},     // Tagalog, Hanunoo, Buhid, Tagbanwa, Khmer, Mongolian
    {0x1900, 0x1AFF},     // Limbu to Tai Tham, Combining Diacritical Marks Extended
    {0x1B00, 0x1C7F},     // Balinese, Sundanese, Batak, Lepcha, Ol Chiki
    {0x1CD0, 0x1CFF},     // Vedic Extensions
    {0x1DC0, 0x1DFF},     // Combining Diacritical Marks Supplement
    {0x200B, 0x200F},     // General Punctuation: joiners, directional marks
    {0x2028, 0x2029},     // General Punctuation: line and paragraph separators
    {0x2060, 0x206F},     // General Punctuation: invisible operators
    {0x20D0, 0x20FF},     // Combining Diacritical Marks for Symbols (keycaps)
    {0x2CEF, 0x2CF1},     // Coptic: combining marks
    {0x2D7F, 0x2D7F},     // Tifinagh: consonant joiner
    {0x2DE0, 0x2DFF},     // Cyrillic Extended-A
    {0x302A, 0x302F},     // CJK Symbols and Punctuation: tone marks
    {0x3099, 0x309A},     // Hiragana: combining voicing marks
    {0xA66F, 0xA67D},     // Cyrillic Extended-B: combining marks
    {0xA69E, 0xA69F},     //
    {0xA6F0, 0xA6F1},     // Bamum: combining marks
    {0xA800, 0xA8FF},     // Syloti Nagri, Phags-pa, Saurashtra, Devanagari Extended
    {0xA900, 0xAAFF},     // Kayah Li to Meetei Mayek Extensions, with Hangul Jamo Extended-A
    {0xABC0, 0xABFF},     // Meetei Mayek
    {0xD7B0, 0xD7FF},     // Hangul Jamo Extended-B
    {0xFB1D, 0xFDFF},     // Alphabetic Presentation Forms: Hebrew; Arabic Presentation Forms-A
    {0xFE00, 0xFE0F},     // Variation Selectors
    {0xFE20, 0xFE2F},     // Combining Half Marks
    {0xFE70, 0xFEFF},     // Arabic Presentation Forms-B, byte order mark
    {0x10000, 0xEFFFF}};  // All other planes: emoji, more scripts. A font's index per size stays short, too.

// General category Mn with canonical combining class 9 where a consonant that follows makes a conjunct.
constexpr std::uint32_t kViramas[] = {0x094D, 0x09CD, 0x0ACD, 0x0B4D, 0x0C4D, 0x0CCD,
                                      0x0D4D, 0x0DCA, 0x1039, 0x17D2, 0x1B44};

constexpr Range kFlagLetters = {0x1F1E6, 0x1F1FF};  // Enclosed Alphanumeric Supplement: regional indicators

bool is_in(std::span<const Range> ranges, std::uint32_t codepoint) {
  const auto found = std::ranges::lower_bound(ranges, codepoint, {}, &Range::last);
  return found != ranges.end() && found->first <= codepoint;
}

bool is_flag_letter(std::uint32_t codepoint) {
  return codepoint >= kFlagLetters.first && codepoint <= kFlagLetters.last;
}

}  // namespace

std::uint32_t next_codepoint(std::string_view& text) {
  const auto byte = [&](std::size_t at) -> std::uint32_t {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
  };
  const std::uint32_t lead = byte(0);
  std::size_t length = lead < 0x80                   ? 1
                       : lead >= 0xC2 && lead < 0xE0 ? 2
                       : lead >= 0xE0 && lead < 0xF0 ? 3
                                                     : 4;
  std::uint32_t codepoint = length == 1 ? lead : lead & (0x7FU >> length);
  bool valid = lead < 0x80 || (lead >= 0xC2 && lead < 0xF5);
  for (std::size_t at = 1; valid && at < length; ++at) {
    valid = (byte(at) & 0xC0U) == 0x80;
    codepoint = codepoint << 6U | (byte(at) & 0x3FU);
  }
  constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (valid)
    valid =
        codepoint >= kSmallest[length] && codepoint <= 0x10FFFF && (codepoint < 0xD800 || codepoint > 0xDFFF);
  text.remove_prefix(valid ? length : 1);
  return valid ? codepoint : kReplacement;
}

void append(std::string& text, std::uint32_t codepoint) {
  const auto add = [&](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (codepoint < 0x80) return add(codepoint);
  if (codepoint < 0x800) {
    add(0xC0U | codepoint >> 6U);
  } else {
    if (codepoint < 0x10000) {
      add(0xE0U | codepoint >> 12U);
    } else {
      add(0xF0U | codepoint >> 18U);
      add(0x80U | (codepoint >> 12U & 0x3FU));
    }
    add(0x80U | (codepoint >> 6U & 0x3FU));
  }
  add(0x80U | (codepoint & 0x3FU));
}

std::string cleaned(std::string_view text) {
  // Most text is that plain, and is looked at in every frame.
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; })) return std::string(text);
  std::string made;
  made.reserve(text.size());
  while (!text.empty()) {
    const std::uint32_t codepoint = next_codepoint(text);
    append(made, is_in(kHostile, codepoint) ? kReplacement : codepoint);
  }
  return made;
}

bool needs_shaping(std::string_view line) {
  while (!line.empty()) {
    const std::uint32_t codepoint = next_codepoint(line);
    if (codepoint >= kShaped[0].first && is_in(kShaped, codepoint)) return true;
  }
  return false;
}

bool may_be_coloured(std::string_view line) {
  while (!line.empty()) {
    const std::uint32_t codepoint = next_codepoint(line);
    // Symbols such as U+231A are coloured without a selector, too.
    if (codepoint >= 0x1F000 || codepoint == 0xFE0F || (codepoint >= 0x2300 && codepoint <= 0x2BFF))
      return true;
  }
  return false;
}

std::size_t sequence_length(std::string_view text) {
  std::string_view rest = text;
  if (rest.empty()) return 0;
  std::uint32_t before = next_codepoint(rest);
  int flag_letters = is_flag_letter(before) ? 1 : 0;
  for (int count = 1; count < kLongestSequence && !rest.empty(); ++count) {
    std::string_view after = rest;
    const std::uint32_t codepoint = next_codepoint(after);
    const bool second_of_flag = is_flag_letter(codepoint) && flag_letters == 1;
    const bool joined = before == kZeroWidthJoiner || std::ranges::binary_search(kViramas, before);
    const bool blank = codepoint == ' ' || codepoint == '\n';
    if (!is_in(kMarks, codepoint) && !second_of_flag && (!joined || blank)) break;
    flag_letters += second_of_flag ? 1 : 0;
    before = codepoint;
    rest = after;
  }
  return text.size() - rest.size();
}

}  // namespace kit::text
