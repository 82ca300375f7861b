#include <algorithm>

#include "kit/items.h"
#include "pivot_menu/view.h"

namespace pivot_menu {
namespace {

using kit::Box;
using messages::Text;
using threat_response::Pivot;
using Say = kit::Said<pivot_menu::Message>;

// The modules in the order in which their links came, then those that only have actions. Told apart by
// instance: a customer may call two alike.
std::vector<threat_response::Module> modules_of(const Model& model) {
  std::vector<threat_response::Module> modules;
  for (const Offer* offer : {&model.links, &model.actions})
    for (const Pivot& pivot : offer->pivots.list)
      if (!std::ranges::contains(modules, pivot.module)) modules.push_back(pivot.module);
  return modules;
}

const Run* run_of(const Model& model, const std::string& url) {
  const auto run = std::ranges::find(model.runs, url, [](const Run& one) { return one.action.url; });
  return run == model.runs.end() ? nullptr : &*run;
}

std::string outcome(const kit::Surface& surface, const Run& run) {
  const std::string& title = run.action.title;
  switch (run.state) {
    case Run::State::kRunning:
      return surface.text(Text::kActionRunning, {title});
    case Run::State::kAccepted:
      return surface.text(Text::kActionDone, {title});
    case Run::State::kUnknown:
      return surface.text(Text::kActionUnknown, {title, run.action.module.name});
    case Run::State::kRefused: {
      const std::string why =
          run.problem ? messages::problem_sentence(surface.frame().language, run.problem) : run.reason;
      return surface.text(Text::kActionFailed, {title, why});
    }
  }
  return "";
}

// The keys name what an entry stands for: lists change while the menu is open, and an entry that is pressed,
// or has the focus, must stay the one it was.
class Group {
 public:
  Group(kit::Surface& surface, const Model& model, Box at, Say& said)
      : surface_(surface), model_(model), at_(at), said_(said) {}

  void draw(const threat_response::Module& module) {
    kit::separator(surface_, {at_.x + 4, at_.y + 4, at_.width - 8, 1});
    at_.y += 9;
    const std::size_t group = kit::begin_menu_group(surface_, "group " + module.instance_id + module.name,
                                                    {at_.x, at_.y, at_.width, 24}, module.name);
    at_.y += 24;
    for (const Pivot& link : model_.links.pivots.list)
      if (link.module == module) {
        kit::menu_link(surface_, "link " + module.instance_id + link.url, row(), link.title, link.url,
                       surface_.text(Text::kOpensInNewTab));
        at_.y += surface_.theme().row;
      }
    for (const Pivot& action : model_.actions.pivots.list)
      if (action.module == module) draw_action(action);
    kit::end_menu_group(surface_, group, at_.y);
  }

  void draw_outcome(const Run& run) {
    at_.y += kit::status(surface_, "outcome " + std::to_string(run.tag),
                         {at_.x + 12, at_.y + 4, at_.width - 24, 0}, outcome(surface_, run)) +
             6;
  }

  float end() const { return at_.y; }

 private:
  void draw_action(const Pivot& action) {
    const Run* run = run_of(model_, action.url);
    const bool running = run && run->state == Run::State::kRunning;
    const Box whole = row();
    at_.y += surface_.theme().row;
    if (model_.confirming == action.url) return draw_question(action, whole);
    said_.on(kit::menu_item(surface_, "action " + action.url, whole, action.title, {.disabled = running}),
             ActionPressed{action.url});
  }
  // In the place of the action, so that nothing below it moves.
  void draw_question(const Pivot& action, Box whole) {
    const std::string cancel = surface_.text(Text::kCancel);
    const float end = surface_.text_width(cancel) + 36;
    said_.on(kit::menu_item(
                 surface_, "confirm " + action.url, {whole.x, whole.y, whole.width - end, whole.height},
                 surface_.text(Text::kConfirmAction, {action.title}), {.look = kit::ButtonLook::kPrimary}),
             ActionConfirmed{action.url});
    said_.on(kit::menu_item(surface_, "cancel " + action.url,
                            {whole.x + whole.width - end, whole.y, end, whole.height}, cancel),
             ActionCancelled{});
  }
  Box row() const { return {at_.x, at_.y, at_.width, surface_.theme().row}; }

  kit::Surface& surface_;
  const Model& model_;
  Box at_;
  Say& said_;
};

}  // namespace

float draw_pivots(kit::Surface& surface, const Model& model, Box at, Say& said) {
  Group group(surface, model, at, said);
  for (const auto& module : modules_of(model)) group.draw(module);
  for (const Run& run : model.runs) group.draw_outcome(run);
  return group.end();
}

}  // namespace pivot_menu
