// One HTTP call as values: what was asked and what is answered. Nothing here knows a socket.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json.h"

namespace appliance::http {

using Parameters = std::multimap<std::string, std::string>;

// Who holds a client certificate (tls.h).
struct Peer {
  std::string name;    // the common name of its subject
  std::string serial;  // in hexadecimal, upper case
};

struct Request {
  std::string method;                          // "HEAD" arrives as "GET"
  std::string target;                          // path and query as they were sent, not decoded
  std::string path;                            // percent-decoded once, begins with '/'
  Parameters query;                            // decoded, repeats kept in their order
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
  std::optional<Peer> peer = {};  // nothing without a certificate of the authority that the server asks for

  // "" when missing. `name` in lower case.
  std::string header(std::string_view name) const;
  // The first value of a query parameter; "" when missing.
  std::string parameter(const std::string& name) const;
  bool has_parameter(const std::string& name) const { return query.contains(name); }
  // Every value of a repeatable parameter; "a,b" counts as two.
  std::vector<std::string> parameters(const std::string& name) const;
  // The same with values as they are.
  std::vector<std::string> repeated(const std::string& name) const;
};

struct Response {
  int status = 200;
  std::string body;
  std::string content_type;  // "" for an answer without a body
  std::vector<std::pair<std::string, std::string>> headers = {};
  bool ends_early = false;  // half of the body is sent, then the connection ends (for tests)

  void set_header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
  }
};

Response json_response(int status, const Json& body);
Response empty_response(int status);
// A refusal of the appliance itself: {"error":"<sentence>"}.
Response refusal(int status, std::string_view sentence);

// The body of a call to Threat Response, or the refusal (400).
std::expected<Json, Response> json_body(const Request& request);

std::string lower(std::string text);  // A to Z alone, as names of headers and media types are compared

// Percent-encodes everything but unreserved characters (RFC 3986, 2.3).
std::string percent_encode(std::string_view text);

// Once. What is no code stays as it is.
std::string percent_decode(std::string_view text);

// "a=1&b=2" (application/x-www-form-urlencoded). A key without '=' has the value "".
Parameters parse_form(const std::string& text);

}  // namespace appliance::http
