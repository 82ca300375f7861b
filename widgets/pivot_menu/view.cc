#include "pivot_menu/view.h"

#include "case_choice/view.h"
#include "kit/items.h"

namespace pivot_menu {
namespace {

using kit::Box;
using messages::Text;

constexpr float kMargin = 6, kInset = 18;

// The entries of the menu, one under the other; what the filter does not leave is not there.
class Entries {
 public:
  Entries(kit::Surface& surface, const Model& model, float y, Say& said)
      : surface_(surface), model_(model), said_(said), wide_(surface.width() - 2 * kMargin), y_(y) {}

  template <typename One>
  void add(std::string_view key, const std::string& words, One message, const kit::ButtonState& state = {}) {
    if (!matches(model_.filter, words)) return;
    if (separated_ && count_ > 0) {
      kit::separator(surface_, {kMargin + 4, y_ + 4, wide_ - 8, 1});
      y_ += 9;
    }
    separated_ = false;
    said_.on(kit::menu_item(surface_, key, {kMargin, y_, wide_, surface_.theme().row}, words, state),
             std::move(message));
    y_ += surface_.theme().row;
    ++count_;
  }
  // A line before the next one, if there is one.
  void separate() { separated_ = true; }
  void add_pivots(const Surroundings& around) {
    y_ = draw_pivots(surface_, model_, around, {kMargin, y_, wide_, 0}, said_, count_);
  }

  float end() const { return y_; }
  std::size_t count() const { return count_; }

 private:
  kit::Surface& surface_;
  const Model& model_;
  Say& said_;
  float wide_, y_;
  bool separated_ = false;
  std::size_t count_ = 0;
};

// Off where the client may not.
kit::ButtonState state_of(const kit::Surface& surface, const Model& model,
                          std::initializer_list<Need> needs) {
  if (!model.signed_in) return {.disabled = true, .reason = surface.text(Text::kNotSignedIn)};
  for (const Need need : needs)
    if (const std::string scope = model.missing(need); !scope.empty()) {
      const std::string name = messages::scope_words(surface.frame().language, {scope});
      return {.disabled = true, .reason = surface.text(Text::kNeedsScope, {name})};
    }
  return {};
}

void add_cases(kit::Surface& surface, const Model& model, const Surroundings& around, Entries& entries) {
  entries.add("new", surface.text(Text::kAddToNewCase), AddToNewCasePressed{around.default_title},
              state_of(surface, model, {Need::kChangeCases}));
  entries.add("current", surface.text(Text::kAddToCurrentCase), AddToCurrentCasePressed{},
              current_case_state(surface, model, around));
  entries.add("case", surface.text(Text::kAddToCase), AddToCasePressed{},
              state_of(surface, model, {Need::kReadCases, Need::kChangeCases}));
}

void add_children(kit::Surface& surface, const Model& model, Entries& entries) {
  for (std::size_t index = 0; index < model.children.size(); ++index) {
    const Child& child = model.children[index];
    const Text words = child.kind == Child::Kind::kHost ? Text::kHostOfUrl : Text::kLeadsTo;
    entries.add("child " + std::to_string(index), surface.text(words, {defang(child.observable)}),
                ChildPressed{child.observable});
  }
}

float draw_entries(kit::Surface& surface, const Model& model, const Surroundings& around, float y,
                   Say& said) {
  const std::size_t menu = surface.items().size();
  const std::string name = surface.text(Text::kActionsFor, {model.observable.value});
  surface.push(surface.add("menu", "menu", name, {kMargin, y, surface.width() - 2 * kMargin, 0}).id);
  Entries entries(surface, model, y, said);
  if (model.from) {
    entries.add("back", surface.text(Text::kBackTo, {defang(*model.from)}), BackPressed{});
    entries.separate();
  }
  add_cases(surface, model, around, entries);
  entries.separate();
  entries.add("copy", surface.text(Text::kCopy), CopyPressed{false});
  entries.add("copy-defanged", surface.text(Text::kCopyDefanged), CopyPressed{true});
  add_children(surface, model, entries);
  if (!model.signed_in) {
    entries.separate();
    entries.add("sign-in", surface.text(Text::kSignInForMenu), SignInAsked{});
  }
  entries.add_pivots(around);
  surface.pop();
  surface.set_height(menu, entries.end() - y);
  y = entries.end();
  const Box place{kInset, y + 2, surface.width() - 2 * kInset, 0};
  const std::string nothing = entries.count() > 0 ? "" : surface.text(Text::kNothingMatches, {model.filter});
  return y + kit::status(surface, "nothing matches", place, nothing);
}

// For whoever wrote the page's own links: which are not there, and why.
float draw_refused(kit::Surface& surface, const Model& model, Box at) {
  constexpr kit::TextLook kQuiet = {.size = kit::kSmall, .muted = true};
  if (model.custom_failed)
    at.y += kit::note(surface, "custom failed", at, surface.text(Text::kCustomNotLoaded), kQuiet) + 4;
  if (model.refused.empty()) return at.y;
  const custom_pivots::Refusal& first = model.refused.front();
  const std::string why = messages::refusal_words(surface.frame().language, first.why);
  return at.y +
         kit::note(surface, "refused", at,
                   surface.plural_text(Text::kCustomRefused, model.refused.size(), {first.title, why}),
                   kQuiet) +
         4;
}

// What is under way, and what went wrong: behind everything, so that nothing moves by it.
float draw_state(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const bool looking =
      (model.links.asking != 0 && !model.links.asked) || (model.actions.asking != 0 && !model.actions.asked);
  at.y += kit::status(surface, "looking", at, looking ? surface.text(Text::kLoadingPivots) : "");
  const bool known = around.judged && around.judged->answered;
  threat_response::Problem problem =
      !known && around.judged ? around.judged->problem : threat_response::Problem();
  if (!problem) problem = model.links.problem;
  if (!problem) problem = model.actions.problem;
  const float failed =
      kit::alert(surface, "problem", at, messages::problem_sentence(surface.frame().language, problem));
  if (failed == 0) return at.y;
  at.y += failed + surface.theme().gap;
  const std::string again = surface.text(Text::kTryAgain);
  said.on(kit::button(surface, "retry", {at.x, at.y, kit::button_width(surface, again), 30}, again),
          RetryPressed{});
  return at.y + 34;
}

}  // namespace

kit::ButtonState current_case_state(const kit::Surface& surface, const Model& model,
                                    const Surroundings& around) {
  kit::ButtonState state = state_of(surface, model, {Need::kChangeCases});
  if (state.disabled || around.has_current_case) return state;
  return {.disabled = true, .reason = surface.text(Text::kNoCurrentCase)};
}

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around) {
  Say said;
  const float wide = surface.width() - 2 * kInset;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  float y = draw_header(surface, model, around, {kInset, 12, wide, 0});
  y = draw_verdicts(surface, model, around, {kInset, y, wide, 0}, said) + 6;
  said.on_text(kit::search_field(surface, "filter", {kMargin + 4, y, surface.width() - 2 * kMargin - 8, 32},
                                 surface.text(Text::kFilterMenu), model.filter),
               [](std::string text) -> Message { return FilterTyped{std::move(text)}; });
  y = draw_entries(surface, model, around, y + 32 + kMargin, said);
  y = draw_refused(surface, model, {kInset, y + 4, wide, 0});
  y = draw_state(surface, model, around, {kInset, y, wide, 0}, said) + kMargin;
  surface.set_content_height(model.choice.open ? std::max(y, kCasesHeight) : y);
  if (model.choice.open)
    said.append(
        case_choice::draw(
            surface, model.choice,
            {.title = surface.text(Text::kAddThisTo, {defang(model.observable)}), .width = kMenuWidth})
            .mapped<Message>([](case_choice::Message what) { return Message(ChoiceUsed{std::move(what)}); }));
  return said;
}

}  // namespace pivot_menu
