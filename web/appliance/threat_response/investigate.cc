#include "appliance/threat_response/investigate.h"

#include <algorithm>
#include <format>

#include "appliance/instant.h"
#include "appliance/threat_response/access.h"
#include "appliance/threat_response/api_clients.h"
#include "appliance/threat_response/enrich.h"
#include "appliance/threat_response/html.h"
#include "appliance/threat_response/observable_types.h"
#include "observables/find.h"

namespace appliance {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

Json observable(std::string_view type, std::string_view value) {
  return json::object({{"type", type}, {"value", value}});
}

// A line that begins with a known kind is that observable; any other is searched for some. A line without
// any is kept, with "" for its kind.
Json observables_of(std::string_view line) {
  const std::size_t colon = std::min(line.find(':'), line.size());
  if (colon < line.size() && is_observable_type(line.substr(0, colon)))
    return json::list({observable(line.substr(0, colon), line.substr(colon + 1))});
  Json found = json::list({});
  const observables::Hits hits = observables::find(line);
  for (const observables::Hit& hit : hits.list)
    json::append(found, observable(observables::type_name(hit.type), hits.value(hit)));
  return json::elements(found).empty() ? json::list({observable("", line)}) : found;
}

Json observables_of_lines(std::string_view lines) {
  Json all = json::list({});
  for (std::size_t start = 0; start <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', start), lines.size());
    const std::string_view line = trim(lines.substr(start, end - start));
    if (!line.empty())
      for (const Json* each : json::elements(observables_of(line))) json::append(all, *each);
    start = end + 1;
  }
  return all;
}

const Json* group_of(const Json& item, std::string_view name) {
  const Json* data = json::find(item, "data");
  return data ? json::find(*data, name) : nullptr;
}

// "Malicious (Example Reputation), Unknown (Second Opinion)"
std::string verdicts_on(const Json& asked, const Json& answer) {
  std::string said;
  for (const Json* item : json::array(answer, "data")) {
    const Json* verdicts = group_of(*item, "verdicts");
    for (const Json* doc : verdicts ? json::array(*verdicts, "docs") : std::vector<const Json*>()) {
      const Json* about = json::find(*doc, "observable");
      if (!about || *about != asked) continue;
      said += (said.empty() ? "" : ", ") + json::text(*doc, "disposition_name") + " (" +
              json::text(*item, "module") + ")";
    }
  }
  return said.empty() ? "No verdict" : said;
}

std::string table(std::string_view heading, const std::string& head, const std::string& rows) {
  return std::format(
      "<h2>{}</h2>\n<div class=\"table-frame\"><table>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}"
      "</tbody></table></div>\n",
      heading, head, rows);
}

std::string verdict_table(const Json& asked, const Json& answer) {
  std::string rows;
  for (const Json* each : json::elements(asked)) {
    const std::string type = json::text(*each, "type");
    rows += std::format("<tr><td>{}</td><td class=\"mono\">{}</td><td>{}</td></tr>\n",
                        type.empty() ? "not given" : html::escape(type),
                        html::escape(json::text(*each, "value")), html::escape(verdicts_on(*each, answer)));
  }
  return table("Observables",
               "<th scope=\"col\">Type</th><th scope=\"col\">Value</th><th scope=\"col\">Verdicts</th>",
               rows);
}

std::string targets_of(const Json& sighting) {
  std::string names;
  for (const Json* target : json::array(sighting, "targets"))
    for (const Json* each : json::array(*target, "observables"))
      names += (names.empty() ? "" : ", ") + json::text(*each, "value");
  return names;
}

std::string time_text(const std::string& iso) {
  const auto time = parse_iso(iso);
  return time ? asyncos_text(*time) : "unknown";
}

std::string sighting_rows(const Json& item) {
  std::string rows;
  const Json* sightings = group_of(item, "sightings");
  for (const Json* doc : sightings ? json::array(*sightings, "docs") : std::vector<const Json*>()) {
    const Json* time = json::find(*doc, "observed_time");
    const auto seen = json::array(*doc, "observables");
    rows += std::format(
        "<tr><td>{}</td><td class=\"mono\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        html::escape(time_text(time ? json::text(*time, "start_time") : "")),
        html::escape(seen.empty() ? "" : json::text(*seen.front(), "value")),
        html::escape(json::text(*doc, "title")), json::integer(*doc, "count", 1),
        html::escape(targets_of(*doc)), html::escape(json::text(item, "module")));
  }
  return rows;
}

std::string sighting_table(const Json& answer) {
  std::string rows;
  for (const Json* item : json::array(answer, "data")) rows += sighting_rows(*item);
  if (rows.empty()) return "<h2>Sightings</h2>\n<p class=\"state\">No module has seen any of them.</p>\n";
  return table("Sightings",
               "<th scope=\"col\">Time</th><th scope=\"col\">Observable</th><th scope=\"col\">What</th>"
               "<th scope=\"col\">Count</th><th scope=\"col\">Targets</th><th scope=\"col\">Module</th>",
               rows);
}

std::string failures(const Json& answer) {
  std::string lines;
  for (const Json* error : json::array(answer, "errors"))
    lines += "<p role=\"alert\">" + html::escape(json::text(*error, "module")) + ": " +
             html::escape(json::text(*error, "message")) + "</p>\n";
  return lines;
}

std::string findings(const Json& asked, const std::vector<const Module*>& modules) {
  const Json answer = observed(modules, json::elements(asked));
  return failures(answer) + verdict_table(asked, answer) + sighting_table(answer);
}

http::Response case_page(const std::string& id, const User& user, const std::vector<const Module*>& modules,
                         CaseStore& cases) {
  const Caller reader{.user_id = user.id, .org_id = user.org_id, .client_id = "", .scopes = {}};
  const auto found = cases.find(id);
  // Who may not read a case does not learn here whether there is one.
  if (!found || !may_read(reader, found->entity))
    return html::page(404, "Investigate",
                      "<p class=\"state\">There is no case " + html::escape(id) + " for you to read.</p>\n");
  const Json* observables = json::find(found->entity, "observables");
  return html::page(200, "Investigate",
                    "<p class=\"toolbar\">" + html::escape(json::text(found->entity, "title", "Case")) +
                        " <span class=\"mono\">" + html::escape(id) + "</span></p>\n" +
                        findings(observables ? *observables : json::list({}), modules));
}

}  // namespace

http::Response answer_investigate(const http::Request& request, const std::vector<Module>& own,
                                  const ApplianceModules& appliances, CaseStore& cases, Accounts& accounts,
                                  Sessions& sessions) {
  const Json asked = observables_of_lines(request.parameter("q"));
  const auto user = session_user(request, accounts, sessions);
  const std::vector<Module> of_user = user ? appliances.of_organization(user->org_id) : std::vector<Module>();
  const std::vector<const Module*> modules = all_of(own, of_user);
  if (!json::elements(asked).empty()) return html::page(200, "Investigate", findings(asked, modules));
  const std::string spid(trim(request.parameter("spid")));
  if (spid.empty())
    return html::page(200, "Investigate",
                      "<p class=\"state\">Nothing to investigate: open this page from a case or an "
                      "observable.</p>\n");
  if (!user)
    return log_in_page("/investigate?spid=" + http::percent_encode(spid), "",
                       "To investigate the case casebook-" + spid + ", log in as a user who may read it.");
  return case_page("casebook-" + spid, *user, modules, cases);
}

}  // namespace appliance
