// Threat Response as far as the client core speaks with it (api.md 2, 5, 6): tokens, cases, actions. It
// remembers all that was ever done, for the audit.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "outbox/change.h"
#include "threat_response/request.h"

namespace simulation {

using threat_response::Case;
using threat_response::Observable;

struct Answer {
  int status = 200;
  std::string body = {};
};

class Service {
 public:
  // `late`: where a change is to be put that is written later than it is answered; null for at once.
  Answer serve(const threat_response::Request& request, double now, std::function<void()>* late);

  // Defect::kForgets: the last note of a case, or its last observable.
  void forget();

  const std::vector<Case>& cases() const { return cases_; }
  const Case* case_with(const std::string& external_id) const;
  // How often a case with this external id was made.
  std::size_t times_made(const std::string& external_id) const;
  bool was_deleted(const std::string& external_id) const { return deleted_.contains(external_id); }
  // Whether any case ever had the value of an observable, the text of a note, the title; or lost it.
  bool ever_had(const std::string& text) const { return had_.contains(text); }
  bool ever_lost(const std::string& text) const { return lost_.contains(text); }
  // The cases that hold it, counting twice where it stands twice.
  std::size_t times_held(const std::string& text) const;
  const std::map<std::string, std::size_t>& triggered() const { return triggered_; }

 private:
  Answer make(const Json& body);
  Answer change(Case& one, const std::string& path, const Json& body, std::function<void()>* late);
  void write(const Case& changed);
  void remember(const Case& one);
  Case* named(const std::string& path);

  std::vector<Case> cases_;
  std::map<std::string, std::size_t> made_;
  std::set<std::string> had_, lost_, deleted_;
  std::map<std::string, std::size_t> triggered_;
};

inline constexpr double kTokenLife = 600;

}  // namespace simulation
