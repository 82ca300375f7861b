#include "casebook/ignore_list.h"

#include <utility>

#include "casebook/ignoring.h"
#include "threat_response/casebooks.h"

namespace casebook {
namespace {

using effects::Effects;

bool is_too_long(const std::string& lines) {
  return threat_response::service_length(lines) > kLongestIgnored;
}

// What was found is ignored, or not any more; what somebody has picked by hand, and the list does not touch,
// stays as it is.
void judge_again(Model& model) {
  using Why = Candidate::Why;
  const IgnoreRules rules(model.ignored);
  for (Candidate& one : model.add.candidates) {
    if (one.why == Why::kAlreadyThere) continue;
    const Why why = rules.cover(one.observable) ? Why::kIgnored : Why::kFound;
    if (why == one.why) continue;
    one.why = why;
    one.wanted = why == Why::kFound;
  }
}

}  // namespace

Effects open_ignored(Model& model) {
  if (model.add.open) model.add.rules = model.ignored;
  return {};
}

Effects close_ignored(Model& model) {
  model.add.rules.reset();
  return {};
}

Effects save_ignored(Model& model) {
  if (!model.add.rules || is_too_long(*model.add.rules)) return {};
  model.ignored = *std::exchange(model.add.rules, std::nullopt);
  judge_again(model);
  return {effects::KeepIgnored{model.ignored}};
}

Effects ignored_is(Model& model, const std::optional<std::string>& lines) {
  model.ignored = lines && !is_too_long(*lines) ? *lines : std::string(kPrivateRanges);
  judge_again(model);
  return {};
}

}  // namespace casebook
