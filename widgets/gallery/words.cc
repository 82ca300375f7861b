#include "gallery/words.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <span>

#include "messages/messages.h"

namespace gallery {
namespace {

constexpr std::array kWords = {
#define TR_WORDS(english, german, japanese, arabic) \
  std::to_array<std::string_view>({english, german, japanese, arabic}),
#include "gallery/words.inc"
#undef TR_WORDS
};

}  // namespace

std::string words(messages::Language language, std::string_view english,
                  std::initializer_list<std::string_view> arguments) {
  const auto* const found = std::ranges::find_if(kWords, [&](const auto& row) { return row[0] == english; });
  assert(found != kWords.end());
  return messages::filled((*found)[static_cast<std::size_t>(language)],
                          std::span(arguments.begin(), arguments.size()));
}

}  // namespace gallery
