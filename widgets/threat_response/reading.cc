#include "threat_response/reading.h"

namespace threat_response {
namespace {

std::expected<Json, Problem> read(const Reply& reply, bool (*is_wanted)(const Json&)) {
  if (!reply.ok()) return std::unexpected(problem_of(reply));
  auto body = json::parse(reply.body);
  if (!body || !is_wanted(*body)) return std::unexpected(unreadable(reply));
  return *std::move(body);
}

}  // namespace

std::expected<Json, Problem> read_object(const Reply& reply) { return read(reply, json::is_object); }

std::expected<Json, Problem> read_list(const Reply& reply) { return read(reply, json::is_array); }

}  // namespace threat_response
