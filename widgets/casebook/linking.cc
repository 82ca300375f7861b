#include "casebook/linking.h"

#include <algorithm>
#include <utility>

#include "casebook/reading.h"

namespace casebook {
namespace {

using effects::Effects;

// A short id of the service (threat-response-api.md 6.2), so that nothing else gets into the path of a call.
bool names_a_case(std::string_view id) {
  constexpr std::string_view kPrefix = "casebook-";
  constexpr std::size_t kLongest = 100;
  const auto is_of_an_id = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  };
  return id.size() > kPrefix.size() && id.size() <= kLongest && id.starts_with(kPrefix) &&
         std::ranges::all_of(id, is_of_an_id);
}

}  // namespace

Effects copy_link(Model& model) {
  if (!model.shown || is_draft(model.current_id)) return {};
  model.notice = {.kind = Notice::Kind::kLinkCopied, .title = model.shown->title};
  return {effects::CopyLink{std::string(threat_response::short_id(model.current_id))}};
}

Effects follow_link(Model& model, const std::string& id) {
  if (!names_a_case(id)) {
    model.notice = {.kind = Notice::Kind::kBadLink};
    return {};
  }
  model.linked = id;
  model.link_problem = {};
  Effects effects;
  if (!model.open) effects = update(model, Opened{});
  effects.push_back(effects::OpenSurface{effects::Surface::kCasebook});
  for (auto& effect : open_linked(model)) effects.push_back(std::move(effect));
  return effects;
}

Effects open_linked(Model& model) {
  if (model.linked.empty() || !model.signed_in) return {};
  const std::string id = std::exchange(model.linked, {});
  const auto listed = std::ranges::find_if(
      model.list.cases, [&](const Case& one) { return threat_response::short_id(one.id) == id; });
  if (listed != model.list.cases.end()) return open_case(model, std::string(listed->id));
  Effects effects = open_case(model, id);
  model.is_linked = true;
  return effects;
}

Effects link_failed(Model& model, const threat_response::Problem& problem) {
  leave_case(model);
  model.link_problem = problem;
  return {effects::CaseChanged{"", ""}};
}

}  // namespace casebook
