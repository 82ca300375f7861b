// How one change is brought to the service, as steps of one request each, so that doing it twice does no more
// than doing it once:
//
//   a new case     was it perhaps sent before? then look it up by its external id (api.md 6.9); make it
//   anything else  read the case (found by its external id when its id is not known); when it is as wanted
//                  already nothing is sent; change it
//   deleting       delete it; a 404 is a success too
//
// A change that the service has taken is looked at again some seconds later (outbox.h), since of two changes
// of one case at the same moment the service may lose one (api.md 6.4-6).
#pragma once

#include <optional>

#include "outbox/change.h"
#include "threat_response/problem.h"
#include "threat_response/request.h"

namespace outbox {

enum class Step { kLookUp, kRead, kWrite };

struct Outcome {
  enum class Kind {
    kTaken,      // the service says that it has done it; `fresh` is the case by now
    kAsWanted,   // it is as wanted, nothing was sent; `fresh`
    kGone,       // the case is deleted, as wanted
    kConflict,   // the field has another text by now, `theirs`; `fresh`
    kUncertain,  // nobody knows whether it was done
    kRefused,    // surely not done, for the reason in `problem`
  } kind = Kind::kRefused;
  std::optional<Case> fresh;
  std::string theirs;
  threat_response::Problem problem;
};

// What to send next, or how it ended.
struct Next {
  Step step = Step::kRead;
  std::optional<threat_response::Request> request;
  Outcome outcome;  // without a request
};

// A call that nobody answered may still be at work for this long, seconds: nothing is sent again before.
double may_linger(const Change& change);

// `known`: the case as the service sent it a moment ago, so that it need not be read; null when not known.
Next begin(const Change& change, const Case* known);
// May learn the id of the change's case.
Next continue_with(Change& change, Step step, const threat_response::Reply& reply);

// Reads the case to see whether what was taken is still there.
threat_response::Request check_request(const Change& change);

}  // namespace outbox
