// Files read: nothing is made before it is confirmed, nothing twice, and what was exported comes back.
#include "casebook/importing.h"

#include <gtest/gtest.h>

#include "casebook/backup.h"
#include "exchange/ctim.h"
#include "service.h"

using namespace casebook;
using effects::Effects;
using exchange::ImportProblem;
using service::Desk;
using service::first;
using service::has;
using service::kCreate;
using service::kDomain;
using service::kIp;
using service::of;

namespace {

FileRead file(std::string text, std::string name = "case.json") {
  return {std::move(name), std::move(text), {}};
}

std::vector<outbox::CreateCase> creations(const Model& model) {
  std::vector<outbox::CreateCase> found;
  for (const auto& entry : model.outbox.entries)
    if (const auto* create = std::get_if<outbox::CreateCase>(&entry.change.what)) found.push_back(*create);
  return found;
}

// With everything that CTIM lets a case have.
Case whole() {
  return {.id = "https://elsewhere.example/ctia/casebook/casebook-1",
          .title = "Phish",
          .short_description = "S",
          .description = "D",
          .tlp = "green",
          .observables = {kDomain, {"file_name", "a.exe"}},
          .texts = {{"note", "N"}},
          .language = "en",
          .source = "tool",
          .source_uri = "https://tool.example/1",
          .external_ids = {"x-1"},
          .external_references = {{.source_name = "blog", .url = "https://blog.example/"}},
          .bundle = json::object({{"type", "bundle"}, {"source", "s"}})};
}

}  // namespace

TEST(Importing, NothingIsMadeBeforeItIsConfirmedAndThenOnce) {
  Desk desk = service::open();
  EXPECT_TRUE(desk.say(file(exchange::ctim_cases({whole(), whole()}))).empty());
  ASSERT_EQ(desk.model.importing.cases.size(), 2u);
  desk.say(OfferChosen{1, false});
  const Effects made = desk.say(ImportConfirmed{});
  ASSERT_NE(first<effects::SaveChanges>(made), nullptr);
  EXPECT_EQ(first<effects::SaveChanges>(made)->records.size(), 1u);
  EXPECT_FALSE(desk.model.importing.open);
  EXPECT_TRUE(desk.say(ImportConfirmed{}).empty()) << "pressed twice";
  EXPECT_EQ(creations(desk.model).size(), 1u);
}

TEST(Importing, AllThatTheCaseHoldsIsSentInOneCall) {
  Desk desk = service::open();
  Case before = whole();
  before.external_ids.emplace_back("tr-widgets-7-1");  // of the outbox that made the original
  desk.say(file(exchange::ctim_case(before)));
  desk.say(ImportConfirmed{});
  ASSERT_NE(desk.call(kCreate), nullptr);
  const auto sent = json::parse(desk.call(kCreate)->request.body);
  ASSERT_TRUE(sent.has_value());
  Case made = threat_response::case_of(*sent);
  EXPECT_EQ(made.external_ids, (std::vector<std::string>{"tr-widgets-t-1", "x-1"}));
  made.id = whole().id;
  made.external_ids = whole().external_ids;
  EXPECT_EQ(made, whole());
  EXPECT_EQ(desk.model.current_id, "tr-widgets-t-1") << "one case is opened";
  EXPECT_EQ(desk.model.shown->observables, whole().observables);
}

TEST(Importing, WhatIsWrittenDownOfANewCaseIsReadBackWhole) {
  Desk desk = service::open();
  desk.say(file(exchange::ctim_case(whole())));
  desk.say(ImportConfirmed{});
  const outbox::Change& change = desk.model.outbox.entries.front().change;
  EXPECT_EQ(outbox::read_change(outbox::to_json(change)), change);
}

TEST(Importing, AListThatComesAfterTheFileTellsWhichCasesAreThereAndLeavesWhatIsChosen) {
  Desk desk;
  desk.say(Opened{});
  Case one = whole(), other = whole(), third = whole();
  one.id = "a";
  other.id = "b";
  desk.say(file(exchange::ctim_cases({one, other, third})));
  EXPECT_EQ(wanted_offers(desk.model.importing), 3u);
  desk.say(OfferChosen{1, true});  // wanted whatever the casebook has
  desk.answer(service::kSearch,
              of(200, '[' + service::a_case("a", {}) + ',' + service::a_case("b", {}) + ']'));
  const auto& offers = desk.model.importing.cases;
  EXPECT_TRUE(offers[0].is_there && !offers[0].wanted);
  EXPECT_TRUE(offers[1].is_there && offers[1].wanted);
  EXPECT_TRUE(!offers[2].is_there && offers[2].wanted);
}

TEST(Importing, ACaseThatIsListedIsNotMadeAgainUnlessAskedFor) {
  Desk desk = service::open();
  Case known = whole();
  known.id = "b";
  desk.say(file(exchange::ctim_case(known)));
  EXPECT_TRUE(desk.model.importing.cases.front().is_there);
  EXPECT_EQ(wanted_offers(desk.model.importing), 0u);
  desk.say(OfferChosen{0, true});
  desk.say(ImportConfirmed{});
  EXPECT_EQ(creations(desk.model).size(), 1u);
}

TEST(Importing, SaysWhyAFileIsNoneAndGoesOnWithTheOthers) {
  Desk desk = service::open();
  desk.say(file("{\"type\":\"casebook\",", "cut.json"));
  desk.say(FileRead{"big.json", "", ImportProblem::kTooLarge});
  desk.say(FileRead{"gone.json", "", ImportProblem::kUnreadable});
  desk.say(file("192.0.2.9", "list.txt"));
  const auto& refused = desk.model.importing.refused;
  ASSERT_EQ(refused.size(), 3u);
  EXPECT_EQ(refused[0].problem, ImportProblem::kBroken);
  EXPECT_EQ(refused[1].problem, ImportProblem::kTooLarge);
  EXPECT_EQ(refused[2].problem, ImportProblem::kUnreadable);
  EXPECT_EQ(desk.model.importing.cases.size(), 1u);
  desk.say(ImportClosed{});
  EXPECT_TRUE(desk.model.importing.refused.empty());
}

TEST(Importing, AFileInTheAddFormIsOfferedForTheOpenCase) {
  Desk desk = service::open();
  desk.say(AddOpened{});
  Case one = whole();
  one.observables.push_back(kIp);
  one.observables.emplace_back("domain", "BAD.example");
  desk.say(file(exchange::ctim_case(one)));
  EXPECT_FALSE(desk.model.importing.open);
  const auto& found = desk.model.add.candidates;
  ASSERT_EQ(found.size(), 3u) << "each once";
  EXPECT_EQ(found[0].why, Candidate::Why::kAlreadyThere);
  EXPECT_EQ(found[1].observable, (Observable{"file_name", "a.exe"}))
      << "kinds that only the service knows too";
  desk.say(AddConfirmed{});
  const auto* add = std::get_if<outbox::AddObservables>(&desk.model.outbox.entries.back().change.what);
  ASSERT_NE(add, nullptr);
  EXPECT_EQ(add->observables.size(), 2u);
  desk.say(AddOpened{});
  desk.say(file("nothing in here", "a.txt"));
  EXPECT_EQ(desk.model.add.refused, ImportProblem::kNothingFound);
}

TEST(Importing, WhatIsImportedBeforeASignInIsOfWhoSignsInFirst) {
  Desk desk(false);
  desk.say(Opened{});
  desk.say(file(exchange::ctim_case(whole())));
  desk.say(ImportConfirmed{});
  EXPECT_EQ(desk.call(kCreate), nullptr);
  desk.say(SignedIn{"me", "u-1"});
  EXPECT_EQ(desk.call(kCreate), nullptr) << "another page may have sent it meanwhile";
  desk.answer("GET /ctia/casebook/external_id/", of(200, "[]"));
  EXPECT_NE(desk.call(kCreate), nullptr);
}

// --- everything exported and brought back

namespace {

// One case made and not sent, one note added, one observable removed; all on the way.
Desk waiting() {
  Desk desk = service::open();
  desk.say(NoteTyped{"N"});
  desk.say(NoteAdded{});
  desk.say(RowChosen{kDomain, "", {}});
  desk.say(RemovePressed{});
  desk.say(AddAsked{{{kIp}, true, "Fresh"}});
  return desk;
}

std::vector<outbox::What> whats(const Model& model) {
  std::vector<outbox::What> all;
  for (const auto& entry : model.outbox.entries) all.push_back(entry.change.what);
  return all;
}

}  // namespace

TEST(Backup, BringsBackCasesAndWaitingChangesInAnotherBrowserSignedOut) {
  Desk before = waiting();
  const Effects saved = before.say(BackupPressed{});
  const auto* document = first<effects::SaveFile>(saved);
  ASSERT_NE(document, nullptr);

  Desk after(false);
  after.model.outbox.owner = "other";
  after.model.now = 5000;
  after.say(Opened{});
  after.say(file(document->text, document->name));
  ASSERT_EQ(after.model.importing.cases.size(), 2u);
  ASSERT_EQ(after.model.importing.changes.size(), 3u);
  for (std::size_t index = 0; index < 2; ++index) after.say(OfferChosen{index, false});
  after.say(ImportConfirmed{});
  EXPECT_EQ(whats(after.model), whats(before.model));
  EXPECT_EQ(after.calls.size(), 0u);

  after.say(SignedIn{"me", "u-1"});
  after.wait(outbox::kUndo + 1);
  EXPECT_NE(after.call("GET /ctia/casebook/external_id/tr-widgets-t-"), nullptr)
      << "a case that may be made already is looked up before it is made";
  EXPECT_EQ(after.call(kCreate), nullptr);
}

TEST(Backup, WhatTakesSomethingAwayCanBeUndoneFirst) {
  Desk before = waiting();
  const auto backup = backup_of(before.model, before.model.now);
  Desk after;
  after.model.outbox.owner = "other";
  after.say(file(backup.front()));
  after.say(ImportConfirmed{});
  const auto removal = std::ranges::find_if(after.model.outbox.entries, [](const auto& entry) {
    return std::holds_alternative<outbox::RemoveObservables>(entry.change.what);
  });
  ASSERT_NE(removal, after.model.outbox.entries.end());
  EXPECT_TRUE(outbox::can_undo(*removal, after.model.now));
}

TEST(Backup, WhatWaitsAlreadyIsNotTakenTwice) {
  Desk desk = waiting();
  const auto before = whats(desk.model);
  desk.say(file(backup_of(desk.model, desk.model.now).front()));
  for (const ChangeOffer& one : desk.model.importing.changes) EXPECT_TRUE(one.is_there);
  EXPECT_EQ(wanted_offers(desk.model.importing), 0u) << "the cases are listed, the changes wait";
  for (std::size_t index = 0; index < 5; ++index)
    if (index >= desk.model.importing.cases.size()) desk.say(OfferChosen{index, true});
  desk.say(ImportConfirmed{});
  EXPECT_EQ(whats(desk.model), before);
}

TEST(Backup, IsSeveralDocumentsWhereOneWouldBeTooLargeToReadAgain) {
  Desk desk = service::open();
  for (int number = 0; number < 3; ++number) {
    Case one{.id = "c" + std::to_string(number), .title = "Large"};
    for (int index = 0; index < 1000; ++index) one.texts.push_back({"note", std::string(4000, 'x')});
    desk.model.list.cases.push_back(one);
  }
  const auto documents = backup_of(desk.model, desk.model.now);
  EXPECT_EQ(documents.size(), 2u);
  std::size_t cases = 0;
  for (const std::string& document : documents) {
    const auto read = read_backup(document);
    ASSERT_TRUE(read && *read);
    cases += (*read)->cases.size();
  }
  EXPECT_EQ(cases, 5u);
}

TEST(Backup, OfAnEmptyCasebookIsADocumentThatSaysNothingWasFound) {
  const auto read = read_backup(backup_of(Model(), 0).front());
  ASSERT_TRUE(read.has_value());
  ASSERT_FALSE(read->has_value());
  EXPECT_EQ(read->error(), ImportProblem::kNothingFound);
}

TEST(Backup, HostileRecordsAreLeftOut) {
  const auto read = read_backup(
      R"({"type":"threat-response-widgets-export","cases":[1,"x",{"title":5},{"title":"T"}],
          "changes":[null,{"kind":"delete"},{"id":"i","kind":"delete","case_id":"c"},{"id":"j","kind":"format"}]})");
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->cases.size(), 1u);
  EXPECT_EQ((*read)->changes.size(), 1u);
  EXPECT_FALSE(read_backup(R"({"type":"casebook","title":"threat-response-widgets-export"})"));
  EXPECT_EQ(read_backup(R"({"type":"threat-response-widgets-export")")->error(), ImportProblem::kBroken);
}
