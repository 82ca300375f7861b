// Words that Markdown would take for more than words, written so that they stay what they are.
#pragma once

#include <string>
#include <string_view>

namespace markdown {

// One line of Markdown that reads as `text`: a paragraph without style, link or other structure. Line breaks
// and other control characters become blanks. What needs no backslash gets none, for it is read unrendered
// too: "bad[.]example" stays as it is.
std::string literal(std::string_view text);

}  // namespace markdown
