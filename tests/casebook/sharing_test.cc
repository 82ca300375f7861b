// The open case as documents for others.
#include "casebook/sharing.h"

#include <gtest/gtest.h>

#include "exchange/import.h"
#include "service.h"

using namespace casebook;
using effects::CopyText;
using effects::Effects;
using effects::SaveFile;
using service::Desk;
using service::first;
using service::kDomain;
using service::kIp;
using service::of;

namespace {

constexpr double kNow = 1'795'824'000;  // 2026-11-28

struct Known_ {
  threat_response::Verdicts verdicts;
  threat_response::Sightings sightings;
  Known known{&verdicts, &sightings, messages::Language::kEnglish};
};

// The case "a" with all that a case may have.
Desk full() {
  Desk desk = service::open();
  desk.model.now = kNow;
  desk.say(casebook::RefreshPressed{});
  desk.answer(service::kSearch, of(200, '[' +
                                            service::a_case("a", {kDomain, kIp},
                                                            R"(,"short_description":"S","description":"D",
                                             "texts":[{"type":"note","text":"N"}])") +
                                            ']'));
  return desk;
}

exchange::Case read_back(const std::string& document, const std::string& name) {
  const auto read = exchange::read_import(document, name);
  return read && read->size() == 1 ? read->front().content : exchange::Case{};
}

}  // namespace

TEST(Sharing, EachDocumentIsDownloadedAndCopiedAndReadBackButTheReport) {
  Known_ all;
  for (const auto& [document, ending] : {std::pair{Document::kCasebook, ".casebook.json"},
                                         {Document::kStix, ".stix.json"},
                                         {Document::kReport, ".md"},
                                         {Document::kTable, ".csv"},
                                         {Document::kList, ".txt"},
                                         {Document::kDefangedList, "-defanged.txt"}}) {
    Desk desk = full();
    const Effects saved = desk.say(DocumentWanted{document, false, all.known});
    const auto* file = first<SaveFile>(saved);
    ASSERT_NE(file, nullptr) << ending;
    EXPECT_EQ(file->name, std::string("Case-a-2026-11-28") + ending);
    EXPECT_EQ(desk.model.notice.kind, Notice::Kind::kDownloaded);
    const exchange::Case back = read_back(file->text, file->name);
    if (document != Document::kReport)
      EXPECT_EQ(back.observables, desk.model.shown->observables) << file->text;
    if (document == Document::kCasebook || document == Document::kStix) EXPECT_EQ(back, *desk.model.shown);

    const Effects copied = desk.say(DocumentWanted{document, true, all.known});
    const auto* text = first<CopyText>(copied);
    ASSERT_NE(text, nullptr);
    EXPECT_EQ(desk.model.notice.kind, Notice::Kind::kCopied);
    EXPECT_TRUE(file->text.ends_with(text->text)) << "a table that is downloaded says its encoding first";
  }
}

TEST(Sharing, ListsAndTablesHoldWhatIsSelectedAndTheCaseIsWhole) {
  Known_ all;
  Desk desk = full();
  desk.say(RowChosen{kIp, "", {}});
  for (const Document document : {Document::kTable, Document::kList, Document::kDefangedList})
    EXPECT_EQ(read_back(document_of(desk.model, document, all.known), "x.csv").observables,
              std::vector<Observable>{kIp});
  for (const Document document : {Document::kCasebook, Document::kStix})
    EXPECT_EQ(read_back(document_of(desk.model, document, all.known), "").observables.size(), 2u);
}

TEST(Sharing, ReportHasTheBarAndIsWrittenInTheReadersLanguage) {
  Known_ all;
  Desk desk = full();
  EXPECT_TRUE(document_of(desk.model, Document::kReport, all.known).contains("Observables by disposition"));
  all.known.language = messages::Language::kGerman;
  EXPECT_TRUE(document_of(desk.model, Document::kReport, all.known).contains("Zusammenfassung"));
}

TEST(Sharing, ACaseThatIsNotMadeYetIsSharedWithoutAnId) {
  Known_ all;
  Desk desk = service::open();
  desk.say(NewCasePressed{"Fresh"});
  const std::string document = document_of(desk.model, Document::kCasebook, all.known);
  EXPECT_FALSE(document.contains("tr-widgets")) << document;
}

TEST(Sharing, NothingIsMadeOfACaseWithoutObservablesWhereThereIsNothingToTell) {
  Known_ all;
  Desk desk = service::open();
  desk.say(CasePressed{"b"});
  EXPECT_TRUE(desk.say(DocumentWanted{Document::kList, false, all.known}).empty());
  EXPECT_FALSE(desk.say(DocumentWanted{Document::kCasebook, false, all.known}).empty());
}

TEST(Sharing, ARefusedClipboardIsTold) {
  Desk desk = full();
  desk.say(CopyPressed{false});
  desk.say(CopyFailed{});
  EXPECT_EQ(desk.model.notice.kind, Notice::Kind::kNotCopied);
}

TEST(Sharing, TheDialogClosesWithItsCase) {
  Desk desk = full();
  desk.say(SharePressed{});
  EXPECT_TRUE(desk.model.sharing);
  desk.say(AllCasesPressed{});
  EXPECT_FALSE(desk.model.sharing);
  desk.say(SharePressed{});
  EXPECT_FALSE(desk.model.sharing) << "there is no case to share";
}

TEST(FileName, IsSafeEverywhereAndKeepsLettersOfEveryScript) {
  EXPECT_EQ(file_name("Phish: \"Monday\" / <pay>", kNow, ".md"), "Phish-Monday-pay-2026-11-28.md");
  EXPECT_EQ(file_name("../../etc/passwd", kNow, ".md"), "etc-passwd-2026-11-28.md");
  EXPECT_EQ(file_name("", kNow, ".md"), "2026-11-28.md");
  EXPECT_EQ(file_name("事件 قضية", kNow, ".md"), "事件-قضية-2026-11-28.md");
  EXPECT_EQ(file_name("a\xE2\x80\xAEgpj.exe", kNow, ".md"), "a-gpj.exe-2026-11-28.md")
      << "direction override";
  EXPECT_EQ(file_name("a\xFF\0b", kNow, ".md"), "a-2026-11-28.md");
  EXPECT_EQ(file_name("Copy (2) of_it...", kNow, ".md"), "Copy-(2)-of_it-2026-11-28.md");
  for (const char* broken : {"\x80", "\xC3", "\xE2\x28", "\xF0\x9F\x98"})
    EXPECT_EQ(file_name(std::string("a") + broken + "/b", kNow, ".md").substr(0, 2), "a-") << broken;
  for (const char* kept : {"\u00e9", "\u0416", "\uff21", "\U00010400", "\U00020000"})
    EXPECT_EQ(file_name(kept, kNow, ".md"), std::string(kept) + "-2026-11-28.md");
  for (const char* hidden : {"{", ":", "\u00a0", "\u061c", "\u180e", "\u200b", "\u2ff0", "\u3000", "\ue000",
                             "\ufe0f", "\ufeff", "\ufffd", "\U000e0001"})
    EXPECT_EQ(file_name(std::string("a") + hidden + "b", kNow, ".md"), "a-b-2026-11-28.md") << hidden;
  EXPECT_EQ(file_name(std::string(500, 'x'), kNow, ".md"), std::string(80, 'x') + "-2026-11-28.md");
}
