// What stands before every handler: which host a request may name, which page may read an answer, and the
// headers that keep a browser strict.
#pragma once

#include <string>

#include "appliance/http/message.h"

namespace appliance::http {

// The three addresses of one appliance, each an origin such as "http://127.0.0.1:8080".
struct Origins {
  std::string appliance;
  std::string visibility;
  std::string private_intel;
};

// Browsers talk to them over TLS: cookies are `Secure`.
bool is_secure(const Origins& origins);

// "127.0.0.1:8080" of "http://127.0.0.1:8080".
std::string authority_of(const std::string& origin);

// The Host header names `origin` or localhost on its port. Another name is a page elsewhere whose DNS answer
// points here (DNS rebinding).
bool names_host(const Request& request, const std::string& origin);
Response misdirected();

// The request was sent by a page of `origin`: by the browser's own word, which no page can forge. Every write
// that a cookie allows asks for it, since a page elsewhere can make a browser send one with our cookie.
bool is_from_own_page(const Request& request, const std::string& origin);

// On every answer, whatever the origin. Over TLS, a browser is told to come back over TLS alone.
void add_security_headers(const Origins& origins, Response& response);

// Lets the page at `reader`, and no other, read the answer (Fetch standard, CORS protocol). The exposed
// headers are those of the live service (threat-response-api.md 6.6).
void add_cors(const Request& request, const std::string& reader, Response& response);
// The answer to OPTIONS, before add_cors.
Response preflight(const Request& request, const std::string& reader);

}  // namespace appliance::http
