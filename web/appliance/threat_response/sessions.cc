#include "appliance/threat_response/sessions.h"

#include <utility>

#include "appliance/crypto.h"

namespace appliance {
namespace {

constexpr Instant kLongest = 3600 * kSecond;

}  // namespace

Sessions::Sessions(const std::string& origin) : cookie_("session" + origin.substr(origin.rfind(':') + 1)) {}

std::string Sessions::begin(const User& user) {
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [when = now()](const auto& each) { return when - each.second.began > kLongest; });
  const std::string token = crypto::base64url(crypto::random_bytes(32));
  sessions_.emplace(token, Session{.user = user, .began = now(), .made = std::nullopt});
  return cookie_ + '=' + token + "; HttpOnly; SameSite=Strict; Path=/";
}

void Sessions::end(const http::Request& request) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(token_of(request));
}

std::optional<User> Sessions::user(const http::Request& request) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(token_of(request));
  if (found == sessions_.end() || now() - found->second.began > kLongest) return std::nullopt;
  return found->second.user;
}

void Sessions::keep(const http::Request& request, const Credentials& made) {
  const std::lock_guard lock(mutex_);
  if (const auto found = sessions_.find(token_of(request)); found != sessions_.end())
    found->second.made = made;
}

std::optional<Credentials> Sessions::take(const http::Request& request) {
  const std::lock_guard lock(mutex_);
  const auto found = sessions_.find(token_of(request));
  return found == sessions_.end() ? std::nullopt : std::exchange(found->second.made, std::nullopt);
}

bool Sessions::is_own_form(const http::Request& request) {
  return request.header("sec-fetch-site") == "same-origin";
}

// "" without the cookie (RFC 6265, 5.4).
std::string Sessions::token_of(const http::Request& request) const {
  const std::string cookies = "; " + request.header("cookie");
  const std::size_t found = cookies.find("; " + cookie_ + '=');
  if (found == std::string::npos) return "";
  const std::size_t start = found + 2 + cookie_.size() + 1;
  return cookies.substr(start, cookies.find(';', start) - start);
}

}  // namespace appliance
