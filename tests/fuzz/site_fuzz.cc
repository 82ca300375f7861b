// Any requests to the three sites of an appliance (site.h, services.h) by somebody who is let in: every one
// is answered, none of them with 500, and the answer is JSON or a page with no more scripts than the
// appliance's.
//
//   o|v|p <method> <target>      own, visibility, private intel
//   <name>: <value>              headers, as many as there are, up to an empty line
//   <body, up to a line of "--">
//
// Tokens, cookies and hosts are the caller's unless the input has others. Cases that requests make are there
// for the ones after them.
#include "appliance/demo.h"
#include "appliance/services_exchange/relay_calls.h"
#include "appliance/settings.h"
#include "appliance/site.h"
#include "appliance/state.h"
#include "appliance/threat_response/services.h"
#include "promise.h"

namespace {

using namespace appliance;
using fuzz::expect;

constexpr int kMostRequests = 4;
const http::Origins kOrigins{.appliance = "http://127.0.0.1:8080",
                             .visibility = "http://127.0.0.1:8081",
                             .private_intel = "http://127.0.0.1:8082"};
const CasebookRules kRules{.origin = kOrigins.private_intel, .minimum_tlp = "white"};
constexpr Instant kSession = 365 * kDay;

// Nobody is waited for.
std::vector<Module> quick_modules() {
  std::vector<Module> modules = *read_modules(default_settings().modules, kOrigins.visibility);
  for (Module& one : modules) one.latency = std::chrono::milliseconds(0);
  return modules;
}

struct Appliance {
  Appliance() {
    expect(traffic.seed().has_value(), "the tables are filled", folder.path());
    const User user{.id = "user-1", .name = "U", .email = "u@a.example", .org_id = "org-1", .org_name = "O"};
    accounts.add(user, "password");
    const std::string scopes =
        "casebook enrich:read inspect:read integration:read private-intel profile:read response";
    const Client client{
        .id = "client-1", .name = "C", .scopes = scopes, .user_id = user.id, .org_id = user.org_id};
    token = signer.sign(claims_for(client, user, now(), 365 * 86'400));
    own_cookie = cookie_of(own_sessions.begin({}, "admin"));
    cookie = cookie_of(sessions.begin({}, user.id));
  }

  // What requests have made is gone.
  void clear() {
    for (const char* statement :
         {"DELETE FROM casebooks", "DELETE FROM case_changes", "DELETE FROM case_names",
          "DELETE FROM action_marks", "DELETE FROM kept_clients", "DELETE FROM clients"})
      database->execute(statement);
    cases.emplace(*database, std::chrono::milliseconds(0));
    casebooks.emplace(*cases, kRules);
    sync.emplace(*cases, kRules);
  }

  http::Response answer(char which, http::Request request) {
    const http::Origins& origins = kOrigins;
    const std::string origin = which == 'o'   ? origins.appliance
                               : which == 'v' ? origins.visibility
                                              : origins.private_intel;
    request.headers.emplace("host", http::authority_of(origin));
    request.headers.emplace("origin", origin);
    request.headers.emplace("cookie", which == 'o' ? own_cookie : cookie);
    request.headers.emplace("authorization", "Bearer " + token);
    const Services services{.origins = origins,
                            .pages = {},
                            .accounts = accounts,
                            .clients = clients,
                            .sessions = sessions,
                            .logins = logins,
                            .cases = *cases,
                            .signer = signer,
                            .modules = modules,
                            .pivots = pivots,
                            .casebooks = *casebooks,
                            .sync = *sync,
                            .limit = limit,
                            .registrations = registrations,
                            .appliances = appliances};
    const http::Site site =
        which == 'v'   ? visibility_site(services)
        : which == 'p' ? private_intel_site(services)
                       : appliance_site({.origins = origins,
                                         .operators = operators,
                                         .sessions = own_sessions,
                                         .logins = own_logins,
                                         .broker = {.clients = kept, .desk = desk, .servers = offered},
                                         .cloud = {.store = *cloud, .changed = [] {}},
                                         .traffic = traffic,
                                         .service = {.servers = offered, .proxy = nullptr},
                                         .pivots = ""});
    http::Response response = site.answer(request);
    site.finish(request, response);
    return response;
  }

  static std::string cookie_of(const std::string& set) { return set.substr(0, set.find(';')); }

  StateFolder folder = *StateFolder::temporary();
  std::unique_ptr<Database> database = *Database::open(folder.path() + "/appliance.db");
  TokenSigner signer = *TokenSigner::open(folder.path() + "/token-key.pem");
  Traffic traffic{*database};
  Accounts accounts{*database};
  Clients clients{*database};
  Operators operators{*database};
  Registrations registrations{*database};
  RelayCalls calls;
  ApplianceModules appliances{registrations, calls};
  Sessions sessions{*database, kOrigins.visibility, kSession};
  Sessions own_sessions{*database, kOrigins.appliance, kSession};
  LoginLimit logins, own_logins;
  std::vector<Module> modules = quick_modules();
  Pivots pivots{*database, modules};
  KeptClients kept = *KeptClients::open(*database, folder.path() + "/kept-clients-key");
  std::vector<Server> offered = offered_servers(kOrigins, {});
  TokenDesk desk{[](const KeptClient&, const std::string&) {
    return http::json_response(200, json::object({{"access_token", "t"}, {"expires_in", 600}}));
  }};
  std::unique_ptr<CloudStore> cloud = *CloudStore::open(folder.path());
  RateLimit limit{std::size_t{1} << 40};
  std::optional<CaseStore> cases;
  std::optional<Casebooks> casebooks;
  std::optional<Sync> sync;
  std::string token, own_cookie, cookie;
};

void check_page(const std::string& page, const std::string& of) {
  for (std::size_t at = page.find("<script"); at != std::string::npos; at = page.find("<script", at + 1)) {
    const std::string_view tag = std::string_view(page).substr(at, 60);
    expect(tag.starts_with("<script type=\"module\" src=\"/") ||
               tag.starts_with("<script type=\"importmap\">") || tag.starts_with("<script src=\"/"),
           "a page has the appliance's scripts alone", of, tag);
  }
}

void check(const http::Response& response, const std::string& of) {
  expect(response.status >= 200 && response.status < 500, "a request is answered", of, response.body);
  for (const auto& [name, value] : response.headers)
    for (const std::string& text : {name, value})
      expect(!text.contains('\r') && !text.contains('\n') && !text.contains('\0'), "a header is one line", of,
             text);
  if (response.content_type.starts_with("application/json"))
    expect(json::parse(response.body).has_value(), "an answer is JSON", of, response.body);
  if (response.content_type.starts_with("text/html")) check_page(response.body, of);
  if (response.status >= 400 && response.status != 404)
    expect(!response.body.empty(), "a refusal says why", of);
}

// Nothing for what is no request.
std::optional<http::Request> read_request(std::string& text) {
  std::string line = fuzz::line_of(text);
  const std::size_t space = line.find(' ', 2);
  if (line.size() < 4 || line[1] != ' ' || space == std::string::npos) return std::nullopt;
  http::Request request{.method = line.substr(2, space - 2), .target = line.substr(space + 1)};
  if (!request.target.starts_with('/')) return std::nullopt;
  const std::size_t mark = std::min(request.target.find('?'), request.target.size());
  request.path = http::percent_decode(request.target.substr(0, mark));
  if (mark < request.target.size()) request.query = http::parse_form(request.target.substr(mark + 1));
  for (line = fuzz::line_of(text); !line.empty(); line = fuzz::line_of(text)) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos)
      request.headers[http::lower(line.substr(0, colon))] = line.substr(colon + 2);
  }
  const std::size_t end = std::min(text.find("\n--\n"), text.size());
  request.body = text.substr(0, end);
  text.erase(0, std::min(end + 4, text.size()));
  return request;
}

// It calls the network, or waits for somebody.
bool is_left_out(const http::Request& request) {
  return request.path == "/cloud-service/connection-test" || request.path == "/login" ||
         request.path.ends_with("/login") || request.path == "/iroh/oauth2/token";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Appliance appliance;
  std::string text = fuzz::text_of(data, size);
  appliance.clear();
  for (int i = 0; i < kMostRequests && !text.empty(); ++i) {
    const std::string of = text;
    const auto request = read_request(text);
    if (!request || is_left_out(*request)) continue;
    check(appliance.answer(of[0], *request), of);
  }
  return 0;
}
