// Character references of HTML, as far as Markdown people type them.
#pragma once

#include <string>
#include <string_view>

namespace markdown {

// What `&name;`, `&#number;` or `&#xnumber;` stands for, in UTF-8; U+FFFD for a number that is no character.
// Of the names those that escape Markdown and HTML (amp, lt, gt, quot, apos) and nbsp are known; others
// are returned as written, for nobody types them and every page would load the table.
std::string entity(std::string_view reference);

}  // namespace markdown
