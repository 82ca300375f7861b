// Find on page as it is read and pressed: what the modules think, what is listed of it, ranges of rows.
#include "shown.h"

using namespace app;
using effects::Surface;
using harness::kVerdicts;
using harness::of;

namespace {

class FindOnPage : public harness::Shown {
 protected:
  FindOnPage() : Shown(Surface::kFindOnPage, 900) {
    find_on_page::Page found{.state = find_on_page::Page::State::kSearched, .observables = {}, .places = {}};
    for (std::uint32_t at = 0; at < 5; ++at) {
      found.observables.emplace_back("domain", std::string(1, static_cast<char>('a' + at)) + ".example");
      found.places.push_back(at);
    }
    found.observables.emplace_back("ip", "192.0.2.1");
    found.places.push_back(5);
    page_.press(FindPressed{found});
  }
  void sign_in(const std::string& scopes) {
    page_.authenticate();
    page_.reply_token(harness::granted(scopes));
    show();
  }
  void say(const app::Message& message) override {
    page_.press(message);
    show();
  }
  const kit::Item* begins(std::string_view role, std::string_view name) const {
    const auto found = std::ranges::find_if(drawn_.items, [&](const kit::Item& item) {
      return item.role == role && item.name.starts_with(name);
    });
    return found == drawn_.items.end() ? nullptr : &*found;
  }
  std::size_t listed() const { return page_.app.find_on_page().listing.rows.size(); }
  std::size_t selected() const { return page_.app.find_on_page().selected.size(); }
};

// With one call under way there was nothing left to cancel, and Cancel did nothing.
TEST_F(FindOnPage, ProgressThatWasCancelledIsGoneThoughACallIsUnderWay) {
  sign_in("casebook enrich:read inspect:read response");
  use("button", "Ask about 6 observables (1 request)");
  ASSERT_NE(begins("progressbar", ""), nullptr);
  use("button", "Cancel");
  EXPECT_EQ(begins("progressbar", ""), nullptr);
}

TEST_F(FindOnPage, EachDispositionIsCountedListedAloneAndSelectedUnlessItIsClean) {
  sign_in("casebook enrich:read inspect:read response");
  use("button", "Ask about 6 observables (1 request)");
  std::string docs;
  for (int at = 0; at < 5; ++at)
    docs += std::string(at > 0 ? "," : "") + R"({"disposition":)" + std::to_string(at + 1) +
            R"(,"observable":{"type":"domain","value":")" + static_cast<char>('a' + at) + ".example\"}}";
  page_.answer(kVerdicts,
               of(200, R"({"data":[{"module":"M","data":{"verdicts":{"docs":[)" + docs + "]}}}]}"));
  show();
  for (const char* standing :
       {"Malicious 1", "Suspicious 1", "Unknown 1", "No verdict 1", "Common 1", "Clean 1"}) {
    use("option", standing);
    EXPECT_EQ(listed(), 1U) << standing;
  }
  use("option", "All dispositions 6");
  EXPECT_EQ(listed(), 6U);
  use("button", "Select all that are not clean");
  EXPECT_EQ(selected(), 5U) << "all but one";
}

TEST_F(FindOnPage, RowsAreSelectedAsARangeInEitherDirection) {
  show();
  use("option", "d.example", "toggle");
  use("option", "b.example", "extend");
  EXPECT_EQ(selected(), 3U);
  use("button", "Clear selection");
  use("option", "b.example", "toggle");
  use("searchbox", "Filter", "d.ex");
  use("option", "d.example", "extend");
  EXPECT_EQ(selected(), 2U) << "where the first one is not listed any more it is one row";
}

TEST_F(FindOnPage, AKindThatIsNotThereAnyMoreStaysAsTheWayOutOfIt) {
  show();
  use("option", "IP address 1");
  EXPECT_EQ(listed(), 1U);
  page_.press(find_on_page::Message(find_on_page::PageChanged{{.state = find_on_page::Page::State::kSearched,
                                                               .observables = {{"domain", "a.example"}},
                                                               .places = {0}}}));
  show();
  EXPECT_NE(begins("option", "IP address 0"), nullptr);
  EXPECT_NE(begins("status", "Nothing on this page matches the filter"), nullptr);
  use("option", "All kinds");
  EXPECT_EQ(listed(), 1U);
}

TEST_F(FindOnPage, WhatTheClientMayNotDoIsOffAndSaysWhatItNeeds) {
  sign_in("enrich:read");
  EXPECT_TRUE(begins("button", "Add to New Case")->disabled);
  EXPECT_EQ(begins("button", "Add to New Case")->description, "Needs Casebook");
}

TEST_F(FindOnPage, ARowHasItsMenuAndTheCurrentCaseTakesIt) {
  sign_in("casebook private-intel enrich:read inspect:read response");
  EXPECT_EQ(begins("button", "Add to Current Case")->description, "No current case");
  page_.press(casebook::Message(casebook::CurrentRemembered{"a"}));
  show();
  EXPECT_FALSE(begins("button", "Add to Current Case")->disabled);
  use("option", "a.example", "menu");
  EXPECT_TRUE(page_.opens(Surface::kPivotMenu));
}

TEST_F(FindOnPage, OnALowSurfaceKindsAndDispositionsScrollForThemselves) {
  FrameRequest frame;
  frame.surface = Surface::kFindOnPage;
  frame.width = 900;
  frame.height = 180;
  drawn_ = screen_.draw(frame, page_.app);
  const kit::Item* kinds = begins("listbox", "Type");
  ASSERT_NE(kinds, nullptr);
  EXPECT_GT(kinds->scroll_height, kinds->area.height);
}

}  // namespace
