#include "casebook/adding.h"

#include <algorithm>

#include "casebook/reading.h"
#include "threat_response/casebooks.h"

namespace casebook {
namespace {

using effects::Effects;
using threat_response::Problem;
using threat_response::Reply;

constexpr int kRepeats = 2;

void tell(Model& model, Notice::Kind kind, const Add& add) {
  model.notice = {.kind = kind,
                  .value = add.observable.value,
                  .title = add.title,
                  .new_case = add.case_id.empty(),
                  .problem = add.problem};
}

effects::SendRequest send_as(Model& model, Add& add, Add::State state, threat_response::Request request) {
  add.tag = ++model.last_tag;
  add.state = state;
  return {add.tag, std::move(request)};
}

effects::SendRequest create(Model& model, Add& add) {
  return send_as(model, add, Add::State::kSending,
                 threat_response::create_case_request(
                     {.title = add.title, .external_id = add.external_id, .observables = {add.observable}}));
}

// Reads the case before adding: what it has is not added again.
effects::SendRequest read_first(Model& model, Add& add) {
  return send_as(model, add, Add::State::kReadingCase, threat_response::case_request(add.case_id));
}

effects::SendRequest look_up(Model& model, Add& add) {
  return send_as(model, add, Add::State::kLookingUp,
                 threat_response::cases_by_external_id_request(add.external_id));
}

effects::SendRequest put_in(Model& model, Add& add) {
  return send_as(
      model, add, Add::State::kSending,
      threat_response::observables_request(add.case_id, threat_response::Operation::kAdd, {add.observable}));
}

bool is_active(const Add& add) {
  return add.state != Add::State::kFailed && add.state != Add::State::kWaiting;
}

// One add to a case at a time: reads the case for `add`, or lets it wait.
Effects start(Model& model, Add& add) {
  const bool busy = std::ranges::any_of(model.adds, [&](const Add& other) {
    return &other != &add && other.case_id == add.case_id && is_active(other);
  });
  add.state = Add::State::kWaiting;
  if (busy) return {};
  return {read_first(model, add)};
}

// The next add that waited for one to `case_id` to end.
Effects start_next(Model& model, const std::string& case_id) {
  for (Add& add : model.adds)
    if (!case_id.empty() && add.case_id == case_id && add.state == Add::State::kWaiting)
      return start(model, add);
  return {};
}

Effects fail(Model& model, Add& add, const Problem& problem) {
  add.state = Add::State::kFailed;
  add.problem = problem;
  tell(model, Notice::Kind::kFailed, add);
  return start_next(model, add.case_id);
}

// The service has the observable in `fresh`: this add is over.
Effects finish(Model& model, Add& add, const Case& fresh, Notice::Kind kind) {
  Add done = std::move(add);
  std::erase_if(model.adds, [&](const Add& one) { return one.tag == done.tag; });
  done.title = fresh.title;
  tell(model, kind, done);
  // An analyst who has opened another case meanwhile stays there.
  const bool left = !done.case_id.empty() && done.case_id != model.current_id;
  if (left) keep_case(model, fresh);
  Effects effects = left ? Effects{} : show_case(model, fresh);
  effects.push_back(effects::CaseChanged{fresh.id, fresh.title});
  const Effects next = start_next(model, done.case_id);
  effects.insert(effects.end(), next.begin(), next.end());
  return effects;
}

bool holds(const Case& one, const threat_response::Observable& observable) {
  return threat_response::missing_from(one, {observable}).empty();
}

Effects case_read(Model& model, Add& add, const Case& found) {
  add.title = found.title;
  if (holds(found, add.observable)) return finish(model, add, found, Notice::Kind::kAlreadyThere);
  return {put_in(model, add)};
}

Effects looked_up(Model& model, Add& add, const Reply& reply) {
  const auto found = threat_response::read_cases(reply);
  if (!found) return fail(model, add, found.error());
  if (!found->empty()) return finish(model, add, found->front(), Notice::Kind::kAdded);
  if (add.repeats > 0) return fail(model, add, add.problem);  // nobody has asked to make it again
  return {create(model, add)};
}

Effects checked(Model& model, Add& add, const Case& found, const Reply& reply) {
  if (holds(found, add.observable)) return finish(model, add, found, Notice::Kind::kAdded);
  if (add.repeats++ < kRepeats) return {put_in(model, add)};
  return fail(model, add, {.kind = Problem::Kind::kNotKept, .service = reply.service});
}

Effects unread(Model& model, Add& add, const Problem& problem) {
  if (add.state != Add::State::kSending || !is_outcome_unknown(problem) || add.repeats++ > 0)
    return fail(model, add, problem);
  add.problem = problem;
  return {add.case_id.empty() ? look_up(model, add) : read_first(model, add)};
}

// Two adds at once would both read the case before either is in it.
bool under_way(const Model& model, const threat_response::Observable& observable) {
  return std::ranges::any_of(model.adds, [&](const Add& add) {
    return add.state != Add::State::kFailed && add.case_id == model.current_id &&
           add.observable == observable;
  });
}

}  // namespace

Effects start_add(Model& model, const effects::AddToCase& what) {
  const Case* current = current_case(model);
  if (!what.new_case && model.current_id.empty()) return {};
  if (!what.new_case && under_way(model, what.observable)) return {};  // its outcome will be told
  // One that failed before is this one, wanted once more.
  if (!what.new_case)
    std::erase_if(model.adds, [&](const Add& add) {
      return add.case_id == model.current_id &&
             add.observable == threat_response::Observable(what.observable);
    });
  Add add{.observable = what.observable,
          .case_id = what.new_case ? "" : model.current_id,
          .title = what.new_case ? what.default_title : (current ? current->title : ""),
          .external_id = "",
          .problem = {}};
  if (what.new_case)
    add.external_id =
        "tr-widgets-" + std::to_string(model.instance) + '-' + std::to_string(model.last_tag + 1);
  model.adds.push_back(std::move(add));
  Add& kept = model.adds.back();
  tell(model, Notice::Kind::kAdding, kept);
  if (what.new_case) return {create(model, kept)};
  return start(model, kept);
}

Effects retry_adds(Model& model) {
  Effects effects;
  for (Add& add : model.adds) {
    if (add.state != Add::State::kFailed) continue;
    add.problem = {};
    tell(model, Notice::Kind::kAdding, add);
    add.repeats = 0;
    const Effects started = add.case_id.empty() ? Effects{look_up(model, add)} : start(model, add);
    effects.insert(effects.end(), started.begin(), started.end());
  }
  return effects;
}

Effects dismiss_notice(Model& model) {
  const auto is_failed = [](const Add& add) { return add.state == Add::State::kFailed; };
  if (model.notice.kind == Notice::Kind::kFailed) std::erase_if(model.adds, is_failed);
  model.notice = {};
  const auto failed = std::ranges::find_if(model.adds, is_failed);
  if (failed != model.adds.end()) tell(model, Notice::Kind::kFailed, *failed);
  return {};
}

Effects add_replied(Model& model, effects::Tag tag, const Reply& reply) {
  const auto found = std::ranges::find(model.adds, tag, &Add::tag);
  if (found == model.adds.end() || !is_active(*found)) return {};
  if (found->state == Add::State::kLookingUp) return looked_up(model, *found, reply);
  const auto read = threat_response::read_case(reply);
  if (!read) return unread(model, *found, read.error());
  if (found->state == Add::State::kReadingCase) return case_read(model, *found, *read);
  if (found->state == Add::State::kChecking) return checked(model, *found, *read, reply);
  if (found->case_id.empty()) return finish(model, *found, *read, Notice::Kind::kAdded);
  return {send_as(model, *found, Add::State::kChecking, threat_response::case_request(found->case_id))};
}

}  // namespace casebook
