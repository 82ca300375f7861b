#include <algorithm>

#include "casebook/adding.h"
#include "casebook/model.h"
#include "casebook/reading.h"
#include "threat_response/investigate.h"

namespace casebook {
namespace {

using effects::Effects;

Effects on(Model& model, const Opened&) {
  model.open = true;
  return refresh(model);
}

Effects on(Model& model, const Closed&) {
  model.open = false;
  return {effects::CloseSurface{effects::Surface::kCasebook}};
}

Effects on(Model& model, const CasePressed& message) {
  if (std::ranges::find(model.cases, message.id, &Case::id) == model.cases.end()) return {};
  return open_case(model, message.id);
}

Effects on(Model& model, const AllCasesPressed&) {
  leave_case(model);
  return {};
}

Effects on(Model& model, const RefreshPressed&) {
  Effects effects = refresh(model);
  if (const Case* current = current_case(model); current && !current->observables.empty())
    effects.push_back(effects::AskVerdicts{.about = current->observables, .again = true, .module = {}});
  return effects;
}

Effects on(Model& model, const InvestigatePressed& message) {
  const Case* current = current_case(model);
  if (!current || current->observables.empty()) return {};
  return {effects::OpenTab{
      threat_response::investigate_url(message.visibility, current->observables, current->id)}};
}

Effects on(Model& model, const AddAsked& message) { return start_add(model, message.what); }

Effects on(Model& model, const RetryAddPressed&) { return retry_adds(model); }

Effects on(Model& model, const DismissNoticePressed&) { return dismiss_notice(model); }

Effects on(Model& model, const CurrentRemembered& message) {
  if (model.current_id.empty()) model.current_id = message.id;
  return {};
}

Effects on(Model& model, const Forgotten&) {
  const Model old = std::move(model);
  model = {};
  model.open = old.open;
  model.last_tag = old.last_tag;
  model.instance = old.instance;
  return {};
}

Effects on(Model& model, const Replied& message) {
  if (message.tag == model.listing) return cases_arrived(model, message.reply);
  if (message.tag == model.opening) return case_arrived(model, message.reply);
  return add_replied(model, message.tag, message.reply);
}

}  // namespace

const Case* current_case(const Model& model) {
  const auto found = std::ranges::find(model.cases, model.current_id, &Case::id);
  return found == model.cases.end() ? nullptr : &*found;
}

Effects update(Model& model, const Message& message) {
  return std::visit([&](const auto& one) { return on(model, one); }, message);
}

}  // namespace casebook
