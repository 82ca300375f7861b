#include "pivot_menu/acting.h"

#include <algorithm>

namespace pivot_menu {
namespace {

using State = Run::State;

const Pivot* find_action(const Model& model, const std::string& url) {
  const auto& list = model.actions.pivots.list;
  const auto found = std::ranges::find(list, url, &Pivot::url);
  return found == list.end() ? nullptr : &*found;
}

// Signed out: the call may have been under way when somebody else signed in.
bool is_unknown(const threat_response::Problem& problem) {
  return is_outcome_unknown(problem) || problem.kind == threat_response::Problem::Kind::kSignedOut;
}

}  // namespace

const Run* recent_run(const Model& model, const std::string& url) {
  const auto run = std::ranges::find(model.runs, url, [](const Run& one) { return one.action.url; });
  const bool counts = run != model.runs.end() && run->state != State::kRefused &&
                      (run->state == State::kRunning || model.now < run->at + kRunAgain);
  return counts ? &*run : nullptr;
}

effects::Effects confirm_action(Model& model, const ActionConfirmed& message) {
  const Pivot* action = find_action(model, message.url);
  if (!action || model.confirming != message.url || !model.missing(Need::kRunActions).empty()) return {};
  const Run* before = recent_run(model, message.url);
  if (before && (before->state == State::kRunning || !message.again)) return {};
  model.confirming.clear();
  std::erase_if(model.runs, [&](const Run& run) { return run.action.url == message.url; });
  model.runs.push_back({.about = model.observable,
                        .action = *action,
                        .tag = ++model.last_tag,
                        .at = model.now,
                        .known_at = model.now,
                        .reason = {},
                        .problem = {}});
  return {effects::SendRequest{model.last_tag, threat_response::trigger_request(message.url)}};
}

bool run_ended(Model& model, effects::Tag tag, const threat_response::Reply& reply) {
  const auto run = std::ranges::find(model.runs, tag, &Run::tag);
  if (run == model.runs.end() || run->state != State::kRunning) return false;
  run->known_at = model.now;
  const auto read = threat_response::read_triggered(reply);
  if (read) {
    const bool taken = read->status == threat_response::Triggered::Status::kSuccess;
    run->state = taken ? State::kAccepted : State::kRefused;
    if (!read->problems.empty()) run->reason = read->problems.front().message;
  } else {
    run->state = is_unknown(read.error()) ? State::kUnknown : State::kRefused;
    run->problem = read.error();
  }
  return run->problem.kind != threat_response::Problem::Kind::kSignedOut && run->about == model.observable;
}

void runs_seen(Model& model) {
  for (Run& run : model.runs) {
    if (run.about != model.observable || run.state != State::kAccepted || find_action(model, run.action.url))
      continue;
    run.state = State::kDone;
    run.known_at = model.now;
  }
}

void forget_runs(Model& model) {
  std::erase_if(model.runs, [&](const Run& run) {
    return run.state != State::kRunning && model.now >= run.at + kRunAgain;
  });
}

}  // namespace pivot_menu
