// Which modules answer fast. One call waits for the slowest module it asks (threat-response-api.md 4.1), and
// no answer says how long a module took: what is known is who was asked together and how long that lasted.
//
// A module that the service gave up on is slow. A call that was quick shows that all its modules are fast;
// one that was not, without anybody given up, makes those not yet known to be fast suspects. Suspects are
// asked in two halves, so that each such call halves the doubt. Known per kind of observable: a sandbox may
// be slow for files and have nothing to look up for domains.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace threat_response {

class ModuleSpeed {
 public:
  // Longer than this and a person waits. Seconds.
  static constexpr double kQuick = 1;

  struct Asked {
    std::vector<std::string> types;      // kinds of observables in the call
    std::vector<std::string> answered;   // instance ids
    std::vector<std::string> timed_out;  // instance ids
    double seconds = 0;
  };
  void learn(const Asked& call);

  // The modules to ask about observables of these kinds, in two calls whose answers are both complete; `slow`
  // may be empty. Nothing is known (of one of the kinds) when both are: ask without naming modules.
  struct Groups {
    std::vector<std::string> fast, slow;
  };
  Groups groups(const std::vector<std::string>& types) const;

 private:
  // By how much the module holds up others.
  enum class Speed { kFast, kSuspect, kSlow };
  std::map<std::string, std::map<std::string, Speed>> by_type_;  // kind, instance id
};

}  // namespace threat_response
