// The casebook as it is read and pressed, with the service played by the test: what waits, files in and out,
// other cases, what the modules say.
#include <deque>

#include "shown.h"

using namespace app;
using effects::Surface;
using harness::kList;
using harness::kVerdicts;
using harness::of;

namespace {

using namespace casebook;
using Names = std::vector<std::string>;

constexpr double kNow = 1'764'000'000;
const std::string kCaseA = "/ctia/casebook/a";
const observables::Observable kBad{observables::Type::kDomain, "bad.example"};

std::string case_a(const std::string& more = "") {
  std::string one = harness::a_case("a");
  one.pop_back();
  return one + more + "}";
}

class Casebook : public harness::Shown {
 protected:
  Casebook() : Shown(Surface::kCasebook, 1100) {}

  // Signed in, with the cases a and other in the list.
  void list(const std::string& cases = '[' + case_a() + ',' + harness::a_case("other") + ']',
            const std::string& scopes = "casebook private-intel enrich:read inspect:read response",
            const std::string& headers = "") {
    say(sign_in::Message(sign_in::ClientIdTyped{"client-1"}));
    say(sign_in::Message(sign_in::PasswordChanged{true}));
    say(sign_in::Message(sign_in::AuthenticatePressed{}));
    const threat_response::Reply token =
        of(200, R"({"expires_in":600,"user":"me","scope":")" + scopes + "\"}");
    say(CallReplied{threat_response::Session::kTokenCall, token});
    say(CasebookPressed{});
    threat_response::Reply reply = of(200, cases);
    reply.headers = headers;
    answer(kList, reply);
  }
  // And the case a open.
  void open(const std::string& one = case_a()) {
    list('[' + one + ',' + harness::a_case("other") + ']');
    say(casebook::Message(CasePressed{"a"}));
    answer(kCaseA, of(200, one));
  }

  void say(const app::Message& message) override {
    page_.press(message, now_);
    for (const app::Order& order : page_.orders)
      if (const auto* call = order.get_if<StartCall>()) calls_.push_back(*call);
    show();
  }
  void say(const casebook::Message& message) { say(app::Message(message)); }
  // As it is heard, without what the store answers to it.
  void hear(const app::Message& message) {
    page_.orders = page_.app.receive(message, now_, now_);
    show();
  }
  // Answers the oldest such call.
  void answer(std::string_view path, const threat_response::Reply& reply) {
    const auto call = std::ranges::find_if(
        calls_, [&](const StartCall& one) { return one.request.path.starts_with(path); });
    ASSERT_NE(call, calls_.end()) << path;
    const auto id = call->id;
    calls_.erase(call);
    say(CallReplied{id, reply});
  }
  bool asks(std::string_view path) const {
    return std::ranges::any_of(calls_,
                               [&](const StartCall& one) { return one.request.path.starts_with(path); });
  }
  void wait(double seconds) {
    now_ += seconds;
    say(app::Woke{});
  }

  Names named(std::string_view role) const {
    Names all;
    for (const kit::Item& item : drawn_.items)
      if (item.role == role) all.push_back(item.name);
    return all;
  }
  // The options of the list with this name.
  Names rows(std::string_view list) const {
    Names all;
    const kit::Item* box = find("listbox", list);
    for (const kit::Item& item : drawn_.items)
      if (box && item.role == std::string_view("option") && item.parent == box->id) all.push_back(item.name);
    return all;
  }
  template <typename Wanted>
  const Wanted* ordered() const {
    return page_.first<Wanted>();
  }
  const outbox::Entry& entry(std::size_t at) const { return page_.app.casebook().outbox.entries.at(at); }

  std::deque<StartCall> calls_;
  double now_ = kNow;
};

// --- what waits

TEST_F(Casebook, EveryWaitingChangeSaysWhatItIs) {
  open(case_a(R"(,"texts":[{"type":"note","text":"n"}])"));
  say(RowChosen{kBad, "", {}});
  say(RemovePressed{});
  say(AddAsked{{.observables = {{"ip", "192.0.2.7"}}, .new_case = false, .case_id = "a"}});
  say(AddAsked{
      {.observables = {{"ip", "192.0.2.8"}, {"ip", "192.0.2.9"}}, .new_case = false, .case_id = "a"}});
  say(TabChosen{Tab::kAbout});
  for (const auto& [field, text] : {std::pair{Field::kTitle, "T"}, std::pair{Field::kSummary, "S"},
                                    std::pair{Field::kDescription, "D"}}) {
    say(EditPressed{field});
    say(EditTyped{text});
    say(EditSaved{});
  }
  say(TlpChosen{"green"});
  say(NoteTyped{"another"});
  say(NoteAdded{});
  say(NoteRemoved{{"note", "n"}});
  say(NewCasePressed{"New one"});
  use("tab", "Waiting changes (");
  for (const char* words :
       {"Remove bad.example from ", "Add 192.0.2.7 to ", "Add 2 observables to ", "Title of ", "Summary of ",
        "Description of ", "Sharing (TLP) of ", "New note in ", "Remove a note from ", "New case New one"})
    EXPECT_TRUE(reads(words)) << words;
  say(CasePressed{"a"});
  say(DeletePressed{});
  say(DeleteConfirmed{});
  EXPECT_TRUE(reads("Delete "));
}

TEST_F(Casebook, AWaitingChangeSaysWhyItWaits) {
  open();
  say(TabChosen{Tab::kChanges});
  hear(casebook::Message(NoteTyped{"n"}));
  hear(casebook::Message(NoteAdded{}));
  EXPECT_TRUE(reads("being kept on this device…"));
  const std::string id = entry(0).change.id;
  hear(casebook::Message(ChangesSaved{{id}}));
  EXPECT_TRUE(reads("being sent…")) << "it is claimed for this tab";
  hear(casebook::Message(ClaimRefused{id, kNow + 90}));
  EXPECT_TRUE(reads("being sent by another tab"));
  now_ = kNow + 91;
  say(app::Woke{});
  EXPECT_TRUE(reads("being sent… · since 1"));
  answer(kCaseA, of(200, case_a()));
  answer(kCaseA, of(200, case_a(R"(,"texts":[{"type":"note","text":"n"}])")));
  EXPECT_TRUE(reads("saved, being looked at once more"));
}

TEST_F(Casebook, WhatIsNotAnsweredIsSaidToBePerhapsSaved) {
  open();
  say(TabChosen{Tab::kChanges});
  say(NoteTyped{"n"});
  say(NoteAdded{});
  answer(kCaseA, of(200, case_a()));
  const threat_response::Reply silence{
      .failure = threat_response::Failure::kTimeout, .body = {}, .headers = {}};
  for (int tries = 0; tries < 5 && asks(kCaseA); ++tries) {
    answer(kCaseA, silence);
    wait(1);
  }
  EXPECT_TRUE(reads("no answer came, so it may have been saved"));
}

TEST_F(Casebook, WhatWasTakenAwayIsTakenBackWhereItWaits) {
  open();
  say(RowChosen{kBad, "", {}});
  say(RemovePressed{});
  say(TabChosen{Tab::kChanges});
  EXPECT_TRUE(reads("can be undone, then it is sent"));
  use("button", "Undo");
  EXPECT_TRUE(page_.app.casebook().outbox.entries.empty());
  EXPECT_TRUE(reads("Nothing waits"));
}

TEST_F(Casebook, WhatFailedIsTriedAgainOrDiscarded) {
  open();
  say(TabChosen{Tab::kChanges});
  say(NoteTyped{"n"});
  say(NoteAdded{});
  answer(kCaseA, of(403, ""));
  EXPECT_TRUE(reads("Threat Response does not allow this client to do that."));
  use("button", "Try again");
  EXPECT_TRUE(reads("being sent…"));
  answer(kCaseA, of(403, ""));
  use("button", "Discard");
  EXPECT_TRUE(reads("Nothing waits"));
}

TEST_F(Casebook, WhileTheServiceHasAFaultAChangeWaitsAndSaysSo) {
  open();
  say(TabChosen{Tab::kChanges});
  say(NoteTyped{"n"});
  say(NoteAdded{});
  for (int tries = 0; tries < 4 && asks(kCaseA); ++tries) {
    answer(kCaseA, of(503, ""));
    wait(0.2);
  }
  EXPECT_TRUE(reads("The casebook of Threat Response has a fault of its own: try again in a moment."));
  EXPECT_TRUE(has("button", "Try again"));
}

TEST_F(Casebook, OfAConflictEitherTextIsKept) {
  for (const bool mine : {true, false}) {
    page_ = harness::Page();
    calls_.clear();
    open();
    say(TabChosen{Tab::kAbout});
    say(EditPressed{Field::kTitle});
    say(EditTyped{"Ours"});
    say(EditSaved{});
    answer(kCaseA, of(200, R"({"id":"a","title":"Theirs"})"));
    use("tab", "Waiting changes (1)");
    EXPECT_TRUE(reads("somebody else has changed this meanwhile: choose which text stays"));
    EXPECT_TRUE(reads("Yours: Ours"));
    EXPECT_TRUE(reads("Theirs: Theirs"));
    use("button", mine ? "Keep yours" : "Keep theirs");
    EXPECT_EQ(asks(kCaseA), mine) << "theirs is there already";
  }
}

// As another page has left it: a note for the case a, made by this account.
outbox::Change left(const std::string& id, const std::string& account) {
  return {.id = id,
          .account = account,
          .case_id = "a",
          .external_id = {},
          .title = "Case a",
          .made_at = kNow - 3600,
          .what = outbox::AddNote{{"note", id}}};
}

TEST_F(Casebook, WhatAnotherClientHasMadeWaitsForThatOne) {
  open();
  const std::string account = page_.app.casebook().outbox.account;
  hear(casebook::Message(ChangesListed{{left("t-1", "other us"), left("t-2", account)}}));
  say(TabChosen{Tab::kChanges});
  EXPECT_TRUE(reads("was made with another API client: sign in with that one \u00b7 since 1"));
  EXPECT_EQ(std::ranges::count(named("button"), "Try again"), 1) << "one's own";
  EXPECT_EQ(std::ranges::count(named("button"), "Discard"), 2);
  say(sign_in::Message(sign_in::SignOutPressed{false}));
  say(CasebookRestored{});
  EXPECT_TRUE(reads("waits until you sign in")) << "without a case it is what there is to see";
}

TEST_F(Casebook, WhatTheStoreDoesNotTakeIsSaidToBeInThisTabOnly) {
  open();
  say(TabChosen{Tab::kChanges});
  hear(casebook::Message(NoteTyped{"n"}));
  hear(casebook::Message(NoteAdded{}));
  hear(casebook::Message(ChangesNotSaved{{entry(0).change.id}}));
  EXPECT_TRUE(reads("only in this tab, since this device's storage takes no more: keep the tab open"));
  EXPECT_TRUE(reads("This device's storage takes no more: export everything to have a copy"));
  use("button", "Export everything");
  ASSERT_NE(ordered<effects::SaveFile>(), nullptr);
  EXPECT_TRUE(ordered<effects::SaveFile>()->text.contains("bad.example"));
}

// --- files in

TEST_F(Casebook, WhatIsInAFileIsOfferedAndImportedAsChosen) {
  open();
  const std::string account = page_.app.casebook().outbox.account;
  say(casebook::Message(ChangesListed{{left("t-1", account)}}));
  use("button", "Export everything");
  const std::string backup = ordered<effects::SaveFile>()->text;

  page_ = harness::Page();
  calls_.clear();
  list('[' + harness::a_case("other") + ']');
  say(FileRead{.name = "backup.json", .text = backup, .problem = {}});
  EXPECT_TRUE(has("dialog", "Import"));
  const Names offers = rows("Found in the file");
  ASSERT_EQ(offers.size(), 3U);
  EXPECT_TRUE(std::ranges::any_of(offers, [](const std::string& one) {
    return one.contains("Case other") && one.contains("already in the casebook");
  }));
  EXPECT_TRUE(std::ranges::any_of(offers, [](const std::string& one) {
    return one.starts_with("New note in Case a waits \u00b7 since 1");
  }));
  EXPECT_TRUE(has("button", "Import 2 entries"));
  use("option", "Case a ");
  EXPECT_TRUE(has("button", "Import 1 entry"));
  use("option", "New note in Case a");
  EXPECT_TRUE(find("button", "Import 0 entries")->disabled);
  use("option", "Case a ");
  use("button", "Import 1 entry");
  EXPECT_FALSE(has("dialog", "Import"));
  EXPECT_EQ(entry(0).change.title, "Case a");
}

TEST_F(Casebook, WhatWaitsAlreadyIsNotImportedAgain) {
  open();
  const std::string account = page_.app.casebook().outbox.account;
  say(casebook::Message(ChangesListed{{left("t-1", "other us"), left("t-2", account)}}));
  use("button", "Export everything");
  const std::string backup = ordered<effects::SaveFile>()->text;
  say(FileRead{.name = "backup.json", .text = backup, .problem = {}});
  EXPECT_TRUE(reads("waits already"));
  EXPECT_TRUE(has("button", "Import 0 entries"));
  use("button", "Cancel");
  EXPECT_FALSE(has("dialog", "Import"));
}

TEST_F(Casebook, FilesThatCannotBeReadAreNamedWithTheReason) {
  open();
  say(FileRead{.name = "a.bin", .text = {}, .problem = exchange::ImportProblem::kNotText});
  say(FileRead{.name = "b.json", .text = "{\"cases\":", .problem = {}});
  EXPECT_TRUE(reads("a.bin: The file is not UTF-8 text"));
  EXPECT_TRUE(reads("b.json: The JSON in this file cannot be read"));
  EXPECT_TRUE(find("button", "Choose another file…")->files);
}

TEST_F(Casebook, TextsThatWereTooLongForTheirFieldsAreSaidToBecomeNotes) {
  list();
  say(FileRead{.name = "c.json",
               .text = R"({"type":"casebook","title":")" + std::string(2000, 't') +
                       R"(","observables":[{"type":"domain","value":"bad.example"}]})",
               .problem = {}});
  EXPECT_TRUE(reads("1 note made of a text too long for its field"));
}

// --- given to others

TEST_F(Casebook, EveryDocumentIsDownloadedAndCopiedUnderAName) {
  open();
  use("button", "Share…");
  EXPECT_TRUE(has("dialog", "Share “Case a”"));
  EXPECT_TRUE(reads("2 observables"));
  const auto in_group = [&](std::string_view group, std::string_view label) {
    const kit::Item* box = find("group", group);
    for (const kit::Item& item : drawn_.items)
      if (box && item.parent == box->id && item.name == label) return item.id;
    return kit::ItemId{0};
  };
  for (const auto& [group, name] :
       {std::pair{"Report (Markdown)", ".md"}, std::pair{"Casebook (JSON)", ".json"},
        std::pair{"STIX 2.1 bundle", ".json"}, std::pair{"Table (CSV)", ".csv"}, std::pair{"List", ".txt"},
        std::pair{"Defanged list", ".txt"}}) {
    const auto press = [&](std::string_view label) {
      const auto message = screen_.message(Surface::kCasebook, in_group(group, label), "", page_.app);
      ASSERT_TRUE(message) << group << ' ' << label;
      say(*message);
    };
    press("Download");
    ASSERT_NE(ordered<effects::SaveFile>(), nullptr) << group;
    EXPECT_TRUE(ordered<effects::SaveFile>()->name.starts_with("Case-a"))
        << ordered<effects::SaveFile>()->name;
    EXPECT_TRUE(ordered<effects::SaveFile>()->name.ends_with(name)) << ordered<effects::SaveFile>()->name;
    press("Copy");
    ASSERT_NE(ordered<effects::CopyText>(), nullptr) << group;
    EXPECT_TRUE(ordered<effects::CopyText>()->text.contains("192")) << group;
  }
  use("button", "Print…");
  ASSERT_NE(ordered<effects::Print>(), nullptr);
  EXPECT_TRUE(ordered<effects::Print>()->title.starts_with("Case-a"));
  use("button", "Copy link");
  ASSERT_NE(ordered<effects::CopyLink>(), nullptr);
  EXPECT_EQ(ordered<effects::CopyLink>()->case_id, "a");
  use("button", "Close");
  EXPECT_FALSE(has("dialog", "Share “Case a”"));
}

TEST_F(Casebook, AReportTellsWhatEachModuleSays) {
  open();
  answer(kVerdicts, of(200, R"({"data":[{"module":"M","data":{"verdicts":{"docs":[
    {"disposition":2,"observable":{"type":"domain","value":"bad.example"}}]}}}]})"));
  use("button", "Share…");
  use("button", "Print…");
  const auto& report = ordered<effects::Print>()->report;
  EXPECT_TRUE(std::ranges::any_of(report, [](const exchange::Block& block) {
    return std::ranges::any_of(block.rows, [](const auto& row) {
      return std::ranges::any_of(row, [](const std::string& cell) { return cell.contains("M: Malicious"); });
    });
  }));
}

TEST_F(Casebook, OnlyWhatIsSelectedIsGivenAndALinkSaysWhomItServes) {
  open(case_a(R"(,"tlp":"red")"));
  say(RowChosen{kBad, "", {}});
  width_ = 360;
  use("button", "Share…");
  EXPECT_TRUE(reads("1 selected observable"));
  EXPECT_TRUE(reads("Only you can read this case (TLP red)"));
  use("button", "Close");
  width_ = 1100;
  say(NewCasePressed{"New one"});
  use("button", "Share…");
  EXPECT_TRUE(reads("There is a link once Threat Response has the case."));
  EXPECT_FALSE(has("button", "Copy link"));
  EXPECT_FALSE(has("group", "Table (CSV)")) << "it has no observables";
}

// --- other cases

TEST_F(Casebook, ObservablesAreCopiedOrMovedToACaseThatIsChosen) {
  for (const bool moves : {false, true}) {
    page_ = harness::Page();
    calls_.clear();
    open();
    use("option", "bad.example");
    use("button", moves ? "Move to case…" : "Copy to case…");
    EXPECT_TRUE(has("dialog", moves ? "Move bad.example to a case" : "Copy bad.example to a case"));
    answer(kList,
           of(200, '[' + case_a() + ',' + harness::a_case("b") + ",{\"id\":\"c\",\"tlp\":\"amber\"}]"));
    EXPECT_TRUE(reads("Case b 2 observables \u00b7 TLP amber \u00b7 already in the case"));
    use("option", "Untitled case");
    EXPECT_EQ(page_.app.casebook().outbox.entries.size(), moves ? 2U : 1U);
    if (!moves) continue;
    say(TabChosen{Tab::kChanges});
    wait(20);
    EXPECT_TRUE(reads("waits until it is in the other case"));
  }
}

TEST_F(Casebook, SeveralAreCopiedToANewCaseOrTheChoiceIsLeft) {
  open();
  use("button", "Select all");
  use("button", "Copy to case…");
  EXPECT_TRUE(has("dialog", "Copy 2 observables to a case"));
  use("button", "Cancel");
  EXPECT_FALSE(has("dialog", "Copy 2 observables to a case"));
  use("button", "Copy to case…");
  use("button", "New case");
  EXPECT_EQ(entry(0).change.title, "Case 1");
}

TEST_F(Casebook, TheChoiceOfACaseIsSearchedPagedAndTriedAgain) {
  open();
  use("option", "bad.example");
  use("button", "Copy to case…");
  answer(kList, of(503, ""));
  wait(1);
  while (asks(kList)) {
    answer(kList, of(503, ""));
    wait(30);
  }
  use("button", "Try again");
  threat_response::Reply page = of(200, '[' + harness::a_case("b") + ']');
  page.headers = "X-Next: limit=1&search_after=1\r\nX-Total-Hits: 7\r\n";
  answer(kList, page);
  EXPECT_TRUE(reads("of 7 cases"));
  use("button", "Show more");
  EXPECT_TRUE(asks(kList));
  answer(kList, of(200, '[' + harness::a_case("c") + ']'));
  EXPECT_TRUE(reads("Case c"));
  use("searchbox", "Search cases", "nothing like it");
  wait(1);
  answer(kList, of(200, "[]"));
  EXPECT_TRUE(has("status", "No case matches"));
}

// --- the list of cases

TEST_F(Casebook, TheListIsSearchedShownByItsOwnersAndPaged) {
  list('[' + case_a() + ']', "casebook",
       "X-Next: limit=1&search_after=1\r\nX-Total-Hits: 1,234\r\nX-Total-Hits: 7\r\n");
  EXPECT_TRUE(reads(" cases"));
  use("button", "Show more");
  answer(kList, of(200, '[' + harness::a_case("b") + ']'));
  EXPECT_EQ(rows("Cases").size(), 2U);
  use("searchbox", "Search cases", "phish");
  wait(1);
  answer(kList, of(200, "[]"));
  EXPECT_TRUE(has("status", "No case matches"));
  use("searchbox", "Search cases", "");
  wait(1);
  answer(kList, of(200, '[' + case_a() + ']'));
  for (const char* whose : {"Mine", "Others\u2019", "Shared", "All"}) {
    use("tab", whose);
    ASSERT_TRUE(asks(kList)) << whose;
    answer(kList, of(200, "[]"));
    EXPECT_TRUE(has("status", whose == std::string_view("All") ? "No cases yet" : "No case matches"))
        << whose;
  }
}

TEST_F(Casebook, AListThatFailsAfterItCameSaysSoOverTheCases) {
  list();
  use("button", "Refresh");
  answer(kList, of(403, ""));
  EXPECT_TRUE(has("alert", "Threat Response does not allow this client to do that."));
  EXPECT_EQ(rows("Cases").size(), 2U);
}

TEST_F(Casebook, WhatIsDroppedOnACaseOrOnNewCaseGoesThere) {
  list();
  const auto drag = [&] {
    say(DragBegan{.is_known = true, .json = R"([{"type":"ip","value":"192.0.2.7"}])", .text = {}});
  };
  drag();
  use("option", "Case other", "over");
  EXPECT_EQ(page_.app.casebook().hint.title, "Case other");
  use("option", "Case other", "drop");
  ASSERT_EQ(page_.app.casebook().outbox.entries.size(), 1U);
  EXPECT_EQ(entry(0).change.case_id, "other");
  drag();
  use("button", "New case", "over");
  EXPECT_TRUE(page_.app.casebook().hint.new_case);
  use("button", "New case", "drop");
  EXPECT_EQ(entry(1).change.title, "Case 1");
}

TEST_F(Casebook, WhatIsDroppedOnTheOpenCaseIsAddedToIt) {
  open();
  say(DragBegan{.is_known = true, .json = R"([{"type":"ip","value":"192.0.2.7"}])", .text = {}});
  const auto area = std::ranges::find(drawn_.items, std::string_view("droparea"), &kit::Item::role);
  ASSERT_NE(area, drawn_.items.end());
  const kit::ItemId id = area->id;
  for (const char* how : {"over", "drop"}) say(*screen_.message(Surface::kCasebook, id, how, page_.app));
  ASSERT_EQ(page_.app.casebook().outbox.entries.size(), 1U);
  EXPECT_EQ(entry(0).change.case_id, "a");
}

TEST_F(Casebook, ALinkOpensItsCaseOrSaysThatItCannotBeRead) {
  say(LinkFollowed{"casebook-9"});
  say(sign_in::Message(sign_in::VaultTold{}));
  say(CasebookRestored{});
  EXPECT_TRUE(reads("Sign in to open the case that the link leads to."));
  list();
  ASSERT_TRUE(asks("/ctia/casebook/casebook-9"));
  EXPECT_TRUE(has("status", "Loading the case…"));
  answer("/ctia/casebook/casebook-9", of(404, ""));
  EXPECT_TRUE(reads("The case of this link cannot be read"));
}

TEST_F(Casebook, ACaseThatCannotBeReadSaysWhyAndIsTriedAgain) {
  list();
  use("option", "Case a");
  answer(kCaseA, of(403, ""));
  EXPECT_TRUE(reads("Threat Response does not allow this client to do that."));
  use("button", "Try again");
  EXPECT_TRUE(asks(kCaseA) || asks(kList));
}

TEST_F(Casebook, ACaseThatIsInNoListSaysWhyItCannotBeRead) {
  list();
  say(CurrentRemembered{"z"});
  ASSERT_TRUE(asks("/ctia/casebook/z"));
  answer("/ctia/casebook/z", of(403, ""));
  EXPECT_TRUE(has("alert", "Threat Response does not allow this client to do that."));
}

TEST_F(Casebook, ALinkToACaseOfTheListOpensThat) {
  list("[" + harness::a_case("https://intel.example/ctia/casebook/casebook-1") + "]");
  say(LinkFollowed{"casebook-1"});
  EXPECT_EQ(page_.app.casebook().current_id, "https://intel.example/ctia/casebook/casebook-1");
  say(LinkFollowed{"Case_{1}"});
  EXPECT_EQ(page_.app.casebook().notice.kind, Notice::Kind::kBadLink);
}

// --- its observables

TEST_F(Casebook, ObservablesStandInTheChosenOrder) {
  open(R"({"id":"a","title":"Case a","tlp":"amber","observables":[{"type":"ip","value":"192.0.2.1"},
    {"type":"domain","value":"z.example"},{"type":"domain","value":"b.example"}]})");
  answer(kVerdicts, of(200, R"({"data":[{"module":"M","data":{"verdicts":{"docs":[
    {"disposition":1,"observable":{"type":"ip","value":"192.0.2.1"}},
    {"disposition":3,"observable":{"type":"domain","value":"z.example"}}]}}}]})"));
  const auto order = [&](const char* by) {
    use("combobox", "Sort by", by);
    std::string all;
    for (const std::string& name : rows("Observables")) all += name.substr(0, name.find(' ')) + ' ';
    return all;
  };
  EXPECT_EQ(order("3"), "192.0.2.1 b.example z.example ");
  EXPECT_EQ(order("2"), "b.example z.example 192.0.2.1 ") << "the newest first";
  EXPECT_EQ(order("1"), "Domain z.example b.example IP 192.0.2.1 ");
  EXPECT_EQ(order("0"), "Suspicious z.example No b.example Clean 192.0.2.1 ");
  use("option", "Suspicious (1)");
  EXPECT_EQ(page_.app.casebook().selected.size(), 1U) << "a group is selected by its head";
}

TEST_F(Casebook, ARowIsSelectedExtendedDraggedAndHasItsMenu) {
  open(R"({"id":"a","title":"Case a","tlp":"amber","observables":[{"type":"ip","value":"192.0.2.1"},
    {"type":"ip","value":"192.0.2.2"},{"type":"ip","value":"192.0.2.3"},{"type":"ip","value":"192.0.2.4"}]})");
  use("combobox", "Sort by", "3");
  use("option", "192.0.2.3");
  use("option", "192.0.2.1", "extend");
  EXPECT_EQ(page_.app.casebook().selected.size(), 3U) << "upwards, too";
  use("option", "192.0.2.2", "toggle");
  EXPECT_EQ(page_.app.casebook().selected.size(), 2U);
  use("option", "192.0.2.3", "drag");
  ASSERT_NE(ordered<effects::DragData>(), nullptr);
  EXPECT_EQ(ordered<effects::DragData>()->observables.size(), 2U) << "all that is selected";
  use("option", "192.0.2.4", "menu");
  EXPECT_TRUE(page_.opens(Surface::kPivotMenu));
  use("button", "Clear selection");
  EXPECT_TRUE(page_.app.casebook().selected.empty());
}

TEST_F(Casebook, ARowSaysWhatEachModuleThinksAndThatItIsBeingAdded) {
  open();
  say(AddAsked{{.observables = {{"ip", "192.0.2.9"}}, .new_case = false, .case_id = "a"}});
  answer(kVerdicts, of(200, R"({"data":[{"module":"Good","module_instance_id":"g","data":{"verdicts":{"docs":[
    {"disposition":2,"observable":{"type":"domain","value":"bad.example"}}]}}}],"errors":[
    {"module":"Late","module_instance_id":"l","code":"module-timeout"},
    {"module":"Broken","module_instance_id":"b","code":"unauthorized"}]})"));
  EXPECT_TRUE(reads("bad.example Domain \u00b7 Good: Malicious"));
  EXPECT_TRUE(reads("Late: no answer in time"));
  EXPECT_TRUE(reads("Broken: failed"));
  EXPECT_TRUE(reads("192.0.2.9 IP address \u00b7 being added"));
  say(FilterChosen{"2"});
  EXPECT_FALSE(std::ranges::any_of(rows("Observables"),
                                   [](const std::string& one) { return one.starts_with("192.0.2.1 "); }));
  use("button", "Show all");
  EXPECT_TRUE(std::ranges::any_of(rows("Observables"),
                                  [](const std::string& one) { return one.starts_with("192.0.2.1 "); }));
}

TEST_F(Casebook, TheModulesAreAskedAgainAndThatIsCancelled) {
  std::string observables;
  for (int i = 0; i < 90; ++i)
    observables +=
        std::string(i > 0 ? "," : "") + R"({"type":"domain","value":"d)" + std::to_string(i) + ".example\"}";
  open(R"({"id":"a","title":"Case a","tlp":"amber","observables":[)" + observables + "]}");
  const kit::Item* progress = find("progressbar", "Asking the modules for verdicts…");
  ASSERT_NE(progress, nullptr);
  EXPECT_EQ(progress->value, "0 of 90 observables have verdicts");
  use("button", "Cancel");
  use("button", "Ask modules again");
  EXPECT_TRUE(asks(kVerdicts));
}

TEST_F(Casebook, CopiesWhatIsSelectedOrAll) {
  open();
  use("button", "Copy");
  EXPECT_EQ(ordered<effects::CopyText>()->text, "bad.example\n192.0.2.1");
  use("option", "bad.example");
  use("button", "Copy Defanged");
  EXPECT_EQ(ordered<effects::CopyText>()->text, "bad[.]example");
}

// --- adding

TEST_F(Casebook, WhatIsPastedIsRecognisedAndTheServiceLooksToo) {
  open();
  use("button", "Add observables…");
  EXPECT_TRUE(has("dialog", "Add observables to Case a"));
  use("textarea", "Any text", "nothing in it");
  EXPECT_TRUE(has("status", "No IP address, domain, URL or SHA-256 is recognized in this text."));
  use("textarea", "Any text", "192.0.2.7 bad.example");
  EXPECT_TRUE(reads("192.0.2.7 IP address"));
  EXPECT_TRUE(reads("bad.example Domain \u00b7 already in the case"));
  wait(2);
  ASSERT_TRUE(asks("/iroh/iroh-inspect"));
  EXPECT_TRUE(has("status", "Threat Response is looking too…"));
  answer("/iroh/iroh-inspect", of(200, R"([{"type":"domain","value":"also.example"}])"));
  EXPECT_TRUE(reads("also.example Domain \u00b7 found by Threat Response"));
  use("option", "192.0.2.7");
  use("button", "Add ");
  EXPECT_FALSE(has("dialog", "Add observables to Case a"));
  EXPECT_EQ(page_.app.casebook().outbox.entries.size(), 1U);
}

TEST_F(Casebook, ATextThatIsTooLongIsCutAndTheServiceMayFail) {
  open();
  use("button", "Add observables…");
  use("textarea", "Any text", "192.0.2.7 " + std::string(2'100'000, 'x'));
  wait(2);
  while (asks("/iroh/iroh-inspect")) answer("/iroh/iroh-inspect", of(200, "[]"));
  EXPECT_TRUE(has("status", "The text is longer than 2 MB: what comes after is left out."));
  use("textarea", "Any text", "192.0.2.7");
  wait(2);
  answer("/iroh/iroh-inspect", of(403, ""));
  EXPECT_TRUE(has("status", "Threat Response does not allow this client to do that."));
}

// --- about

TEST_F(Casebook, EachFieldIsEditedWithAPreviewOfWhatIsMarkdown) {
  open(case_a(R"(,"texts":[{"type":"note","text":""}],"description":"Before")"));
  use("tab", "About");
  use("button", "Edit Description");
  use("textarea", "Description", "Some **bold** words");
  EXPECT_TRUE(reads("Preview"));
  EXPECT_TRUE(reads("bold"));
  use("button", "Save");
  EXPECT_EQ(std::get<outbox::EditField>(entry(0).change.what).after, "Some **bold** words");
  use("button", "Edit Summary");
  use("textarea", "Summary", "Short");
  use("button", "Save");
  EXPECT_EQ(std::get<outbox::EditField>(entry(1).change.what).after, "Short");
  use("button", "Edit Title");
  use("button", "Cancel");
  use("combobox", "Sharing (TLP)", "green");
  EXPECT_EQ(std::get<outbox::EditField>(entry(2).change.what).after, "green");
  use("combobox", "Sharing (TLP)", "green");
  EXPECT_EQ(page_.app.casebook().outbox.entries.size(), 3U) << "it is that already";
}

TEST_F(Casebook, DeletingAsksFirst) {
  open();
  use("tab", "About");
  use("button", "Delete case…");
  EXPECT_TRUE(has("dialog", "Delete “Case a”?"));
  use("button", "Cancel");
  EXPECT_FALSE(has("dialog", "Delete “Case a”?"));
  use("button", "Delete case…");
  use("button", "Delete");
  EXPECT_TRUE(std::holds_alternative<outbox::DeleteCase>(entry(0).change.what));
}

// --- pictures

TEST_F(Casebook, TheModulesAreAskedForSightingsAndTheirPicturesAreInTheReport) {
  open();
  use("tab", "Pictures");
  ASSERT_TRUE(asks("/iroh/iroh-enrich/observe"));
  answer("/iroh/iroh-enrich/observe",
         of(200, R"({"data":[{"module":"M","module_instance_id":"m","data":{"sightings":
    {"docs":[{"title":"Seen","count":1,"observables":[{"type":"domain","value":"bad.example"}],
      "observed_time":{"start_time":"2026-11-01T10:00:00.000Z"},
      "relations":[{"origin":"o","relation":"Resolved_To","source":{"type":"domain","value":"bad.example"},
        "related":{"type":"ip","value":"192.0.2.1"}}]}]}}}]})"));
  EXPECT_TRUE(has("listbox", "Timeline"));
  use("button", "Share…");
  use("button", "Print…");
  EXPECT_EQ(std::ranges::count(ordered<effects::Print>()->report, exchange::Block::Kind::kPicture,
                               &exchange::Block::kind),
            3);
  use("button", "Close");
  use("tab", "Relations");
  use("option", "bad.example, ", "menu");
  EXPECT_TRUE(page_.opens(Surface::kPivotMenu));
  use("button", "No verdict: ");
  EXPECT_EQ(page_.app.casebook().tab, Tab::kObservables) << "a part of the bar shows those";
  EXPECT_TRUE(has("button", "Show all"));
  use("tab", "Pictures");
  use("button", "Refresh");
  ASSERT_TRUE(has("progressbar", "Sightings"));
  EXPECT_EQ(find("progressbar", "Sightings")->value, "Answers about 0 of 2 observables");
  use("button", "Cancel");
  EXPECT_FALSE(has("progressbar", "Sightings"));
}

}  // namespace
