// One call of the appliance to another server. Nothing here knows whose call it is: what the caller puts into
// the request is sent, and nothing else.
#pragma once

#include <chrono>
#include <cstddef>
#include <expected>
#include <functional>
#include <list>
#include <mutex>
#include <string>

#include "appliance/http/message.h"

namespace appliance::http {

struct CallLimits {
  std::chrono::milliseconds connect{
      5000};  // also for each step of the TLS handshake; name look-up comes on top
  std::chrono::milliseconds read{20'000};   // between two pieces of the answer
  std::chrono::milliseconds total{30'000};  // from the request to the last byte of the answer
  std::size_t largest = 16 * 1024 * 1024;   // of the answer's body, as in shims/fetch.js
};

// An address such as "https://host", "https://host:8443/path" or "http://127.0.0.1:8080", taken apart.
struct Base {
  bool secure = true;
  std::string host;  // an IPv6 address without brackets
  int port = 443;
  std::string path;  // "" or "/path", without a slash at its end
};
// http is for this machine alone: elsewhere a password would be readable on the way. No user, query or
// fragment. The error is a sentence.
std::expected<Base, std::string> parse_base(const std::string& base);

// What stood in the way of an answer.
enum class Obstacle { kRequest, kName, kConnection, kTime, kTrust, kTls, kProxy, kBroken, kTooLarge };
struct NoAnswer {
  Obstacle obstacle = Obstacle::kBroken;
  std::string sentence;  // without anything of the request in it
};

// How to get to a server, where that is not as usual: each is "" where it is.
struct Way {
  std::string address;           // the IP address that is meant by the server's name
  std::string authorities;       // file in PEM form: whose certificates are taken, and nobody else's
  std::string certificate, key;  // in PEM form: what the server is shown
  std::string proxy;             // its host: the server is asked for by CONNECT (RFC 9110, 9.3.6)
  int proxy_port = 0;
};

// Ends the call that is under way, from another thread, and every later one.
class Interrupt {
 public:
  void stop();

 private:
  friend class Interruptible;
  std::mutex mutex_;  // for those below
  bool stopped_ = false;
  std::list<std::function<void()>> acts_;  // of the calls under way
};

// Sends `request` to `base` with its path behind the base's own (its target, where it has one, but for spaces
// of a query written as '+'), and gives the answer whatever its status: a redirect is an answer, and is not
// followed. Of https the certificate is checked against the system's authorities (OpenSSL's SSL_CERT_FILE and
// SSL_CERT_DIR name others) and the host's name. Cookies, Host and headers that belong to one connection are
// not sent and not given back (RFC 9110, 7.6.1). The body is as the server has sent it. Blocks. The error is
// a sentence without anything of the request in it.
std::expected<Response, std::string> call(const std::string& base, const Request& request,
                                          const CallLimits& limits = {});
// The same on that way, https alone.
std::expected<Response, NoAnswer> call(const Way& way, const std::string& base, const Request& request,
                                       const CallLimits& limits, Interrupt& interrupt);

}  // namespace appliance::http
