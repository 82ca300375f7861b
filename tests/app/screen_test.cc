// Every surface drawn without pixels, in each of the states a user meets.
#include "app/screen.h"

#include <gtest/gtest.h>

#include <set>

#include "harness.h"
#include "json/json.h"
#include "kit/rows.h"

using namespace app;
using effects::Surface;
using harness::kDomain;
using harness::kList;
using harness::kVerdicts;
using harness::of;
using harness::Page;

namespace {

const std::string kLong(1000, 'x');

FrameRequest frame_of(Surface surface, float width = 0) {
  FrameRequest frame;
  frame.surface = surface;
  frame.width = width;
  frame.height = 900;
  frame.default_title = "Case 1";
  if (frame.width == 0)
    frame.width = surface == Surface::kCasebook || surface == Surface::kFindOnPage ? 900
                  : surface == Surface::kSignIn                                    ? 440
                                                                                   : 320;
  return frame;
}

const kit::Item* find(const Drawn& drawn, std::string_view role, std::string_view name) {
  const auto found = std::ranges::find_if(
      drawn.items, [&](const kit::Item& item) { return item.role == role && item.name == name; });
  return found == drawn.items.end() ? nullptr : &*found;
}

struct Scene {
  const char* name;
  Surface surface;
  Page page;
};

// A page with an open casebook whose list has come.
Page with_cases(const std::string& list, messages::Language language) {
  Page page(language);
  page.sign_in();
  page.press(CasebookPressed{});
  page.answer(kList, of(200, list));
  return page;
}

Page with_open_case(const std::string& one, messages::Language language) {
  Page page = with_cases('[' + one + ',' + harness::a_case("other") + ']', language);
  page.press(casebook::Message(casebook::CasePressed{"a"}));
  page.answer("/ctia/casebook/a", of(200, one));
  return page;
}

std::string large_case(int count) {
  std::string list;
  for (int number = 0; number < count; ++number)
    list += std::string(number > 0 ? "," : "") + R"({"type":"domain","value":"host)" +
            std::to_string(number) + ".example\"}";
  return R"({"id":"a","title":"Large","tlp":"amber","observables":[)" + list + "]}";
}

Page with_menu(const observables::Observable& about, messages::Language language) {
  Page page(language);
  page.sign_in();
  page.press(PivotPressed{about});
  return page;
}

// A menu with a link and an action.
Page with_pivots(messages::Language language, const std::string& title = "Search") {
  Page page = with_menu(kDomain, language);
  const auto links = page.call("/iroh/iroh-enrich/refer"), actions = page.call("/iroh/iroh-response");
  page.press(CallReplied{links, of(200, R"({"data":[{"module":"M","module_instance_id":"m","title":")" +
                                            title + R"(","url":"https://s.example/"}]})")});
  page.press(CallReplied{actions, of(200, R"({"data":[{"module":"M","module_instance_id":"m","title":"Block",
    "url":"/respond/trigger/m/block?x=1"}]})")});
  return page;
}

find_on_page::Page found_page() {
  return {
      .state = find_on_page::Page::State::kSearched,
      .observables = {{"domain", "bad.example"}, {"ip", "192.0.2.1"}, {"url", "http://bad.example/" + kLong}},
      .places = {0, 1, 2, 0}};
}

std::vector<Scene> scenes(messages::Language language) {
  std::vector<Scene> all;
  all.push_back({"empty dialog", Surface::kSignIn, Page(language)});
  all.push_back({"dialog tried too early", Surface::kSignIn, Page(language)});
  all.back().page.say(sign_in::AuthenticatePressed{});
  all.push_back({"dialog checking", Surface::kSignIn, Page(language)});
  all.back().page.authenticate(kLong);
  all.push_back({"dialog refused", Surface::kSignIn, Page(language)});
  all.back().page.authenticate();
  all.back().page.reply_token(of(400, R"({"message":")" + kLong + "\"}"));
  const auto told = [](sign_in::Keyring keyring, const std::string& id = "") {
    sign_in::VaultTold one{.keyring = keyring, .clients = {}, .last_used = {}, .done = {}};
    if (!id.empty())
      one.clients.push_back({.name = {id, "us"}, .place = effects::Place::kDevice, .added = 9});
    return one;
  };
  all.push_back({"dialog for a new keyring", Surface::kSignIn, Page(language)});
  all.back().page.say(sign_in::PlaceChosen{effects::Place::kDevice});
  all.back().page.say(sign_in::AuthenticatePressed{});
  all.push_back({"dialog with a damaged keyring", Surface::kSignIn, Page(language)});
  all.back().page.say(told(sign_in::Keyring::kDamaged));
  all.push_back({"dialog locked", Surface::kSignIn, Page(language)});
  all.back().page.say(told(sign_in::Keyring::kLocked));
  all.push_back({"dialog with clients", Surface::kSignIn, Page(language)});
  all.back().page.sign_in(kLong);
  all.back().page.say(told(sign_in::Keyring::kOpen, kLong));
  all.push_back({"dialog asking to forget", Surface::kSignIn, all.back().page});
  all.back().page.say(sign_in::ForgetPressed{{.name = {kLong, "us"}}});
  all.push_back({"dialog that tells what does not work", Surface::kSignIn, Page(language)});
  all.back().page.authenticate();
  all.back().page.reply_token(harness::granted("enrich:read response"));

  all.push_back({"menu asking", Surface::kPivotMenu, with_menu(kDomain, language)});
  all.push_back(
      {"menu with a long value", Surface::kPivotMenu, with_menu({observables::Type::kUrl, kLong}, language)});
  all.push_back({"menu failed", Surface::kPivotMenu, with_menu(kDomain, language)});
  all.back().page.answer(kVerdicts, of(503, ""));
  all.push_back({"menu with verdicts", Surface::kPivotMenu, with_menu(kDomain, language)});
  all.back().page.answer(kVerdicts,
                         of(200, R"({"data":[{"module":")" + kLong + R"(","data":{"verdicts":{"docs":[
    {"disposition":2,"observable":{"type":"domain","value":"bad.example"}},
    {"disposition":1,"observable":{"type":"domain","value":"bad.example"}}]}}}],"errors":[{"module":"A"},{}]})"));

  all.push_back({"menu with pivots", Surface::kPivotMenu, with_pivots(language, kLong)});
  all.back().page.say_menu(pivot_menu::ActionPressed{"/respond/trigger/m/block?x=1"});
  all.push_back({"menu with an action that runs", Surface::kPivotMenu, with_pivots(language)});
  all.back().page.say_menu(pivot_menu::ActionPressed{"/respond/trigger/m/block?x=1"});
  all.back().page.say_menu(pivot_menu::ActionConfirmed{"/respond/trigger/m/block?x=1"});

  all.push_back({"casebook loading", Surface::kCasebook, Page(language)});
  all.back().page.press(CasebookPressed{});
  all.back().page.sign_in();
  all.push_back({"casebook failed", Surface::kCasebook, Page(language)});
  all.back().page.press(CasebookPressed{});
  all.back().page.sign_in();
  all.back().page.answer(kList, of(403, ""));
  all.push_back({"casebook empty", Surface::kCasebook, with_cases("[]", language)});
  all.push_back(
      {"casebook with a long title", Surface::kCasebook,
       with_open_case(R"({"id":"a","title":")" + kLong + R"(","tlp":")" + kLong + "\"}", language)});
  all.push_back({"casebook with a case", Surface::kCasebook, with_open_case(harness::a_case("a"), language)});
  all.push_back(
      {"casebook with verdicts", Surface::kCasebook, with_open_case(harness::a_case("a"), language)});
  all.back().page.answer(kVerdicts, of(200, R"({"data":[{"module":"M","data":{"verdicts":{"docs":[
    {"disposition":3,"observable":{"type":"ip","value":"192.0.2.1"}}]}}}],"errors":[{}]})"));
  all.push_back(
      {"casebook without verdicts", Surface::kCasebook, with_open_case(harness::a_case("a"), language)});
  all.back().page.answer(kVerdicts, of(429, ""));
  const auto with_case = [&](const char* name, std::initializer_list<casebook::Message> said) {
    all.push_back({name, Surface::kCasebook, with_open_case(harness::a_case("a"), language)});
    for (const auto& one : said) all.back().page.press(one);
  };
  using namespace casebook;
  all.push_back({"casebook not yet signed in", Surface::kCasebook, Page(language)});
  all.back().page.press(CasebookRestored{});
  all.push_back({"casebook signed out", Surface::kCasebook, all.back().page});
  all.back().page.say(sign_in::VaultTold{});
  with_case("casebook with a selection", {RowChosen{kDomain, "", {}}, OrderChosen{casebook::Order::kType}});
  with_case("casebook about", {TabChosen{Tab::kAbout}, NoteTyped{kLong}, NoteAdded{}});
  with_case("casebook editing", {TabChosen{Tab::kAbout}, EditPressed{Field::kDescription}, EditTyped{kLong}});
  with_case("casebook adding", {AddOpened{}, AddTyped{"192.0.2.7 192.0.2.1 10.0.0.1 https://" +
                                                      std::string(300, 'a') + ".example"}});
  with_case("casebook with its ignore list",
            {AddOpened{}, AddTyped{"192.0.2.7"}, IgnoredPressed{}, IgnoredTyped{kLong}});
  with_case("casebook shared", {SharePressed{}});
  with_case("casebook adding nothing", {AddOpened{}, AddTyped{kLong}});
  with_case("casebook deleting", {DeletePressed{}});
  with_case("casebook without changes", {TabChosen{Tab::kChanges}});
  with_case("casebook with changes", {TabChosen{Tab::kChanges}, NoteTyped{kLong}, NoteAdded{},
                                      RowChosen{kDomain, "", {}}, RemovePressed{}, NewCasePressed{kLong}});
  with_case("casebook with a conflict",
            {TabChosen{Tab::kChanges}, EditPressed{Field::kTitle}, EditTyped{kLong}, EditSaved{}});
  all.back().page.answer("/ctia/casebook/a", of(200, R"({"id":"a","title":"Theirs"})"));
  with_case("casebook with a failure", {TabChosen{Tab::kChanges}, NoteTyped{"n"}, NoteAdded{}});
  all.back().page.answer("/ctia/casebook/a", of(403, ""));
  all.push_back({"large case", Surface::kCasebook, with_open_case(large_case(1500), language)});
  all.back().page.press(casebook::Message(AskingCancelled{}));
  while (all.back().page.answer(kVerdicts, of(200, R"({"data":[]})"))) {
  }
  const auto finding = [&](const char* name, const std::vector<find_on_page::Message>& said,
                           const find_on_page::Page& found) {
    all.push_back({name, Surface::kFindOnPage, Page(language)});
    all.back().page.sign_in();
    all.back().page.press(FindPressed{found});
    for (const auto& one : said) all.back().page.press(one);
  };
  const auto found = found_page();
  finding("find on page", {}, found);
  finding("find on page not searched", {}, {});
  finding("find on page searching", {}, {.state = find_on_page::Page::State::kSearching});
  finding("find on page with nothing", {}, {.state = find_on_page::Page::State::kSearched});
  finding("find on page filtered to nothing", {find_on_page::TextTyped{kLong}}, found);
  finding("find on page asking", {find_on_page::NextPressed{}, find_on_page::AskPressed{}}, found);
  finding("find on page failed", {find_on_page::AskPressed{}, find_on_page::AllChosen{}}, found);
  all.back().page.answer(kVerdicts, of(403, ""));
  finding("find on page with verdicts",
          {find_on_page::NextPressed{}, find_on_page::PlaceHidden{}, find_on_page::AskPressed{}}, found);
  all.back().page.answer(kVerdicts, of(200, R"({"data":[{"module":"M","data":{"verdicts":{"docs":[
    {"disposition":2,"observable":{"type":"domain","value":"bad.example"}}]}}}]})"));
  with_case("casebook with a deleted case", {});
  all.back().page.press(casebook::Message(Looked{}), 100);
  all.back().page.answer("/ctia/casebook/a", of(404, ""));
  return all;
}

// The texts that may be empty: regions that are read out when something comes into them, and containers.
bool may_be_nameless(const kit::Item& item) {
  const std::string_view role = item.role;
  const bool is_break = role == "run" && std::string_view(item.look) == "break";
  return role == "status" || role == "alert" || role == "listitem" || role == "prose" ||
         role == "paragraph" || role == "droparea" || is_break;
}

bool inside_scroller(const Drawn& drawn, kit::ItemId parent) {
  while (parent != 0) {
    const auto found = std::ranges::find(drawn.items, parent, &kit::Item::id);
    if (found == drawn.items.end()) return false;
    if (found->scroll_height > 0) return true;
    parent = found->parent;
  }
  return false;
}

void expect_sound(const Drawn& drawn, const FrameRequest& frame, const std::string& where) {
  EXPECT_FALSE(drawn.name.empty()) << where;
  EXPECT_FALSE(drawn.items.empty()) << where;
  std::set<kit::ItemId> known = {0};
  for (const kit::Item& item : drawn.items) {
    const std::string which = where + ", " + item.role + " \"" + item.name.substr(0, 40) + '"';
    EXPECT_TRUE(known.contains(item.parent)) << which << ": its parent comes first";
    EXPECT_TRUE(known.insert(item.id).second) << which << ": its id is its own";
    EXPECT_TRUE(may_be_nameless(item) || !item.name.empty()) << which << ": it has a name";
    EXPECT_GE(item.area.width, 0) << which;
    EXPECT_GE(item.area.height, 0) << which;
    EXPECT_GE(item.area.x, 0) << which;
    EXPECT_LE(item.area.x + item.area.width, frame.width) << which;
    if (inside_scroller(drawn, item.parent)) continue;
    EXPECT_GE(item.area.y, 0) << which;
    EXPECT_LE(item.area.y + item.area.height, std::max(frame.height, drawn.wanted_height)) << which;
  }
}

// How far the pixels of the last frame go to the left and right, where they are not cut off.
std::pair<float, float> ink() {
  float left = 1e9F, right = -1e9F;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists)
    for (const ImDrawCmd& command : list->CmdBuffer)
      for (unsigned i = 0; i < command.ElemCount; ++i) {
        const auto index = list->IdxBuffer[static_cast<int>(command.IdxOffset + i)];
        const float x = list->VtxBuffer[static_cast<int>(command.VtxOffset + index)].pos.x;
        left = std::min(left, x);
        right = std::max(right, x);
      }
  return {left, right};
}

constexpr messages::Language kLanguages[] = {messages::Language::kEnglish, messages::Language::kGerman,
                                             messages::Language::kJapanese, messages::Language::kArabic};

}  // namespace

TEST(Screen, EveryItemHasAnIdABoxANameAndAParentInEveryState) {
  Screen screen;
  ASSERT_FALSE(screen.stage().has_pictures());  // no test has WebGL
  for (const auto language : kLanguages)
    for (const Scene& scene : scenes(language))
      for (const float width : {0.0F, 320.0F})
        for (const bool compact : {false, true})
          for (const bool right_to_left : {false, true}) {
            FrameRequest frame = frame_of(scene.surface, width);
            screen.stage().receive(json::object({{"is", "theme"}, {"compact", compact}}));
            frame.right_to_left = right_to_left;
            expect_sound(screen.draw(frame, scene.page.app), frame,
                         std::string(scene.name) + (width > 0 ? ", narrow" : "") +
                             (compact ? ", compact" : "") + (right_to_left ? ", rtl" : ""));
          }
}

TEST(Screen, LongTextIsCutInsideTheSurface) {
  Screen screen;
  for (const auto language : kLanguages)
    for (const Scene& scene : scenes(language))
      for (const bool right_to_left : {false, true}) {
        FrameRequest frame = frame_of(scene.surface);
        frame.right_to_left = right_to_left;
        screen.draw(frame, scene.page.app);
        const auto [left, right] = ink();
        EXPECT_GE(left, -2) << scene.name;
        EXPECT_LE(right, frame.width + 2) << scene.name;
      }
}

TEST(Screen, RightToLeftMirrorsEveryBox) {
  Screen screen;
  for (const Scene& scene : scenes(messages::Language::kEnglish)) {
    FrameRequest frame = frame_of(scene.surface);
    const Drawn left = screen.draw(frame, scene.page.app);
    frame.right_to_left = true;
    const Drawn right = screen.draw(frame, scene.page.app);
    ASSERT_EQ(left.items.size(), right.items.size()) << scene.name;
    for (std::size_t i = 0; i < left.items.size(); ++i) {
      EXPECT_EQ(left.items[i].id, right.items[i].id);
      EXPECT_EQ(right.items[i].area.x, frame.width - left.items[i].area.x - left.items[i].area.width);
      EXPECT_EQ(right.items[i].area.y, left.items[i].area.y);
      EXPECT_EQ(right.items[i].area.width, left.items[i].area.width);
    }
  }
}

TEST(Screen, TheSameItemHasTheSameIdInEveryFrame) {
  Screen screen;
  for (const Scene& scene : scenes(messages::Language::kEnglish)) {
    const Drawn first = screen.draw(frame_of(scene.surface), scene.page.app);
    const Drawn second = screen.draw(frame_of(scene.surface), scene.page.app);
    ASSERT_EQ(first.items.size(), second.items.size());
    for (std::size_t i = 0; i < first.items.size(); ++i) EXPECT_EQ(first.items[i].id, second.items[i].id);
  }
}

TEST(Screen, EveryButtonFieldAndMenuEntrySaysSomething) {
  Screen screen;
  const std::set<std::string_view> active = {"button",   "menuitem",  "textbox", "password",
                                             "combobox", "searchbox", "option",  "tab",
                                             "textarea", "dialog",    "droparea"};
  for (const Scene& scene : scenes(messages::Language::kEnglish))
    for (const kit::Item& item : screen.draw(frame_of(scene.surface), scene.page.app).items)
      // What only opens or closes something the twin keeps has nothing to say, nor what lets files be chosen.
      EXPECT_EQ(screen.message(scene.surface, item.id, "x", scene.page.app).has_value(),
                active.contains(item.role) && item.toggles == 0 && !item.files)
          << scene.name << ", " << item.role << ' ' << item.name.substr(0, 40);
  EXPECT_FALSE(screen.message(Surface::kSignIn, 0, "", Page().app));
}

// A removal went to the case that another tab had chosen meanwhile, where it did nothing, and was lost.
TEST(Screen, APressDrawnForOneCaseDoesNothingToAnother) {
  Screen screen;
  Page page =
      with_cases("[" + harness::a_case("a") + "," + harness::a_case("b") + "]", messages::Language::kEnglish);
  page.press(casebook::Message(casebook::CasePressed{"a"}));
  page.press(casebook::Message(casebook::TabChosen{casebook::Tab::kAbout}));
  page.press(casebook::Message(casebook::NoteTyped{"N"}));
  page.press(casebook::Message(casebook::NoteAdded{}));
  const Drawn drawn = screen.draw(frame_of(Surface::kCasebook), page.app);
  const kit::Item* remove = find(drawn, "button", "Remove note 1");
  const kit::Item* other = find(drawn, "option", "Case b 2 observables · TLP amber");
  ASSERT_TRUE(remove && other);
  EXPECT_TRUE(screen.message(Surface::kCasebook, remove->id, "", page.app));
  page.press(casebook::Message(casebook::CurrentRemembered{"b"}));
  EXPECT_FALSE(screen.message(Surface::kCasebook, remove->id, "", page.app));
  EXPECT_TRUE(screen.message(Surface::kCasebook, other->id, "", page.app)) << "of the list";
}

TEST(Screen, TheDialogIsFilledInAndSentThroughItsItems) {
  Screen screen;
  Page page;
  const auto use = [&](std::string_view role, std::string_view name, const std::string& text) {
    const Drawn drawn = screen.draw(frame_of(Surface::kSignIn), page.app);
    const kit::Item* item = find(drawn, role, name);
    ASSERT_NE(item, nullptr) << name;
    const auto message = screen.message(Surface::kSignIn, item->id, text, page.app);
    ASSERT_TRUE(message) << name;
    page.press(*message);
  };
  use("textbox", "Client ID", "client-9");
  EXPECT_EQ(page.app.sign_in().client_id, "client-9");
  use("password", "Client Password", "1");
  EXPECT_TRUE(page.app.sign_in().password_given);
  use("combobox", "Threat Response Server", "us");
  use("button", "Authenticate", "");
  EXPECT_TRUE(page.app.sign_in().checking);
  const Drawn drawn = screen.draw(frame_of(Surface::kSignIn), page.app);
  EXPECT_TRUE(find(drawn, "button", "Authenticate")->disabled);
  use("button", "Cancel", "");
  EXPECT_TRUE(page.closes(Surface::kSignIn));
}

TEST(Screen, TheDialogLinksToThePageWhereClientsAreMadeAndOffersTheServers) {
  Screen screen;
  const Page page;
  const Drawn drawn = screen.draw(frame_of(Surface::kSignIn), page.app);
  const kit::Item* link = find(drawn, "link", "Threat Response API Clients");
  ASSERT_NE(link, nullptr);
  EXPECT_EQ(link->href, "https://v.example/clients");
  const kit::Item* server = find(drawn, "combobox", "Threat Response Server");
  ASSERT_TRUE(server && server->options.size() == 2);
  EXPECT_EQ(server->value, "us");
  EXPECT_FALSE(server->options[0].disabled);
  EXPECT_TRUE(server->options[1].disabled);
  EXPECT_TRUE(server->options[1].label.contains("No address"));
}

TEST(Screen, TheDialogUnlocksAndEnterPressesTheLastButton) {
  Screen screen;
  Page page;
  page.say(
      sign_in::VaultTold{.keyring = sign_in::Keyring::kLocked, .clients = {}, .last_used = {}, .done = {}});
  const Drawn drawn = screen.draw(frame_of(Surface::kSignIn), page.app);
  EXPECT_EQ(find(drawn, "textbox", "Client ID"), nullptr);
  const kit::Item* field = find(drawn, "password", "Passphrase");
  ASSERT_NE(field, nullptr);
  EXPECT_STREQ(field->secret, "passphrase");
  const auto last = std::find_if(drawn.items.rbegin(), drawn.items.rend(), [](const kit::Item& item) {
    return std::string_view(item.role) == "button";
  });
  ASSERT_NE(last, drawn.items.rend());
  EXPECT_EQ(last->name, "Unlock");
}

TEST(Screen, TheDialogNamesClientsByTheirLastCharactersAndSaysWhatTheOneInUseMayDo) {
  Screen screen;
  Page page;
  page.authenticate("client-abcd");
  page.reply_token(harness::granted("casebook inspect:read"));
  EXPECT_NE(find(screen.draw(frame_of(Surface::kSignIn), page.app), "status",
                 "Only the casebook works with this API client. It lacks: Enrich, Response."),
            nullptr);
  page.say(sign_in::ContinuePressed{});
  page.press(sign_in::Message(sign_in::VaultTold{
                 .keyring = sign_in::Keyring::kOpen,
                 .clients = {{.name = {"client-abcd", "us"}, .place = effects::Place::kDevice, .added = 0}},
                 .last_used = {},
                 .done = {}}),
             3 * 86'400.0);
  const Drawn drawn = screen.draw(frame_of(Surface::kSignIn), page.app);
  const kit::Item* client = find(drawn, "button", "…abcd · North America");
  ASSERT_NE(client, nullptr);
  EXPECT_TRUE(client->current);
  EXPECT_TRUE(client->description.starts_with("In use · This device · 3"));
  EXPECT_NE(find(drawn, "button", "Forget …abcd…"), nullptr);
}

TEST(Screen, AServerOtherThanTheRegisteredOneIsWarnedOf) {
  Screen screen;
  Page page;
  const auto warns = [&] {
    return std::ranges::any_of(screen.draw(frame_of(Surface::kSignIn), page.app).items,
                               [](const kit::Item& item) {
                                 return item.name.starts_with("This appliance is registered with Europe.");
                               });
  };
  const sign_in::Server us{.id = "us", .name = "North America"};
  const sign_in::Server eu{.id = "eu", .name = "Europe", .registered = true};
  page.press(Configured{.servers = {us, eu}});
  page.say(sign_in::ServerChosen{"us"});
  EXPECT_TRUE(warns());
  page.say(sign_in::ServerChosen{"eu"});
  EXPECT_FALSE(warns());
}

TEST(Screen, ThePasswordIsNeverAValueOfAnItem) {
  Screen screen;
  Page page;
  page.say(sign_in::PasswordChanged{true});
  const Drawn drawn = screen.draw(frame_of(Surface::kSignIn), page.app);
  const kit::Item* field = find(drawn, "password", "Client Password");
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->value, "");
}

TEST(Screen, TheMenuAddsToANewCaseUnderThePagesTitle) {
  Screen screen;
  Page page = with_menu(kDomain, messages::Language::kEnglish);
  const Drawn drawn = screen.draw(frame_of(Surface::kPivotMenu), page.app);
  EXPECT_EQ(drawn.name, "Actions for bad.example");
  EXPECT_TRUE(find(drawn, "menuitem", "Add to Current Case")->disabled) << "there is no current case";
  page.press(
      *screen.message(Surface::kPivotMenu, find(drawn, "menuitem", "Add to New Case")->id, "", page.app));
  ASSERT_EQ(page.app.casebook().outbox.entries.size(), 1U);
  EXPECT_EQ(page.app.casebook().outbox.entries[0].change.title, "Case 1");
  page.answer("/ctia/casebook?", of(201, harness::a_case("n")));
  EXPECT_FALSE(find(screen.draw(frame_of(Surface::kPivotMenu), page.app), "menuitem", "Add to Current Case")
                   ->disabled);
}

TEST(Screen, ACasebookThatIsAPartOfThePageHasNoButtonThatClosesIt) {
  for (const bool stays : {false, true}) {
    Screen screen;
    Page page = with_cases("[]", messages::Language::kEnglish);
    page.press(Configured{.casebook_stays = stays});
    const Drawn drawn = screen.draw(frame_of(Surface::kCasebook), page.app);
    EXPECT_EQ(find(drawn, "button", "Close") == nullptr, stays);
    EXPECT_NE(find(drawn, "button", "Refresh"), nullptr);
  }
}

TEST(Screen, TheMenuShowsTheWorstVerdictAndEachModules) {
  Screen screen;
  Page page = with_menu(kDomain, messages::Language::kEnglish);
  page.answer(kVerdicts, of(200, R"({"data":[
    {"module":"M","module_instance_id":"m","data":{"verdicts":{"docs":[
      {"disposition":1,"observable":{"type":"domain","value":"bad.example"}}]}}},
    {"module":"N","module_instance_id":"n","data":{"verdicts":{"docs":[
      {"disposition":2,"observable":{"type":"domain","value":"bad.example"},
       "valid_time":{"start_time":"1970-01-01T00:00:00.000Z","end_time":"1970-01-02T00:00:00.000Z"}}]}}},
    {"module":"Quiet","module_instance_id":"q","data":{}}],
    "errors":[{"module":"Slow","module_instance_id":"s","code":"module-timeout"}]})"));
  const Drawn drawn = screen.draw(frame_of(Surface::kPivotMenu), page.app);
  EXPECT_NE(find(drawn, "text", "Malicious"), nullptr);
  EXPECT_NE(find(drawn, "text", "M: Clean"), nullptr);
  EXPECT_NE(find(drawn, "text", "N: Malicious"), nullptr);
  EXPECT_NE(find(drawn, "text", "Nothing known: Quiet"), nullptr);
  EXPECT_NE(find(drawn, "text", "Slow: no answer in time"), nullptr);
  page.press(*screen.message(Surface::kPivotMenu, find(drawn, "button", "Ask Slow again")->id, "", page.app));
  EXPECT_EQ(page.first<StartCall>()->request.path, std::string(kVerdicts) + "/observables?mids=s");
}

TEST(Screen, TheMenuOffersEachModulesLinksAndActionsAndAsksBeforeItActs) {
  Screen screen;
  Page page = with_pivots(messages::Language::kEnglish);
  Drawn drawn = screen.draw(frame_of(Surface::kPivotMenu), page.app);
  ASSERT_NE(find(drawn, "menulink", "Search"), nullptr);
  EXPECT_EQ(find(drawn, "menulink", "Search")->href, "https://s.example/");
  EXPECT_EQ(find(drawn, "menuitem", "Run “Block” now"), nullptr);
  page.press(*screen.message(Surface::kPivotMenu, find(drawn, "menuitem", "Block")->id, "", page.app));
  drawn = screen.draw(frame_of(Surface::kPivotMenu), page.app);
  page.press(
      *screen.message(Surface::kPivotMenu, find(drawn, "menuitem", "Run “Block” now")->id, "", page.app));
  ASSERT_TRUE(page.answer("/iroh/iroh-response/respond/trigger/m/block",
                          of(200, R"({"data":{"status":"success"}})")));
  drawn = screen.draw(frame_of(Surface::kPivotMenu), page.app);
  EXPECT_NE(find(drawn, "status", "Block: accepted by the module, which does not say when it is done."),
            nullptr);
}

TEST(Screen, AnEntryOfTheMenuKeepsItsIdWhateverComesIntoItsPlace) {
  Screen screen;
  Page page = with_pivots(messages::Language::kEnglish);
  Drawn drawn = screen.draw(frame_of(Surface::kPivotMenu), page.app);
  const kit::ItemId link = find(drawn, "menulink", "Search")->id,
                    block = find(drawn, "menuitem", "Block")->id;
  page.say_menu(pivot_menu::Opened{kDomain, {}});
  ASSERT_TRUE(page.answer("/iroh/iroh-response", of(200, R"({"data":[{"module":"M","module_instance_id":"m",
    "title":"Unblock","url":"/respond/trigger/m/unblock?x=1"}]})")));
  drawn = screen.draw(frame_of(Surface::kPivotMenu), page.app);
  EXPECT_EQ(find(drawn, "menulink", "Search")->id, link);
  ASSERT_NE(find(drawn, "menuitem", "Unblock"), nullptr);
  EXPECT_NE(find(drawn, "menuitem", "Unblock")->id, block)
      << "a press meant for one must not reach the other";
}

TEST(Screen, PressingACaseOpensItAndAllCasesLeavesItOnANarrowSurface) {
  Screen screen;
  Page page = with_cases('[' + harness::a_case("a") + ']', messages::Language::kEnglish);
  const FrameRequest narrow = frame_of(Surface::kCasebook, 360);
  Drawn drawn = screen.draw(narrow, page.app);
  ASSERT_NE(find(drawn, "option", "Case a 2 observables · TLP amber"), nullptr);
  page.press(*screen.message(Surface::kCasebook,
                             find(drawn, "option", "Case a 2 observables · TLP amber")->id, "", page.app));
  EXPECT_EQ(page.app.casebook().current_id, "a");
  drawn = screen.draw(narrow, page.app);
  EXPECT_EQ(find(drawn, "option", "Case a 2 observables · TLP amber"), nullptr) << "one of the two halves";
  ASSERT_NE(find(drawn, "button", "All Cases"), nullptr);
  page.press(*screen.message(Surface::kCasebook, find(drawn, "button", "All Cases")->id, "", page.app));
  EXPECT_EQ(page.app.casebook().current_id, "");
}

TEST(Screen, TheCasebookShowsTheCurrentCaseAndInvestigatesIt) {
  Screen screen;
  Page page = with_open_case(harness::a_case("a"), messages::Language::kEnglish);
  const Drawn drawn = screen.draw(frame_of(Surface::kCasebook), page.app);
  EXPECT_TRUE(*find(drawn, "option", "Case a 2 observables · TLP amber")->selected);
  EXPECT_FALSE(*find(drawn, "option", "Case other 2 observables · TLP amber")->selected);
  EXPECT_NE(find(drawn, "text", "bad.example"), nullptr);
  EXPECT_NE(find(drawn, "text", "192.0.2.1"), nullptr);
  page.press(
      *screen.message(Surface::kCasebook, find(drawn, "button", "Investigate this Case")->id, "", page.app));
  EXPECT_TRUE(page.ordered(
      effects::OpenTab{"https://v.example/investigate?q=domain%3Abad.example%0Aip%3A192.0.2.1"}));
}

TEST(Screen, AnObservableWithoutAPivotMenuSaysSoAndIsSelectedAllTheSame) {
  Page page = with_open_case(R"({"id":"a","title":"A","tlp":"amber","observables":[
      {"type":"md5","value":"900150983cd24fb0d6963f7d28e17f72"},{"type":"domain","value":"bad.example"}]})",
                             messages::Language::kEnglish);
  Screen screen;
  const auto row = [&](std::string_view value) {
    const Drawn drawn = screen.draw(frame_of(Surface::kCasebook), page.app);
    return *std::ranges::find_if(drawn.items, [&](const kit::Item& item) {
      return std::string_view(item.role) == "option" && item.name.starts_with(value);
    });
  };
  const kit::Item md5 = row("9001");
  EXPECT_TRUE(md5.name.contains("no pivot menu for this kind")) << md5.name;
  EXPECT_FALSE(md5.menu);
  EXPECT_TRUE(row("bad").menu);
  page.press(screen.message(Surface::kCasebook, md5.id, "", page.app).value());
  EXPECT_TRUE(*row("9001").selected);
}

TEST(Screen, ACasebookThatSignsInByItselfDoesNotSayThatNobodyIsSignedIn) {
  Screen screen;
  Page page;
  const auto shows = [&](std::string_view words) {
    const Drawn drawn = screen.draw(frame_of(Surface::kCasebook), page.app);
    return std::ranges::any_of(drawn.items, [&](const kit::Item& item) { return item.name == words; });
  };
  page.press(CasebookRestored{});
  EXPECT_TRUE(shows("Signing in…")) << "what the appliance keeps is not known yet";
  EXPECT_FALSE(shows("You are not signed in"));
  page.say(sign_in::VaultTold{
      .appliance = sign_in::Appliance::kThere,
      .clients = {{.name = {"client-1", "us"}, .place = effects::Place::kAppliance, .added = 0}},
      .resume = "client-1 us"});
  EXPECT_TRUE(shows("Signing in…"));
  page.reply_token(of(401, ""));
  EXPECT_FALSE(shows("Signing in…"));
  EXPECT_TRUE(shows("You are not signed in"));
}

TEST(Screen, ARowSaysHowOldEachVerdictIsAndHowLongItHoldsWhereThereIsRoom) {
  Screen screen;
  Page page = with_open_case(harness::a_case("a"), messages::Language::kEnglish);
  page.answer(kVerdicts, of(200, R"({"data":[{"module":"Reputation","data":{"verdicts":{"docs":[
    {"disposition":3,"observable":{"type":"ip","value":"192.0.2.1"},"valid_time":
      {"start_time":"1970-01-01T00:00:01.000Z","end_time":"1970-01-21T00:00:00.000Z"}}]}}}]})"));
  const double day = 86'400;
  page.press(casebook::Message(casebook::Looked{}), 3 * day);
  const auto row = [&](float width) {
    const Drawn drawn = screen.draw(frame_of(Surface::kCasebook, width), page.app);
    const auto found = std::ranges::find_if(
        drawn.items, [](const kit::Item& item) { return item.name.starts_with("192.0.2.1 "); });
    return found == drawn.items.end() ? "" : found->name;
  };
  const std::string blank = "\xC2\xA0";
  EXPECT_EQ(row(900), "192.0.2.1 IP address · Reputation: Suspicious (2" + blank + "d old, 17" + blank +
                          "d left) Suspicious");
  EXPECT_EQ(row(340), "192.0.2.1 IP address · Reputation: Suspicious Suspicious");
}

TEST(Screen, ProgressThatWasCancelledIsGoneThoughACallIsUnderWayUntilMoreIsAsked) {
  Screen screen;
  Page page = with_open_case(harness::a_case("a"), messages::Language::kEnglish);
  const auto shows = [&] {
    return std::ranges::any_of(
        screen.draw(frame_of(Surface::kCasebook), page.app).items,
        [](const kit::Item& item) { return std::string_view(item.role) == "progressbar"; });
  };
  EXPECT_TRUE(shows());
  page.press(casebook::Message(casebook::AskingCancelled{}));
  EXPECT_FALSE(shows());
  page.press(casebook::Message(casebook::AskAgainPressed{}));
  EXPECT_TRUE(shows());
}

TEST(Screen, APageThatMeasuresNonsenseGetsAFrameAllTheSame) {
  const App app;
  for (const char* measured :
       {R"({"width":640,"height":300,"ratio":0})", R"({"width":640,"height":300,"ratio":-2})",
        R"({"width":-1,"height":1e300,"ratio":1e300})", R"({"ratio":1e-300})"}) {
    Screen screen;
    FrameRequest frame{stage::read_frame_request(*json::parse(measured)), Surface::kCasebook, ""};
    EXPECT_FALSE(screen.draw(frame, app).items.empty()) << measured;
  }
}

TEST(Screen, TheScrollerMovesItsContentAndTellsItsHeight) {
  Screen screen;
  std::string list;
  for (int i = 0; i < 40; ++i) list += (i ? "," : "") + harness::a_case(std::to_string(i));
  const Page page = with_cases('[' + list + ']', messages::Language::kEnglish);
  FrameRequest frame = frame_of(Surface::kCasebook);
  const Drawn before = screen.draw(frame, page.app);
  const auto scroller = std::ranges::find(before.items, std::string_view("listbox"), &kit::Item::role);
  ASSERT_NE(scroller, before.items.end());
  frame.scrolled = {{scroller->id, 60.0F}};
  const Drawn after = screen.draw(frame, page.app);
  EXPECT_GT(scroller->scroll_height, 40 * 52 - 1);
  EXPECT_EQ(find(after, "option", "Case 2 2 observables · TLP amber")->area.y,
            find(before, "option", "Case 2 2 observables · TLP amber")->area.y - 60);
  EXPECT_EQ(find(after, "heading", "Casebook")->area.y, find(before, "heading", "Casebook")->area.y);
}

TEST(Screen, LabelsAreGermanInGerman) {
  Screen screen;
  const Page page(messages::Language::kGerman);
  const Drawn drawn = screen.draw(frame_of(Surface::kSignIn), page.app);
  EXPECT_NE(find(drawn, "button", "Abbrechen"), nullptr);
  EXPECT_NE(find(drawn, "password", "Client-Passwort"), nullptr);
  EXPECT_EQ(find(drawn, "button", "Cancel"), nullptr);
}

TEST(Screen, ACaseCountsItsObservablesInTheLanguageOfThePage) {
  const std::string one = harness::a_case("a");
  const std::pair<messages::Language, const char*> facts[] = {
      {messages::Language::kEnglish, "2 observables · TLP amber"},
      {messages::Language::kGerman, "2 Observables · TLP amber"},
      {messages::Language::kJapanese, "監視対象 2 件 · TLP amber"},
      {messages::Language::kArabic, "عنصران مرصودان · TLP amber"}};
  Screen screen;
  for (const auto& [language, words] : facts) {
    const Page page = with_open_case(one, language);
    const Drawn drawn = screen.draw(frame_of(Surface::kCasebook), page.app);
    EXPECT_NE(find(drawn, "text", words), nullptr) << words;
  }
}

TEST(Screen, DrawsOnAfterTheFontsHaveChanged) {
  Screen screen;
  const Page page;
  const Drawn before = screen.draw(frame_of(Surface::kSignIn), page.app);
  screen.stage().receive(json::object({{"is", "font-changed"}}));
  EXPECT_EQ(screen.draw(frame_of(Surface::kSignIn), page.app).items.size(), before.items.size());
}

TEST(Screen, DrawsTheSameItemsAtEveryPixelRatio) {
  Screen screen;
  const Page page;
  FrameRequest frame = frame_of(Surface::kSignIn);
  const Drawn before = screen.draw(frame, page.app);
  frame.pixel_ratio = 2.5F;
  const Drawn after = screen.draw(frame, page.app);
  ASSERT_EQ(before.items.size(), after.items.size());
  for (std::size_t i = 0; i < before.items.size(); ++i) EXPECT_EQ(before.items[i].id, after.items[i].id);
}

TEST(Screen, AFrameOfALargeCaseTellsOnceWhatOfItNobodyHasAskedAbout) {
  for (const int count : {1000, 1500}) {
    Page page = with_open_case(large_case(count), messages::Language::kEnglish);
    Screen screen;
    const FrameRequest frame = frame_of(Surface::kCasebook);
    screen.draw(frame, page.app);
    const auto said = screen.message(Surface::kCasebook, kit::kFrame, "", page.app);
    ASSERT_EQ(said.has_value(), count > 1000);
    if (!said) continue;
    page.press(*said);
    screen.draw(frame, page.app);
    EXPECT_FALSE(screen.message(Surface::kCasebook, kit::kFrame, "", page.app))
        << "or frames would never end";
    page.press(Woke{}, 1);
    screen.draw(frame, page.app);
    EXPECT_FALSE(screen.message(Surface::kCasebook, kit::kFrame, "", page.app));
  }
}

TEST(Screen, ALargeCaseOffersToAskAboutAllAndSaysHowManyRequestsThatIs) {
  Page page = with_open_case(large_case(1500), messages::Language::kEnglish);
  page.press(casebook::Message(casebook::AskingCancelled{}));
  Screen screen;
  for (threat_response::CallId id = 1; id < 20; ++id) page.press(CallReplied{id, of(200, R"({"data":[]})")});
  const Drawn drawn = screen.draw(frame_of(Surface::kCasebook), page.app);
  const auto* ask = find(drawn, "button", "Ask about the other 500 (about 5 requests)");
  ASSERT_NE(ask, nullptr);
  page.press(*screen.message(Surface::kCasebook, ask->id, "", page.app));
  EXPECT_NE(page.call(kVerdicts), 0U);
}

TEST(Screen, FindOnPageTicksByABoxAndGoesThereByTheRow) {
  Page page;
  page.press(FindPressed{found_page()});
  Screen screen;
  const FrameRequest frame = frame_of(Surface::kFindOnPage, 900);
  const auto row_of = [](const Drawn& drawn) {
    return *std::ranges::find_if(drawn.items, [](const kit::Item& item) {
      return std::string_view(item.role) == "option" && item.name.starts_with("bad.example");
    });
  };
  kit::Item row = row_of(screen.draw(frame, page.app));
  EXPECT_EQ(row.tick, kit::kTickRoom);
  page.press(screen.message(Surface::kFindOnPage, row.id, "toggle", page.app).value());
  page.press(screen.message(Surface::kFindOnPage, row.id, "", page.app).value());
  EXPECT_NE(page.first<effects::MarkPlaces>(), nullptr);
  row = row_of(screen.draw(frame, page.app));
  EXPECT_EQ(row.selected, true);
  EXPECT_TRUE(row.current);
}

TEST(Screen, FindOnPageSaysHowManyRequestsAskingWouldBe) {
  Page page;
  find_on_page::Page found{.state = find_on_page::Page::State::kSearched, .observables = {}, .places = {}};
  for (std::uint32_t number = 0; number < 250; ++number) {
    found.observables.emplace_back("domain", "host" + std::to_string(number) + ".example");
    found.places.push_back(number);
  }
  page.press(FindPressed{found});
  Screen screen;
  for (const float width : {900.0F, 400.0F}) {
    const Drawn drawn = screen.draw(frame_of(Surface::kFindOnPage, width), page.app);
    EXPECT_NE(find(drawn, "button", "Ask about 250 observables (about 3 requests)"), nullptr);
    EXPECT_NE(find(drawn, "button", "Select all that are not clean"), nullptr);
    EXPECT_LT(drawn.items.size(), 200U) << "rows in view alone";
  }
}
