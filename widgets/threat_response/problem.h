// Why a call failed, read from any of the service's four error shapes (threat-response-api.md 2.2, 2.3, 6.7)
// into one type that a view turns into a sentence.
#pragma once

#include <string>
#include <vector>

#include "threat_response/request.h"

namespace threat_response {

struct Problem {
  enum class Kind {
    kNone,
    kWrongCredentials,  // 400 invalid_client or wrong_client_creds: bad credentials are not a 401 here
    kSignedOut,         // 401 that a new token did not mend
    kMissingScopes,     // 403 missing_scope; `scopes` names them
    kNotAllowed,        // 403 for another reason
    kNotFound,          // 404
    kRefusedByService,  // 400 and other 4xx; `detail` is the service's own text, to be shown as text
    kTooManyRequests,   // 429
    kServiceFailed,     // 5xx
    kNoConnection,      // no answer
    kTimedOut,
    kUnreadable,   // an answer that is not what the API promises
    kRefusedHere,  // the vault refused to send it
    kTooLong,      // `field` has more than `limit` characters; nothing was sent
    kNotKept,      // the service said yes and yet does not have it (api.md 6.4-6)
  };
  Kind kind = Kind::kNone;
  Service service = Service::kVisibility;  // who was asked
  std::string detail;                      // hostile text of the service, at most 200 bytes; "" if none
  std::string field;     // what of the body is wrong, as the service names it ("title"); "" if not said
  std::string trace_id;  // to quote to support; "" if none
  std::vector<std::string> scopes;
  std::size_t limit = 0;  // of kTooLong

  explicit operator bool() const { return kind != Kind::kNone; }
  bool operator==(const Problem&) const = default;
};

// No answer came, as without a connection: asking again when there is one may mend it.
bool is_lost(const Problem& problem);
// Nobody knows whether the service has done what it was asked: no answer, one that cannot be read, or a fault
// that may have come after the deed.
bool is_outcome_unknown(const Problem& problem);

// The problem a reply stands for; kNone for a 2xx reply.
Problem problem_of(const Reply& reply);

// A 2xx reply whose body could not be read.
Problem unreadable(const Reply& reply);

}  // namespace threat_response
