// Which way each part of a line runs (Unicode Standard Annex 9, without explicit formatting, which
// text::cleaned replaces): needed where the parts of a line differ in style,
// since the browser lays out one style at a time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kit::bidi {

// Whether the first letter of the text is of a script that runs from right to left; nothing without letters.
std::optional<bool> runs_from_right(std::string_view text);

// For each byte of the line its level: odd ones run from right to left. All bytes of a character have the
// same.
std::vector<std::uint8_t> levels(std::string_view line, bool from_right);

// The places of parts with these levels from left to right, as indices into `part_levels` (rule L2).
std::vector<std::size_t> visual_order(const std::vector<std::uint8_t>& part_levels);

// Text without letters as it is drawn from left to right when it runs the other way (rules L2 and L4).
std::string turned(std::string_view text);

}  // namespace kit::bidi
