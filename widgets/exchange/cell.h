// One cell of a table of text (RFC 4180).
#pragma once

#include <string>
#include <string_view>

namespace exchange {

// The cell with what a spreadsheet would take for a formula made harmless by a leading apostrophe; quoted
// where commas, quotes, line breaks or blanks at its ends ask for it.
std::string cell(std::string_view text);
// A cell as it was before cell() made it harmless.
std::string without_guard(std::string text);

}  // namespace exchange
