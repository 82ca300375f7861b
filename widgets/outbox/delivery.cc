#include "outbox/delivery.h"

#include "outbox/overlay.h"
#include "threat_response/reading.h"

namespace outbox {
namespace {

using threat_response::Operation;
using threat_response::Problem;
using threat_response::Reply;
using threat_response::Request;
using Kind = Outcome::Kind;

// The outbox repeats by itself, after looking what became of it; nothing may repeat a change behind its back.
Request once(Request request) {
  request.repeat = threat_response::Repeat::kNever;
  return request;
}

Next send(Step step, Request request) {
  return {.step = step, .request = once(std::move(request)), .outcome = {}};
}
Next end(Outcome outcome) { return {.step = {}, .request = {}, .outcome = std::move(outcome)}; }
Next refused(Problem problem) {
  return end({.kind = Kind::kRefused, .fresh = {}, .theirs = {}, .problem = std::move(problem)});
}

Request write_request(const Change& change, const Case& seen) {
  using namespace threat_response;
  const std::string& id = change.case_id;
  if (const auto* add = std::get_if<AddObservables>(&change.what))
    return observables_request(id, Operation::kAdd, missing_from(seen, add->observables));
  if (const auto* remove = std::get_if<RemoveObservables>(&change.what))
    return observables_request(id, Operation::kRemove, held_by(seen, remove->observables));
  if (const auto* add = std::get_if<AddNote>(&change.what))
    return texts_request(id, Operation::kAdd, {add->note});
  if (const auto* remove = std::get_if<RemoveNote>(&change.what))
    return texts_request(id, Operation::kRemove, {remove->note});
  CaseChange edited;
  const auto& edit = std::get<EditField>(change.what);
  switch (edit.field) {
    case Field::kTitle:
      edited.title = edit.after;
      break;
    case Field::kSummary:
      edited.short_description = edit.after;
      break;
    case Field::kDescription:
      edited.description = edit.after;
      break;
    case Field::kTlp:
      edited.tlp = edit.after;
      break;
  }
  return patch_case_request(id, edited);
}

Next write_to(const Change& change, const Case& seen) {
  if (is_done(seen, change))
    return end({.kind = Kind::kAsWanted, .fresh = seen, .theirs = {}, .problem = {}});
  if (const auto* edit = std::get_if<EditField>(&change.what))
    if (seen.*member_of(edit->field) != edit->before)
      return end(
          {.kind = Kind::kConflict, .fresh = seen, .theirs = seen.*member_of(edit->field), .problem = {}});
  return send(Step::kWrite, write_request(change, seen));
}

Next create(const Change& change) {
  const auto& made = std::get<CreateCase>(change.what).made;
  if (Problem problem = threat_response::check_lengths(made)) return refused(std::move(problem));
  return send(Step::kWrite, threat_response::create_case_request(made));
}

Next looked_up(Change& change, const Reply& reply) {
  auto found = threat_response::read_cases(reply);
  if (!found) return refused(found.error());
  // What cannot be read is perhaps the case: it is not made again.
  if (const auto list = threat_response::read_list(reply);
      found->empty() && list && !json::elements(*list).empty())
    return refused(threat_response::unreadable(reply));
  const bool makes = std::holds_alternative<CreateCase>(change.what);
  if (found->empty() && makes) return create(change);
  if (found->empty()) return refused({.kind = Problem::Kind::kNotFound, .service = reply.service});
  Case& one = found->front();
  if (makes) return end({.kind = Kind::kAsWanted, .fresh = std::move(one), .theirs = {}, .problem = {}});
  change.case_id = one.id;
  return begin(change, &one);
}

Next written(const Change& change, const Reply& reply) {
  const bool deletes = std::holds_alternative<DeleteCase>(change.what);
  // What has a body that is no JSON comes from somebody else on the way.
  const bool is_done = reply.ok() && (reply.body.empty() || json::parse(reply.body));
  if (deletes && (is_done || reply.status == 404))
    return end({.kind = Kind::kGone, .fresh = {}, .theirs = {}, .problem = {}});
  Problem problem = deletes && reply.ok() ? threat_response::unreadable(reply) : problem_of(reply);
  if (!problem) {
    auto fresh = threat_response::read_case(reply);
    if (fresh) return end({.kind = Kind::kTaken, .fresh = *std::move(fresh), .theirs = {}, .problem = {}});
    problem = fresh.error();
  }
  const Kind kind = threat_response::is_outcome_unknown(problem) ? Kind::kUncertain : Kind::kRefused;
  return end({.kind = kind, .fresh = {}, .theirs = {}, .problem = std::move(problem)});
}

constexpr double kMayLinger = 5, kCreateMayLinger = 30;

}  // namespace

double may_linger(const Change& change) {
  return std::holds_alternative<CreateCase>(change.what) ? kCreateMayLinger : kMayLinger;
}

Next begin(const Change& change, const Case* known) {
  using namespace threat_response;
  if (std::holds_alternative<CreateCase>(change.what)) {
    // Once claimed it was perhaps sent, by this page or by one that is gone.
    if (change.claims <= 1) return create(change);
    return send(Step::kLookUp, cases_by_external_id_request(change.external_id));
  }
  // Another tab has made the case, and was not told of this change.
  if (change.case_id.empty()) return send(Step::kLookUp, cases_by_external_id_request(change.external_id));
  if (std::holds_alternative<DeleteCase>(change.what))
    return send(Step::kWrite, delete_case_request(change.case_id));
  if (known) return write_to(change, *known);
  return send(Step::kRead, case_request(change.case_id));
}

Next continue_with(Change& change, Step step, const Reply& reply) {
  switch (step) {
    case Step::kLookUp:
      return looked_up(change, reply);
    case Step::kWrite:
      return written(change, reply);
    case Step::kRead:
      break;
  }
  const auto seen = threat_response::read_case(reply);
  return seen ? write_to(change, *seen) : refused(seen.error());
}

Request check_request(const Change& change) { return once(threat_response::case_request(change.case_id)); }

}  // namespace outbox
