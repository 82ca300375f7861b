#include "app/page.h"

#include <gtest/gtest.h>

using namespace app;
using effects::Surface;

namespace {

std::optional<Message> read(const char* text) { return page::read(json::parse(text).value_or(Json())); }

template <typename Wanted>
const Wanted* as(const std::optional<Message>& message) {
  return message ? message->get_if<Wanted>() : nullptr;
}

}  // namespace

TEST(Page, NamesOfSurfacesGoBothWays) {
  for (const Surface surface :
       {Surface::kCasebook, Surface::kPivotMenu, Surface::kSignIn, Surface::kFindOnPage})
    EXPECT_EQ(page::surface_from_name(page::surface_name(surface)), surface);
  EXPECT_FALSE(page::surface_from_name("other"));
}

TEST(Page, ReadsTheConfiguration) {
  const auto message = read(R"({"is":"configure","language":"de-AT","instance":9,"servers":[
    {"id":"us","name":"US","visibility":"https://v","api_clients":"https://c"},7]})");
  const auto* configured = as<Configured>(message);
  ASSERT_NE(configured, nullptr);
  EXPECT_EQ(configured->language, messages::Language::kGerman);
  EXPECT_EQ(configured->instance, 9U);
  ASSERT_FALSE(configured->servers.empty());
  EXPECT_EQ(configured->servers[0].visibility, "https://v");
  EXPECT_EQ(configured->servers[0].api_clients, "https://c");
}

TEST(Page, LinksLeadToThePortalOfAServerBehindAProxy) {
  const auto message = read(R"({"is":"configure","servers":[
    {"id":"us","name":"US","visibility":"https://here/proxy/us/visibility","portal":"https://v"}]})");
  const auto* configured = as<Configured>(message);
  ASSERT_NE(configured, nullptr);
  ASSERT_EQ(configured->servers.size(), 1U);
  EXPECT_EQ(configured->servers[0].visibility, "https://v");
}

TEST(Page, ReadsWhatTheVaultHas) {
  const auto message = read(R"({"is":"vault","keyring":"open","current":"c us","done":"unlock","trouble":"",
    "clients":[{"client_id":"c","server":"us","place":"device","added":9},7]})");
  const auto* said = as<sign_in::Message>(message);
  ASSERT_NE(said, nullptr);
  const auto* told = said->get_if<sign_in::VaultTold>();
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->keyring, sign_in::Keyring::kOpen);
  EXPECT_EQ(told->last_used, "c us");
  EXPECT_EQ(told->done, effects::AskVault::What::kUnlock);
  EXPECT_EQ(told->trouble, sign_in::Trouble::kNone);
  ASSERT_GE(told->clients.size(), 1U);
  EXPECT_EQ(told->clients[0].name, (sign_in::ClientName{"c", "us"}));
  EXPECT_EQ(told->clients[0].place, effects::Place::kDevice);
  EXPECT_EQ(told->clients[0].added, 9);
}

TEST(Page, ReadsAPressedObservable) {
  const auto message = read(R"({"is":"pivot","type":"ip","value":"192.0.2.1"})");
  const auto* pivot = as<PivotPressed>(message);
  ASSERT_NE(pivot, nullptr);
  EXPECT_EQ(pivot->observable, (observables::Observable{observables::Type::kIp, "192.0.2.1"}));
}

TEST(Page, ReadsWhatThePageHasFound) {
  const auto message = read(
      R"({"is":"find-on-page","state":"searching","kinds":["domain","ip"],"values":["bit.ly","192.0.2.1"],"places":"1 0 1"})");
  const auto* found = as<FindPressed>(message);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->page.state, find_on_page::Page::State::kSearching);
  EXPECT_EQ(found->page.observables,
            (std::vector<threat_response::Observable>{{"domain", "bit.ly"}, {"ip", "192.0.2.1"}}));
  EXPECT_EQ(found->page.places, (std::vector<std::uint32_t>{1, 0, 1}));
  EXPECT_NE(as<find_on_page::Message>(read(R"({"is":"page-changed","state":"not-searched"})")), nullptr);
  EXPECT_NE(as<find_on_page::Message>(read(R"({"is":"place-hidden"})")), nullptr);
}

TEST(Page, PlacesOfNoObservableAreRefused) {
  EXPECT_FALSE(read(R"({"is":"page-changed","kinds":["ip"],"values":["192.0.2.1"],"places":"1"})"));
  EXPECT_FALSE(read(R"({"is":"page-changed","kinds":["ip"],"values":["192.0.2.1"],"places":"-1"})"));
  EXPECT_FALSE(read(R"({"is":"page-changed","kinds":["ip","ip"],"values":["192.0.2.1"]})"));
}

TEST(Page, WritesWhatIsToBeMarked) {
  EXPECT_EQ(json::dump(page::write(effects::MarkPlaces{.observables = {0, 2}, .place = 5, .shows = true})),
            R"({"is":"mark-places","observables":[0,2],"place":5,"shows":true})");
  EXPECT_EQ(json::dump(page::write(effects::MarkPlaces{})),
            R"({"is":"mark-places","observables":[],"place":-1,"shows":false})");
}

TEST(Page, ReadsFilesAndWhyTheyAreNone) {
  const auto file = [](const char* text) {
    const auto message = read(text);
    const auto* about = as<casebook::Message>(message);
    const auto* found = about ? about->get_if<casebook::FileRead>() : nullptr;
    return found ? *found : casebook::FileRead{};
  };
  EXPECT_EQ(file(R"({"is":"file","name":"a.txt","text":"192.0.2.1"})").text, "192.0.2.1");
  EXPECT_FALSE(file(R"({"is":"file","name":"a.txt","text":"192.0.2.1"})").problem);
  for (const auto& [problem, wanted] : {std::pair{"too-large", exchange::ImportProblem::kTooLarge},
                                        {"not-text", exchange::ImportProblem::kNotText},
                                        {"unreadable", exchange::ImportProblem::kUnreadable}})
    EXPECT_EQ(file((std::string(R"({"is":"file","name":"a","problem":")") + problem + "\"}").c_str()).problem,
              wanted);
}

TEST(Page, ReadsWhatIsDraggedAndDropped) {
  const auto said = [](const char* text) {
    const auto message = read(text);
    const auto* about = as<casebook::Message>(message);
    return about ? *about : casebook::Message(casebook::Opened{});
  };
  const auto began = said(R"({"is":"drag","known":true,"json":"[]","text":"a"})");
  ASSERT_TRUE(began.holds<casebook::DragBegan>());
  EXPECT_TRUE(began.get_if<casebook::DragBegan>()->is_known);
  EXPECT_EQ(began.get_if<casebook::DragBegan>()->json, "[]");
  EXPECT_EQ(began.get_if<casebook::DragBegan>()->text, "a");
  const auto hostile = said(R"({"is":"drag","known":1,"json":[],"text":{}})");
  EXPECT_FALSE(hostile.get_if<casebook::DragBegan>()->is_known);
  EXPECT_EQ(hostile.get_if<casebook::DragBegan>()->json, "");
  const auto dropped = said(R"({"is":"drop","title":"New"})");
  EXPECT_EQ(dropped.get_if<casebook::Dropped>()->target.default_title, "New");
  EXPECT_TRUE(said(R"({"is":"drag-over"})").holds<casebook::DraggedOver>());
  EXPECT_TRUE(said(R"({"is":"drag-ended"})").holds<casebook::DragEnded>());
}

TEST(Page, WritesWhatIsDraggedForOtherPrograms) {
  const Json order = page::write(effects::DragData{{{"url", "http://a.example/"}, {"ip", "192.0.2.1"}}});
  EXPECT_EQ(json::text(order, "is"), "drag-data");
  EXPECT_EQ(json::text(order, "text"), "http://a.example/\n192.0.2.1");
  EXPECT_EQ(json::text(order, "urls"), "http://a.example/") << "only what can be opened";
  EXPECT_EQ(json::text(order, "json"),
            R"([{"type":"url","value":"http://a.example/"},{"type":"ip","value":"192.0.2.1"}])");
}

TEST(Page, SaysWhatADropWouldDo) {
  using Kind = casebook::DropHint::Kind;
  const auto words = [](const casebook::DropHint& hint) {
    const Json written = page::write(hint, messages::Language::kEnglish);
    return json::text(written, "text") + (json::boolean(written, "refused") ? " (refused)" : "");
  };
  casebook::DropHint hint{.kind = Kind::kAdd, .count = 3, .value = "a.example", .title = "Phish"};
  EXPECT_EQ(words(hint), "Add 3 observables to Phish");
  hint.kind = Kind::kCopy;
  EXPECT_EQ(words(hint), "Copy 3 observables to Phish");
  hint.count = 1;
  EXPECT_EQ(words(hint), "Copy a.example to Phish");
  hint.kind = Kind::kDragging;
  EXPECT_EQ(words(hint), "a.example");
  hint.kind = Kind::kAddWhatIsFound;
  EXPECT_EQ(words(hint), "Add what is recognized in it to Phish");
  hint.kind = Kind::kAlreadyThere;
  EXPECT_EQ(words(hint), "a.example is already in Phish. (refused)");
  hint.kind = Kind::kNeedsScope;
  hint.scope = "casebook";
  EXPECT_EQ(words(hint), "Needs Casebook (refused)");
  EXPECT_EQ(words({.kind = Kind::kAdd, .count = 1, .value = "a.example", .new_case = true}),
            "Add a.example to a new case");
  EXPECT_EQ(words({.kind = Kind::kAdd}), "Add to Current Case") << "it has not been read yet";
  EXPECT_EQ(words({}), "");
}

TEST(Page, WhatTheIgnoreListHasKeptOutIsTold) {
  const casebook::Notice notice{
      .kind = casebook::Notice::Kind::kAdding, .value = "192.0.2.1", .title = "Phish", .ignored = 2};
  EXPECT_EQ(json::text(page::write(notice, 0, 0, messages::Language::kEnglish), "text"),
            "Adding 192.0.2.1 to Phish… Left out, since they are on the ignore list: 2.");
}

TEST(Page, WritesAReportToPrint) {
  using Kind = exchange::Block::Kind;
  const Json order = page::write(effects::Print{
      "T",
      {{.kind = Kind::kHeading, .level = 2, .text = "<b>"}, {.kind = Kind::kTable, .rows = {{"a", "b"}}}}});
  EXPECT_EQ(json::text(order, "is"), "print");
  const auto blocks = json::array(order, "blocks");
  ASSERT_EQ(blocks.size(), 2U);
  EXPECT_EQ(json::text(*blocks[0], "kind"), "heading");
  EXPECT_EQ(json::text(*blocks[0], "text"), "<b>");
  EXPECT_EQ(json::text_of(*json::elements(*json::array(*blocks[1], "rows").at(0)).at(1)), "b");
}

TEST(Page, MessagesThatAreNotUnderstoodAreNothing) {
  for (const char* text :
       {"{}", "[]", "7", R"({"is":7})", R"({"is":"other"})", R"({"is":"pivot","type":"md5","value":"0"})",
        R"({"is":"pivot","type":"ip","value":""})", R"({"is":"pivot","type":"ip","value":7})",
        R"({"is":"closed"})", R"({"is":"closed","surface":"other"})"})
    EXPECT_FALSE(read(text)) << text;
}

TEST(Page, ReadsEveryPress) {
  EXPECT_NE(as<CasebookPressed>(read(R"({"is":"casebook"})")), nullptr);
  EXPECT_NE(as<SignInPressed>(read(R"({"is":"sign-in"})")), nullptr);
  EXPECT_NE(as<Locked>(read(R"({"is":"locked"})")), nullptr);
  EXPECT_NE(as<SignedOutElsewhere>(read(R"({"is":"signed-out"})")), nullptr);
  EXPECT_NE(as<casebook::Message>(read(R"({"is":"retry","id":"c"})")), nullptr);
  EXPECT_NE(as<casebook::Message>(read(R"({"is":"dismiss-notice"})")), nullptr);
  EXPECT_NE(as<casebook::Message>(read(R"({"is":"remember-case","id":"a"})")), nullptr);
  EXPECT_NE(as<casebook::Message>(read(R"({"is":"link","id":"casebook-1"})")), nullptr);
  EXPECT_EQ(*as<casebook::Message>(read(R"({"is":"ignored","lines":"a.example"})"))
                 ->get_if<casebook::IgnoredRemembered>()
                 ->lines,
            "a.example");
  EXPECT_FALSE(
      as<casebook::Message>(read(R"({"is":"ignored"})"))->get_if<casebook::IgnoredRemembered>()->lines);
  EXPECT_NE(as<casebook::Message>(read(R"({"is":"copy-failed"})")), nullptr);
  EXPECT_NE(as<SurfaceClosed>(read(R"({"is":"closed","surface":"sign-in"})")), nullptr);
}

TEST(Page, WritesOrders) {
  EXPECT_EQ(page::write(UseCredential{"c", "us"}),
            *json::parse(R"({"is":"use-credential","client_id":"c","server":"us","kept":false})"));
  EXPECT_EQ(
      page::write(effects::AskVault{.what = effects::AskVault::What::kKeep,
                                    .client_id = "c",
                                    .server_id = "us",
                                    .place = effects::Place::kDevice}),
      *json::parse(R"({"is":"ask-vault","what":"keep","client_id":"c","server":"us","place":"device"})"));
  EXPECT_EQ(page::write(effects::OpenTab{"https://x"}),
            *json::parse(R"({"is":"open-tab","url":"https://x"})"));
  EXPECT_EQ(page::write(effects::CopyText{"x"}), *json::parse(R"({"is":"copy","text":"x"})"));
  EXPECT_EQ(page::write(effects::OpenSurface{Surface::kCasebook}),
            *json::parse(R"({"is":"open","surface":"casebook"})"));
  EXPECT_EQ(page::write(effects::CloseSurface{Surface::kPivotMenu}),
            *json::parse(R"({"is":"close","surface":"pivot-menu"})"));
  EXPECT_EQ(page::write(effects::CaseChanged{"a", "T"}),
            *json::parse(R"({"is":"case-changed","id":"a","title":"T"})"));
  EXPECT_EQ(page::write(effects::ObservablesAdded{"a", "T", {{"domain", "bit.ly"}}}),
            *json::parse(R"({"is":"observables-added","id":"a","title":"T",
                             "observables":[{"type":"domain","value":"bit.ly"}]})"));
  EXPECT_EQ(page::write(SessionChanged{.signed_in = true, .server_id = "us", .scopes = {"casebook"}}),
            *json::parse(R"({"is":"session","signed_in":true,"server":"us","scopes":["casebook"]})"));
}

TEST(Page, TheRibbonSaysWhatBecameOfAnAdd) {
  using Kind = casebook::Notice::Kind;
  const auto said = [](Kind kind, bool new_case = false) {
    const casebook::Notice notice{
        .kind = kind,
        .value = "x",
        .title = "T",
        .new_case = new_case,
        .problem = {
            .kind = threat_response::Problem::Kind::kTimedOut, .detail = {}, .trace_id = {}, .scopes = {}}};
    return page::write(notice, 0, 0, messages::Language::kEnglish);
  };
  EXPECT_EQ(json::text(said(Kind::kNone), "text", "?"), "");
  EXPECT_TRUE(json::text(said(Kind::kAdding, true), "text").contains("new case"));
  EXPECT_TRUE(json::text(said(Kind::kAdding), "text").contains("x to T"));
  EXPECT_EQ(json::text(said(Kind::kAdded), "text"), "x is now in T.");
  EXPECT_EQ(json::text(said(Kind::kAlreadyThere), "text"), "x is already in T.");
  EXPECT_TRUE(json::text(said(Kind::kFailed), "text").contains("did not answer in time"));
  EXPECT_TRUE(json::boolean(said(Kind::kFailed), "failed"));
  EXPECT_FALSE(json::boolean(said(Kind::kAdded), "failed"));
}

TEST(Page, TheRibbonSaysEverythingThatHappensToACase) {
  using Kind = casebook::Notice::Kind;
  struct Row {
    casebook::Notice notice;
    const char* words;
  };
  const std::vector<Row> rows = {
      {{.kind = Kind::kAdding, .count = 0, .title = "T"}, "Making T…"},
      {{.kind = Kind::kAdding, .count = 2, .title = "T"}, "Adding 2 observables to T…"},
      {{.kind = Kind::kAdding, .value = "x"}, "Adding x to Untitled case…"},
      {{.kind = Kind::kMoving, .value = "x", .title = "T"}, "Moving x to T…"},
      {{.kind = Kind::kMoved, .value = "x", .title = "T"}, "Moved to T: x."},
      {{.kind = Kind::kAdded, .count = 0, .title = "T"}, "T is ready."},
      {{.kind = Kind::kAdded, .count = 2, .title = "T"}, "2 observables are now in T."},
      {{.kind = Kind::kAlreadyThere, .count = 2, .title = "T"}, "2 observables are already in T."},
      {{.kind = Kind::kNotedAlready, .title = "T"}, "This is noted in T already."},
      {{.kind = Kind::kNothingFound},
       "No IP address, domain, URL or SHA-256 is recognized in this text. (failed)"},
      {{.kind = Kind::kRemoved, .value = "x", .title = "T"}, "Removed from T: x."},
      {{.kind = Kind::kRemoved, .count = 0, .title = "T"}, "The note is removed from T."},
      {{.kind = Kind::kDeleted, .title = "T"}, "T is deleted."},
      {{.kind = Kind::kSaved, .title = "T"}, "T is saved."},
      {{.kind = Kind::kCopied, .count = 2}, "Copied: 2 observables."},
      {{.kind = Kind::kNotCopied},
       "Nothing was copied: the browser does not let this page use the clipboard. Allow it, or download "
       "instead. (failed)"},
      {{.kind = Kind::kDownloaded, .value = "t.csv"}, "Downloaded: t.csv."},
      {{.kind = Kind::kLinkCopied, .title = "T"}, "Copied: the link to T."},
      {{.kind = Kind::kBadLink}, "The link names no case: ask for it again. (failed)"},
      {{.kind = Kind::kImporting, .count = 2, .new_case = true},
       "2 cases are kept here and on their way to Threat Response."},
      {{.kind = Kind::kImporting, .count = 1}, "1 entry is back: see Waiting changes."},
      {{.kind = Kind::kUncertain, .value = "x", .title = "T"},
       "No answer came for x: it is kept and looked up. (again)"},
      {{.kind = Kind::kUncertain, .count = 0, .title = "T"},
       "No answer came for T: it is kept and looked up. (again)"},
      {{.kind = Kind::kConflict, .title = "T"},
       "Somebody else has changed T meanwhile: open it and choose which text stays. (failed)"},
      {{.kind = Kind::kFailed, .count = 0, .title = "T"}, "T was not changed.  (failed) (again)"},
      {{.kind = Kind::kFailed, .value = "x"}, "x was not added.  (failed) (again)"},
      {{.kind = Kind::kNotRemoved, .value = "x"}, "x was not removed.  (failed) (again)"},
      {{.kind = Kind::kDeleted, .title = "T", .undo_until = 5}, "T is deleted. (undo)"}};
  for (const auto& [notice, words] : rows) {
    const Json written = page::write(notice, 4, 0, messages::Language::kEnglish);
    EXPECT_EQ(json::text(written, "text") + (json::boolean(written, "failed") ? " (failed)" : "") +
                  (json::text(written, "retry").empty() ? "" : " (again)") +
                  (json::text(written, "undo").empty() ? "" : " (undo)"),
              words);
    EXPECT_EQ(json::text(written, "dismiss"), "Dismiss");
    const Json held = page::write(notice, 4, 99, messages::Language::kEnglish);
    EXPECT_TRUE(json::text(held, "text").starts_with("Waiting until %T")) << "what waits is said first";
  }
}

TEST(Page, SaysWhatADropOnANewCaseOrOfNothingWouldDo) {
  using Kind = casebook::DropHint::Kind;
  const auto words = [](const casebook::DropHint& hint) {
    return json::text(page::write(hint, messages::Language::kEnglish), "text");
  };
  EXPECT_EQ(words({.kind = Kind::kCopy, .count = 2, .new_case = true}), "Copy 2 observables to a new case");
  EXPECT_EQ(words({.kind = Kind::kAddWhatIsFound, .new_case = true}),
            "Add what is recognized in it to a new case");
  EXPECT_EQ(words({.kind = Kind::kAlreadyThere, .count = 2}), "2 observables are already in Untitled case.");
  EXPECT_EQ(words({.kind = Kind::kNothingFound}),
            "No IP address, domain, URL or SHA-256 is recognized in this text.");
}

TEST(Page, ReadsWhatTheStoreOfChangesAnswers) {
  const auto said = [](const char* text) {
    const auto message = read(text);
    const auto* about = as<casebook::Message>(message);
    return about ? *about : casebook::Message(casebook::Looked{});
  };
  const auto saved = said(R"({"is":"changes-saved","ids":["a"]})");
  ASSERT_NE(saved.get_if<casebook::ChangesSaved>(), nullptr);
  EXPECT_EQ(saved.get_if<casebook::ChangesSaved>()->ids, (std::vector<std::string>{"a"}));
  const auto not_saved = said(R"({"is":"changes-not-saved","ids":["b"]})");
  ASSERT_NE(not_saved.get_if<casebook::ChangesNotSaved>(), nullptr);
  EXPECT_EQ(not_saved.get_if<casebook::ChangesNotSaved>()->ids, (std::vector<std::string>{"b"}));
  const auto claimed = said(R"({"is":"change-claimed","id":"c","claims":3})");
  ASSERT_NE(claimed.get_if<casebook::ChangeClaimed>(), nullptr);
  EXPECT_EQ(claimed.get_if<casebook::ChangeClaimed>()->claims, 3U);
  const auto refused = said(R"({"is":"claim-refused","id":"d","until":9})");
  ASSERT_NE(refused.get_if<casebook::ClaimRefused>(), nullptr);
  EXPECT_EQ(refused.get_if<casebook::ClaimRefused>()->until, 9);
  const auto undone = said(R"({"is":"undo","id":"e"})");
  ASSERT_NE(undone.get_if<casebook::UndoPressed>(), nullptr);
  const auto listed = said(R"({"is":"changes","changes":[7,{"id":"f"}]})");
  ASSERT_NE(listed.get_if<casebook::ChangesListed>(), nullptr);
  EXPECT_TRUE(listed.get_if<casebook::ChangesListed>()->changes.empty()) << "what is no change is left out";
}

TEST(Page, WritesOrdersAboutTheStoreAndThePage) {
  const Json record = json::object({{"id", "a"}});
  EXPECT_EQ(page::write(effects::SaveChanges{{record}}),
            *json::parse(R"({"is":"save-changes","changes":[{"id":"a"}]})"));
  EXPECT_EQ(page::write(effects::UpdateChanges{{record}}),
            *json::parse(R"({"is":"update-changes","changes":[{"id":"a"}]})"));
  EXPECT_EQ(page::write(effects::DropChanges{{"a", "b"}, "x", "c"}),
            *json::parse(R"({"is":"drop-changes","ids":["a","b"],"external_id":"x","case_id":"c"})"));
  EXPECT_EQ(page::write(effects::CopyLink{"c"}), *json::parse(R"({"is":"copy-link","id":"c"})"));
  EXPECT_EQ(page::write(TellPause{9}), json::object({{"until", 9.0}, {"is", "pause"}}));
  EXPECT_EQ(page::write(WakeAt{9}), json::object({{"at", 9.0}, {"is", "wake"}}));
  EXPECT_EQ(page::write(effects::Print{"T",
                                       {{.kind = exchange::Block::Kind::kFacts},
                                        {.kind = exchange::Block::Kind::kProse},
                                        {.kind = exchange::Block::Kind::kPicture},
                                        {.kind = exchange::Block::Kind::kRule}}}),
            *json::parse(R"({"is":"print","title":"T","blocks":[
              {"kind":"facts","level":0,"text":"","svg":"","rows":[]},
              {"kind":"prose","level":0,"text":"","svg":"","rows":[]},
              {"kind":"picture","level":0,"text":"","svg":"","rows":[]},
              {"kind":"rule","level":0,"text":"","svg":"","rows":[]}]})"));
  EXPECT_TRUE(json::text(page::write(StartCall{}), "is").empty()) << "the transport's, not the page's";
}
