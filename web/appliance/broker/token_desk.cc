#include "appliance/broker/token_desk.h"

#include <algorithm>

#include "appliance/crypto.h"
#include "appliance/upstream.h"

namespace appliance {
namespace {

// One that ends sooner is not given any more: a page would ask again at once.
constexpr Instant kShortest = 60 * kSecond;
constexpr Instant kLongest = 86'400;  // seconds: the service says 600

http::Response not_kept_by_anybody(http::Response response) {
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace

http::Response TokenDesk::token(const std::string& user, const KeptClient& client,
                                const std::string& password, const std::string& unwanted) {
  const auto entry = held(user, client);
  const std::lock_guard lock(entry->mutex);
  const bool fits = !entry->token.empty() && entry->until - now() >= kShortest &&
                    crypto::base64url(crypto::sha256(entry->token)) != unwanted;
  if (!fits) {
    entry->token.clear();
    const auto answer = ask_(client, password);
    if (!answer) return not_kept_by_anybody(http::refusal(502, answer.error()));
    const auto body = json::parse(answer->body);
    const std::string token = body ? json::text(*body, "access_token") : "";
    if (answer->status != 200 || token.empty()) {
      http::Response refused = as_data(*answer);
      if (refused.status < 400) refused.status = 502;  // it is no token, and sends nobody elsewhere
      return not_kept_by_anybody(std::move(refused));
    }
    const Json* scope = json::find(*body, "scope");
    entry->token = token;
    entry->scope = scope ? *scope : Json("");
    entry->until = now() + std::clamp<Instant>(json::integer(*body, "expires_in"), 0, kLongest) * kSecond;
  }
  return not_kept_by_anybody(
      http::json_response(200, json::object({{"access_token", entry->token},
                                             {"expires_in", (entry->until - now()) / kSecond},
                                             {"scope", entry->scope}})));
}

void TokenDesk::forget(const std::string& user) {
  const std::lock_guard lock(mutex_);
  held_.erase(user);
}

std::shared_ptr<TokenDesk::Held> TokenDesk::held(const std::string& user, const KeptClient& client) {
  const std::lock_guard lock(mutex_);
  auto& entry = held_[user][client.server + ' ' + client.client_id];
  if (!entry) entry = std::make_shared<Held>();
  return entry;
}

}  // namespace appliance
