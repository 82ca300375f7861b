#include <algorithm>

#include "pivot_menu/model.h"

namespace pivot_menu {
namespace {

using effects::Effects;
using threat_response::Reply;

const effects::Effect kClose = effects::CloseSurface{effects::Surface::kPivotMenu};

effects::Effect ask(Model& model, Offer& offer, threat_response::Request request) {
  offer.problem = {};
  offer.asking = ++model.last_tag;
  return effects::SendRequest{offer.asking, std::move(request)};
}

effects::Effect ask_links(Model& model) {
  return ask(model, model.links, threat_response::refer_request(model.observable));
}

// What can be done changes with what has been done: asked at every opening and after every run (api.md 8).
effects::Effect ask_actions(Model& model) {
  return ask(model, model.actions, threat_response::respond_request(model.observable));
}

const threat_response::Pivot* find_action(const Model& model, const std::string& url) {
  const auto& list = model.actions.pivots.list;
  const auto found = std::ranges::find(list, url, &threat_response::Pivot::url);
  return found == list.end() ? nullptr : &*found;
}

bool runs_now(const Model& model, const std::string& url) {
  return std::ranges::any_of(
      model.runs, [&](const Run& run) { return run.action.url == url && run.state == Run::State::kRunning; });
}

Effects on(Model& model, const Opened& message) {
  const bool same = model.observable == message.observable;
  if (!same) {
    std::vector<Run> running = std::move(model.runs);
    std::erase_if(running, [](const Run& run) { return run.state != Run::State::kRunning; });
    model = {.observable = message.observable,
             .last_tag = model.last_tag,
             .links = {},
             .actions = {},
             .confirming = {},
             .runs = std::move(running)};
  }
  model.insecure_origin = message.insecure_origin;
  model.confirming.clear();
  Effects effects = {effects::AskVerdicts{.about = {model.observable}, .module = {}}};
  if (!model.links.asked && model.links.asking == 0) effects.push_back(ask_links(model));
  if (model.actions.asking == 0) effects.push_back(ask_actions(model));
  return effects;
}

Effects on(Model& model, const AddToNewCasePressed& message) {
  return {effects::AddToCase{model.observable, true, message.default_title}, kClose};
}

Effects on(Model& model, const AddToCurrentCasePressed&) {
  return {effects::AddToCase{model.observable, false, ""}, kClose};
}

Effects on(Model& model, const CopyPressed& message) {
  return {effects::CopyText{message.defanged ? defang(model.observable) : model.observable.value}, kClose};
}

Effects on(Model& model, const ActionPressed& message) {
  model.confirming = message.url;
  return {};
}

Effects on(Model& model, const ActionCancelled&) {
  model.confirming.clear();
  return {};
}

Effects on(Model& model, const ActionConfirmed& message) {
  const auto* action = find_action(model, message.url);
  if (!action || model.confirming != message.url || runs_now(model, message.url)) return {};
  model.confirming.clear();
  std::erase_if(model.runs, [&](const Run& run) { return run.action.url == message.url; });
  model.runs.push_back({.action = *action, .tag = ++model.last_tag, .reason = {}, .problem = {}});
  return {effects::SendRequest{model.last_tag, threat_response::trigger_request(message.url)}};
}

Effects on(Model& model, const AskModulePressed& message) {
  return {effects::AskVerdicts{.about = {model.observable}, .module = message.instance_id}};
}

Effects on(Model& model, const RetryPressed&) {
  Effects effects = {effects::AskVerdicts{.about = {model.observable}, .module = {}}};
  if (model.links.problem) effects.push_back(ask_links(model));
  if (model.actions.problem) effects.push_back(ask_actions(model));
  return effects;
}

void take(Offer& offer, std::expected<threat_response::Pivots, threat_response::Problem> read) {
  offer.asking = 0;
  if (!read) {
    offer.problem = read.error();
    return;
  }
  offer.asked = true;
  offer.pivots = *std::move(read);
}

// Signed out: the call may have been under way when somebody else signed in.
bool is_unknown(const threat_response::Problem& problem) {
  return is_outcome_unknown(problem) || problem.kind == threat_response::Problem::Kind::kSignedOut;
}

Effects run_ended(Model& model, Run& run, const Reply& reply) {
  using State = Run::State;
  const auto read = threat_response::read_triggered(reply);
  if (!read) {
    run.state = is_unknown(read.error()) ? State::kUnknown : State::kRefused;
    run.problem = read.error();
    if (run.problem.kind == threat_response::Problem::Kind::kSignedOut) return {};
  } else {
    run.state =
        read->status == threat_response::Triggered::Status::kSuccess ? State::kAccepted : State::kRefused;
    if (!read->problems.empty()) run.reason = read->problems.front().message;
  }
  return {ask_actions(model)};
}

Effects on(Model& model, const Replied& message) {
  if (message.tag == model.links.asking) {
    take(model.links, threat_response::read_links(message.reply, model.insecure_origin));
    return {};
  }
  if (message.tag == model.actions.asking) {
    take(model.actions, threat_response::read_actions(message.reply));
    return {};
  }
  const auto run = std::ranges::find(model.runs, message.tag, &Run::tag);
  if (run == model.runs.end() || run->state != Run::State::kRunning) return {};
  return run_ended(model, *run, message.reply);
}

}  // namespace

Effects update(Model& model, const Message& message) {
  return std::visit([&](const auto& one) { return on(model, one); }, message);
}

}  // namespace pivot_menu
