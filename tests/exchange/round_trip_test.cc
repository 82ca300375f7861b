// What is exported and imported again is the same.
#include <gtest/gtest.h>

#include "exchange/import.h"
#include "exchange/lists.h"
#include "exchange/stix.h"
#include "exchange/table.h"
#include "random_cases.h"

namespace {

using namespace exchange;
using threat_response::parse_iso;

constexpr unsigned kSeeds = 100;
constexpr threat_response::Instant kNow = 1'795'000'000'000;

std::vector<Case> contents(const std::string& document, std::string_view name = "") {
  const auto read = read_import(document, name);
  std::vector<Case> cases;
  if (read)
    for (const ImportedCase& one : *read) cases.push_back(one.content);
  return cases;
}

template <class Check>
void for_cases(Check check) {
  for (unsigned seed = 1; seed <= kSeeds; ++seed) {
    random_cases::Source random(seed);
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    check(random);
    if (testing::Test::HasFailure()) return;
  }
}

TEST(RoundTrip, CasebookGivesTheSameCase) {
  for_cases([](auto& random) {
    const Case one = random.a_case();
    EXPECT_EQ(contents(ctim_case(one)), std::vector{one}) << ctim_case(one);
  });
}

TEST(RoundTrip, ListOfCasebooksGivesTheSameCases) {
  for_cases([](auto& random) {
    const std::vector<Case> cases{random.a_case(), random.a_case(), random.a_case()};
    EXPECT_EQ(contents(ctim_cases(cases)), cases);
  });
}

TEST(RoundTrip, WhatIsTheServicesOwnStaysBehind) {
  Case one{.id = "x/casebook-1", .title = "T", .owner = "somebody"};
  const std::string document = ctim_case(one);
  EXPECT_FALSE(document.contains("somebody"));
  one.owner.clear();
  EXPECT_EQ(contents(document), std::vector{one});
}

TEST(RoundTrip, StixBundleGivesTheSameCases) {
  for_cases([](auto& random) {
    const std::vector<Case> cases{random.a_case(), random.a_case()};
    const std::string document = stix_bundle(cases, kNow);
    EXPECT_EQ(contents(document), cases) << ctim_cases(contents(document)) << "\n" << ctim_cases(cases);
  });
}

TEST(RoundTrip, EmptyCaseComesBackInAStixBundle) {
  const Case one{.title = "Nothing yet", .tlp = "red"};
  EXPECT_EQ(contents(stix_bundle({one}, kNow)), std::vector{one});
}

TEST(RoundTrip, TableGivesTheSameObservables) {
  for_cases([](auto& random) {
    const Case one = random.a_case();
    if (one.observables.empty()) return;
    const Judgements judgements{
        .of = {{one.observables[0], Disposition::kMalicious, {{"=a,\"b\"", Disposition::kClean}}}}};
    const std::string document = csv_table(one, judgements);
    const auto back = contents(document, "case.csv");
    ASSERT_EQ(back.size(), 1u) << document;
    EXPECT_EQ(back[0].observables, one.observables) << document;
    EXPECT_EQ(back[0].title, "case");
  });
}

TEST(RoundTrip, ListsGiveTheSameObservables) {
  for_cases([](auto& random) {
    const Case one = random.a_case();
    if (one.observables.empty()) return;
    for (const std::string& document : {plain_list(one), defanged_list(one)}) {
      const auto back = contents(document, "case.txt");
      ASSERT_EQ(back.size(), 1u) << document;
      EXPECT_EQ(back[0].observables, one.observables) << document;
      EXPECT_EQ(back[0].description, "") << document;
    }
  });
}

}  // namespace
