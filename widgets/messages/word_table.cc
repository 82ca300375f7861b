#include "messages/word_table.h"

#include <algorithm>
#include <cassert>

#include "messages/messages.h"

namespace messages {

std::string words_of(std::span<const WordRow> table, Language language, std::string_view english,
                     std::initializer_list<std::string_view> arguments) {
  const auto found = std::ranges::find_if(table, [&](const WordRow& row) { return row.front() == english; });
  assert(found != table.end());
  return filled((*found)[static_cast<std::size_t>(language)], {arguments.begin(), arguments.size()});
}

}  // namespace messages
