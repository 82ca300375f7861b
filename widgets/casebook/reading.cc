#include "casebook/reading.h"

#include <algorithm>

#include "threat_response/case_search.h"
#include "threat_response/casebooks.h"

namespace casebook {
namespace {

using effects::Effects;

constexpr int kListed = 100;  // the service's own page size (api.md 6.6)

// Nothing when the case has no observables or the casebook is closed.
Effects ask_verdicts(const Model& model) {
  const Case* current = current_case(model);
  if (!model.open || !current || current->observables.empty()) return {};
  return {effects::AskVerdicts{.about = current->observables, .module = {}}};
}

}  // namespace

Effects refresh(Model& model) {
  if (model.listing != 0) return {};
  model.list_problem = {};
  model.case_problem = {};
  model.listing = ++model.last_tag;
  return {effects::SendRequest{
      model.listing, threat_response::search_cases_request({.text = {}, .owner = {}, .limit = kListed})}};
}

Effects open_case(Model& model, const std::string& id) {
  model.current_id = id;
  model.case_problem = {};
  model.opening = ++model.last_tag;
  return {effects::SendRequest{model.opening, threat_response::case_request(id)}};
}

void leave_case(Model& model) {
  model.current_id.clear();
  model.case_problem = {};
  model.opening = 0;
}

void keep_case(Model& model, const Case& fresh) {
  const auto found = std::ranges::find(model.cases, fresh.id, &Case::id);
  if (found != model.cases.end())
    *found = fresh;
  else
    model.cases.insert(model.cases.begin(), fresh);
}

Effects show_case(Model& model, const Case& fresh) {
  if (model.current_id != fresh.id) model.opening = 0;  // a late answer about the case left changes nothing
  model.current_id = fresh.id;
  model.case_problem = {};
  keep_case(model, fresh);
  return ask_verdicts(model);
}

Effects cases_arrived(Model& model, const threat_response::Reply& reply) {
  model.listing = 0;
  auto read = threat_response::read_cases(reply);
  if (!read) {
    model.list_problem = read.error();
    return {};
  }
  model.cases = *std::move(read);
  model.listed = true;
  if (model.current_id.empty()) return {};
  if (current_case(model) && model.opening == 0) return ask_verdicts(model);
  // Older than the listed page, or gone: its own answer tells.
  return model.opening == 0 ? open_case(model, model.current_id) : Effects{};
}

Effects case_arrived(Model& model, const threat_response::Reply& reply) {
  model.opening = 0;
  auto read = threat_response::read_case(reply);
  if (!read) {
    model.case_problem = read.error();
    if (model.case_problem.kind == threat_response::Problem::Kind::kNotFound) {
      std::erase_if(model.cases, [&](const Case& one) { return one.id == model.current_id; });
      model.current_id.clear();
    }
    return {};
  }
  return show_case(model, *read);
}

}  // namespace casebook
