#include "pivot_menu/view.h"

#include <algorithm>
#include <ctime>

#include "../kit/frame.h"
#include "pivot_menu/words.h"

namespace pivot_menu {
namespace {

using kit::Item;
using observables::Type;
using threat_response::Reply;

const std::string kBlock = "/respond/trigger/m/block?x=1";

Reply of(std::string body) { return {.status = 200, .failure = {}, .body = std::move(body)}; }
std::string link(const std::string& title, const std::string& url, const std::string& module = "M",
                 const std::string& category = "") {
  return R"({"module":")" + module + R"(","module_instance_id":")" + module + R"(","title":")" + title +
         R"(","categories":[")" + category + R"("],"url":")" + url + R"("})";
}
std::string data(const std::vector<std::string>& entries) {
  std::string list;
  for (const std::string& entry : entries) list += (list.empty() ? "" : ",") + entry;
  return R"({"data":[)" + list + "]}";
}

class MenuTest : public kit::FrameTest {
 protected:
  MenuTest() : FrameTest(kMenuWidth, 900) {}

  void open(Opened message) {
    update(model_, message);
    draw();
  }
  // A menu whose calls have been answered.
  void open_with(const std::vector<std::string>& links, const std::vector<std::string>& actions) {
    update(model_, Opened{.observable = {Type::kDomain, "bad.example"}, .verdict_lines = 3});
    update(model_, Replied{model_.links.asking, of(data(links))});
    update(model_, Replied{model_.actions.asking, of(data(actions))});
    draw();
  }
  void draw() {
    kit::Surface on = surface();
    said_ = pivot_menu::draw(on, model_, around_);
    items_ = on.items();
    height_ = on.content_height();
  }
  const Item* find(std::string_view role, std::string_view name) const {
    const auto found = std::ranges::find_if(
        items_, [&](const Item& item) { return item.role == role && item.name == name; });
    return found == items_.end() ? nullptr : &*found;
  }
  std::size_t count(std::string_view role) const {
    return static_cast<std::size_t>(std::ranges::count(items_, role, &Item::role));
  }
  // Uses an item as the twin does, and draws again.
  void use(const Item* item, const std::string& text = "") {
    ASSERT_NE(item, nullptr);
    if (item->toggles != 0) {
      frame_.expanded.push_back(item->toggles);
    } else {
      const auto message = said_.message(item->id, text);
      ASSERT_TRUE(message);
      update(model_, *message);
    }
    draw();
  }
  float top(std::string_view role, std::string_view name) const {
    const Item* item = find(role, name);
    return item ? item->area.y : -1;
  }

  Model model_;
  Surroundings around_{.has_current_case = false, .default_title = "Case 1", .judged = nullptr};
  Say said_;
  std::vector<Item> items_;
  float height_ = 0;
};

TEST_F(MenuTest, TheHeaderIsDefangedAndWarns) {
  open({.observable = {Type::kUrl, "https://xn--pple-43d.com/a.b"}});
  EXPECT_NE(find("heading", "hxxps[:]//xn--pple-43d[.]com/a.b"), nullptr);
  EXPECT_NE(find("text", "URL"), nullptr);
  EXPECT_NE(find("text", "Shown as https://аpple.com/a.b"), nullptr);
  EXPECT_NE(find("alert", "Letters of this name can be taken for others: it may imitate another name."),
            nullptr);
  open({.observable = {Type::kDomain, "bad.example"}, .warning = observables::Warning::kBidi});
  EXPECT_NE(find("alert", "This was written with characters that turn the reading direction."), nullptr);
  open({.observable = {Type::kDomain, "bad.example"}});
  EXPECT_EQ(count("alert"), 1U) << "the place of problems alone";
}

TEST_F(MenuTest, ALongValueIsReadWholeUpToFourLines) {
  open({.observable = {Type::kDomain, "bad.example"}});
  const float short_value = find("heading", "bad[.]example")->area.height;
  const std::string hash(64, 'a');
  open({.observable = {Type::kSha256, hash}});
  const Item* heading = find("heading", hash);
  ASSERT_NE(heading, nullptr);
  EXPECT_FLOAT_EQ(heading->area.height, 2 * kit::line_height(kit::kText));
  EXPECT_GT(heading->area.height, short_value);
  EXPECT_GE(top("text", "SHA-256"), heading->area.y + heading->area.height);
  open({.observable = {Type::kUrl, "https://bad.example/" + std::string(100'000, 'a')}});
  const auto found = std::ranges::find(items_, std::string_view("heading"), &Item::role);
  ASSERT_NE(found, items_.end());
  EXPECT_FLOAT_EQ(found->area.height, 4 * kit::line_height(kit::kText));
}

TEST_F(MenuTest, WhatAClientLacksIsOffAndNamedAsOnItsForm) {
  open({.observable = {Type::kDomain, "bad.example"}, .scopes = {"enrich:read", "response:read"}});
  for (const char* entry : {"Add to New Case", "Add to Current Case", "Add to Case…"}) {
    ASSERT_NE(find("menuitem", entry), nullptr);
    EXPECT_TRUE(find("menuitem", entry)->disabled);
    EXPECT_EQ(find("menuitem", entry)->description, "Needs Casebook");
  }
  EXPECT_NE(find("text", "This API client lacks the scope Casebook, Response: sign in with one that has it."),
            nullptr);
  update(model_, Replied{model_.actions.asking, of(data({link("Block", kBlock)}))});
  update(model_, Replied{model_.links.asking, of(data({}))});
  draw();
  EXPECT_TRUE(find("menuitem", "Block")->disabled);
  EXPECT_EQ(find("menuitem", "Block")->description, "Needs Response");

  open({.observable = {Type::kDomain, "bad.example"},
        .scopes = {"casebook", "private-intel", "inspect:read"}});
  EXPECT_FALSE(find("menuitem", "Add to New Case")->disabled);
  EXPECT_NE(find("text", "This API client lacks the scope Enrich, Response: sign in with one that has it."),
            nullptr);
}

TEST_F(MenuTest, AnswersMoveNothingThatCanBePressed) {
  threat_response::Judged judged{.waiting = 1};
  around_.judged = &judged;
  open({.observable = {Type::kDomain, "bad.example"}, .verdict_lines = 3});
  const float before = top("menuitem", "Add to New Case");
  update(model_, Replied{model_.links.asking, of(data({link("Search", "https://s.example/")}))});
  model_.now = wake_at(model_).value();
  update(model_, Woke{});
  draw();
  const float search = top("menulink", "Search");
  ASSERT_GT(search, before);
  judged.answered = true;
  judged.waiting = 0;
  for (int i = 0; i < 9; ++i)
    judged.opinions.push_back({.state = threat_response::Opinion::State::kTimedOut,
                               .module = {.instance_id = std::to_string(i), .type_id = "", .name = "Module"},
                               .reason = ""});
  update(model_, Replied{model_.actions.asking, of(data({link("Block", kBlock)}))});
  draw();
  EXPECT_EQ(top("menuitem", "Add to New Case"), before) << "verdicts have a room of their own";
  EXPECT_EQ(top("menulink", "Search"), search) << "actions come behind";
  EXPECT_GT(top("menuitem", "Block"), search);
  const Item* verdicts = find("list", "Verdicts");
  ASSERT_NE(verdicts, nullptr);
  EXPECT_GT(verdicts->scroll_height, verdicts->area.height) << "what does not fit is scrolled";
}

TEST_F(MenuTest, TheFilterLeavesWhatMatchesOfAllEntries) {
  open_with({link("Search", "https://s.example/")}, {link("Block", kBlock)});
  use(find("searchbox", "Filter"), "bLo");
  EXPECT_EQ(count("menuitem"), 1U);
  EXPECT_EQ(count("menulink"), 0U);
  use(find("searchbox", "Filter"), "copy");
  EXPECT_EQ(count("menuitem"), 2U);
  use(find("searchbox", "Filter"), "zzz");
  EXPECT_EQ(count("menuitem") + count("menulink"), 0U);
  EXPECT_NE(find("status", "Nothing in this menu matches “zzz”."), nullptr);
  use(find("searchbox", "Filter"), "");
  EXPECT_EQ(count("menulink"), 1U);
}

TEST_F(MenuTest, ManyEntriesOfAModuleAreSubMenusByCategory) {
  std::vector<std::string> links, actions;
  for (int i = 0; i < 8; ++i)
    links.push_back(link("Link " + std::to_string(i), "https://s.example/" + std::to_string(i), "M",
                         i < 5 ? "Search" : "M"));
  actions.push_back(link("Block", kBlock, "M", "Lists"));
  actions.push_back(link("Watch", kBlock + "2", "M", "Lists"));
  open_with(links, actions);
  EXPECT_EQ(find("menulink", "Link 0"), nullptr);
  EXPECT_NE(find("menulink", "Link 5"), nullptr) << "one of no category but the module";
  ASSERT_NE(find("menuitem", "Search"), nullptr);
  EXPECT_EQ(find("menuitem", "Search")->expanded, false);
  use(find("menuitem", "Search"));
  EXPECT_NE(find("menulink", "Link 0"), nullptr);
  EXPECT_EQ(find("menuitem", "Block"), nullptr);
  use(find("menuitem", "Lists"));
  EXPECT_NE(find("menuitem", "Block"), nullptr);
  use(find("searchbox", "Filter"), "link");
  EXPECT_EQ(count("menulink"), 8U) << "found whatever category it is in";
}

TEST_F(MenuTest, ActionsSayWhatHasBecomeOfThem) {
  open_with({}, {link("Block", kBlock)});
  use(find("menuitem", "Block"));
  use(find("menuitem", "Run “Block” now"));
  const Item* running = find("status", "Block: running…");
  ASSERT_NE(running, nullptr);
  EXPECT_TRUE(running->reveals);
  EXPECT_TRUE(find("menuitem", "Block")->disabled);
  update(model_, Replied{model_.runs[0].tag, of(R"({"data":{"status":"success"}})")});
  draw();
  EXPECT_NE(find("status", "Block: accepted by the module, which does not say when it is done."), nullptr);
  model_.now = 120;
  use(find("menuitem", "Block"));
  const Item* again = find("menuitem", "Run “Block” again");
  ASSERT_NE(again, nullptr);
  EXPECT_TRUE(again->description.contains("2\xC2\xA0min") || again->description.contains("2 min"))
      << again->description;
  update(model_, Replied{model_.actions.asking, of(data({}))});
  draw();
  EXPECT_TRUE(std::ranges::any_of(items_, [](const Item& item) {
    return item.name.starts_with("Block: done.");
  })) << "the module does not offer it any more";
}

TEST_F(MenuTest, WhatBecameOfAnActionCanBeNotedInTheCurrentCase) {
  open_with({}, {link("Block", kBlock)});
  EXPECT_EQ(find("menuitem", "Note in current case"), nullptr) << "nothing to note";
  use(find("menuitem", "Block"));
  use(find("menuitem", "Run “Block” now"));
  ASSERT_NE(find("menuitem", "Note in current case"), nullptr);
  EXPECT_TRUE(find("menuitem", "Note in current case")->disabled);
  EXPECT_EQ(find("menuitem", "Note in current case")->description, "No current case");
  around_.has_current_case = true;
  draw();
  const Item* entry = find("menuitem", "Note in current case");
  EXPECT_FALSE(entry->disabled);
  EXPECT_GT(entry->area.y, top("status", "Block: running…"));
  const auto said = said_.message(entry->id, "");
  ASSERT_TRUE(said && said->holds<NotePressed>());
  EXPECT_EQ(said->get_if<NotePressed>()->text, note_words(messages::Language::kEnglish, model_.runs[0]));
  const std::vector<threat_response::Note> notes = {{"note", said->get_if<NotePressed>()->text}};
  around_.notes = &notes;
  draw();
  EXPECT_FALSE(find("menuitem", "Note in current case")->disabled);
  EXPECT_EQ(find("menuitem", "Note in current case")->description, "already in the case");
  update(model_, Replied{model_.runs[0].tag, of(R"({"data":{"status":"success"}})")});
  draw();
  EXPECT_EQ(find("menuitem", "Note in current case")->description, "") << "more has become of it";
  model_.scopes = {"enrich:read", "response"};
  draw();
  EXPECT_TRUE(find("menuitem", "Note in current case")->disabled);
  EXPECT_EQ(find("menuitem", "Note in current case")->description, "Needs Casebook");
}

TEST_F(MenuTest, AnAnswerOfTenThousandLinksIsBoundedFluidAndFound) {
  std::vector<std::string> links;
  for (int i = 0; i < 10'000; ++i)
    links.push_back(link("Link " + std::to_string(i), "https://s.example/" + std::to_string(i),
                         std::to_string(i % 5000)));
  open_with(links, {});
  EXPECT_LT(height_, 4000);
  EXPECT_LT(items_.size(), 300U);
  const auto more =
      std::ranges::find_if(items_, [](const Item& item) { return item.name.contains("more entries"); });
  ASSERT_NE(more, items_.end());
  const std::clock_t begun = std::clock();  // of this program alone, however busy the machine is
  for (int i = 0; i < 5; ++i) draw();
  EXPECT_LT(std::clock() - begun, 2 * CLOCKS_PER_SEC);
  use(find("searchbox", "Filter"), "Link 9999");
  EXPECT_EQ(count("menulink"), 1U);
}

TEST_F(MenuTest, AHostileAnswerIsTextOrNothing) {
  open_with(
      {link("Script", "javascript:alert(1)"), link("Data", "data:text/html,x"),
       link("<img src=x onerror=alert(1)>", "https://s.example/"), link("Plain", "http://s.example/"),
       link("\\u202Egnp.exe", "https://t.example/"), link(std::string(100'000, 'x'), "https://u.example/")},
      {link("Up", "/respond/trigger/m/../../delete?x=1"), link("Up too", "/respond/trigger/%2e%2e/x"),
       link("Elsewhere", "https://evil.example/"), link("Good", kBlock)});
  EXPECT_EQ(count("menulink"), 3U);
  for (const Item& item : items_)
    if (item.role == std::string_view("menulink")) {
      EXPECT_TRUE(item.href.starts_with("https://")) << item.href;
      EXPECT_LT(item.name.size(), 500U);
    }
  EXPECT_NE(find("menulink", "<img src=x onerror=alert(1)>"), nullptr) << "text is shown as text";
  for (const char* title : {"Up", "Up too", "Elsewhere"})
    EXPECT_EQ(find("menuitem", title), nullptr) << title;
  EXPECT_NE(find("menuitem", "Good"), nullptr);
}

TEST_F(MenuTest, TheListOfCasesHasItsStates) {
  open_with({}, {});
  use(find("menuitem", "Add to Case…"));
  ASSERT_NE(find("dialog", "Add bad[.]example to a case"), nullptr);
  EXPECT_TRUE(std::ranges::any_of(items_, [](const Item& item) { return item.name == "Loading cases…"; }));
  update(model_, Replied{model_.choice.asking, {.status = 503, .failure = {}, .body = ""}});
  draw();
  use(find("button", "Try again"));
  EXPECT_NE(model_.choice.asking, 0U);
  update(model_, Replied{model_.choice.asking, of("[]")});
  draw();
  EXPECT_TRUE(std::ranges::any_of(items_, [](const Item& item) { return item.name == "No cases yet"; }));
  std::string list;
  for (int i = 0; i < 3000; ++i) {
    const std::string number = std::to_string(i);
    list += (i ? "," : "") + (R"({"id":")" + number) + R"(","title":"Case )" + number + R"(","tlp":"red"})";
  }
  update(model_, ChoiceUsed{case_choice::SearchTyped{"c"}});
  model_.now = wake_at(model_).value();
  update(model_, Woke{});
  update(model_, Replied{model_.choice.asking, of('[' + list + ']')});
  draw();
  EXPECT_LT(count("option"), 12U) << "those in view";
  use(find("option", "Case 1 0 observables · TLP red"));
  EXPECT_FALSE(model_.choice.open);
}

TEST_F(MenuTest, TheListOfCasesIsLeftByEscAndByItsButton) {
  open_with({}, {});
  use(find("menuitem", "Add to Case…"));
  use(find("dialog", "Add bad[.]example to a case"));
  EXPECT_FALSE(model_.choice.open);
  use(find("menuitem", "Add to Case…"));
  use(find("button", "Cancel"));
  EXPECT_FALSE(model_.choice.open);
}

}  // namespace
}  // namespace pivot_menu
