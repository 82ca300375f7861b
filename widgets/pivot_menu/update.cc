#include "pivot_menu/model.h"

namespace pivot_menu {
namespace {

using effects::Effects;

const effects::Effect kClose = effects::CloseSurface{effects::Surface::kPivotMenu};

Effects ask(Model& model) {
  model.problem = {};
  model.waiting_for = ++model.last_tag;
  return {effects::SendRequest{model.waiting_for, threat_response::deliberate_request({model.observable})}};
}

Effects on(Model& model, const Opened& message) {
  if (model.asked && model.observable == message.observable) return {};  // still known, not asked twice
  const effects::Tag last_tag = model.last_tag;
  model = {.observable = message.observable, .last_tag = last_tag};
  return ask(model);
}

Effects on(Model& model, const AddToNewCasePressed& message) {
  return {effects::AddToCase{model.observable, true, message.default_title}, kClose};
}

Effects on(Model& model, const AddToCurrentCasePressed&) {
  return {effects::AddToCase{model.observable, false, ""}, kClose};
}

Effects on(Model& model, const CopyPressed& message) {
  return {effects::CopyText{message.defanged ? defang(model.observable) : model.observable.value}, kClose};
}

Effects on(Model& model, const RetryPressed&) { return model.waiting_for == 0 ? ask(model) : Effects{}; }

Effects on(Model& model, const Replied& message) {
  if (message.tag != model.waiting_for) return {};
  model.waiting_for = 0;
  auto read = threat_response::read_deliberation(message.reply);
  if (!read) {
    model.problem = read.error();
    return {};
  }
  model.asked = true;
  model.verdicts = threat_response::verdicts_of(*read, model.observable);
  model.silent_modules = std::move(read->problems);
  return {};
}

}  // namespace

Effects update(Model& model, const Message& message) {
  return std::visit([&](const auto& one) { return on(model, one); }, message);
}

}  // namespace pivot_menu
