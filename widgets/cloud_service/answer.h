// What the REST interface answers to the page: the state, the log of changes, and the result of a connection
// test.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cloud_service/document.h"

namespace cloud_service {

// One change, who made it and by what: "page", "command" or "appliance".
struct Logged {
  Instant when = 0;
  std::string who, via, what, detail, comment;
};

struct Answer {
  State state;
  Instant now = 0;  // the appliance's clock
  bool may_administer = false;
  std::vector<Logged> log;  // the newest first
};
// {"state": see document.h, "time", "may_administer", "log":
// [{"when","who","via","what","detail","comment"}]}. Nothing when it is no such document.
std::optional<Answer> read_answer(const Json& document);

// Turned on, not registered, and the first contact since the commit is still to come (INT-14).
bool awaits_contact(const Answer& answer);

// A host that was tried (PRE-08).
struct Tested {
  std::string host;
  Reason reason = Reason::kNone;  // kNone: it was reached
  std::int64_t milliseconds = 0;
};
// {"hosts": [{"host","purpose","reason","milliseconds"}]}. Nothing for another document.
std::optional<std::vector<Tested>> read_tested(const Json& document);

}  // namespace cloud_service
