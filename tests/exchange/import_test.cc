#include "exchange/import.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "exchange/fit.h"
#include "exchange/report.h"
#include "exchange/stix_pattern.h"
#include "threat_response/casebooks.h"

namespace {

using namespace exchange;

std::vector<ImportedCase> import(std::string_view bytes, std::string_view name = "") {
  return read_import(bytes, name).value_or(std::vector<ImportedCase>());
}

void expect_problem(std::string_view bytes, std::string_view name, ImportProblem problem) {
  const auto read = read_import(bytes, name);
  ASSERT_FALSE(read) << bytes.substr(0, 80);
  EXPECT_EQ(read.error(), problem) << bytes.substr(0, 80);
}

TEST(Import, SaysWhyADocumentIsNoCase) {
  expect_problem("", "", ImportProblem::kEmpty);
  expect_problem("\xEF\xBB\xBF \n", "", ImportProblem::kEmpty);
  expect_problem(std::string_view("\x89PNG\0\0", 6), "a.png", ImportProblem::kNotText);
  expect_problem(
      "\xFF\xFE"
      "a",
      "", ImportProblem::kNotText);
  expect_problem(R"({"type":"casebook","title":"cut o)", "", ImportProblem::kBroken);
  expect_problem("nothing", "case.json", ImportProblem::kNothingFound);
  expect_problem("{nothing", "case.JSON", ImportProblem::kBroken);
  expect_problem("nothing to see here", "a.txt", ImportProblem::kNothingFound);
  expect_problem(R"({"type":"bundle","objects":[]})", "", ImportProblem::kNothingFound);
  expect_problem(R"({"type":"casebook"})", "", ImportProblem::kNothingFound);
  expect_problem(std::string(kLargestImport + 1, 'x'), "", ImportProblem::kTooLarge);
  expect_problem("[" + std::string(100, '[') + "{", "a.json", ImportProblem::kBroken);
  std::string many = "[";
  for (std::size_t i = 0; i <= kMostCases; ++i) many += std::string(i == 0 ? "" : ",") + R"({"title":"t"})";
  expect_problem(many + "]", "", ImportProblem::kTooManyCases);
}

TEST(Import, WrongTypesAreLeftOut) {
  const auto read =
      import(R"([{"type":"casebook","title":"T","description":7,"observables":{"a":1},"texts":[1,[],
    {"text":5}],"external_ids":[1,"e"],"external_references":[null,{}],"bundle":[],"tlp":"purple"},7,null])");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].content.title, "T");
  EXPECT_EQ(read[0].content.external_ids, (std::vector<std::string>{"e"}));
  EXPECT_TRUE(read[0].content.bundle.is_null());
  EXPECT_EQ(read[0].content.tlp, "") << "the service would refuse the whole case";
}

TEST(Import, CasebooksOfACtimBundleAreCases) {
  const auto read = import(R"({"type":"bundle","source":"x","casebooks":[{"id":"transient:1","title":"A",
    "observables":[{"type":"md5","value":"0"}]},{"title":"B"}]})");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].content.observables, (std::vector<Observable>{{"md5", "0"}}));
  EXPECT_EQ(read[1].content.title, "B");
}

TEST(Import, AnswerOfTheInspectionIsACase) {
  const auto read = import(R"([{"type":"ip","value":"192.0.2.1"},{"value":"bad.example","type":"domain"}])");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].content.observables.size(), 2u);
}

// D-04
TEST(Import, WhatIsTooLongGoesOnInNotes) {
  std::string words;
  while (threat_response::service_length(words) < 12'000) words += "long words \xF0\x9F\xA6\x8A ";
  const auto read = import(json::dump(
      json::object({{"type", "casebook"},
                    {"title", words},
                    {"short_description", words},
                    {"description", words},
                    {"texts", json::list({json::object({{"type", "note"}, {"text", "last"}})})}})));
  ASSERT_EQ(read.size(), 1u);
  const Case& one = read[0].content;
  EXPECT_FALSE(threat_response::check_lengths(
      threat_response::CaseChange{one.title, one.short_description, one.description, {}}));
  EXPECT_EQ(one.texts.size(), read[0].notes_made + 1);
  EXPECT_EQ(one.texts.back().text, "last");
  std::string notes;
  for (std::size_t i = 0; i < read[0].notes_made; ++i) {
    EXPECT_LE(threat_response::service_length(one.texts[i].text), threat_response::kDescriptionLimit);
    notes += one.texts[i].text;
  }
  EXPECT_EQ(notes, words.substr(one.title.size()) + words.substr(one.short_description.size()) +
                       words.substr(one.description.size()));
}

TEST(Import, ASourceThatIsTooLongIsOfNoUseInPartAndGoesIntoTheNotes) {
  for (const std::string member : {"source", "source_uri", "language"}) {
    const std::string text(3000, 's');
    const auto read = import(R"({"type":"casebook","title":"T",")" + member + R"(":")" + text + R"("})");
    ASSERT_EQ(read.size(), 1U) << member;
    const Case& one = read[0].content;
    EXPECT_EQ(one.source + one.source_uri + one.language, "") << member;
    ASSERT_EQ(one.texts.size(), 1U) << member;
    EXPECT_EQ(one.texts[0].text, text);
    EXPECT_EQ(read[0].notes_made, 1U);
  }
}

TEST(Import, ACaseWithoutATitleIsCalledByItsFile) {
  for (const auto& [name, title] :
       {std::pair{"folder/a.b.csv", "a.b"}, {"C:\\x\\.csv", ".csv"}, {"list", "list"}}) {
    const auto read = import("type,value\nip,192.0.2.1\n", name);
    ASSERT_EQ(read.size(), 1U) << name;
    EXPECT_EQ(read[0].content.title, title);
  }
}

TEST(Import, PartsOfBytesThatAreNoTextEndToo) {
  const std::string junk(5000, '\x80');
  std::string all;
  for (const std::string& part : parts_of(junk, 10, 10)) all += part;
  EXPECT_EQ(all, junk);
}

TEST(Import, ProseIsTheDescriptionOfWhatIsFoundInIt) {
  const std::string text = "Seen hxxp://bad[.]example/a and 198.51.100.7 today.\nAlso bad.example.\n";
  const auto read = import(text, "C:\\mail\\report.eml.txt");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].format, Format::kText);
  EXPECT_EQ(read[0].content.title, "report.eml");
  EXPECT_EQ(read[0].content.description, text);
  EXPECT_EQ(read[0].content.observables,
            (std::vector<Observable>{
                {"url", "http://bad.example/a"}, {"ip", "198.51.100.7"}, {"domain", "bad.example"}}));
}

TEST(Import, AReportInMarkdownGivesTheObservablesThatItShows) {
  const std::vector<Observable> all = {{"domain", "bad.example"},
                                       {"url", "http://a-b.example/x?y=*z*"},
                                       {"sha256", std::string(64, 'a')},
                                       {"ipv6", "2001:db8::1"}};
  const auto read = import(markdown_report({.title = "R_1", .observables = all}, {}, {}, {}), "r.md");
  ASSERT_EQ(read.size(), 1u);
  std::vector<Observable> found = read[0].content.observables;
  std::ranges::sort(found);
  std::vector<Observable> wanted = all;
  std::ranges::sort(wanted);
  EXPECT_EQ(found, wanted);
}

TEST(Import, ForeignTableIsReadByItsColumns) {
  const auto read = import(
      "Indicator type;Indicator;Seen\r\nFileHash-MD5;d41d8cd98f00b204e9800998ecf8427e;1\r\n"
      "IPv4;198[.]51[.]100[.]7;2\r\nURL;hxxps://bad[.]example/x;3\r\nCIDR range;a b;4\r\n");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].format, Format::kTable);
  EXPECT_EQ(read[0].content.observables, (std::vector<Observable>{{"md5", "d41d8cd98f00b204e9800998ecf8427e"},
                                                                  {"ip", "198.51.100.7"},
                                                                  {"url", "https://bad.example/x"}}));
  EXPECT_EQ(read[0].content.texts, (std::vector<Note>{{"note", "CIDR range, a b, 4\n"}}))
      << "nothing is lost";
}

TEST(Import, ForeignStixBundleIsACaseForEachReport) {
  const auto read = import(R"({"type":"bundle","id":"bundle--1","objects":[
    {"type":"report","id":"report--1","name":"R","description":"D","published":"2026-01-02T03:04:05Z",
     "object_refs":["indicator--1","domain-name--1","malware--1","missing--1"],
     "object_marking_refs":["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"],
     "external_references":[{"source_name":"s","url":"https://a.example"}]},
    {"type":"indicator","id":"indicator--1","pattern_type":"stix",
     "pattern":"[file:hashes.'SHA-256' = 'AA' OR ipv4-addr:value IN ('192.0.2.1', '192.0.2.0/24')]"},
    {"type":"domain-name","id":"domain-name--1","value":"bad.example"},
    {"type":"malware","id":"malware--1","name":"M"},
    {"type":"note","id":"note--1","abstract":"A","content":"C","object_refs":["domain-name--1"]},
    {"type":"file","id":"file--1","name":"a.exe","hashes":{"MD5":"0","SHA-1":"1"}}]})",
                           "x.json");
  ASSERT_EQ(read.size(), 2u);
  const Case& report = read[0].content;
  EXPECT_EQ(report.title, "R");
  EXPECT_EQ(report.id, "report--1") << "a later version of it is the same";
  EXPECT_EQ(report.tlp, "green");
  EXPECT_EQ(report.timestamp, "2026-01-02T03:04:05Z");
  EXPECT_EQ(report.external_references.size(), 1u);
  EXPECT_EQ(report.observables,
            (std::vector<Observable>{{"sha256", "AA"}, {"ip", "192.0.2.1"}, {"domain", "bad.example"}}));
  EXPECT_EQ(report.texts,
            (std::vector<Note>{{"note", "A\n\nC"}, {"note", "ip: 192.0.2.0/24\nmalware: M\n"}}));
  EXPECT_EQ(read[1].content.title, "x") << "what no report names is a case too";
  EXPECT_EQ(read[1].content.observables,
            (std::vector<Observable>{{"sha1", "1"}, {"md5", "0"}, {"file_name", "a.exe"}}));
}

TEST(Import, SmallBundleDoesNotBecomeALargeCasebook) {
  const std::string large(100'000, 'x');
  Json objects = json::list({json::object({{"type", "note"}, {"id", "note--1"}, {"content", large}})});
  for (std::size_t i = 0; i < kMostCases - 1; ++i)
    json::append(objects, json::object({{"type", "report"},
                                        {"id", "report--" + std::to_string(i)},
                                        {"name", "R"},
                                        {"object_refs", json::list({Json("note--1"), Json("note--1")})}}));
  const auto read = import(json::dump(json::object({{"type", "bundle"}, {"objects", std::move(objects)}})));
  ASSERT_EQ(read.size(), kMostCases - 1);
  std::size_t size = 0;
  for (const ImportedCase& one : read)
    for (const Note& note : one.content.texts) size += note.text.size();
  EXPECT_LE(size, kLargestImport + large.size());
  EXPECT_EQ(read[0].content.texts.size(), 1u);
}

TEST(Import, PatternsGiveWhatTheyLookFor) {
  EXPECT_EQ(observables_of_pattern(R"([url:value = 'http://a.example/\'x\\'] FOLLOWEDBY [mutex:name='m'])"),
            (std::vector<Observable>{{"url", R"(http://a.example/'x\)"}, {"mutex", "m"}}));
  for (const char* none : {"[domain-name:value != 'a']", "[NOT domain-name:value = 'a']",
                           "[domain-name:value LIKE '%']", "[domain-name:value = 'a", "[file:size = 5]",
                           "[x:y = 'url:value = ']", "'", ":", "[[[[", "domain-name:value IN ('"})
    EXPECT_EQ(observables_of_pattern(none), std::vector<Observable>()) << none;
}

}  // namespace
