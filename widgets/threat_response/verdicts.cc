#include "threat_response/verdicts.h"

#include <algorithm>
#include <set>
#include <utility>

namespace threat_response {
namespace {

using State = Opinion::State;

constexpr std::size_t kPerCall = 100;
constexpr std::size_t kAtOnce = 4;  // calls; a browser has six connections to a host for all of them
constexpr double kWithoutVerdict = 3600;

// Old services name no instance: then the name has to tell modules apart.
bool is_of(const Opinion& opinion, const Module& module) {
  return opinion.module.instance_id == module.instance_id &&
         (!module.instance_id.empty() || opinion.module.name == module.name);
}

Opinion& opinion_of(Judged& judged, const Module& module) {
  const auto found =
      std::ranges::find_if(judged.opinions, [&](const Opinion& one) { return is_of(one, module); });
  if (found == judged.opinions.end()) return judged.opinions.emplace_back(Opinion{.module = module});
  if (!module.name.empty()) found->module = module;  // an error may leave the name out (api.md 4.4)
  return *found;
}

// The opinions that a call to `modules`, to all when empty, was to bring and has not.
auto owed_by(const std::vector<std::string>& modules) {
  return [&modules](const Opinion& opinion) {
    return opinion.owed && (modules.empty() || std::ranges::contains(modules, opinion.module.instance_id));
  };
}

void owe(Opinion& opinion) {
  opinion.owed = true;
  if (opinion.state != Opinion::State::kVerdict) opinion.state = Opinion::State::kAsking;
}

// Of several verdicts of one module: one that holds before one that does not, then the one for attention.
bool counts_more(const Verdict& a, const Verdict& b, double now) {
  if (a.holds(now) != b.holds(now)) return a.holds(now);
  return a.disposition != b.disposition && roll_up({a.disposition, b.disposition}) == a.disposition;
}

void take(Judged& judged, const ModuleAnswer& answer, const Observable& about, double now) {
  Opinion& opinion = opinion_of(judged, answer.module);
  opinion.owed = false;
  opinion.state = State::kNothing;
  opinion.reason.clear();
  for (const Verdict& verdict : answer.verdicts) {
    if (verdict.observable != about) continue;
    if (opinion.state == State::kVerdict && !counts_more(verdict, opinion.verdict, now)) continue;
    opinion.state = State::kVerdict;
    opinion.verdict = verdict;
  }
}

// A module may answer about one observable and fail for another in one reply: what it said stays.
void take(Judged& judged, const ModuleProblem& problem, double now) {
  Opinion& opinion = opinion_of(judged, problem.module);
  opinion.owed = false;
  if (opinion.state == State::kVerdict && opinion.verdict.holds(now)) return;
  opinion.state = problem.timed_out ? State::kTimedOut : State::kFailed;
  opinion.reason = problem.message.empty() ? problem.code : problem.message;
}

double kept_until(const Judged& judged, double now) {
  double until = kForever;
  bool any = false;
  for (const Opinion& opinion : judged.opinions)
    if (opinion.state == State::kVerdict && opinion.verdict.holds(now)) {
      until = std::min(until, opinion.verdict.valid_until);
      any = true;
    }
  return any ? until : now + kWithoutVerdict;
}

std::vector<std::string> types_of(const std::vector<Observable>& observables) {
  std::set<std::string> types;
  for (const Observable& one : observables) types.insert(one.type);
  return {types.begin(), types.end()};
}

}  // namespace

Disposition Judged::disposition(double now) const {
  std::vector<Disposition> all;
  for (const Opinion& opinion : opinions)
    if (opinion.state == State::kVerdict && opinion.verdict.holds(now))
      all.push_back(opinion.verdict.disposition);
  return roll_up(all);
}

std::vector<Verdicts::Call> Verdicts::ask(const std::vector<Observable>& observables, How how, double now) {
  ++revision_;
  std::vector<Observable> missing;
  ObservableSet seen;
  for (const Observable& observable : observables) {
    if (!seen.insert(observable).second) continue;
    Judged& judged = judged_[observable];
    const bool known = judged.answered && !judged.problem && !judged.is_cut && now < judged.kept_until;
    if (judged.waiting > 0 || (known && how == kMissing)) continue;
    judged.waiting = 1;
    judged.problem = {};
    judged.is_cut = false;
    missing.push_back(observable);
  }
  // Somebody looks at the few: they do not wait behind a large case.
  if (!missing.empty() && missing.size() <= kPerCall) fresh_.push_front(std::exchange(missing, {}));
  for (std::size_t at = 0; at < missing.size(); at += kPerCall)
    fresh_.emplace_back(
        missing.begin() + static_cast<std::ptrdiff_t>(at),
        missing.begin() + static_cast<std::ptrdiff_t>(std::min(at + kPerCall, missing.size())));
  return send_next();
}

std::vector<Verdicts::Call> Verdicts::ask_module(const Observable& observable,
                                                 const std::string& instance_id) {
  const auto judged = judged_.find(observable);
  if (judged == judged_.end() || instance_id.empty()) return {};
  const auto opinion = std::ranges::find_if(
      judged->second.opinions, [&](const Opinion& one) { return one.module.instance_id == instance_id; });
  if (opinion == judged->second.opinions.end() || opinion->owed) return {};
  ++revision_;
  owe(*opinion);
  ++judged->second.waiting;
  judged->second.problem = {};
  line_.push_front({{observable}, {instance_id}});
  return send_next();
}

std::vector<Verdicts::Call> Verdicts::ask_lost(double now) {
  std::vector<Observable> lost;
  for (const auto& [observable, judged] : judged_)
    if (judged.waiting == 0 && is_lost(judged.problem)) lost.push_back(observable);
  std::ranges::sort(lost);
  return ask(lost, kAgain, now);
}

std::vector<Verdicts::Call> Verdicts::replied(CallId id, const Reply& reply, double now) {
  const auto found = calls_.find(id);
  if (found == calls_.end()) return {};
  const Batch batch = std::move(found->second);
  calls_.erase(found);
  ++revision_;
  if (const auto enrichment = read_enrichment(reply))
    answered(batch, reply, *enrichment, now);
  else
    failed(batch, enrichment.error());
  return send_next();
}

void Verdicts::cancel() {
  ++revision_;
  for (const auto& about : fresh_)
    for (const Observable& one : about) --judged_[one].waiting;
  for (const Batch& batch : line_)
    for (const Observable& one : batch.about) {
      Judged& judged = judged_[one];
      --judged.waiting;
      judged.is_cut = true;
      std::erase_if(judged.opinions, [&](const Opinion& opinion) {
        return opinion.state == State::kAsking && owed_by(batch.modules)(opinion);
      });
      for (Opinion& opinion : judged.opinions)
        if (owed_by(batch.modules)(opinion)) opinion.owed = false;
    }
  fresh_.clear();
  line_.clear();
}

void Verdicts::forget() {
  const CallId last = last_;
  const std::uint64_t revision = revision_;
  *this = {};
  last_ = last;
  revision_ = revision + 1;
}

const Judged* Verdicts::of(const Observable& observable) const {
  const auto found = judged_.find(observable);
  return found == judged_.end() ? nullptr : &found->second;
}

std::size_t Verdicts::waiting() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(judged_, [](const auto& one) { return one.second.waiting > 0; }));
}

// With what is known by now about the modules, in one call or two.
void Verdicts::line_up(std::vector<Observable> about) {
  const ModuleSpeed::Groups groups = speed_.groups(types_of(about));
  if (!groups.fast.empty() && !groups.slow.empty()) {
    for (const Observable& one : about) ++judged_[one].waiting;
    line_up(Batch{about, groups.fast});
    line_up(Batch{std::move(about), groups.slow});
  } else {
    line_up(Batch{std::move(about), {}});
  }
}

void Verdicts::line_up(Batch batch) {
  for (const Observable& one : batch.about)
    if (batch.modules.empty())
      for (Opinion& opinion : judged_[one].opinions) owe(opinion);
    else
      for (const std::string& module : batch.modules) owe(opinion_of(judged_[one], modules_[module]));
  line_.push_back(std::move(batch));
}

std::vector<Verdicts::Call> Verdicts::send_next() {
  std::vector<Call> calls;
  while (calls_.size() < kAtOnce && (!line_.empty() || !fresh_.empty())) {
    if (line_.empty()) {
      line_up(std::move(fresh_.front()));
      fresh_.pop_front();
    }
    Batch batch = std::move(line_.front());
    line_.pop_front();
    calls.push_back({++last_, deliberate_request(batch.about, batch.modules)});
    calls_[last_] = std::move(batch);
  }
  return calls;
}

void Verdicts::name(const Module& module) {
  Module& known = modules_[module.instance_id];
  if (known.instance_id.empty() || !module.name.empty()) known = module;
}

void Verdicts::answered(const Batch& batch, const Reply& reply, const Enrichment& enrichment, double now) {
  ModuleSpeed::Asked asked{
      .types = types_of(batch.about), .answered = {}, .timed_out = {}, .seconds = reply.seconds};
  for (const ModuleAnswer& answer : enrichment.answers) {
    if (answer.module.instance_id.empty()) continue;
    name(answer.module);
    asked.answered.push_back(answer.module.instance_id);
  }
  for (const ModuleProblem& problem : enrichment.problems) {
    if (problem.module.instance_id.empty()) continue;
    name(problem.module);
    (problem.timed_out ? asked.timed_out : asked.answered).push_back(problem.module.instance_id);
  }
  speed_.learn(asked);
  for (const Observable& one : batch.about) {
    Judged& judged = judged_[one];
    --judged.waiting;
    judged.answered = true;
    for (const ModuleAnswer& answer : enrichment.answers) take(judged, answer, one, now);
    for (const ModuleProblem& problem : enrichment.problems) take(judged, problem, now);
    // Asked and not in the answer: it does not look at this kind, or is there no more.
    std::erase_if(judged.opinions, owed_by(batch.modules));
    judged.kept_until = kept_until(judged, now);
  }
}

void Verdicts::failed(const Batch& batch, const Problem& problem) {
  for (const Observable& one : batch.about) {
    Judged& judged = judged_[one];
    --judged.waiting;
    judged.problem = problem;
    for (Opinion& opinion : judged.opinions) {
      if (!owed_by(batch.modules)(opinion)) continue;
      opinion.owed = false;
      if (opinion.state != State::kAsking) continue;
      opinion.state = problem.kind == Problem::Kind::kTimedOut ? State::kTimedOut : State::kFailed;
      opinion.reason = problem.detail;
    }
  }
}

}  // namespace threat_response
