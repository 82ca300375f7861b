#include "threat_response/sightings.h"

#include <algorithm>
#include <utility>

namespace threat_response {
namespace {

constexpr std::size_t kPerCall = 20;  // a module looks each one up; the call waits for the slowest
constexpr std::size_t kAtOnce = 2;    // calls; verdicts go before pictures

// What tells two sightings of a module apart: their ids are made for each answer.
std::string key_of(std::size_t module, const Sighting& sighting) {
  const char end = '\0';
  std::string key = std::to_string(module) + end + std::to_string(sighting.seen_from) + end +
                    std::to_string(sighting.seen_until) + end + std::to_string(sighting.count) + end +
                    sighting.title + end + sighting.source_uri + end;
  for (const Observable& one : sighting.observables) key += one.type + end + one.value + end;
  for (const Target& target : sighting.targets)
    for (const Observable& one : target.observables) key += one.type + end + one.value + end;
  return key;
}

template <typename Member>
void cut(std::vector<Member>& members) {
  if (members.size() > Sightings::kMostInside)
    members.erase(members.begin() + std::ptrdiff_t{Sightings::kMostInside}, members.end());
}

// An answer may be as long as the transport lets it be.
Sighting bounded(Sighting sighting) {
  cut(sighting.observables);
  cut(sighting.targets);
  cut(sighting.relations);
  for (Target& target : sighting.targets) cut(target.observables);
  sighting.count = std::max<std::int64_t>(sighting.count, 1);
  if (sighting.seen_until < sighting.seen_from) sighting.seen_until = sighting.seen_from;
  return sighting;
}

std::vector<Observable> without_repetitions(std::vector<Observable> observables) {
  std::set<Observable> seen;
  std::erase_if(observables, [&](const Observable& one) { return !seen.insert(one).second; });
  return observables;
}

}  // namespace

std::vector<Sightings::Call> Sightings::ask(std::vector<Observable> observables, How how) {
  observables = without_repetitions(std::move(observables));
  if (how == kAgain || observables != observables_) {
    begin(std::move(observables));
  } else {
    for (Batch& batch : missing_) line_.push_back(std::move(batch));
    if (!missing_.empty()) {
      problem_ = {};
      ++revision_;
    }
    missing_.clear();
  }
  return send_next();
}

void Sightings::begin(std::vector<Observable> observables) {
  const CallId last = last_;
  const std::uint64_t revision = revision_;
  *this = {};
  last_ = last;
  revision_ = revision + 1;
  observables_ = std::move(observables);
  for (std::size_t at = 0; at < observables_.size(); at += kPerCall)
    line_.push_back(
        {{observables_.begin() + static_cast<std::ptrdiff_t>(at),
          observables_.begin() + static_cast<std::ptrdiff_t>(std::min(at + kPerCall, observables_.size()))},
         {}});
}

std::vector<Sightings::Call> Sightings::replied(CallId id, const Reply& reply) {
  const auto call = calls_.find(id);
  if (call == calls_.end()) return {};
  const Batch batch = std::move(call->second);
  calls_.erase(call);
  ++revision_;
  if (const auto enrichment = read_enrichment(reply)) {
    for (const ModuleAnswer& answer : enrichment->answers) take(answer);
    for (const ModuleProblem& problem : enrichment->problems) take(problem, batch);
    answered_.insert(batch.about.begin(), batch.about.end());
  } else {
    problem_ = enrichment.error();
    missing_.push_back(batch);
    // The next call would fail for the same reason: it waits until somebody asks for it.
    std::ranges::move(std::exchange(line_, {}), std::back_inserter(missing_));
  }
  return send_next();
}

void Sightings::cancel() {
  if (!asking()) return;
  for (auto& [id, batch] : std::exchange(calls_, {})) missing_.push_back(std::move(batch));
  for (Batch& batch : std::exchange(line_, {})) missing_.push_back(std::move(batch));
  ++revision_;
}

void Sightings::forget() { begin({}); }

Sightings::Progress Sightings::progress() const {
  return {.asked = observables_.size(), .answered = answered_.size()};
}

std::vector<Sightings::Call> Sightings::send_next() {
  std::vector<Call> calls;
  while (calls_.size() < kAtOnce && !line_.empty()) {
    calls.push_back({++last_, observe_request(line_.front().about, line_.front().modules)});
    calls_[last_] = std::move(line_.front());
    line_.pop_front();
  }
  return calls;
}

// Old services name no instance: then the name has to tell modules apart.
std::size_t Sightings::place_of(const Module& module) {
  const auto found = std::ranges::find_if(modules_, [&](const Asked& one) {
    return one.module.instance_id == module.instance_id &&
           (!module.instance_id.empty() || one.module.name == module.name);
  });
  if (found != modules_.end()) {
    if (!module.name.empty()) found->module = module;  // an error may leave the name out (api.md 4.4)
    return static_cast<std::size_t>(found - modules_.begin());
  }
  modules_.push_back({.module = module});
  return modules_.size() - 1;
}

void Sightings::take(const ModuleAnswer& answer) {
  const std::size_t at = place_of(answer.module);
  const bool owes = std::ranges::any_of(missing_, [&](const Batch& batch) {
    return std::ranges::contains(batch.modules, answer.module.instance_id);
  });
  if (!owes) modules_[at].failed = modules_[at].timed_out = false;
  for (const Sighting& sighting : answer.sightings) {
    Sighting kept = bounded(sighting);
    std::string key = key_of(at, kept);
    if (known_.contains(key)) continue;
    if (found_.size() >= kMostFound) {
      ++left_out_;
      continue;
    }
    known_.insert(std::move(key));
    found_.push_back({.module = at, .sighting = std::move(kept)});
    ++modules_[at].found;
  }
}

void Sightings::take(const ModuleProblem& problem, const Batch& batch) {
  Asked& asked = modules_[place_of(problem.module)];
  asked.failed = true;
  asked.timed_out = problem.timed_out;
  asked.reason = problem.message.empty() ? problem.code : problem.message;
  std::vector<std::string> only;
  if (!problem.module.instance_id.empty()) only.push_back(problem.module.instance_id);
  missing_.push_back({batch.about, std::move(only)});
}

}  // namespace threat_response
