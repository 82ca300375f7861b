#include <algorithm>

#include "observables/find.h"
#include "observables/rewritten.h"
#include "observables/url.h"
#include "pivot_menu/acting.h"
#include "pivot_menu/message.h"

namespace pivot_menu {
namespace {

using effects::Effects;

const effects::Effect kClose = effects::CloseSurface{effects::Surface::kPivotMenu};
// Seconds. Links and actions of a module stand in one group when both come within this, and what is shown
// does not move any more.
constexpr double kTogether = 0.7;

effects::Effect ask(Model& model, Offer& offer, threat_response::Request request) {
  offer.problem = {};
  offer.asking = ++model.last_tag;
  return effects::SendRequest{offer.asking, std::move(request)};
}

// What can be done changes with what has been done: asked at every opening and after every run (api.md 8).
void ask_actions(Model& model, Effects& effects) {
  if (model.signed_in && model.actions.asking == 0 && model.missing(Need::kListActions).empty())
    effects.push_back(ask(model, model.actions, threat_response::respond_request(model.observable)));
}

void ask_links(Model& model, Effects& effects) {
  if (model.signed_in && model.links.asking == 0 && model.missing(Need::kLinks).empty())
    effects.push_back(ask(model, model.links, threat_response::refer_request(model.observable)));
}

void ask_verdicts(const Model& model, Effects& effects, const std::string& module = "") {
  if (model.signed_in && model.missing(Need::kVerdicts).empty())
    effects.push_back(effects::AskVerdicts{.about = {model.observable}, .module = module});
}

std::vector<Child> children_of(const Observable& observable) {
  std::vector<Child> children;
  if (observable.type != observables::Type::kUrl) return children;
  std::string host(observables::host_of(observable.value));
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  for (const auto type : {observables::Type::kIp, observables::Type::kDomain}) {
    const observables::Hits hits = observables::recognise_as(type, host);
    if (hits.list.empty()) continue;
    children.push_back({Child::Kind::kHost, {hits.list[0].type, std::string(hits.value(hits.list[0]))}});
    break;
  }
  if (auto inner = observables::rewritten_url(observable.value))
    children.push_back({Child::Kind::kLeadsTo, {observables::Type::kUrl, *std::move(inner)}});
  return children;
}

// What the page has seen, or else what the value still shows.
observables::Warning warning_of(const Opened& message) {
  if (message.warning != observables::Warning::kNone) return message.warning;
  const observables::Hits hits = observables::recognise_as(message.observable.type, message.observable.value);
  return hits.list.empty() ? observables::Warning::kNone : hits.list[0].warning;
}

// Nothing of what is shown moves: links wait a moment for actions, actions wait for links.
void regroup(Model& model) {
  const bool links_pending = model.links.asking != 0 && !model.links.asked;
  const bool actions_pending = model.actions.asking != 0 && !model.actions.asked;
  if (links_pending || (actions_pending && model.now < model.show_links_at)) return;
  const bool links_shown = std::ranges::any_of(
      model.groups, [](const Group& group) { return !group.links.empty() && group.actions.empty(); });
  const bool were_apart = std::ranges::any_of(model.groups, &Group::apart);
  const bool are_late = links_shown && model.show_links_at == 0;
  model.groups = groups_of(model.links.pivots.list, model.actions.pivots.list, were_apart || are_late);
  if (actions_pending) model.show_links_at = 0;  // from now on they come behind
}

Pivot pivot_of(const custom_pivots::Link& link) {
  return {.module = {},
          .id = {},
          .title = link.title,
          .description = {},
          .categories = {link.category},
          .url = link.url};
}

Effects on(Model& model, const Opened& message) {
  if (model.observable != message.observable) {
    Model fresh;
    fresh.observable = message.observable;
    fresh.children = children_of(message.observable);
    fresh.now = model.now;
    fresh.last_tag = model.last_tag;
    fresh.runs = std::move(model.runs);
    model = std::move(fresh);
  }
  model.warning = warning_of(message);
  model.from = message.from;
  model.scopes = message.scopes;
  model.signed_in = message.signed_in;
  const bool asks_verdicts = model.signed_in && model.missing(Need::kVerdicts).empty();
  model.verdict_lines = asks_verdicts ? message.verdict_lines : 0;
  model.custom.clear();
  for (const custom_pivots::Link& link : message.custom) model.custom.push_back(pivot_of(link));
  model.refused = message.refused;
  model.custom_failed = message.custom_failed;
  model.insecure_origins = message.insecure_origins;
  model.filter.clear();
  model.confirming.clear();
  model.choice = {};
  forget_runs(model);
  Effects effects;
  ask_verdicts(model, effects);
  if (!model.links.asked) ask_links(model, effects);
  ask_actions(model, effects);
  model.show_links_at = model.now + kTogether;
  model.groups.clear();
  regroup(model);
  return effects;
}

Effects on(Model&, const SignInAsked&) { return {kClose}; }

Effects on(Model& model, const FilterTyped& message) {
  model.filter = message.text;
  return {};
}

Effects on(Model& model, const ChildPressed& message) {
  return {effects::OpenPivot{.observable = message.observable, .from = model.observable}};
}

Effects on(Model& model, const BackPressed&) {
  if (!model.from) return {};
  return {effects::OpenPivot{.observable = *model.from, .from = {}}};
}

Effects on(Model& model, const AddToNewCasePressed& message) {
  return {effects::AddToCase{{model.observable}, true, message.default_title}, kClose};
}

Effects on(Model& model, const AddToCurrentCasePressed&) {
  return {effects::AddToCase{{model.observable}, false, ""}, kClose};
}

Effects on(Model& model, const AddToCasePressed& message) {
  if (!model.signed_in || !model.missing(Need::kReadCases).empty() ||
      !model.missing(Need::kChangeCases).empty())
    return {};
  return case_choice::begin(model.choice, {model.observable}, message.known, model.last_tag);
}

Effects on(Model& model, const ChoiceUsed& message) {
  Effects effects = case_choice::update(model.choice, message.what, model.last_tag, model.now);
  if (const auto* chosen = std::get_if<case_choice::Chosen>(&message.what))
    return {effects::AddToCase{.observables = {model.observable},
                               .new_case = false,
                               .default_title = {},
                               .case_id = chosen->what.id,
                               .case_title = chosen->what.title,
                               .already_there = chosen->what.has_it},
            kClose};
  return effects;
}

Effects on(Model& model, const CopyPressed& message) {
  return {effects::CopyText{message.defanged ? defang(model.observable) : model.observable.value}, kClose};
}

Effects on(Model& model, const ActionPressed& message) {
  if (model.missing(Need::kRunActions).empty()) model.confirming = message.url;
  return {};
}

Effects on(Model& model, const ActionCancelled&) {
  model.confirming.clear();
  return {};
}

Effects on(Model& model, const ActionConfirmed& message) { return confirm_action(model, message); }

// The menu stays: more may become of it.
Effects on(Model& model, const NotePressed& message) {
  if (!model.signed_in || !model.missing(Need::kChangeCases).empty()) return {};
  return {effects::NoteInCase{message.text}};
}

Effects on(Model& model, const AskModulePressed& message) {
  Effects effects;
  ask_verdicts(model, effects, message.instance_id);
  return effects;
}

Effects on(Model& model, const RetryPressed&) {
  Effects effects;
  if (model.choice.open)
    return case_choice::update(model.choice, case_choice::RetryPressed{}, model.last_tag, model.now);
  ask_verdicts(model, effects);
  if (model.links.problem) ask_links(model, effects);
  if (model.actions.problem) ask_actions(model, effects);
  return effects;
}

// False when there is no answer.
bool take(Offer& offer, std::expected<threat_response::Pivots, threat_response::Problem> read) {
  offer.asking = 0;
  if (!read) {
    offer.problem = read.error();
    return false;
  }
  offer.asked = true;
  offer.pivots = *std::move(read);
  return true;
}

Effects on(Model& model, const Replied& message) {
  Effects effects;
  if (message.tag == model.links.asking) {
    take(model.links, threat_response::read_links(message.reply, model.insecure_origins));
    regroup(model);
  } else if (message.tag == model.actions.asking) {
    if (take(model.actions, threat_response::read_actions(message.reply))) runs_seen(model);
    regroup(model);
  } else if (message.tag == model.choice.asking) {
    case_choice::arrived(model.choice, message.reply);
  } else if (run_ended(model, message.tag, message.reply)) {
    ask_actions(model, effects);
  }
  return effects;
}

Effects on(Model& model, const ClockSetBack& message) {
  for (double* time : {&model.show_links_at, &model.choice.search_at})
    if (*time > 0) *time -= message.by;
  return {};
}
Effects on(Model& model, const Woke&) {
  if (model.show_links_at > 0 && model.now >= model.show_links_at) regroup(model);
  return case_choice::woke(model.choice, model.last_tag, model.now);
}

}  // namespace

std::size_t verdict_lines(const threat_response::Judged* judged, std::size_t modules) {
  using State = threat_response::Opinion::State;
  constexpr std::size_t kFew = 2, kMostLines = 5, kUsual = 3;
  if (!judged || !judged->answered || judged->waiting > 0)
    return modules == 0 ? kUsual : std::clamp(modules, kFew, kMostLines);
  std::size_t lines = 0, silent_without_words = 0;
  for (const auto& opinion : judged->opinions)
    (opinion.state == State::kNothing ? silent_without_words : lines) += 1;
  return std::clamp(lines + (silent_without_words > 0 ? 1 : 0), kFew, kMostLines);
}

std::optional<double> wake_at(const Model& model) {
  std::optional<double> at;
  const bool links_wait = model.links.asked && model.actions.asking != 0 && !model.actions.asked;
  if (links_wait && model.show_links_at > 0) at = model.show_links_at;
  if (model.choice.search_at > 0) at = std::min(at.value_or(model.choice.search_at), model.choice.search_at);
  return at;
}

Effects update(Model& model, const Message& message) {
  return message.visit([&](const auto& one) { return on(model, one); });
}

}  // namespace pivot_menu
