// What a browser says about languages, through shims/library/intl.js, with a page played by the test.
#include <emscripten.h>
#include <gtest/gtest.h>

#include "messages/locale.h"

using namespace messages;

namespace {

// clang-format off: this is JavaScript.
EM_JS(void, play_page, (const char* answer), {
  const text = UTF8ToString(answer);
  Module.page = { intl: (language, what, value) => text || Array.of(language, what, value).join(" ") };
})
// clang-format on

}  // namespace

TEST(LocaleBrowser, ThePageIsAskedForTheLanguageAndTheValue) {
  play_page("");
  EXPECT_EQ(number(Language::kEnglish, 1.5), "en number 1.5");
  EXPECT_EQ(number(Language::kArabic, -2), "ar number -2");
  EXPECT_EQ(moment(Language::kJapanese, 1e9), "ja moment 1000000000");
}

TEST(LocaleBrowser, EveryCategoryIsReadByItsName) {
  for (std::size_t i = 0; i < kPluralNames.size(); ++i) {
    play_page(std::string(kPluralNames[i]).c_str());
    EXPECT_EQ(plural(Language::kArabic, 1), static_cast<Plural>(i)) << kPluralNames[i];
  }
  play_page("paucal");
  EXPECT_EQ(plural(Language::kGerman, 1), Plural::kOther);
}

TEST(LocaleBrowser, DigitsOfEveryScriptArriveWhole) {
  play_page("١٬٢٣٤٫٥");
  EXPECT_EQ(number(Language::kArabic, 1234.5), "١٬٢٣٤٫٥");
}

TEST(LocaleBrowser, WhatHasNoRoomIsNoText) {
  play_page(std::string(255, 'x').c_str());
  EXPECT_EQ(number(Language::kEnglish, 1), std::string(255, 'x'));
  play_page(std::string(256, 'x').c_str());
  EXPECT_EQ(number(Language::kEnglish, 1), "");
}
