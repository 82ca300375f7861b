// Addresses in a text, kept from being read as Markdown: no '*', '_' or '~' in one is a mark, for what is
// shown of an observable must be the observable.
#pragma once

#include <string>
#include <string_view>

namespace markdown {

// The text with those of them that stand in an address, disguised or not (https://, hxxp[:]//), replaced by
// noncharacters of Unicode; such ones of its own become U+FFFD. Marks behind the last letter or
// digit are not the address's.
std::string shielded(std::string_view text);
// Puts them back.
std::string unshielded(std::string_view text);

}  // namespace markdown
