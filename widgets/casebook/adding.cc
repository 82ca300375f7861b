#include "casebook/adding.h"

#include <algorithm>

#include "casebook/reading.h"

namespace casebook {
namespace {

using effects::Effects;
using threat_response::Problem;
using threat_response::Reply;

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

Effects fail(Model& model, Add& add, const Problem& problem) {
  add.state = Add::State::kFailed;
  add.problem = problem;
  tell(model, Notice::Kind::kFailed, add);
  return {};
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
  return effects;
}

bool holds(const Case& one, const observables::Observable& observable) {
  return std::ranges::contains(one.observables, observable);
}

Effects case_read(Model& model, Add& add, const Case& found) {
  add.title = found.title;
  if (holds(found, add.observable)) return finish(model, add, found, Notice::Kind::kAlreadyThere);
  return {send_as(model, add, Add::State::kSending,
                  threat_response::add_observables_request(add.case_id, {add.observable}))};
}

Effects looked_up(Model& model, Add& add, const Reply& reply) {
  const auto found = threat_response::read_cases(reply);
  if (!found) return fail(model, add, found.error());
  if (!found->empty()) return finish(model, add, found->front(), Notice::Kind::kAdded);
  return {create(model, add)};
}

// Two adds at once would both read the case before either is in it.
bool under_way(const Model& model, const observables::Observable& observable) {
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
  return {what.new_case ? create(model, kept) : read_first(model, kept)};
}

Effects retry_adds(Model& model) {
  Effects effects;
  for (Add& add : model.adds) {
    if (add.state != Add::State::kFailed) continue;
    add.problem = {};
    tell(model, Notice::Kind::kAdding, add);
    effects.push_back(add.case_id.empty()
                          ? send_as(model, add, Add::State::kLookingUp,
                                    threat_response::cases_by_external_id_request(add.external_id))
                          : read_first(model, add));
  }
  return effects;
}

Effects add_replied(Model& model, effects::Tag tag, const Reply& reply) {
  const auto found = std::ranges::find(model.adds, tag, &Add::tag);
  if (found == model.adds.end() || found->state == Add::State::kFailed) return {};
  if (found->state == Add::State::kLookingUp) return looked_up(model, *found, reply);
  const auto read = threat_response::read_case(reply);
  if (!read) return fail(model, *found, read.error());
  if (found->state == Add::State::kReadingCase) return case_read(model, *found, *read);
  if (!holds(*read, found->observable)) return fail(model, *found, threat_response::unreadable());
  return finish(model, *found, *read, Notice::Kind::kAdded);
}

}  // namespace casebook
