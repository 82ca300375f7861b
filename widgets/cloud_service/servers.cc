#include "cloud_service/servers.h"

#include <algorithm>
#include <array>

namespace cloud_service {
namespace {

constexpr const char* kEnrolment = "est.sco.cisco.com";

constexpr std::array<std::string_view, 5> kUnsupportedNames = {"1", "apjc", "asia pacific", "asia-pacific",
                                                               "visibility.apjc.amp.cisco.com"};

std::string plain(std::string_view words) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!words.empty() && is_blank(words.front())) words.remove_prefix(1);
  while (!words.empty() && (is_blank(words.back()) || words.back() == '.')) words.remove_suffix(1);
  std::string made(words);
  for (char& c : made)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return made;
}

}  // namespace

std::vector<Server> usual_servers() {
  return {
      {.number = 2, .region = "EUROPE", .host = "api.eu.sse.itd.cisco.com", .enrolment = kEnrolment},
      {.number = kUsualNumber, .region = "AMERICAS", .host = "api-sse.cisco.com", .enrolment = kEnrolment}};
}

const Server* find_server(const std::vector<Server>& servers, int number) {
  const auto found = std::ranges::find(servers, number, &Server::number);
  return found == servers.end() ? nullptr : &*found;
}

Choice read_choice(const std::vector<Server>& servers, std::string_view words) {
  const std::string wanted = plain(words);
  for (const Server& server : servers)
    if (wanted == std::to_string(server.number) || wanted == plain(server.region) ||
        wanted == plain(server.host))
      return {.is = Choice::Is::kServer, .number = server.number};
  if (std::ranges::contains(kUnsupportedNames, wanted)) return {.is = Choice::Is::kUnsupported};
  return {};
}

}  // namespace cloud_service
