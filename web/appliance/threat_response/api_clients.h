// The page where API clients are made (LOG-04), for who has logged in:
//
//   GET  /settings/apiClients          the clients of the user; the log-in form for others
//   POST /settings/apiClients          makes one: `name`, `scope` (repeated)
//   POST /settings/apiClients/delete   `id`
//   POST /settings/login               `email`, `password`, `then` (where to go, a path of this origin)
//   POST /settings/logout
//
// Every POST is answered with a redirection, so that reloading repeats nothing. A log-in that fails is 403
// with the form again; 429 with Retry-After, in seconds, when there were too many such, whether the account
// exists or not. The password of a new client is shown on the next page, once.
#pragma once

#include "appliance/accounts.h"
#include "appliance/clients.h"
#include "appliance/http/message.h"
#include "appliance/login_limit.h"
#include "appliance/sessions.h"

namespace appliance {

// `origin` is that of these pages.
http::Response answer_settings(const http::Request& request, Accounts& accounts, Clients& clients,
                               Sessions& sessions, LoginLimit& limit, const std::string& origin);

// Who is logged in to these pages.
std::optional<User> session_user(const http::Request& request, Accounts& accounts, Sessions& sessions);

// What the pages for who is logged in begin with: links to each other, who it is, and the log-out. `here` is
// the path of the page.
std::string settings_toolbar(const User& user, std::string_view here);

// A page with the log-in form, which leads back to `then`. `problem` is what was wrong with the last try,
// `reason` why to log in; both are text.
http::Response log_in_page(std::string_view then, std::string_view problem = "",
                           std::string_view reason = "");

}  // namespace appliance
