#include "appliance/sessions.h"

#include <utility>

#include "appliance/crypto.h"

namespace appliance {

Sessions::Sessions(Database& database, const std::string& origin, Instant longest)
    : database_(database),
      cookie_("session" + origin.substr(origin.rfind(':') + 1)),
      attributes_("; HttpOnly; SameSite=Strict; Path=/"),
      longest_(longest) {
  if (origin.starts_with("https:")) attributes_ += "; Secure";
}

std::string Sessions::begin(const http::Request& request, const std::string& user) {
  forget(token_hash(request));
  const std::string token = crypto::base64url(crypto::random_bytes(32));
  Transaction transaction(database_);
  database_.prepare("DELETE FROM sessions WHERE until <= ?").bind(now()).run();
  database_.prepare("INSERT INTO sessions (hash, cookie, user, until) VALUES (?, ?, ?, ?)")
      .bind(crypto::base64url(crypto::sha256(token)))
      .bind(cookie_)
      .bind(user)
      .bind(now() + longest_)
      .run();
  transaction.commit();
  return cookie_ + '=' + token + attributes_;
}

std::string Sessions::end(const http::Request& request) {
  forget(token_hash(request));
  return cookie_ + '=' + attributes_ + "; Max-Age=0";
}

std::optional<std::string> Sessions::user(const http::Request& request) {
  const std::string hash = token_hash(request);
  if (hash.empty()) return std::nullopt;
  Transaction transaction(database_);
  Statement row = database_.prepare("SELECT user FROM sessions WHERE hash = ? AND cookie = ? AND until > ?");
  if (!row.bind(hash).bind(cookie_).bind(now()).step()) return std::nullopt;
  return row.text(0);
}

void Sessions::keep(const http::Request& request, std::string once) {
  const std::lock_guard lock(mutex_);
  kept_[token_hash(request)] = std::move(once);
}

std::optional<std::string> Sessions::take(const http::Request& request) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.extract(token_hash(request));
  return found.empty() ? std::nullopt : std::optional(std::move(found.mapped()));
}

void Sessions::forget(const std::string& hash) {
  if (hash.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    kept_.erase(hash);
  }
  Transaction transaction(database_);
  database_.prepare("DELETE FROM sessions WHERE hash = ?").bind(hash).run();
  transaction.commit();
}

// "" without the cookie (RFC 6265, 5.4).
std::string Sessions::token_hash(const http::Request& request) const {
  const std::string cookies = "; " + request.header("cookie");
  const std::size_t found = cookies.find("; " + cookie_ + '=');
  if (found == std::string::npos) return "";
  const std::size_t start = found + 2 + cookie_.size() + 1;
  return crypto::base64url(crypto::sha256(cookies.substr(start, cookies.find(';', start) - start)));
}

}  // namespace appliance
