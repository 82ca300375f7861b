// The form that adds observables from any text, the ignore list, and picking observables.
#include <gtest/gtest.h>

#include "casebook/ignoring.h"
#include "service.h"

using namespace casebook;
using service::Desk;
using service::has;
using service::kDomain;
using service::kIp;
using service::of;

namespace {

std::vector<std::string> values(const AddForm& form) {
  std::vector<std::string> all;
  for (const auto& one : form.candidates) all.push_back(one.observable.value + (one.wanted ? "+" : "-"));
  return all;
}

using Values = std::vector<std::string>;

// What inspect is given of a text, call by call.
std::vector<std::string> inspected(const std::string& text) {
  Desk desk = service::open();
  desk.say(AddOpened{});
  desk.say(AddTyped{text});
  desk.wait(1);
  std::vector<std::string> parts;
  for (const auto& call : desk.calls)
    parts.push_back(json::text(json::parse(call.request.body).value_or(Json()), "content"));
  return parts;
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

}  // namespace

TEST(AddForm, FindsDefangedValuesEachOnceAndPicksWhatIsNew) {
  Desk desk = service::open();
  desk.say(AddOpened{});
  desk.say(AddTyped{"hxxp://evil[.]example/a 198.51.100.7, bad.example 10.1.2.3 and 198.51.100.7"});
  EXPECT_EQ(values(desk.model.add),
            (Values{"http://evil.example/a+", "198.51.100.7+", "bad.example-", "10.1.2.3-"}));
  EXPECT_EQ(desk.model.add.candidates[2].why, Candidate::Why::kAlreadyThere);
  EXPECT_EQ(desk.model.add.candidates[3].why, Candidate::Why::kIgnored);
}

TEST(AddForm, TheServiceIsAskedOnceNobodyTypesAnyMoreAndMayFindMore) {
  Desk desk = service::open();
  desk.say(AddOpened{});
  desk.say(AddTyped{"198[.]51[.]100[.]7 on host7"});
  EXPECT_TRUE(desk.calls.empty());
  desk.wait(0.8);
  ASSERT_EQ(desk.calls.size(), 1U);
  EXPECT_EQ(desk.calls[0].request.body, R"({"content":"198.51.100.7 on host7"})") << "refanged (api.md 3)";
  desk.answer("POST /iroh/iroh-inspect/inspect",
              of(200, R"([{"type":"ip","value":"198.51.100.7"},{"type":"hostname","value":"host7"}])"));
  EXPECT_EQ(values(desk.model.add), (Values{"198.51.100.7+", "host7+"}));
  EXPECT_TRUE(desk.model.add.candidates[1].by_service);
}

TEST(AddForm, WithoutTheScopeWhatIsRecognisedHereStays) {
  Desk desk = service::open();
  desk.say(AddOpened{});
  desk.say(AddTyped{"198.51.100.7"});
  desk.wait(1);
  desk.answer("POST /iroh/iroh-inspect/inspect",
              of(403, R"({"error":"missing_scope","missing-scopes":["inspect"]})"));
  EXPECT_EQ(values(desk.model.add), Values{"198.51.100.7+"});
  EXPECT_EQ(desk.model.add.problem.kind, threat_response::Problem::Kind::kMissingScopes);
}

TEST(AddForm, NoMoreInspectsThanOneForEach100kBHoweverLongItsLines) {
  const std::string line = "host.example.com " + std::string(182, '-') + '\n';  // 200 bytes
  EXPECT_EQ(inspected(repeated(line, 500)).size(), 1U);
  EXPECT_EQ(inspected(repeated(line, 999)).size(), 2U);
  EXPECT_EQ(inspected(repeated(std::string(59'999, '-') + '\n', 3)).size(), 2U) << "lines of 60 kB";
  EXPECT_EQ(inspected(std::string(300'000, '-')).size(), 3U) << "one line";
}

TEST(AddForm, InspectsAreGivenAllOfTheTextInWholeLinesOrWordsOrCharacters) {
  for (const std::string& unit : {"host.example.com " + std::string(182, '-') + '\n',
                                  std::string("host.example.com "), std::string("\xE3\x81\x82")}) {
    const std::string text = repeated(unit, 250'000 / unit.size());
    std::string all;
    for (const std::string& part : inspected(text)) {
      EXPECT_EQ(part.size() % unit.size(), 0U) << unit.front();
      all += part;
    }
    EXPECT_EQ(all, text);
  }
}

TEST(AddForm, AThousandObservablesAreOneWriteAndOneInspectForEach100kB) {
  Desk desk = service::open();
  std::string text;
  for (int number = 0; number < 1000; ++number)
    text += "host" + std::to_string(number) + ".example.com " + std::string(180, '-') + '\n';
  desk.say(AddOpened{});
  desk.say(AddTyped{text});
  desk.wait(1);
  EXPECT_EQ(desk.calls.size(), (text.size() + 99'999) / 100'000);
  desk.calls.clear();
  desk.say(AddConfirmed{});
  desk.answer("GET /ctia/casebook/a", of(200, service::a_case("a", {})));
  ASSERT_EQ(desk.calls.size(), 1U);
  EXPECT_EQ(desk.calls[0].request.method, "POST");
  EXPECT_FALSE(desk.model.add.open);
  EXPECT_EQ(desk.model.notice.count, 1000U);
}

TEST(AddForm, OnlyWhatIsPickedIsAdded) {
  Desk desk = service::open();
  desk.say(AddOpened{});
  desk.say(AddTyped{"198.51.100.7 198.51.100.8"});
  desk.say(CandidateChosen{0, false});
  desk.say(CandidateChosen{99, false});
  desk.say(AddConfirmed{});
  const auto& change = desk.model.outbox.entries.at(0).change;
  EXPECT_EQ(std::get<outbox::AddObservables>(change.what).observables,
            (std::vector<Observable>{{"ip", "198.51.100.8"}}));
}

TEST(IgnoreList, CoversDomainsAddressesRangesAndUrlsByTheirHost) {
  const std::string rules = "# ours\nexample.com\n10.0.0.0/8\r\n fd00::/8 \n203.0.113.7\nhttps://a.example/x";
  for (const Observable& one : std::vector<Observable>{{"domain", "example.com"},
                                                       {"domain", "mail.example.com"},
                                                       {"ip", "10.255.0.1"},
                                                       {"ipv6", "fd12::1"},
                                                       {"ip", "203.0.113.7"},
                                                       {"url", "http://10.0.0.1:80/a"},
                                                       {"url", "https://u@www.example.com/b?c"},
                                                       {"url", "http://[fd00::2]/"},
                                                       {"url", "https://a.example/x"}})
    EXPECT_TRUE(IgnoreRules(rules).cover(one)) << one.value;
  for (const Observable& one : std::vector<Observable>{{"domain", "badexample.com"},
                                                       {"domain", "example.com.evil.test"},
                                                       {"ip", "11.0.0.1"},
                                                       {"ipv6", "fe80::1"},
                                                       {"url", "https://example.com.evil.test/"},
                                                       {"url", "https://a.example/y"},
                                                       {"sha256", "10.0.0.0/8x"}})
    EXPECT_FALSE(IgnoreRules(rules).cover(one)) << one.value;
  const IgnoreRules written("\t*.corp.example \t\r\n\n \nwww.other.example\n198.51.100.4");
  EXPECT_TRUE(written.cover({"domain", "mail.corp.example"}));
  EXPECT_TRUE(written.cover({"domain", "corp.example"}));
  EXPECT_TRUE(written.cover({"url", "https://www.other.example/"}));
  EXPECT_TRUE(written.cover({"url", "http://198.51.100.4/"}));
  EXPECT_FALSE(written.cover({"url", "no address"}));
  EXPECT_FALSE(written.cover({"domain", "other.example"}));
  for (const char* broken : {"10.0.0.0/33", "10.0.0.0/", "/8", "10.0.0.0/8/8", "::/-1"})
    EXPECT_FALSE(IgnoreRules(broken).cover({"ip", "10.0.0.1"})) << broken;
}

TEST(IgnoreList, TakesHostsInCapitalsAndDefanged) {
  const IgnoreRules rules("Example.COM\nown[.]example\n*.Wide.example\nFD00::/8");
  for (const Observable& one : std::vector<Observable>{{"domain", "mail.example.com"},
                                                       {"url", "https://own.example/a"},
                                                       {"domain", "a.wide.example"},
                                                       {"ipv6", "fd00::1"}})
    EXPECT_TRUE(rules.cover(one)) << one.value;
}

TEST(IgnoreList, IsRewrittenInTheFormAndHoldsForWhatWasFoundAndFromThenOn) {
  Desk desk = service::open();
  desk.say(AddOpened{});
  desk.say(AddTyped{"own.example 10.1.2.3 198.51.100.7 198.51.100.8"});
  desk.say(CandidateChosen{2, false});
  desk.say(IgnoredPressed{});
  EXPECT_EQ(desk.model.add.rules, std::string(kPrivateRanges));
  desk.say(IgnoredTyped{"own.example"});
  const auto effects = desk.say(IgnoredSaved{});
  EXPECT_TRUE(has(effects, effects::KeepIgnored{"own.example"}));
  EXPECT_FALSE(desk.model.add.rules);
  EXPECT_EQ(values(desk.model.add), (Values{"own.example-", "10.1.2.3+", "198.51.100.7-", "198.51.100.8+"}));
  desk.say(AddTyped{"www.own.example"});
  EXPECT_EQ(values(desk.model.add), Values{"www.own.example-"});
}

TEST(IgnoreList, EscLeavesItAsItWasAndTheFormOpen) {
  Desk desk = service::open();
  desk.say(AddOpened{});
  desk.say(IgnoredPressed{});
  desk.say(IgnoredTyped{"own.example"});
  desk.say(AddClosed{});
  EXPECT_TRUE(desk.model.add.open);
  EXPECT_EQ(desk.model.ignored, kPrivateRanges);
  desk.say(IgnoredPressed{});
  desk.say(IgnoredTyped{""});
  desk.say(IgnoredReset{});
  EXPECT_EQ(desk.model.add.rules, std::string(kPrivateRanges));
}

TEST(IgnoreList, IsAsAnotherTabHasLeftItUnlessThatIsTooLong) {
  Desk desk = service::open();
  desk.say(IgnoredRemembered{"own.example"});
  EXPECT_EQ(desk.model.ignored, "own.example");
  desk.say(IgnoredRemembered{std::string(20'001, 'x')});
  EXPECT_EQ(desk.model.ignored, kPrivateRanges);
  desk.say(IgnoredRemembered{""});
  EXPECT_EQ(desk.model.ignored, "") << "somebody wants to ignore nothing";
  desk.say(IgnoredRemembered{});
  EXPECT_EQ(desk.model.ignored, kPrivateRanges);
}

TEST(Selection, IsMadeByPressingTogglingAndExtending) {
  Desk desk = service::open();
  desk.say(RowChosen{kDomain, "", {}});
  EXPECT_TRUE(desk.model.selected.contains(kDomain));
  desk.say(RowChosen{kDomain, "", {}});
  EXPECT_TRUE(desk.model.selected.empty()) << "pressed again";
  desk.say(RowChosen{kDomain, "toggle", {}});
  desk.say(RowChosen{kIp, "extend", {kDomain, kIp}});
  EXPECT_EQ(desk.model.selected.size(), 2U);
  desk.say(SelectionCleared{});
  EXPECT_TRUE(desk.model.selected.empty());
}

TEST(Selection, CopiesWhatIsSelectedOrAllAsItIsOrDefanged) {
  Desk desk = service::open();
  EXPECT_TRUE(has(desk.say(CopyPressed{false}), effects::CopyText{"bad.example"}));
  EXPECT_TRUE(has(desk.say(CopyPressed{true}), effects::CopyText{"bad[.]example"}));
}

TEST(Selection, TheModulesAreAskedAgainAboutIt) {
  Desk desk = service::open();
  EXPECT_TRUE(has(desk.say(AskAgainPressed{}), service::ask({kDomain}, true)));
}
