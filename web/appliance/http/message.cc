#include "appliance/http/message.h"

namespace appliance::http {

std::string Request::header(std::string_view name) const {
  const auto found = headers.find(std::string(name));
  return found == headers.end() ? std::string() : found->second;
}

std::string Request::parameter(const std::string& name) const {
  const auto found = query.lower_bound(name);
  return found == query.end() || found->first != name ? std::string() : found->second;
}

std::vector<std::string> Request::parameters(const std::string& name) const {
  std::vector<std::string> all;
  const auto [first, last] = query.equal_range(name);
  for (auto item = first; item != last; ++item) {
    const std::string_view values = item->second;
    for (std::size_t start = 0; start <= values.size();) {
      const std::size_t end = std::min(values.find(',', start), values.size());
      if (end > start) all.emplace_back(values.substr(start, end - start));
      start = end + 1;
    }
  }
  return all;
}

Response json_response(int status, const Json& body) {
  return {.status = status, .body = json::dump(body), .content_type = "application/json; charset=utf-8"};
}

Response empty_response(int status) { return {.status = status, .body = "", .content_type = ""}; }

Response refusal(int status, std::string_view sentence) {
  return json_response(status, json::object({{"error", std::string(sentence)}}));
}

}  // namespace appliance::http
