#include "appliance/threat_response/test_controls.h"

#include <algorithm>
#include <array>
#include <thread>

#include "appliance/crypto.h"
#include "appliance/instant.h"
#include "appliance/threat_response/schema.h"

namespace appliance {
namespace {

constexpr std::int64_t kLongestDelayMs = 60'000;

Json boolean(const Json& value) {
  return value == Json(true) || value == Json(false) ? Json() : Json("(not (boolean? value))");
}

Json anything(const Json& /*value*/) { return {}; }

Json check_fault(const Json& value) {
  static const std::array kFields = {schema::Field{"path", schema::text, true},
                                     schema::Field{"method", schema::text},
                                     schema::Field{"times", schema::natural},
                                     schema::Field{"delay_ms", schema::natural},
                                     schema::Field{"status", schema::natural},
                                     schema::Field{"body", anything},
                                     schema::Field{"headers", schema::any_object},
                                     schema::Field{"spoil", schema::one_of({"truncated", "garbage"})},
                                     schema::Field{"lost_update", boolean}};
  return schema::object(value, kFields);
}

Fault fault_of(const Json& entry) {
  Fault fault{.path = json::text(entry, "path"),
              .method = json::text(entry, "method"),
              .times = std::nullopt,
              .delay = std::chrono::milliseconds(std::min(json::integer(entry, "delay_ms"), kLongestDelayMs)),
              .status = static_cast<int>(json::integer(entry, "status")),
              .body = {},
              .headers = {},
              .spoil = json::text(entry, "spoil"),
              .lost_update = json::boolean(entry, "lost_update")};
  if (json::find(entry, "times")) fault.times = json::integer(entry, "times");
  if (const Json* body = json::find(entry, "body")) fault.body = *body;
  if (const Json* headers = json::find(entry, "headers")) fault.headers = *headers;
  return fault;
}

}  // namespace

http::Response TestControls::answer(const http::Request& request) {
  // A page elsewhere cannot send this type without asking first, and is not allowed to.
  const bool adds = request.method == "POST" && request.path == "/test/faults";
  if ((request.method != "PUT" && !adds) || request.header("content-type") != "application/json")
    return http::refusal(400, "Test controls are set with PUT and a JSON body.");
  const auto body = http::json_body(request);
  if (!body) return body.error();
  if (request.path == "/test/faults") return set_faults(*body, adds);
  if (request.path == "/test/traffic") {
    traffic_.set_step(json::integer(*body, "step"));
    return http::empty_response(204);
  }
  if (request.path != "/test/clock") return http::refusal(404, "There is no such test control.");
  if (json::find(*body, "stopped_at") != nullptr) {
    const auto at = parse_iso(json::text(*body, "stopped_at"));
    if (!at || *at <= 0) return http::refusal(400, "stopped_at is a time such as 2026-11-24T05:14:00.000Z.");
    stop_clock(*at);
    return http::empty_response(204);
  }
  set_clock_ahead(json::integer(*body, "ahead_s") * kSecond);
  return http::empty_response(204);
}

http::Response TestControls::set_faults(const Json& body, bool adds) {
  if (Json wrong = schema::list(body, check_fault); !schema::fits(wrong))
    return http::json_response(400, json::object({{"errors", std::move(wrong)}}));
  const std::lock_guard lock(mutex_);
  if (!adds) faults_.clear();
  std::vector<Fault> first;
  for (const Json* entry : json::elements(body)) first.push_back(fault_of(*entry));
  faults_.insert(faults_.begin(), first.begin(), first.end());
  return http::empty_response(204);
}

std::optional<Fault> TestControls::take(const http::Request& request, bool lost_update) {
  std::optional<Fault> taken;
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find_if(faults_, [&](const Fault& fault) {
      return fault.lost_update == lost_update && request.path.starts_with(fault.path) &&
             (fault.method.empty() || fault.method == request.method) && fault.times.value_or(1) > 0;
    });
    if (found == faults_.end()) return std::nullopt;
    if (found->times) --*found->times;
    taken = *found;
  }
  if (!lost_update) std::this_thread::sleep_for(taken->delay);
  return taken;
}

http::Site with_faults(const http::Site& site, TestControls& controls) {
  return {.answer =
              [site, &controls](const http::Request& request) {
                http::Response response = site.answer(request);
                const auto fault = controls.take(request);
                if (!fault) return response;
                if (auto instead = answer_instead(*fault)) response = *std::move(instead);
                spoil(*fault, response);
                return response;
              },
          .finish = site.finish};
}

std::optional<http::Response> answer_instead(const Fault& fault) {
  if (fault.status == 0) return std::nullopt;
  const Json own = json::object({{"error", "unknown-exception"},
                                 {"error_description", "A test asked for this answer."},
                                 {"trace_id", crypto::uuid()}});
  http::Response response = http::json_response(fault.status, fault.body.is_null() ? own : fault.body);
  for (const auto& [name, value] : json::members(fault.headers))
    response.set_header(name, json::text_of(value));
  return response;
}

void spoil(const Fault& fault, http::Response& response) {
  if (fault.spoil == "truncated") response.ends_early = true;
  if (fault.spoil == "garbage") response.body = "\xff\xfe{\"data\":[<html>";
}

}  // namespace appliance
