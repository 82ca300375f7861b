#include "appliance/http/client.h"

#include <httplib.h>
#include <netdb.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <format>
#include <memory>
#include <utility>

namespace appliance::http {
namespace {

// RFC 9110, 7.6.1, and what one side says to the other alone.
constexpr std::array<std::string_view, 13> kNotHandedOn = {"connection",
                                                           "keep-alive",
                                                           "proxy-authenticate",
                                                           "proxy-authorization",
                                                           "proxy-connection",
                                                           "te",
                                                           "trailer",
                                                           "transfer-encoding",
                                                           "upgrade",
                                                           "content-length",
                                                           "host",
                                                           "cookie",
                                                           "set-cookie"};

bool is_handed_on(const std::string& name) { return !std::ranges::contains(kNotHandedOn, lower(name)); }

bool is_loopback(const std::string& host) {
  if (host == "localhost" || host == "::1") return true;
  in_addr address{};
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 && ntohl(address.s_addr) >> 24 == 127;
}

bool is_host(const std::string& host) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  };
  in6_addr address{};
  return (!host.empty() && std::ranges::all_of(host, fits)) ||
         ::inet_pton(AF_INET6, host.c_str(), &address) == 1;
}

bool is_plain_text(std::string_view text, char first) {
  return std::ranges::all_of(text, [first](char c) { return c >= first && c <= '~'; });
}

std::string encode_path(const std::string& path) {
  std::string encoded;
  for (std::size_t start = 0; start < path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    encoded += percent_encode(path.substr(start, end - start));
    if (end < path.size()) encoded += '/';
    start = end + 1;
  }
  return encoded;
}

std::string target_of(const Base& base, const Request& request) {
  if (!request.target.empty()) return base.path + request.target;
  std::string target = base.path + encode_path(request.path);
  char mark = '?';
  for (const auto& [name, value] : request.query) {
    target += std::exchange(mark, '&') + percent_encode(name) + '=' + percent_encode(value);
  }
  return target;
}

bool is_found(const std::string& host) {
  const addrinfo hints{.ai_socktype = SOCK_STREAM};
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return false;
  ::freeaddrinfo(found);
  return true;
}

NoAnswer refused_by_proxy(const Base& base, const Way& way) {
  return {Obstacle::kProxy, std::format("The proxy {}:{} does not connect to {}:{}; check both.", way.proxy,
                                        way.proxy_port, base.host, base.port)};
}

// `took`: how long it was waited for. The library tells that only of the answer's first byte.
NoAnswer problem_of(const Base& base, const Way& way, const httplib::Result& result,
                    std::chrono::steady_clock::duration took, const CallLimits& limits) {
  const auto seconds = [](std::chrono::milliseconds time) {
    return std::format("{:g} s", static_cast<double>(time.count()) / 1000);
  };
  const std::string place = std::format("{}:{}", base.host, base.port);
  switch (result.error()) {
    case httplib::Error::ProxyConnection:
      return refused_by_proxy(base, way);
    case httplib::Error::Connection:
      if (!way.proxy.empty()) return refused_by_proxy(base, way);
      if (way.address.empty() && !is_found(base.host))
        return {Obstacle::kName,
                std::format("The name {} is not known to this appliance; check its DNS servers.", base.host)};
      return {Obstacle::kConnection,
              std::format("{} takes no connections; check the address and the firewall between.", place)};
    case httplib::Error::ConnectionTimeout:
      if (!way.proxy.empty()) return refused_by_proxy(base, way);
      return {Obstacle::kTime,
              std::format("{} did not take the connection within {}; check the firewall between.", place,
                          seconds(limits.connect))};
    case httplib::Error::SSLServerVerification:
      return {
          Obstacle::kTrust,
          std::format("The TLS certificate of {} is not trusted ({}); add its authority to those of this "
                      "appliance's system.",
                      place, ::X509_verify_cert_error_string(static_cast<long>(result.ssl_backend_error())))};
    case httplib::Error::SSLServerHostnameVerification:
      return {Obstacle::kTrust,
              std::format("The TLS certificate of {} is for another name; check the address.", place)};
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
      // One that does not speak TLS waits for a request, and so cannot be told from one that says nothing.
      return {took >= limits.connect ? Obstacle::kTime : Obstacle::kTls,
              std::format("No TLS connection with {} came about; it must speak TLS 1.2 or later.", place)};
    default:
      if (took >= std::min(limits.read, limits.total))
        return {Obstacle::kTime, std::format("{} takes too long to answer; try again.", place)};
      return {Obstacle::kBroken,
              std::format("The connection to {} broke off before the answer was there; try again.", place)};
  }
}

template <typename Client>
std::expected<Response, NoAnswer> send(Client& client, const Base& base, const Way& way, const Request& from,
                                       const CallLimits& limits) {
  const auto unsendable = [](const char* what) {
    return std::unexpected(
        NoAnswer{Obstacle::kRequest, std::format("{} has characters that none may have.", what)});
  };
  client.set_connection_timeout(limits.connect);
  client.set_read_timeout(std::min(limits.read, limits.total));
  client.set_write_timeout(std::min(limits.read, limits.total));
  client.set_max_timeout(limits.total);
  client.set_follow_location(false);
  client.set_decompress(false);
  client.set_path_encode(false);

  if (!is_plain_text(from.target, '!')) return unsendable("The address of the request");
  httplib::Request request;
  request.method = from.method;
  request.path = target_of(base, from);
  request.body = from.body;
  request.set_header("Accept-Encoding", "identity");
  for (const auto& [name, value] : from.headers) {
    if (!is_plain_text(name, '!') || !is_plain_text(value, ' ')) return unsendable("A header of the request");
    if (is_handed_on(name) && lower(name) != "accept-encoding") request.set_header(name, value);
  }
  // Not the library's own collecting: that one makes room for as much as the server says will come.
  Response answer;
  bool too_large = false;
  request.content_receiver = [&](const char* bytes, std::size_t size, std::size_t, std::size_t) {
    too_large = size > limits.largest - answer.body.size();
    if (!too_large) answer.body.append(bytes, size);
    return !too_large;
  };

  request.start_time_ = std::chrono::steady_clock::now();  // what the total limit counts from
  const httplib::Result result = client.send(request);
  const auto took = std::chrono::steady_clock::now() - request.start_time_;
  if (too_large)
    return std::unexpected(
        NoAnswer{Obstacle::kTooLarge, std::format("The answer of {}:{} is larger than {} MB.", base.host,
                                                  base.port, limits.largest / (1024 * 1024))});
  if (!result) return std::unexpected(problem_of(base, way, result, took, limits));
  // RFC 9110, 15: below is a promise of the answer, above is nothing.
  if (result->status < 200 || result->status > 599)
    return std::unexpected(NoAnswer{
        Obstacle::kBroken, std::format("{}:{} answers with {}, which is no status; check the address.",
                                       base.host, base.port, result->status)});
  answer.status = result->status;
  answer.content_type = result->get_header_value("Content-Type");
  for (const auto& [name, value] : result->headers)
    if (is_handed_on(name) && lower(name) != "content-type") answer.set_header(name, value);
  return answer;
}

std::string sentence_of(const NoAnswer& none) { return none.sentence; }

}  // namespace

// A call that an Interrupt ends while this lives.
class Interruptible {
 public:
  Interruptible(Interrupt& interrupt, std::function<void()> act) : interrupt_(interrupt) {
    const std::lock_guard lock(interrupt_.mutex_);
    may_begin_ = !interrupt_.stopped_;
    place_ = interrupt_.acts_.insert(interrupt_.acts_.end(), std::move(act));
  }
  ~Interruptible() {
    const std::lock_guard lock(interrupt_.mutex_);
    interrupt_.acts_.erase(place_);
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  bool may_begin() const { return may_begin_; }

 private:
  Interrupt& interrupt_;
  std::list<std::function<void()>>::iterator place_;
  bool may_begin_ = false;
};

void Interrupt::stop() {
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  for (const auto& act : acts_) act();
}

std::expected<Base, std::string> parse_base(const std::string& base) {
  const std::string problem = std::format(
      "'{}' is no address of a server; it looks like https://host, https://host:8443 or https://host/path.",
      base);
  Base parsed{.secure = base.starts_with("https://")};
  if (!parsed.secure && !base.starts_with("http://")) return std::unexpected(problem);
  const std::string rest = base.substr(parsed.secure ? 8 : 7);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  std::string authority = rest.substr(0, slash);
  parsed.path = rest.substr(slash);
  while (parsed.path.ends_with('/')) parsed.path.pop_back();
  if (!is_plain_text(parsed.path, '!') || parsed.path.find_first_of("?#\\%") != std::string::npos ||
      parsed.path.contains("//") || (parsed.path + '/').contains("/../") ||
      (parsed.path + '/').contains("/./"))
    return std::unexpected(problem);

  const std::size_t colon = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  parsed.port = parsed.secure ? 443 : 80;
  if (colon != std::string::npos) {
    const char* const end = authority.data() + authority.size();
    const auto [at, error] = std::from_chars(authority.data() + colon + 1, end, parsed.port);
    if (error != std::errc() || at != end || parsed.port < 1 || parsed.port > 65535)
      return std::unexpected(problem);
    authority.resize(colon);
  }
  const bool bracketed = authority.starts_with('[') && authority.ends_with(']');
  parsed.host = bracketed ? authority.substr(1, authority.size() - 2) : authority;
  if (!is_host(parsed.host) || bracketed != parsed.host.contains(':')) return std::unexpected(problem);
  if (!parsed.secure && !is_loopback(parsed.host))
    return std::unexpected(std::format(
        "'{}' must begin with https: over http whoever is on the way could read passwords and tokens.",
        base));
  return parsed;
}

std::expected<Response, std::string> call(const std::string& address, const Request& request,
                                          const CallLimits& limits) {
  const auto base = parse_base(address);
  if (!base) return std::unexpected(base.error());
  Interrupt none;
  if (base->secure) return call(Way(), address, request, limits, none).transform_error(sentence_of);
  httplib::ClientImpl client(base->host, base->port);
  return send(client, *base, Way(), request, limits).transform_error(sentence_of);
}

std::expected<Response, NoAnswer> call(const Way& way, const std::string& address, const Request& request,
                                       const CallLimits& limits, Interrupt& interrupt) {
  const auto base = parse_base(address);
  if (!base) return std::unexpected(NoAnswer{Obstacle::kRequest, base.error()});
  if (!base->secure)
    return std::unexpected(NoAnswer{Obstacle::kRequest, "This server is called by https alone."});
  const httplib::SSLClient::PemMemory shown{way.certificate.data(), way.certificate.size(), way.key.data(),
                                            way.key.size(), nullptr};
  const auto client = way.certificate.empty()
                          ? std::make_unique<httplib::SSLClient>(base->host, base->port)
                          : std::make_unique<httplib::SSLClient>(base->host, base->port, shown);
  if (!client->is_valid())
    return std::unexpected(NoAnswer{Obstacle::kTls, "TLS cannot be set up on this appliance."});
  if (!way.authorities.empty()) client->set_ca_cert_path(way.authorities);
  if (!way.address.empty()) client->set_hostname_addr_map({{base->host, way.address}});
  if (!way.proxy.empty()) client->set_proxy(way.proxy, way.proxy_port);
  const Interruptible under_way(interrupt, [&client] { client->stop(); });
  if (!under_way.may_begin())
    return std::unexpected(NoAnswer{Obstacle::kBroken, "The appliance is being ended."});
  // A proxy that refuses CONNECT answers in the server's place, and the library takes that for its answer.
  bool has_met = false;
  client->set_session_verifier([&has_met](httplib::tls::session_t) {
    has_met = true;
    return httplib::SSLVerifierResponse::NoDecisionMade;  // the certificate is checked as always
  });
  auto answer = send(*client, *base, way, request, limits);
  if (answer && !has_met) return std::unexpected(refused_by_proxy(*base, way));
  return answer;
}

}  // namespace appliance::http
