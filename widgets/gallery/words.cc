#include "gallery/words.h"

#include "messages/word_table.h"

namespace gallery {
namespace {

constexpr std::array kWords = {
#define TR_WORDS TR_WORD_ROW
#include "gallery/words.inc"
#undef TR_WORDS
};

}  // namespace

std::string words(messages::Language language, std::string_view english,
                  std::initializer_list<std::string_view> arguments) {
  return messages::words_of(kWords, language, english, arguments);
}

}  // namespace gallery
