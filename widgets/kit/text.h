// Unicode text before it is drawn: what may be shown, what the browser has to lay out, where it may be cut.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kit::text {

// The code points that fonts.h gives whole runs of text (Private Use Area, the first 2,048).
inline constexpr std::uint32_t kFirstRun = 0xE000, kLastRun = 0xE7FF;

// Takes the first code point off `text`, which is not empty. U+FFFD for each byte that is no UTF-8.
std::uint32_t next_codepoint(std::string_view& text);
void append(std::string& text, std::uint32_t codepoint);

// `text` in valid UTF-8, with U+FFFD in the place of what could mislead: control characters (but line feeds),
// code points that turn the direction of what follows, and private use, where our own runs are.
std::string cleaned(std::string_view text);

// Whether the line cannot be drawn one code point after the other.
bool needs_shaping(std::string_view line);
// Whether anything in it may have colours of its own (emoji).
bool may_be_coloured(std::string_view line);

// The length in bytes of what must not be cut: a character and the marks on it, an emoji sequence, a flag.
// At least 1 while `text` is not empty. A pile of marks ends after 64 code points.
std::size_t sequence_length(std::string_view text);

}  // namespace kit::text
