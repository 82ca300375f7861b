#include "gallery/gallery.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "../kit/frame.h"
#include "gallery/words.h"

namespace gallery {
namespace {

constexpr messages::Language kLanguages[] = {messages::Language::kEnglish, messages::Language::kGerman,
                                             messages::Language::kJapanese, messages::Language::kArabic};

class GalleryTest : public kit::FrameTest {
 protected:
  GalleryTest() : FrameTest(900, 720) {}
  std::multiset<std::string> names(const Model& model) {
    kit::Surface on = surface();
    draw(on, model);
    std::multiset<std::string> found;
    for (const kit::Item& item : on.items()) found.insert(item.name);
    return found;
  }
};

TEST_F(GalleryTest, EverySectionIsDrawnInEveryLanguageWithItsOwnWords) {
  for (const char* tab : {"items", "fields", "text", "menu", "rows", "states", "pictures"}) {
    const Model model{.tab = tab, .asking = true};
    std::set<std::multiset<std::string>> all;
    for (const auto language : kLanguages) {
      frame_.language = language;
      all.insert(names(model));
    }
    EXPECT_EQ(all.size(), std::size(kLanguages)) << tab;
  }
}

TEST(GalleryWords, ArgumentsStandInTheirPlaces) {
  EXPECT_EQ(words(messages::Language::kEnglish, "{0} pressed, in all {1}", {"Plain", "3"}),
            "Plain pressed, in all 3");
  EXPECT_EQ(words(messages::Language::kGerman, "Menu of {0}", {"a.example"}), "Menü von a.example");
}

}  // namespace
}  // namespace gallery
