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

std::vector<std::string> Request::repeated(const std::string& name) const {
  std::vector<std::string> all;
  const auto [first, last] = query.equal_range(name);
  for (auto item = first; item != last; ++item) all.push_back(item->second);
  return all;
}

Response json_response(int status, const Json& body) {
  return {.status = status, .body = json::dump(body), .content_type = "application/json; charset=utf-8"};
}

Response empty_response(int status) { return {.status = status, .body = "", .content_type = ""}; }

Response refusal(int status, std::string_view sentence) {
  return json_response(status, json::object({{"error", std::string(sentence)}}));
}

std::expected<Json, Response> json_body(const Request& request) {
  auto body = json::parse(request.body);
  if (body) return *std::move(body);
  return std::unexpected(
      json_response(400, json::object({{"type", "json-parse-exception"}, {"message", body.error()}})));
}

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
        c == '_' || c == '~')
      encoded += c;
    else
      (encoded += '%').append({kDigits[byte >> 4], kDigits[byte & 15]});
  }
  return encoded;
}

std::string percent_decode(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char small = static_cast<char>(c | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
  };
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_code =
        text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    decoded += is_code ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i];
    if (is_code) i += 2;
  }
  return decoded;
}

}  // namespace appliance::http
