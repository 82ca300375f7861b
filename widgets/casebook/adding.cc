#include "casebook/adding.h"

#include <algorithm>

#include "casebook/changing.h"
#include "casebook/ignoring.h"
#include "casebook/listing.h"
#include "observables/find.h"
#include "observables/refang.h"
#include "threat_response/inspect.h"

namespace casebook {
namespace {

using effects::Effects;
using Kind = Notice::Kind;

Notice about(Kind kind, const std::vector<Observable>& added, const std::string& title) {
  return {.kind = kind,
          .count = added.size(),
          .value = added.empty() ? "" : added.front().value,
          .title = title,
          .change_id = {},
          .problem = {}};
}

// Each once, however it is written.
void add_candidate(AddForm& form, Observable observable, const IgnoreRules& ignored, bool by_service) {
  using Why = Candidate::Why;
  Observable key = threat_response::canonical(observable);
  const bool is_there = form.there.contains(key);
  if (!form.found.insert(std::move(key)).second) return;
  const Why why = is_there ? Why::kAlreadyThere : ignored.cover(observable) ? Why::kIgnored : Why::kFound;
  form.candidates.push_back({.observable = std::move(observable),
                             .wanted = why == Why::kFound,
                             .why = why,
                             .by_service = by_service});
}

// Each of 100 kB and the rest of its line, so that there are no more calls than one for each 100 kB begun. A
// line that does not end soon is cut between words, and a word that does not end where it is, between
// characters.
std::vector<std::string_view> parts_of(std::string_view text) {
  constexpr std::size_t kSoon = kInspected / 10;
  std::vector<std::string_view> parts;
  while (text.size() > kInspected) {
    const std::string_view near = text.substr(kInspected, kSoon);
    std::size_t end = near.find('\n');
    if (end == std::string_view::npos) end = near.find_first_of(" \t");
    if (end != std::string_view::npos)
      ++end;
    else
      for (end = 0; end < near.size() && (static_cast<unsigned char>(near[end]) & 0xC0U) == 0x80U;) ++end;
    parts.push_back(text.substr(0, kInspected + end));
    text.remove_prefix(kInspected + end);
  }
  if (!text.empty()) parts.push_back(text);
  return parts;
}

}  // namespace

Effects add_to_case(Model& model, const effects::AddToCase& what) {
  std::vector<Observable> added = what.observables;
  if (added.empty()) return {};
  if (what.new_case)
    return make_case(model,
                     {.title = what.default_title,
                      .short_description = {},
                      .description = {},
                      .external_id = {},
                      .observables = added},
                     about(Kind::kAdding, added, what.default_title));
  const std::string id = what.case_id.empty() ? model.current_id : what.case_id;
  if (id.empty()) return {};
  const bool is_shown = model.shown && id == model.current_id;
  const std::string title = is_shown ? model.shown->title : what.case_title;
  // What is known to be there is not sent.
  std::vector<Observable> missing = is_shown ? threat_response::missing_from(*model.shown, added) : added;
  if (missing.empty() || (!is_shown && what.already_there)) {
    model.notice = about(Kind::kAlreadyThere, added, title);
    return {};
  }
  Notice notice = about(Kind::kAdding, missing, title);
  return make(model, {change_of(model, id, title, outbox::AddObservables{std::move(missing)})},
              std::move(notice));
}

std::string case_of_target(const Model& model, const DropTarget& target) {
  return target.new_case || !target.case_id.empty() ? target.case_id : model.current_id;
}

Effects add_to(Model& model, const DropTarget& target, const std::vector<Observable>& wanted,
               std::size_t ignored) {
  const std::string id = case_of_target(model, target);
  if (id.empty()) {
    Notice notice = about(Kind::kAdding, wanted, target.default_title);
    notice.ignored = ignored;
    return make_case(model,
                     {.title = target.default_title,
                      .short_description = {},
                      .description = {},
                      .external_id = {},
                      .observables = wanted},
                     std::move(notice));
  }
  const auto there = case_as_shown(model, id);
  const std::string title = there ? there->title : "";
  auto missing = there ? threat_response::missing_from(*there, wanted) : wanted;
  Notice notice =
      about(missing.empty() ? Kind::kAlreadyThere : Kind::kAdding, missing.empty() ? wanted : missing, title);
  notice.ignored = ignored;
  if (missing.empty()) {
    model.notice = std::move(notice);
    return {};
  }
  outbox::Change addition = change_of(model, id, title, outbox::AddObservables{std::move(missing)});
  addition.due_at = model.now + outbox::kUndo;  // a hand slips easily
  return make(model, {std::move(addition)}, std::move(notice));
}

Effects type_text(Model& model, std::string text) {
  AddForm& form = model.add;
  form.cut = text.size() > kLongestText;
  if (form.cut) text.resize(kLongestText);
  form.text = std::move(text);
  form.candidates.clear();
  form.found.clear();
  form.inspecting.clear();
  form.problem = {};
  form.refused.reset();
  const IgnoreRules ignored(model.ignored);
  const observables::Hits hits = observables::find(form.text);
  for (const auto& hit : hits.list)
    add_candidate(form, {std::string(observables::type_name(hit.type)), std::string(hits.value(hit))},
                  ignored, false);
  return {};
}

Effects offer_observables(Model& model, const std::vector<Observable>& found) {
  model.add = {.open = true};
  if (model.shown) model.add.there = threat_response::canonical_of(model.shown->observables);
  const IgnoreRules ignored(model.ignored);
  for (const Observable& one : found) add_candidate(model.add, one, ignored, false);
  return {};
}

Effects inspected(Model& model, effects::Tag tag, const threat_response::Reply& reply) {
  AddForm& form = model.add;
  std::erase(form.inspecting, tag);
  const auto found = threat_response::read_inspected(reply);
  if (!found) {
    form.problem = found.error();
    return {};
  }
  const IgnoreRules ignored(model.ignored);
  for (const Observable& one : *found) add_candidate(form, one, ignored, true);
  return {};
}

Effects confirm_add(Model& model) {
  std::vector<Observable> added;
  for (const Candidate& one : model.add.candidates)
    if (one.wanted && one.why != Candidate::Why::kAlreadyThere) added.push_back(one.observable);
  if (added.empty() || !model.shown) return {};
  model.add = {};
  const std::string title = model.shown->title;
  Notice notice = about(Kind::kAdding, added, title);
  return make(model, {change_of(model, model.current_id, title, outbox::AddObservables{std::move(added)})},
              std::move(notice));
}

Effects inspect(Model& model) {
  AddForm& form = model.add;
  form.inspect_at = 0;
  if (!model.signed_in || form.text.empty()) return {};
  Effects effects;
  // The service is known to undo "[.]" alone (api.md 3).
  const std::string plain = observables::refang(form.text);
  for (const std::string_view part : parts_of(plain)) {
    const effects::Tag tag = next_tag(model);
    form.inspecting.push_back(tag);
    effects.push_back(effects::SendRequest{tag, threat_response::inspect_request(part)});
  }
  return effects;
}

}  // namespace casebook
