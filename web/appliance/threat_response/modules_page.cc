#include "appliance/threat_response/modules_page.h"

#include <algorithm>
#include <format>

#include "appliance/http/guard.h"
#include "appliance/services_exchange/regions.h"
#include "appliance/threat_response/api_clients.h"
#include "appliance/threat_response/html.h"

namespace appliance {
namespace {

std::string form(std::string_view problem) {
  std::string regions;
  for (const ExchangeRegion& region : kExchangeRegions)
    regions += std::format("<option value=\"{0}\">{0} ({1})</option>\n", region.name, region.host);
  return std::format(
      "<details{}>\n<summary>Add New Module</summary>\n<form class=\"fields\" method=\"post\" "
      "action=\"{}/token\">\n{}<label>Region <select name=\"region\" "
      "aria-describedby=\"region-note\">\n{}</select>"
      "</label>\n<p id=\"region-note\" class=\"note\">The one that the appliance has as its Threat Response "
      "server: a "
      "token of another region is not known there.</p>\n<button>Make Registration "
      "Token</button>\n</form>\n</details>\n",
      problem.empty() ? "" : " open", kModulesPage,
      problem.empty() ? "" : "<p role=\"alert\">" + html::escape(problem) + "</p>\n", regions);
}

// What is kept for the next page.
Json kept_token(const ExchangeToken& token, const std::string& region) {
  return json::object({{"token", token.text}, {"until", asyncos_text(token.until)}, {"region", region}});
}

std::string token_section(const Json& made) {
  const std::string region = html::escape(json::text(made, "region"));
  return "<section class=\"made\" aria-labelledby=\"made\">\n<h2 id=\"made\">Registration token for " +
         region + "</h2>\n<p>Copy it now: it is shown this once. It is good for one appliance until " +
         html::escape(json::text(made, "until")) + ".</p>\n" +
         html::copied_row("Registration Token", "registration-token", json::text(made, "token")) +
         "<p id=\"copied\" role=\"status\"></p>\n<p>On the appliance, under <b>Networks &gt; Cloud Service "
         "Settings</b>:</p>\n<ol>\n<li>With <b>Edit Settings</b>, <b>Enable</b> Threat Response and choose "
         "the server "
         "<b>" +
         region +
         "</b>.</li>\n<li>Submit, then commit the changes, and wait until the appliance says that it can be "
         "registered.</li>\n<li>Put the token into its field and press <b>Register</b>.</li>\n</ol>\n"
         "<p>Then come back to this page and press <b>Add as module</b> beside the appliance. One module "
         "shows its "
         "email reports, its message tracking and its web reports. Where web modules are apart and in beta, "
         "they are "
         "under <b>Settings &gt; Integration Modules &gt; Configure Modules &gt; SMA "
         "Web</b>.</p>\n</section>\n";
}

std::string button_of(const Registration& one) {
  const std::string name = html::escape(one.name), verb = one.is_module ? "remove" : "add";
  const std::string label = one.is_module ? "Remove module" : "Add as module";
  return std::format(
      "<form method=\"post\" action=\"{}/{}\"><input type=\"hidden\" name=\"id\" value=\"{}\">"
      "<button aria-label=\"{}: {}\">{}</button></form>",
      kModulesPage, verb, html::escape(one.id), label, name, label);
}

// Asks by being opened first: it cannot be undone, and the appliance has to register anew.
std::string ending_of(const Registration& one) {
  const std::string name = html::escape(one.name);
  return std::format(
      "<details><summary>End registration</summary><form method=\"post\" action=\"{}/end\"><input "
      "type=\"hidden\" name=\"id\" value=\"{}\"><p>It is asked no more, and has to register with a new "
      "token.</p><button aria-label=\"End registration: {}\">End registration</button></form></details>",
      kModulesPage, html::escape(one.id), name);
}

std::string appliances_of(const std::vector<Registration>& registrations) {
  if (registrations.empty())
    return "<p class=\"state\">No appliance is registered. Make a token with Add New Module.</p>\n";
  std::string rows;
  for (const Registration& one : registrations)
    rows += std::format(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"nowrap\">{}</td><td "
        "class=\"nowrap\">{}</td><td>{}</td>"
        "<td class=\"nowrap\">{}</td></tr>\n",
        html::escape(one.name), html::escape(one.region), asyncos_text(one.since), asyncos_text(one.contact),
        one.is_module ? "Yes" : "No", button_of(one) + ending_of(one));
  return "<div class=\"table-frame\"><table aria-labelledby=\"appliances\">\n<thead><tr><th "
         "scope=\"col\">Name</th>"
         "<th scope=\"col\">Region</th><th scope=\"col\">Registered Since</th><th scope=\"col\">Last "
         "Contact</th>"
         "<th scope=\"col\">Module</th><th scope=\"col\">Change</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody></table></div>\n";
}

std::string built_in(const std::vector<Module>& modules) {
  std::string rows;
  for (const Module& module : modules) {
    std::string types;
    for (const std::string& type : module.types) types += (types.empty() ? "" : ", ") + type;
    rows += std::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", html::escape(module.name),
                        html::escape(types));
  }
  return "<div class=\"table-frame\"><table aria-labelledby=\"built-in\">\n<thead><tr><th "
         "scope=\"col\">Name</th>"
         "<th scope=\"col\">Observables</th></tr></thead>\n<tbody>\n" +
         rows + "</tbody></table></div>\n";
}

// Shown once.
std::string just_made(const http::Request& request, Sessions& sessions) {
  const auto kept = sessions.take(request);
  const auto made = json::parse(kept.value_or(""));
  return made && json::find(*made, "token") ? token_section(*made) : "";
}

http::Response page(const User& user, const std::vector<Module>& modules, Registrations& registrations,
                    const std::string& made, std::string_view problem = "") {
  return html::page(problem.empty() ? 200 : 400, "Modules",
                    settings_toolbar(user, kModulesPage) + made + form(problem) +
                        "<h2 id=\"appliances\">Appliances</h2>\n" +
                        appliances_of(registrations.of_organization(user.org_id)) +
                        "<h2 id=\"built-in\">Built-in Modules</h2>\n" + built_in(modules),
                    "/pages/api-clients.js");
}

}  // namespace

http::Response answer_modules_page(const http::Request& request, const std::vector<Module>& modules,
                                   Registrations& registrations, Accounts& accounts, Sessions& sessions,
                                   const std::string& origin) {
  const auto user = session_user(request, accounts, sessions);
  if (request.method == "GET" && request.path == kModulesPage)
    return user ? page(*user, modules, registrations, just_made(request, sessions))
                : log_in_page(kModulesPage);
  const std::string_view asked = std::string_view(request.path).substr(kModulesPage.size());
  if (request.method != "POST" ||
      (asked != "/token" && asked != "/add" && asked != "/remove" && asked != "/end"))
    return http::refusal(404, "There is nothing at this address.");
  if (!http::is_from_own_page(request, origin))
    return http::refusal(403, "This form must be sent from the page of the modules.");
  if (!user) return log_in_page(kModulesPage, "Your session has ended; log in again.");
  const http::Parameters fields = http::parse_form(request.body);
  const auto field = [&](const char* name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
  };
  if (asked == "/end") {
    registrations.end_of(field("id"), user->org_id);
    return html::go_to(kModulesPage);
  }
  if (asked != "/token") {
    registrations.set_module(field("id"), user->org_id, asked == "/add");
    return html::go_to(kModulesPage);
  }
  const std::string region = field("region");
  if (!std::ranges::contains(kExchangeRegions, region, &ExchangeRegion::name))
    return page(*user, modules, registrations, "", "Choose one of the regions.");
  sessions.keep(request, json::dump(kept_token(registrations.make_token(region, user->org_id), region)));
  return html::go_to(kModulesPage);
}

}  // namespace appliance
