#include "threat_response/module_speed.h"

#include <algorithm>

namespace threat_response {

void ModuleSpeed::learn(const Asked& call) {
  const bool quick = call.seconds <= kQuick;
  for (const std::string& type : call.types) {
    auto& known = by_type_[type];
    std::vector<Speed*> doubted;
    for (const std::string& module : call.answered) {
      const bool is_new = !known.contains(module);
      Speed& speed = known[module];
      // What timed out explains the wait: the others are taken as fast until a call without it says
      // otherwise.
      if (quick || (is_new && !call.timed_out.empty()))
        speed = Speed::kFast;
      else if (call.timed_out.empty() && (is_new || speed != Speed::kFast))
        doubted.push_back(&speed);
    }
    // All were fast once and one is no more; or a single one is left to blame.
    if (!quick && call.timed_out.empty() && doubted.empty())
      for (const std::string& module : call.answered) doubted.push_back(&known[module]);
    for (Speed* speed : doubted) *speed = doubted.size() == 1 ? Speed::kSlow : Speed::kSuspect;
    for (const std::string& module : call.timed_out) known[module] = Speed::kSlow;
  }
}

ModuleSpeed::Groups ModuleSpeed::groups(const std::vector<std::string>& types) const {
  std::map<std::string, Speed> worst;
  for (const std::string& type : types) {
    const auto found = by_type_.find(type);
    if (found == by_type_.end()) return {};
    for (const auto& [module, speed] : found->second) worst[module] = std::max(worst[module], speed);
  }
  const auto suspects =
      std::ranges::count(worst, Speed::kSuspect, [](const auto& one) { return one.second; });
  Groups groups;
  std::ptrdiff_t tried = 0;
  for (const auto& [module, speed] : worst) {
    const bool fast = speed == Speed::kFast || (speed == Speed::kSuspect && tried++ < (suspects + 1) / 2);
    (fast ? groups.fast : groups.slow).push_back(module);
  }
  return groups;
}

}  // namespace threat_response
