// Who is logged in to the pages of one origin, by a cookie that scripts cannot read. A session outlives the
// appliance's process: the store keeps its token's hash, so that who reads the store has no session.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "appliance/database.h"
#include "appliance/http/message.h"
#include "appliance/instant.h"

namespace appliance {

class Sessions {
 public:
  // Cookies do not tell ports apart, so `origin`, with its port, is in the cookie's name. After `longest` a
  // session has ended. `database` outlives this.
  Sessions(Database& database, const std::string& origin, Instant longest);

  // The cookie for the answer to the log-in of `user`; a session that the request has ends.
  std::string begin(const http::Request& request, const std::string& user);
  // The cookie that takes the other one's place.
  std::string end(const http::Request& request);
  // Nothing without a session, or with one that has ended.
  std::optional<std::string> user(const http::Request& request);

  // What the next page shows once, such as the password of a client just made. In memory only.
  void keep(const http::Request& request, std::string once);
  std::optional<std::string> take(const http::Request& request);

 private:
  std::string token_hash(const http::Request& request) const;
  void forget(const std::string& hash);

  Database& database_;
  std::string cookie_, attributes_;
  Instant longest_;
  std::mutex mutex_;
  std::map<std::string, std::string> kept_;  // by the token's hash
};

}  // namespace appliance
