#include "appliance/arguments.h"

#include <charconv>
#include <format>

namespace appliance {
namespace {

constexpr int kLargestPort = 65535 - 3;  // three more follow it

std::expected<void, std::string> read_listen(const std::string& address, Arguments& into) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string::npos)
    return std::unexpected(std::format("--listen takes HOST:PORT, not '{}'.", address));
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const std::string port = address.substr(colon + 1);
  int number = -1;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc() || end != port.data() + port.size() || number < 0 || number > kLargestPort)
    return std::unexpected(std::format("--listen takes a port from 0 to {}, not '{}'.", kLargestPort, port));
  if (host.empty()) return std::unexpected(std::format("--listen takes HOST:PORT, not '{}'.", address));
  into.host = host;
  into.port = number;
  return {};
}

bool is_loopback(const std::string& host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1";
}

}  // namespace

std::expected<Arguments, std::string> parse_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  bool listen = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--ephemeral") {
      arguments.ephemeral = true;
      continue;
    }
    if (word == "--live-traffic") {
      arguments.live_traffic = true;
      continue;
    }
    if (word == "--test-controls") {
      arguments.test_controls = true;
      continue;
    }
    if (word != "--state" && word != "--listen" && word != "--settings" && word != "--tls-cert" &&
        word != "--tls-key")
      return std::unexpected(std::format("'{}' is no option of the appliance.", word));
    if (++i == words.size() || words[i].empty())
      return std::unexpected(std::format("{} needs a value.", word));
    if (word == "--state") {
      arguments.state = words[i];
    } else if (word == "--settings") {
      arguments.settings = words[i];
    } else if (word == "--tls-cert") {
      arguments.tls_certificate = words[i];
    } else if (word == "--tls-key") {
      arguments.tls_key = words[i];
    } else {
      if (const auto read = read_listen(words[i], arguments); !read) return std::unexpected(read.error());
      listen = true;
    }
  }
  if (arguments.ephemeral && (listen || !arguments.state.empty()))
    return std::unexpected(
        "--ephemeral goes without --state and --listen: it chooses its own store and ports.");
  if (!arguments.ephemeral && (!listen || arguments.state.empty()))
    return std::unexpected("Both --state and --listen are needed, or --ephemeral.");
  if (arguments.tls_certificate.empty() != arguments.tls_key.empty())
    return std::unexpected("--tls-cert and --tls-key go together.");
  if (arguments.tls_key.empty() && !is_loopback(arguments.host))
    return std::unexpected(
        std::format("--listen takes 127.0.0.1, localhost or [::1] and not '{}' without --tls-cert and "
                    "--tls-key: without TLS "
                    "passwords could be read on the way, and browsers give a page no secure context, so no "
                    "encryption and "
                    "no locks.",
                    arguments.host));
  return arguments;
}

}  // namespace appliance
