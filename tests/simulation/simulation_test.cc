// Whatever goes wrong, and whatever goes wrong while that is mended, what audit.h says holds. faults.h says
// what goes wrong.
//
//   TR_SEED=N    one seed, and prints its course
//   TR_SEEDS=N   so many, of 500: the optimised program plays thousands (main.cc)
//   TR_EVERY=1   every pair and every call that fails, not a few: half an hour with the sanitizers
#include <gtest/gtest.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "calls.h"
#include "course.h"
#include "defects.h"
#include "pairs.h"

using namespace simulation;

namespace {

#ifdef __EMSCRIPTEN__
constexpr std::size_t kSeeds = 40;  // it is the same code: the native one plays the rest
#else
constexpr std::size_t kSeeds = 500;
#endif
constexpr std::size_t kEvery = 41, kEveryCall = 17;

// What a seed has found once is looked for always.
struct Kept {
  std::uint64_t seed;
  const char* found;
};
constexpr Kept kKeptSeeds[] = {
    {617, "whoever was locked out while a case was made made it again after the next sign-in"},
    {812, "the same, with a store that has no room"},
    {658, "what was made signed out was nobody's for ever when the store would not take whose it is"},
    {1142, "a change whose removal from the store had failed was sent again by another tab, over a removal"},
    {4391, "a change that was through stayed in the store as long as its page lived"},
    {338, "a record that a late write had brought back was a new case for another tab"},
    {619, "a look-up that failed counted as if nothing had been sent before it"},
    {398, "a case that could not be read in the answer to a look-up was made again"},
    {1431, "a page thawed hours later wrote back what another one had sent, and made the case again"},
    {4862, "a page whose first look at the store failed never looked again"},
    {611, "a clock set back held the second look until a colleague's removal was taken for a loss"},
    {1411, "what was made signed out was nobody's when a page had signed in before it read it"},
    {3155, "a clock set back held what was to be sent for as long"},
    {3894, "after a second 401 what waited waited for a sign-in that never came"},
    {3405, "a page thawed an hour later repeated after a 401 what another one had sent"},
    {5322, "a log-in page was taken for the deletion of a case"},
    {4956, "of two changes of a case one went by its id and one by its external id, at the same time"},
    {1090, "the same, after a look at the store that came before that had learnt the id"},
    {12259, "of two pauses told at the same moment the shorter one was kept"},
    {14541, "a 429 held nothing when who had called was locked out meanwhile"},
    {16028, "who signed in after a thaw wrote back what another page had sent, and made the case again"},
    {1959, "a claim was taken for a young one when the clock was set back while the page was frozen"},
    {12383, "what the store said to have refused was made again after a thaw"},
    {15049, "a removal was sent before the note that the store had refused"},
    {5320, "a removal was sent past a change that had failed here, and that another page sent then"},
    {21046,
     "a page that was killed left a creation in the store, and the next one made the case again while it was "
     "deleted"},
    {48941, "the same, of a case that the page had listed"},
    {75048, "a page thawed hours later took the answer it heard then for the case of now, and added twice"},
    {33231, "what a removal had taken away counted as lost when a look showed that it was done"},
    {35567, "the same, of another removal"},
    {43815, "a removal was kept, and sent, before what it removes, which the store refused after it"},
    {45310, "the same, of observables"},
    {83207, "the same, when the store said to have refused two in a row"},
    {21138, "a page was thought to know of a pause in an answer that it had not lived to hear"},
    {51641, "a case came back whose deletion was in one page alone, as the model says"},
    {60648, "a note came back that a store had kept and refused, and was then written once more"},
    {78232,
     "a store that had kept what it refused gave it to another tab and did not answer the first: two cases"},
    {131570, "the same, of a write in part"},
    {169442,
     "a new case was found and deleted by a colleague before its author's page looked what became of it"},
    {120774, "a page was thought to hear what another one had asked before it"},
    {148762, "token calls did not count as calls"},
    {368174, "a page that had read for seconds was killed while it sent, and the next one sent too soon"},
    {476439, "two changes of a case were sent at once: one could be undone until the other was under way"},
    {63938, "a change that could not be read for once counted as gone, and its removal was sent before it"},
    {72579, "the same, on a page that had never read it"},
    {40081, "two tabs went on after a pause, and one sent again what the other had removed"},
};

std::size_t number(const char* name, std::size_t otherwise) {
  const char* text = std::getenv(name);
  return text ? static_cast<std::size_t>(std::strtoull(text, nullptr, 10)) : otherwise;
}

void expect_good(const Played& played, const std::string& again) {
  for (const std::string& problem : played.problems) ADD_FAILURE() << problem << "\nAgain: " << again;
}

std::string seed_again(std::uint64_t seed) {
  return "TR_SEED=" + std::to_string(seed) + " build/sanitized/bin/simulation_test --gtest_filter=*EveryMix*";
}

// The answers of a mix of faults, in more changes at once than a person makes.
void play_mix(const Rates& rates, std::size_t tabs, std::size_t browsers = 1) {
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    const simulation::Setup setup{.seed = seed, .tabs = tabs, .browsers = browsers, .rates = rates};
    expect_good(play(setup, {.acts = 30}), "seed " + std::to_string(seed) + " of this test");
  }
}

Rates rates_of(std::initializer_list<std::pair<Fault, double>> list) {
  Rates rates;
  for (const auto& [fault, part] : list) rates[fault] = part;
  return rates;
}

}  // namespace

TEST(Simulation, TheSameSeedIsTheSameCourse) {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Played first = play(rough_setup(seed)), second = play(rough_setup(seed));
    EXPECT_EQ(first.digest, second.digest) << "every call, answer and write of seed " << seed;
    EXPECT_NE(first.digest, play(rough_setup(seed + 10)).digest);
  }
}

TEST(Simulation, NothingIsLostAndNothingDoubledInAnySeedOfEveryMix) {
  const std::size_t only = number("TR_SEED", 0);
  const std::size_t seeds = only > 0 ? 1 : number("TR_SEEDS", kSeeds);
  const auto began = std::chrono::steady_clock::now();
  double simulated = 0;
  std::size_t events = 0;
  for (std::uint64_t seed = only > 0 ? only : 1; seed < (only > 0 ? only : 1) + seeds; ++seed) {
    simulation::Setup setup = setup_of(seed);
    setup.tells = only > 0;
    const Played played = play(setup);
    expect_good(played, seed_again(seed));
    simulated += played.seconds;
    events += played.events;
  }
  const double wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  std::printf("%zu seeds, %zu events, %.0f simulated hours in %.1f s: %.0f times real time\n", seeds, events,
              simulated / 3600, wall, simulated / wall);
}

TEST(Simulation, WhatASeedHasFoundStaysMended) {
  for (const Kept& kept : kKeptSeeds) {
    SCOPED_TRACE(kept.found);
    expect_good(play(setup_of(kept.seed)), seed_again(kept.seed));
  }
}

TEST(Simulation, EveryFaultStrikesDuringEveryRecovery) {
  const PairsPlayed played = play_pairs(number("TR_EVERY", kEvery));
  for (const std::string& problem : played.problems) ADD_FAILURE() << problem;
  for (const std::string& pair : played.missed) ADD_FAILURE() << "never came up: " << pair;
  EXPECT_EQ(played.struck, played.pairs);
}

// The calls of a course to the store and to the service, one after the other: once, and from then on.
TEST(Simulation, AnyCallMayFailOnceAndFromThenOn) {
  for (const CallsMode& mode : kCallsModes) {
    const CallsPlayed played = play_calls(mode, number("TR_EVERY", kEveryCall));
    for (const std::string& problem : played.problems) ADD_FAILURE() << problem;
    std::printf("%zu calls fail%s\n", played.calls, mode.from_then_on ? " with all later ones" : "");
    EXPECT_GT(played.calls * number("TR_EVERY", kEveryCall), 100U);
  }
}

// An audit that finds nothing wrong is worth what it would find.
TEST(Simulation, TheAuditFindsEveryPlantedDefect) {
  constexpr std::uint64_t kSoon = 100;
  for (std::size_t index = 1; index < kDefects; ++index) {
    const auto defect = static_cast<Defect>(index);
    EXPECT_GT(seed_that_finds(defect, kSoon), 0U) << kind_of(defect).what;
  }
}

TEST(Simulation, WithoutFaultsEverythingArrives) { play_mix({}, 1); }

TEST(Simulation, SeveralTabsShareOneOutbox) { play_mix({}, 5); }

TEST(Simulation, TwoWritesAtTheSameMoment) { play_mix(rates_of({{Fault::kLateWrite, 0.2}}), 2); }

TEST(Simulation, WhatAColleagueHasRemovedIsNotTakenForLostAndSentAgain) {
  play_mix(rates_of({{Fault::kLateWrite, 0.05}}), 2, 2);
}

TEST(Simulation, TabsThatDieAtAnyMoment) { play_mix(rates_of({{Fault::kTabKilled, 0.05}}), 3); }
