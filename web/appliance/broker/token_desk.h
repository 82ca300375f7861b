// Tokens for the pages of those whose API client the appliance keeps (D-10). However many tabs ask, Threat
// Response is asked once: they get the same token while it lasts. In memory only.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "appliance/broker/kept_clients.h"
#include "appliance/http/message.h"

namespace appliance {

class TokenDesk {
 public:
  // The token call of Threat Response; the error is a sentence. Takes as long as that does.
  using Ask = std::function<std::expected<http::Response, std::string>(const KeptClient& client,
                                                                       const std::string& password)>;
  explicit TokenDesk(Ask ask) : ask_(std::move(ask)) {}

  // {"access_token","expires_in","scope"}, or what the service answered instead; 502 when it did not.
  // `unwanted` is the hash (base64url of SHA-256) of a token that its page does not use any more, because it
  // ends or was refused: another one is given; "" for none.
  http::Response token(const std::string& user, const KeptClient& client, const std::string& password,
                       const std::string& unwanted);
  // Who has logged out, or kept another password, gets no old token.
  void forget(const std::string& user);

 private:
  struct Held {
    std::mutex mutex;  // held while the service is asked: the others wait for that answer
    std::string token;
    Json scope;
    Instant until = 0;
  };
  std::shared_ptr<Held> held(const std::string& user, const KeptClient& client);

  Ask ask_;
  std::mutex mutex_;
  std::map<std::string, std::map<std::string, std::shared_ptr<Held>>> held_;  // by user, by client
};

}  // namespace appliance
