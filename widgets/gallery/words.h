// What only the gallery says, in each language: kept out of the catalogue, which every page loads.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "kit/surface.h"
#include "messages/language.h"

namespace gallery {

// REQUIRES: `english` is in words.inc.
std::string words(messages::Language language, std::string_view english,
                  std::initializer_list<std::string_view> arguments = {});
inline std::string words(const kit::Surface& surface, std::string_view english,
                         std::initializer_list<std::string_view> arguments = {}) {
  return words(surface.frame().language, english, arguments);
}

}  // namespace gallery
