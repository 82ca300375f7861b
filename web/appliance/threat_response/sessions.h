// Who is logged in to the pages of the visibility origin. Kept in memory: an end of the appliance ends them.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "appliance/accounts.h"
#include "appliance/clients.h"
#include "appliance/http/message.h"
#include "appliance/instant.h"

namespace appliance {

class Sessions {
 public:
  // Cookies do not tell ports apart, so `origin`, with its port, is in the cookie's name.
  explicit Sessions(const std::string& origin);

  // The cookie for the answer to a log-in.
  std::string begin(const User& user);
  void end(const http::Request& request);
  // Nothing without a session, or with one that is an hour old.
  std::optional<User> user(const http::Request& request);

  // What the next page shows once: the credentials of a client just made.
  void keep(const http::Request& request, const Credentials& made);
  std::optional<Credentials> take(const http::Request& request);

  // A form of these pages was sent by these pages: by the browser's own word, which no page can forge.
  static bool is_own_form(const http::Request& request);

 private:
  struct Session {
    User user;
    Instant began = 0;
    std::optional<Credentials> made;
  };
  std::string token_of(const http::Request& request) const;

  std::string cookie_;
  std::mutex mutex_;
  std::map<std::string, Session> sessions_;
};

}  // namespace appliance
