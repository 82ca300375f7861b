#include <emscripten/fetch.h>

#include <cstring>
#include <map>
#include <memory>
#include <string>

#include "app/transport.h"

namespace app {
namespace {

using threat_response::CallId;
using threat_response::Credential;
using threat_response::Failure;
using threat_response::Reply;
using threat_response::Request;
using threat_response::Service;

// One call: lives until its reply is delivered or it is given up. It keeps what the Fetch API only points to.
struct Call {
  CallId id = 0;
  const Transport::Replied* replied = nullptr;
  std::string body, content_type;
  emscripten_fetch_t* fetch = nullptr;
};

std::map<CallId, std::unique_ptr<Call>>& calls() {
  static std::map<CallId, std::unique_ptr<Call>> all;
  return all;
}

Failure failure_of(const char* text) {
  const std::string_view why = text;
  if (why == "timeout") return Failure::kTimeout;
  if (why == "too large") return Failure::kTooLarge;
  if (why == "refused") return Failure::kRefused;
  return Failure::kNetwork;
}

std::string headers_of(emscripten_fetch_t* fetch) {
  std::string headers(emscripten_fetch_get_response_headers_length(fetch), '\0');
  emscripten_fetch_get_response_headers(fetch, headers.data(), headers.size());
  headers.resize(std::strlen(headers.c_str()));
  return headers;
}

// For both outcomes: a 404 with its body comes as an error here.
void ended(emscripten_fetch_t* fetch) {
  auto* const call = static_cast<Call*>(fetch->userData);
  if (!call || call->fetch != fetch) return;  // closed meanwhile
  Reply reply{.status = fetch->status, .body = {}, .headers = headers_of(fetch)};
  if (fetch->status == 0) reply.failure = failure_of(fetch->statusText);
  if (fetch->data) reply.body.assign(fetch->data, static_cast<std::size_t>(fetch->numBytes));
  const CallId id = call->id;
  const Transport::Replied& replied = *call->replied;
  calls().erase(id);
  emscripten_fetch_close(fetch);
  replied(id, std::move(reply));
}

// "visibility:/iroh/...": the vault shim makes the address of it (decision 2).
std::string named_url(const Request& request) {
  return (request.service == Service::kVisibility ? "visibility:" : "private-intel:") + request.path;
}

void give_up(CallId id) {
  const auto found = calls().find(id);
  if (found == calls().end()) return;
  emscripten_fetch_t* const fetch = found->second->fetch;
  calls().erase(found);
  fetch->userData = nullptr;
  fetch->readyState = 4;  // otherwise closing calls onerror again
  emscripten_fetch_close(fetch);
}

}  // namespace

void Transport::start(CallId id, const Request& request) {
  give_up(id);
  auto& call = calls()[id] = std::make_unique<Call>();
  call->id = id;
  call->replied = &replied_;
  call->body = request.body;
  call->content_type = request.content_type;
  const char* const credential = request.credential == Credential::kBasic ? "vault:basic" : "vault:bearer";
  const char* headers[] = {
      "Authorization", credential, "Accept", "application/json", "Content-Type", call->content_type.c_str(),
      nullptr};

  emscripten_fetch_attr_t attributes;
  emscripten_fetch_attr_init(&attributes);
  std::strncpy(attributes.requestMethod, request.method.c_str(), sizeof attributes.requestMethod - 1);
  attributes.attributes = EMSCRIPTEN_FETCH_LOAD_TO_MEMORY | EMSCRIPTEN_FETCH_REPLACE;
  attributes.requestHeaders = headers;
  attributes.requestData = call->body.empty() ? nullptr : call->body.data();
  attributes.requestDataSize = call->body.size();
  attributes.timeoutMSecs = request.timeout_ms;
  attributes.userData = call.get();
  attributes.onsuccess = ended;
  attributes.onerror = ended;
  call->fetch = emscripten_fetch(&attributes, named_url(request).c_str());
}

}  // namespace app
