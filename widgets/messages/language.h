// The languages the widgets speak.
#pragma once

#include <array>

namespace messages {

enum class Language { kEnglish, kGerman, kJapanese, kArabic };

// Their tags (BCP 47) without a region, in the order of the enum.
inline constexpr std::array<const char*, 4> kLanguageTags = {"en", "de", "ja", "ar"};

}  // namespace messages
