// Tables, lists and reports as people and other programs read them.
#include <gtest/gtest.h>

#include "exchange/cell.h"
#include "exchange/lists.h"
#include "exchange/report.h"
#include "exchange/table.h"
#include "observables/find.h"
#include "random_cases.h"

namespace {

using namespace exchange;

TEST(Table, RowsSayWhatIsThoughtOfEachObservable) {
  const Case one{.observables = {{"domain", "bad.example"}, {"file_name", "a,\"b\".exe"}}};
  const Judgements judgements{
      .of = {{{"domain", "bad.example"},
              Disposition::kMalicious,
              {{"Talos", Disposition::kMalicious}, {"Umbrella", Disposition::kUnknown}}}}};
  EXPECT_EQ(csv_table(one, judgements),
            "type,value,defanged,disposition,Talos,Umbrella\r\n"
            "domain,bad.example,bad[.]example,malicious,malicious,unknown\r\n"
            "file_name,\"a,\"\"b\"\".exe\",\"a,\"\"b\"\".exe\",,,\r\n");
}

TEST(Table, NoCellIsAFormula) {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"}) {
    const std::string made = cell(formula);
    EXPECT_EQ(made[made.starts_with('"') ? 1 : 0], '\'') << formula;
    EXPECT_EQ(without_guard('\'' + std::string(formula)), formula);
  }
  EXPECT_EQ(cell("'tis"), "''tis");
  EXPECT_EQ(without_guard("''tis"), "'tis");
  EXPECT_EQ(cell("plain"), "plain");
  EXPECT_EQ(cell(""), "");
  EXPECT_EQ(cell(" blank"), "\" blank\"");
  EXPECT_EQ(cell("blank "), "\"blank \"");
  EXPECT_EQ(without_guard("'"), "'");
  EXPECT_EQ(without_guard("'tis"), "'tis");
}

TEST(Lists, UsualValuesStandAlone) {
  const Case one{.observables = {{"domain", "bad.example"}, {"url", "https://bad.example/x"}}};
  EXPECT_EQ(plain_list(one), "bad.example\nhttps://bad.example/x\n");
  EXPECT_EQ(defanged_list(one), "bad[.]example\nhxxps[:]//bad[.]example/x\n");
}

TEST(Lists, OtherKindsAreNamed) {
  const Case one{.observables = {{"md5", "00"}, {"email", "a@bad.example"}, {"ip", "192.0.2.1"}}};
  EXPECT_EQ(plain_list(one), "# kind: md5\n00\n# kind: email\na@bad.example\n# kind:\n192.0.2.1\n");
  EXPECT_EQ(defanged_list(one),
            "# kind: md5\n00\n# kind: email\na[at]bad[.]example\n# kind:\n192[.]0[.]2[.]1\n");
}

// Disguised observables are recognised too; what counts is that none stands as it is.
void expect_nothing_live(const std::string& document) {
  const observables::Hits hits = observables::find(document);
  for (const observables::Hit& hit : hits.list)
    if (hit.type != observables::Type::kSha256) {
      EXPECT_NE(document.substr(hit.start, hit.end - hit.start).find_first_of("[\\"), std::string::npos)
          << hits.value(hit) << " in\n"
          << document;
    }
}

ReportWords words() {
  return {.untitled = "Untitled",
          .sharing = "TLP",
          .made = "Made",
          .judged = "Verdicts of",
          .summary = "Summary",
          .description = "Description",
          .notes = "Notes",
          .pictures = "Pictures",
          .observables = "Observables",
          .kind = "Kind",
          .value = "Value",
          .modules = "Modules",
          .dispositions = {{Disposition::kMalicious, "Malicious"}, {Disposition::kNone, "No verdict"}},
          .kinds = {{"domain", "Domain"}}};
}

TEST(Report, SaysWhatTheCaseHolds) {
  const Case one{.title = "Case 1",
                 .short_description = "Short",
                 .description = "Long\nlines",
                 .tlp = "red",
                 .timestamp = "2026-01-02T03:04:05.000Z",
                 .observables = {{"md5", "00"}, {"domain", "bad.example"}},
                 .texts = {{"note", "First"}, {"note", "Second"}}};
  const Judgements judgements{
      .of = {{{"domain", "bad.example"}, Disposition::kMalicious, {{"Talos", Disposition::kMalicious}}}},
      .at = 0};
  EXPECT_EQ(markdown_report(one, judgements, {{"Map", "<svg/>"}}, words()),
            "# Case 1\n\n- TLP: red\n- Made: 2026\\-01\\-02T03\\:04\\:05\\.000Z\n"
            "- Verdicts of: 1970\\-01\\-01T00\\:00\\:00\\.000Z\n\n"
            "## Summary\n\nShort\n\n## Description\n\nLong\\\nlines\n\n## Observables\n\n"
            "### Malicious\n\n| Kind | Value | Modules |\n| --- | --- | --- |\n"
            "| Domain | bad\\[\\.\\]example | Talos\\: Malicious |\n\n"
            "### No verdict\n\n| Kind | Value | Modules |\n| --- | --- | --- |\n| md5 | 00 | |\n\n"
            "## Pictures\n\n![Map](data:image/svg+xml,%3Csvg%2F%3E)\n\n## Notes\n\nFirst\n\n---\n\nSecond\n");
}

TEST(Report, NoTextBecomesMarkupOrALink) {
  const Case one{.title = "<script>\n# x",
                 .description = "    code\n- a\n1. b\n![x](http://bad.example/p.png) www.bad.example\n\n> q",
                 .observables = {{"file_name", "a|b\n| c"}},
                 .texts = {{"note", "***\n===\n<https://bad.example>"}}};
  const std::string report = markdown_report(one, {}, {}, words());
  expect_nothing_live(report);
  EXPECT_TRUE(report.starts_with("# \\<script\\> \\# x\n")) << report;
  EXPECT_TRUE(report.contains("\n\ncode\\\n\\- a\\\n1\\. b\\\n\\!\\[x\\]\\(")) << report;
  EXPECT_TRUE(report.contains("| a\\|b \\| c |")) << report;
  EXPECT_TRUE(report.contains("\\*\\*\\*\\\n\\=\\=\\=")) << report;
}

TEST(Report, AndListsHaveNothingLiveInThemWhateverTheCase) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    random_cases::Source random(seed);
    const Case one = random.a_case();
    expect_nothing_live(markdown_report(one, {}, {}, words()));
    expect_nothing_live(defanged_list(one));
    if (HasFailure()) return;
  }
}

}  // namespace
