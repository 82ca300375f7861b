#include <algorithm>
#include <map>

#include "kit/items.h"
#include "pivot_menu/view.h"
#include "pivot_menu/words.h"

namespace pivot_menu {
namespace {

using kit::Box;
using messages::Text;

constexpr float kCaption = 24, kGap = 9;
// Of all groups together: a picture has to fit into the graphics memory of any device, at any pixel ratio.
constexpr float kLongest = 2400;

std::string outcome(const kit::Surface& surface, const Run& run, double now) {
  const messages::Language language = surface.frame().language;
  const std::string words = outcome_words(language, run);
  if (run.state == Run::State::kRunning || now < run.at + 60) return words;
  return surface.text(Text::kRunFacts, {words, messages::duration_words(language, now - run.at)});
}

// The keys name what an entry stands for: lists change while the menu is open, and an entry that is pressed,
// or has the focus, must stay the one it was.
class Groups {
 public:
  Groups(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said,
         std::size_t& count)
      : surface_(surface),
        model_(model),
        around_(around),
        at_(at),
        end_(at.y + kLongest),
        said_(said),
        count_(count) {}

  void draw(const Group& group) {
    const auto wanted = [&](const Pivot& one) { return matches(model_.filter, one); };
    std::vector<Entry> entries;
    for (const Pivot& link : group.links)
      if (wanted(link)) entries.push_back({&link, false});
    for (const Pivot& action : group.actions)
      if (wanted(action)) entries.push_back({&action, true});
    const bool has_runs = std::ranges::any_of(model_.runs, [&](const Run& run) { return is_of(run, group); });
    if (entries.empty() && !has_runs) return;
    if (!has_room()) {
      left_out_ += entries.size();
      return;
    }
    begin(group);
    if (model_.filter.empty() && entries.size() >= kMany)
      draw_by_category(group, entries);
    else
      draw_all(entries);
    for (const Run& run : model_.runs)
      if (is_of(run, group)) draw_outcome(run);
    kit::end_menu_group(surface_, place_, at_.y);
  }

  // Those of modules that offer nothing any more.
  void draw_other_runs() {
    for (const Run& run : model_.runs) {
      const bool drawn =
          std::ranges::any_of(model_.groups, [&](const Group& group) { return is_of(run, group); });
      if (run.about == model_.observable && !drawn) draw_outcome(run);
    }
  }

  void draw_left_out() {
    if (left_out_ == 0) return;
    at_.y += 4 + kit::note(surface_, "left out", {at_.x + 12, at_.y + 4, at_.width - 24, 0},
                           surface_.plural_text(Text::kMoreEntries, left_out_),
                           {.size = kit::kSmall, .muted = true});
  }

  float end() const { return at_.y; }

 private:
  struct Entry {
    const Pivot* pivot;
    bool is_action;
  };

  bool has_room() const { return at_.y < end_; }
  Box row() const { return {at_.x, at_.y, at_.width, surface_.theme().row}; }

  // What became of a run stands at the end of the last group of its module.
  bool is_of(const Run& run, const Group& group) const {
    if (run.about != model_.observable || group.module != run.action.module) return false;
    const auto last = std::find_if(model_.groups.rbegin(), model_.groups.rend(),
                                   [&](const Group& one) { return one.module == group.module; });
    return last != model_.groups.rend() && &*last == &group;
  }

  void begin(const Group& group) {
    kit::separator(surface_, {at_.x + 4, at_.y + 4, at_.width - 8, 1});
    at_.y += kGap;
    const std::string name =
        group.apart ? surface_.text(Text::kModuleActions, {group.module.name}) : group.module.name;
    place_ = kit::begin_menu_group(
        surface_, (group.apart ? "actions " : "group ") + group.module.instance_id + group.module.name,
        {at_.x, at_.y, at_.width, kCaption}, name);
    at_.y += kCaption;
  }

  void draw_all(const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
      if (has_room())
        draw_entry(entry);
      else
        ++left_out_;
    }
  }

  // A category with one entry needs no sub-menu.
  void draw_by_category(const Group& group, const std::vector<Entry>& entries) {
    std::map<std::string_view, std::vector<Entry>> by_category;
    std::vector<std::string_view> order;
    for (const Entry& entry : entries) {
      const std::string_view category = category_of(*entry.pivot);
      auto& members = by_category[category];
      if (members.empty()) order.push_back(category);
      members.push_back(entry);
    }
    for (const std::string_view category : order) {
      const auto& members = by_category[category];
      if (category.empty() || members.size() == 1)
        draw_all(members);
      else
        draw_category(group, std::string(category), members);
    }
  }

  void draw_category(const Group& group, const std::string& category, const std::vector<Entry>& members) {
    if (!has_room()) {
      left_out_ += members.size();
      return;
    }
    const float left = std::max(0.0F, end_ - at_.y - surface_.theme().row);
    const float most = std::ceil(left / surface_.theme().row) * surface_.theme().row;
    const float height = std::min(static_cast<float>(members.size()) * surface_.theme().row, most);
    const bool open = kit::begin_submenu(
        surface_, "category " + group.module.instance_id + group.module.name + '/' + category, row(),
        category, height);
    at_.y += surface_.theme().row;
    ++count_;
    if (!open) return;
    draw_all(members);
    kit::end_submenu(surface_);
  }

  void draw_entry(const Entry& entry) {
    ++count_;
    if (entry.is_action) return draw_action(*entry.pivot);
    const Pivot& link = *entry.pivot;
    kit::menu_link(surface_, "link " + link.module.instance_id + link.url, row(), link.title, link.url,
                   surface_.text(Text::kOpensInNewTab));
    at_.y += surface_.theme().row;
  }

  void draw_action(const Pivot& action) {
    const Box whole = row();
    at_.y += surface_.theme().row;
    if (model_.confirming == action.url) return draw_question(action, whole);
    const Run* before = recent_run(model_, action.url);
    kit::ButtonState state{.disabled = before && before->state == Run::State::kRunning};
    if (const std::string scope = model_.missing(Need::kRunActions); !scope.empty())
      state = {.disabled = true,
               .reason = surface_.text(Text::kNeedsScope,
                                       {messages::scope_words(surface_.frame().language, {scope})})};
    said_.on(kit::menu_item(surface_, "action " + action.url, whole, action.title, state),
             ActionPressed{action.url});
  }

  // In the place of the action, so that nothing below it moves.
  void draw_question(const Pivot& action, Box whole) {
    const std::string cancel = surface_.text(Text::kCancel);
    const float end = surface_.text_width(cancel) + 36;
    const Run* before = recent_run(model_, action.url);
    const Box place{whole.x, whole.y, whole.width - end, whole.height};
    const kit::ItemId confirm = kit::menu_item(
        surface_, "confirm " + action.url, place,
        surface_.text(before ? Text::kConfirmAgain : Text::kConfirmAction, {action.title}),
        {.look = kit::ButtonLook::kPrimary,
         .reason = before ? surface_.text(Text::kRanAgo,
                                          {messages::duration_words(surface_.frame().language,
                                                                    std::max(1.0, model_.now - before->at))})
                          : ""});
    said_.on(confirm, ActionConfirmed{action.url, before != nullptr});
    said_.on(kit::menu_item(surface_, "cancel " + action.url,
                            {whole.x + whole.width - end, whole.y, end, whole.height}, cancel),
             ActionCancelled{});
  }

  void draw_outcome(const Run& run) {
    at_.y +=
        6 + kit::status(surface_, "outcome " + std::to_string(run.tag),
                        {at_.x + 12, at_.y + 4, at_.width - 24, 0}, outcome(surface_, run, model_.now), true);
    const std::string note = note_words(surface_.frame().language, run);
    kit::ButtonState state = current_case_state(surface_, model_, around_);
    // The ribbon, which tells it too, may be under the menu.
    if (!state.disabled && around_.notes &&
        std::ranges::contains(*around_.notes, note, &threat_response::Note::text))
      state.reason = surface_.text(Text::kAlreadyInCase);
    said_.on(kit::menu_item(surface_, "note " + std::to_string(run.tag), row(),
                            surface_.text(Text::kNoteInCase), state),
             NotePressed{note});
    at_.y += surface_.theme().row;
  }

  kit::Surface& surface_;
  const Model& model_;
  const Surroundings& around_;
  Box at_;
  float end_;
  Say& said_;
  std::size_t& count_;
  std::size_t place_ = 0, left_out_ = 0;
};

}  // namespace

float draw_pivots(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said,
                  std::size_t& count) {
  Groups groups(surface, model, around, at, said, count);
  // Nobody is asked for these, so they stand first.
  if (!model.custom.empty())
    groups.draw({.module = {.instance_id = {}, .type_id = {}, .name = surface.text(Text::kCustomLinks)},
                 .links = model.custom,
                 .actions = {}});
  for (const Group& group : model.groups) groups.draw(group);
  groups.draw_other_runs();
  groups.draw_left_out();
  return groups.end();
}

}  // namespace pivot_menu
