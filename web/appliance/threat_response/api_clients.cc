#include "appliance/threat_response/api_clients.h"

#include <algorithm>
#include <array>
#include <format>

#include "appliance/http/guard.h"
#include "appliance/threat_response/html.h"
#include "appliance/threat_response/modules_page.h"

namespace appliance {
namespace {

constexpr std::string_view kHere = "/settings/apiClients";
constexpr std::size_t kLongestName = 100;

struct OfferedScope {
  std::string_view scope, name, what;
};

// Of the scopes that the service knows (threat-response-api.md 2.4) those that something here asks for.
constexpr std::array kScopes = {
    OfferedScope{"casebook", "Casebook", "Access and modify your casebooks"},
    OfferedScope{"enrich:read", "Enrich", "Query modules for verdicts, sightings and links"},
    OfferedScope{"inspect:read", "Inspect", "Extract observables from text"},
    OfferedScope{"integration:read", "Integration", "See how modules are"},
    OfferedScope{"private-intel", "Private Intelligence", "Access private intelligence"},
    OfferedScope{"profile:read", "Profile", "Read your profile"},
    OfferedScope{"response", "Response", "List and trigger response actions"}};

// A path of this origin's pages; anything else is the page of clients.
std::string safe_path(const std::string& then) {
  if (then == kModulesPage) return then;
  return then.starts_with("/investigate?") && !then.contains('\r') && !then.contains('\n')
             ? then
             : std::string(kHere);
}

std::string made_section(const Credentials& made) {
  return "<section class=\"made\" aria-labelledby=\"made\">\n<h2 id=\"made\">Your new API client</h2>\n"
         "<p>Copy the password now: it is shown this once and cannot be recovered.</p>\n" +
         html::copied_row("Client ID", "client-id", made.id) +
         html::copied_row("Client Password", "client-password", made.password) +
         "<p id=\"copied\" role=\"status\"></p>\n</section>\n";
}

std::string row_of(const Client& client) {
  return std::format(
      "<tr><td>{}</td><td class=\"mono\">{}</td><td>{}</td><td><form method=\"post\" "
      "action=\"/settings/apiClients/delete\"><input type=\"hidden\" name=\"id\" value=\"{}\">"
      "<button aria-label=\"Delete {}\">Delete</button></form></td></tr>\n",
      html::escape(client.name), html::escape(client.id), html::escape(client.scopes),
      html::escape(client.id), html::escape(client.name));
}

std::string table_of(const std::vector<Client>& clients) {
  if (clients.empty()) return "<p class=\"state\">No API clients yet.</p>\n";
  std::string rows;
  for (const Client& client : clients) rows += row_of(client);
  return "<div class=\"table-frame\"><table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Client "
         "ID</th><th scope=\"col\">Scopes</th><th scope=\"col\"></th></tr></thead>\n<tbody>\n" +
         rows + "</tbody></table></div>\n";
}

std::string form(std::string_view problem) {
  std::string scopes;
  for (const OfferedScope& scope : kScopes)
    scopes += std::format(
        "<label><input type=\"checkbox\" name=\"scope\" value=\"{}\"> {} <span "
        "class=\"note\">{}</span></label>\n",
        scope.scope, scope.name, scope.what);
  return std::format(
      "<details{0}>\n<summary>Add API Credentials</summary>\n<form class=\"fields\" method=\"post\" "
      "action=\"{1}\">\n{2}<label>Client Name <input name=\"name\" maxlength=\"{3}\" required></label>\n"
      "<fieldset><legend>Scopes</legend>\n{4}</fieldset>\n<button>Add New "
      "Client</button>\n</form>\n</details>\n",
      problem.empty() ? "" : " open", kHere,
      problem.empty() ? "" : "<p role=\"alert\">" + html::escape(problem) + "</p>\n", kLongestName, scopes);
}

http::Response clients_page(const User& user, Clients& clients, const std::optional<Credentials>& made,
                            std::string_view problem = "") {
  const std::string content = settings_toolbar(user, kHere) + (made ? made_section(*made) : "") +
                              form(problem) + table_of(clients.of_user(user.id));
  return html::page(problem.empty() ? 200 : 400, "API Clients", content, "/pages/api-clients.js");
}

http::Response add_client(const http::Request& request, const User& user, Clients& clients,
                          Sessions& sessions) {
  const http::Parameters fields = http::parse_form(request.body);
  const auto name = fields.find("name");
  if (name == fields.end() || name->second.empty() || name->second.size() > kLongestName)
    return clients_page(user, clients, std::nullopt, "Give the client a name of at most 100 characters.");
  std::string scopes;
  const auto [first, last] = fields.equal_range("scope");
  for (const OfferedScope& offered : kScopes)
    if (std::any_of(first, last, [&](const auto& field) { return field.second == offered.scope; }))
      scopes += (scopes.empty() ? "" : " ") + std::string(offered.scope);
  if (scopes.empty()) return clients_page(user, clients, std::nullopt, "Choose at least one scope.");
  const Credentials made = clients.add(
      {.id = "", .name = name->second, .scopes = scopes, .user_id = user.id, .org_id = user.org_id});
  sessions.keep(request, json::dump(json::object({{"id", made.id}, {"password", made.password}})));
  return html::go_to(kHere);
}

// Shown once.
std::optional<Credentials> just_made(const http::Request& request, Sessions& sessions) {
  const auto kept = sessions.take(request);
  const auto made = json::parse(kept.value_or(""));
  if (!made || !json::find(*made, "password")) return std::nullopt;
  return Credentials{.id = json::text(*made, "id"), .password = json::text(*made, "password")};
}

http::Response log_in_form(int status, std::string_view then, std::string_view problem,
                           std::string_view reason = "") {
  const std::string content =
      (reason.empty() ? "" : "<p>" + html::escape(reason) + "</p>\n") +
      std::string("<form class=\"fields\" method=\"post\" action=\"/settings/login\">\n") +
      (problem.empty() ? "" : "<p role=\"alert\">" + html::escape(problem) + "</p>\n") +
      "<input type=\"hidden\" name=\"then\" value=\"" + html::escape(then) +
      "\">\n<label>Email <input type=\"email\" name=\"email\" autocomplete=\"username\" required></label>\n"
      "<label>Password <input type=\"password\" name=\"password\" autocomplete=\"current-password\" "
      "required></label>\n<button>Log In</button>\n</form>\n"
      "<p class=\"note\">The appliance printed the demo users at its start; they are in its state folder "
      "too.</p>\n";
  return html::page(status, "Log In", content);
}

// "1 second", "60 seconds", "15 minutes".
std::string duration(Instant seconds) {
  if (seconds == 1) return "1 second";
  return seconds <= 90 ? std::format("{} seconds", seconds) : std::format("{} minutes", (seconds + 59) / 60);
}

http::Response too_many_attempts(std::string_view then, Instant wait) {
  const Instant seconds = (wait + kSecond - 1) / kSecond;
  http::Response response =
      log_in_form(429, then,
                  std::format("There were too many failed attempts for this email address; try again in {}.",
                              duration(seconds)));
  response.set_header("Retry-After", std::to_string(seconds));
  return response;
}

http::Response log_in(const http::Request& request, Accounts& accounts, Sessions& sessions,
                      LoginLimit& limit) {
  const http::Parameters fields = http::parse_form(request.body);
  const auto field = [&](const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  };
  if (const auto wait = limit.refuse(field("email"))) return too_many_attempts(field("then"), *wait);
  const auto user = accounts.log_in(field("email"), field("password"));
  if (!user) return log_in_page(field("then"), "The email address or the password is wrong.");
  limit.succeeded(field("email"));
  http::Response response = html::go_to(safe_path(field("then")));
  response.set_header("Set-Cookie", sessions.begin(request, user->id));
  return response;
}

}  // namespace

std::string settings_toolbar(const User& user, std::string_view here) {
  struct Page {
    std::string_view path, name;
  };
  std::string links;
  for (const Page& page : {Page{kHere, "API Clients"}, Page{kModulesPage, "Modules"}})
    links += std::format("<a href=\"{}\"{}>{}</a>\n", page.path,
                         page.path == here ? " aria-current=\"page\"" : "", page.name);
  return "<nav class=\"tabs\" aria-label=\"Settings\">\n" + links + "</nav>\n<div class=\"toolbar\">" +
         html::escape(user.name) + ", " + html::escape(user.org_name) +
         " <form method=\"post\" action=\"/settings/logout\"><button>Log Out</button></form></div>\n";
}

http::Response log_in_page(std::string_view then, std::string_view problem, std::string_view reason) {
  return log_in_form(problem.empty() ? 200 : 403, then, problem, reason);
}

std::optional<User> session_user(const http::Request& request, Accounts& accounts, Sessions& sessions) {
  const auto id = sessions.user(request);
  return id ? accounts.find(*id) : std::nullopt;
}

http::Response answer_settings(const http::Request& request, Accounts& accounts, Clients& clients,
                               Sessions& sessions, LoginLimit& limit, const std::string& origin) {
  const auto user = session_user(request, accounts, sessions);
  if (request.method == "GET" && request.path == kHere)
    return user ? clients_page(*user, clients, just_made(request, sessions)) : log_in_page(kHere);
  if (request.method != "POST") return http::refusal(404, "There is nothing at this address.");
  if (!http::is_from_own_page(request, origin))
    return http::refusal(403, "This form must be sent from the page of the API clients.");
  if (request.path == "/settings/login") return log_in(request, accounts, sessions, limit);
  if (request.path == "/settings/logout") {
    http::Response response = html::go_to(kHere);
    response.set_header("Set-Cookie", sessions.end(request));
    return response;
  }
  if (!user) return log_in_page(kHere, "Your session has ended; log in again.");
  if (request.path == kHere) return add_client(request, *user, clients, sessions);
  if (request.path == "/settings/apiClients/delete") {
    const http::Parameters fields = http::parse_form(request.body);
    if (const auto id = fields.find("id"); id != fields.end()) clients.remove(id->second, user->id);
    return html::go_to(kHere);
  }
  return http::refusal(404, "There is nothing at this address.");
}

}  // namespace appliance
