// Words that one module alone says, in each language, kept out of the catalogue, which every page loads. A
// file of TR_WORDS(english, german, japanese, arabic) is such a table; the English is the key.
//
//   constexpr std::array kWords = {
//   #define TR_WORDS TR_WORD_ROW
//   #include "gallery/words.inc"
//   #undef TR_WORDS
//   };
#pragma once

#include <array>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "messages/language.h"

namespace messages {

using WordRow = std::array<std::string_view, 4>;

// {0}, {1}, ... are replaced by the arguments. REQUIRES: `english` is in the table.
std::string words_of(std::span<const WordRow> table, Language language, std::string_view english,
                     std::initializer_list<std::string_view> arguments);

}  // namespace messages

#define TR_WORD_ROW(english, german, japanese, arabic) messages::WordRow{english, german, japanese, arabic},
