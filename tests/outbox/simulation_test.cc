// Nothing is lost and nothing doubled, whatever is lost on the way and whoever dies: seeded courses of
// events.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "world.h"

using namespace outbox;
using world::Faults;
using world::World;

namespace {

constexpr std::size_t kCases = 3, kChanges = 60;

std::uint32_t seeds() {
  const char* wanted = std::getenv("TR_SEEDS");
  return wanted ? static_cast<std::uint32_t>(std::atoi(wanted)) : 4;
}

Observable observable(std::size_t number) { return {"domain", "host" + std::to_string(number) + ".example"}; }

std::string external(std::size_t number) { return "case" + std::to_string(number); }

// Users of all tabs change a few cases, quicker than the service answers.
void work(World& world, std::uint32_t seed, std::size_t tabs) {
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  for (std::size_t number = 0; number < kCases; ++number)
    world.make(pick(tabs), external(number), CreateCase{{.title = "Case", .external_id = external(number)}});
  world.advance(1);
  for (std::size_t number = 0; number < kChanges; ++number) {
    const std::string of = external(pick(kCases));
    switch (pick(5)) {
      case 0:
        world.make(pick(tabs), of, AddNote{{"note", "note " + std::to_string(number)}});
        break;
      case 1:
        world.make(pick(tabs), of, EditField{Field::kTitle, "Case", "Title " + std::to_string(number)});
        break;
      case 2:
        if (number > 0) {
          world.make(pick(tabs), of, RemoveObservables{{observable(pick(number))}});
          break;
        }
        [[fallthrough]];
      default:
        world.make(pick(tabs), of, AddObservables{{observable(number), observable(number + 1000)}});
    }
    world.advance(static_cast<double>(pick(20)) / 10);
  }
}

// Two people write notes into one case and remove what they see, their own and each other's, quicker than the
// service answers.
void take_turns(World& world, std::uint32_t seed, std::size_t tabs) {
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
  };
  world.make(0, external(0), CreateCase{{.title = "Case", .external_id = external(0)}});
  world.advance(1);
  std::set<std::string> removed;
  for (std::size_t number = 0; number < 3 * kChanges; ++number) {
    world.make(pick(tabs), external(0), AddNote{{"note", "note " + std::to_string(number)}});
    world.advance(static_cast<double>(pick(3)) / 10);
    const auto& seen = world.cases().at(0).texts;
    if (seen.empty() || pick(2) != 0) continue;
    const Note& one = seen[pick(seen.size())];
    if (removed.insert(one.text).second) world.make(pick(tabs), external(0), RemoveNote{one});
  }
}

// In how many cases, counting twice where it stands twice.
template <typename Value>
std::ptrdiff_t occurrences(const World& world, std::vector<Value> Case::* list, const Value& value) {
  std::ptrdiff_t all = 0;
  for (const Case& one : world.cases()) all += std::ranges::count(one.*list, value);
  return all;
}

void expect_promises_kept(const World& world, std::size_t tabs, std::size_t cases = kCases) {
  for (std::size_t tab = 0; tab < tabs; ++tab)
    EXPECT_TRUE(world.tab(tab).entries.empty()) << "nothing is shown to wait that is through";
  ASSERT_EQ(world.stored(), 0U) << "everything has left the store";
  EXPECT_EQ(world.cases().size(), cases) << "no case is lost or made twice";
  std::set<std::string> removed;
  for (const auto& [id, change] : world.promised())
    if (const auto* remove = std::get_if<RemoveObservables>(&change.what))
      for (const auto& one : remove->observables) removed.insert(one.value);
    else if (const auto* drop = std::get_if<RemoveNote>(&change.what))
      removed.insert(drop->note.text);
  for (const auto& [id, change] : world.promised()) {
    if (const auto* add = std::get_if<AddObservables>(&change.what)) {
      for (const auto& one : add->observables) {
        if (removed.contains(one.value)) continue;
        EXPECT_EQ(occurrences(world, &Case::observables, one), 1) << one.value << " of " << id;
      }
    } else if (const auto* note = std::get_if<AddNote>(&change.what)) {
      const int wanted = removed.contains(note->note.text) ? 0 : 1;
      EXPECT_EQ(occurrences(world, &Case::texts, note->note), wanted) << note->note.text;
    }
  }
}

template <typename Course>
void with_seeds(const Course& course) {
  const char* only = std::getenv("TR_SEED");
  const auto first = only ? static_cast<std::uint32_t>(std::atoi(only)) : 1;
  for (std::uint32_t seed = first; seed < first + (only ? 1 : seeds()); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    course(seed);
    if (testing::Test::HasFailure()) return;
  }
}

void play(const Faults& faults, std::size_t tabs) {
  with_seeds([&](std::uint32_t seed) {
    World world(seed, faults, tabs);
    work(world, seed, tabs);
    world.stop_faults();
    EXPECT_TRUE(world.run()) << "it comes to rest";
    expect_promises_kept(world, tabs);
  });
}

}  // namespace

TEST(Simulation, WithoutFaultsEverythingArrives) { play({}, 1); }

TEST(Simulation, SeveralTabsShareOneOutbox) { play({}, 5); }

TEST(Simulation, LostCallsAndLostAnswers) {
  play({.lost_before = 0.1, .lost_after = 0.15, .failed = 0.1}, 2);
}

TEST(Simulation, TwoWritesAtTheSameMoment) { play({.late_write = 0.2}, 1); }

TEST(Simulation, WhatAColleagueHasRemovedIsNotTakenForLostAndSentAgain) {
  with_seeds([](std::uint32_t seed) {
    World world(seed, {}, 2, 2);
    take_turns(world, seed, 2);
    world.stop_faults();
    EXPECT_TRUE(world.run()) << "it comes to rest";
    expect_promises_kept(world, 2, 1);
  });
}

TEST(Simulation, TabsThatDieAtAnyMoment) { play({.killed_tab = 0.05}, 3); }

TEST(Simulation, AllAtOnce) {
  play({.lost_before = 0.05, .lost_after = 0.1, .failed = 0.05, .killed_tab = 0.03, .full_store = 0.05}, 4);
}
