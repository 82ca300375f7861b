#include "course.h"

#include <algorithm>

namespace simulation {
namespace {

using threat_response::Observable;

// A person with an idea what to do next. Every text is used once, so that the audit finds it again.
class People {
 public:
  explicit People(World& world) : world_(world), dice_(world.dice()) {}

  void act() {
    const std::size_t tab = dice_.below(world_.tabs());
    const app::App* app = world_.look(tab);
    if (!app) return;
    const casebook::Model& book = app->casebook();
    switch (dice_.below(14)) {
      case 0:
      case 1:
        return make_case(tab);
      case 2:
      case 3:
      case 4:
        return note(tab, book);
      case 5:
        return edit(tab, book);
      case 6:
        return remove(tab, book);
      case 7:
        return undo(tab, book);
      case 8:
        return run_action(tab);
      case 9:
        return choose_case(tab, book);
      case 10:
        return world_.say(tab, app::CasebookPressed{});
      case 11:
        return dice_.chance(0.3) ? delete_case(tab, book) : world_.say(tab, app::WentOnline{});
      default:
        return add(tab, book);
    }
  }
  void make_case(std::size_t tab) {
    world_.say(tab, casebook::Message(casebook::AddAsked{
                        {.observables = {fresh()}, .new_case = true, .default_title = text("Case")}}));
  }
  void add(std::size_t tab, const casebook::Model& book) {
    if (book.current_id.empty()) return;
    world_.say(tab, casebook::Message(casebook::AddAsked{
                        {.observables = {fresh(), fresh()}, .new_case = false, .case_id = book.current_id}}));
  }

 private:
  std::string text(const char* what) { return what + (' ' + std::to_string(++number_)); }
  Observable fresh() { return {"domain", "host" + std::to_string(++number_) + ".example"}; }

  void note(std::size_t tab, const casebook::Model& book) {
    if (!book.current_id.empty())
      world_.say(tab, casebook::Message(casebook::NoteAsked{{.text = text("note")}}));
  }
  void edit(std::size_t tab, const casebook::Model& book) {
    if (!book.shown) return;
    world_.say(tab, casebook::Message(casebook::EditPressed{casebook::Field::kTitle}));
    world_.say(tab, casebook::Message(casebook::EditTyped{text("Title")}));
    world_.say(tab, casebook::Message(casebook::EditSaved{}));
  }
  void remove(std::size_t tab, const casebook::Model& book) {
    if (!book.shown) return;
    if (!book.shown->texts.empty() && dice_.chance(0.5)) {
      const casebook::Note one = dice_.any(book.shown->texts);
      return world_.say(tab, casebook::Message(casebook::NoteRemoved{one}));
    }
    if (book.shown->observables.empty()) return;
    const Observable one = dice_.any(book.shown->observables);
    world_.say(tab, casebook::Message(casebook::SelectionCleared{}));
    world_.say(tab, casebook::Message(casebook::RowChosen{.observable = one, .how = {}, .to = {}}));
    world_.say(tab, casebook::Message(casebook::RemovePressed{}));
  }
  void undo(std::size_t tab, const casebook::Model& book) {
    for (const auto& entry : book.outbox.entries)
      if (outbox::can_undo(entry, book.now))
        return world_.say(tab, casebook::Message(casebook::UndoPressed{std::string(entry.change.id)}));
  }
  void run_action(std::size_t tab) {
    const observables::Observable about{observables::Type::kDomain, "act.example"};
    world_.say(tab, app::PivotPressed{.observable = about});
    world_.advance(1);
    const app::App* app = world_.look(tab);
    if (!app || app->pivot_menu().actions.pivots.list.empty()) return;
    const std::string url = app->pivot_menu().actions.pivots.list.front().url;
    world_.say(tab, pivot_menu::Message(pivot_menu::ActionPressed{url}));
    world_.audit().pressed();
    world_.say(tab, pivot_menu::Message(pivot_menu::ActionConfirmed{url, dice_.chance(0.5)}));
  }
  void choose_case(std::size_t tab, const casebook::Model& book) {
    const auto rows = casebook::listed_cases(book);
    if (!rows.empty()) world_.say(tab, casebook::Message(casebook::CasePressed{dice_.any(rows).id}));
  }
  void delete_case(std::size_t tab, const casebook::Model& book) {
    if (!book.shown || casebook::is_draft(book.current_id)) return;
    world_.say(tab, casebook::Message(casebook::DeletePressed{}));
    world_.say(tab, casebook::Message(casebook::DeleteConfirmed{}));
  }

  World& world_;
  Dice& dice_;
  std::size_t number_ = 0;
};

void work(World& world, std::size_t acts) {
  constexpr double kNever = 600;
  People people(world);
  Dice& dice = world.dice();
  world.advance(dice.between(0.05, 2));
  people.make_case(0);
  for (std::size_t act = 1; act < acts; ++act) {
    // Mostly quicker than the service answers, and now and then after a while.
    world.advance(dice.chance(0.1) ? dice.between(20, kNever) : dice.between(0, 3));
    people.act();
  }
}

}  // namespace

Setup setup_of(std::uint64_t seed) {
  Dice dice(~seed);
  Setup setup{.seed = seed, .tabs = 1 + dice.below(4), .browsers = 1 + dice.below(5) / 4};
  setup.tabs = std::max(setup.tabs, setup.browsers);
  const double share = dice.between(0, 0.5), strength = dice.between(0.3, 2);
  for (std::size_t fault = 0; fault < kFaults; ++fault)
    if (dice.chance(share)) setup.rates.parts.at(fault) = strength * kind_of(static_cast<Fault>(fault)).often;
  return setup;
}

Setup rough_setup(std::uint64_t seed) {
  Setup setup{.seed = seed, .tabs = 2};
  for (std::size_t fault = 0; fault < kFaults; ++fault)
    setup.rates.parts.at(fault) = 0.7 * kind_of(static_cast<Fault>(fault)).often;
  for (const Fault fault : {Fault::kEvicted, Fault::kNewerDatabase, Fault::kTabDiscarded})
    setup.rates[fault] = 0;
  return setup;
}

Played play(const Setup& setup, const Plan& plan) {
  World world(setup);
  work(world, plan.acts);
  if (plan.outage > 0) {
    const std::size_t before = world.calls();
    world.advance(plan.outage);
    if (plan.most_calls > 0 && world.calls() - before > plan.most_calls)
      world.audit().wrong(std::to_string(world.calls() - before) + " calls while nothing could succeed");
  }
  world.heal();
  if (!world.rest()) world.audit().wrong("it does not come to rest");
  world.audit().finish(world.service(), world.stores(), world.entries());
  return {.problems = world.audit().problems(),
          .digest = world.digest(),
          .seconds = world.seconds(),
          .events = world.events(),
          .calls = world.calls(),
          .fallible = world.fallible(),
          .has_struck = world.has_struck(),
          .struck = world.struck()};
}

}  // namespace simulation
