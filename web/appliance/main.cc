// The reference appliance: report pages, an embedded Threat Response and an embedded Security Services
// Exchange, each on an origin of its own.
//
// When everything answers, one line of JSON goes to stdout: the addresses, the demo client's id and
// password, and the other demo accounts (demo.h). SIGTERM and SIGINT end it with status 0; what was
// acknowledged is on disk.

#include <pthread.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <format>
#include <optional>
#include <thread>

#include "appliance/arguments.h"
#include "appliance/broker/token_call.h"
#include "appliance/cloud_link/link.h"
#include "appliance/demo.h"
#include "appliance/pages.h"
#include "appliance/proxy.h"
#include "appliance/relay/module_call.h"
#include "appliance/servers.h"
#include "appliance/services_exchange/exchange.h"
#include "appliance/settings.h"
#include "appliance/site.h"
#include "appliance/state.h"
#include "appliance/threat_response/casebooks.h"
#include "appliance/threat_response/services.h"

namespace appliance {
namespace {

using Outcome = std::expected<void, std::string>;

constexpr Instant kServiceSession = 3600 * kSecond;
constexpr Instant kOwnSession = 12 * 3600 * kSecond;  // a shift, and what it takes to hand it over

std::string address(bool secure, const std::string& host, int port) {
  return std::format("{}://{}:{}", secure ? "https" : "http", host.contains(':') ? '[' + host + ']' : host,
                     port);
}

// What stands in the addresses: the certificate's name, since that is what a browser compares.
std::expected<std::string, std::string> public_name(const Arguments& arguments,
                                                    const std::optional<http::Identity>& identity) {
  if (identity && !identity->name.empty()) return identity->name;
  if (arguments.host != "0.0.0.0" && arguments.host != "::") return arguments.host;
  return std::unexpected(
      std::format("The certificate names no host, so --listen takes an address of this machine, not {}.",
                  arguments.host));
}

std::expected<std::optional<http::Identity>, std::string> identity_of(const Arguments& arguments) {
  if (arguments.tls_certificate.empty()) return std::nullopt;
  auto identity = http::read_identity(arguments.tls_certificate, arguments.tls_key);
  if (!identity) return std::unexpected(identity.error());
  if (identity->expired)
    std::fprintf(stderr, "appliance: the certificate '%s' has expired, and browsers will refuse it.\n",
                 arguments.tls_certificate.c_str());
  return *std::move(identity);
}

Ports wanted_ports(const Arguments& arguments, Database& database) {
  if (arguments.port != 0)
    return {arguments.port, arguments.port + 1, arguments.port + 2, arguments.port + 3};
  return remembered_ports(database).value_or(Ports{});
}

void print_ready(const http::Origins& origins, int exchange_port, const Authority& authority,
                 const Demo& demo) {
  const Json ready = json::object({{"appliance", origins.appliance},
                                   {"visibility", origins.visibility},
                                   {"private_intel", origins.private_intel},
                                   {"exchange", address(true, "127.0.0.1", exchange_port)},
                                   {"exchange_ca", authority.certificate_file()},
                                   {"client_id", demo.client.id},
                                   {"client_password", demo.client.password},
                                   {"users", demo.users},
                                   {"clients", demo.clients},
                                   {"operators", demo.operators}});
  std::printf("%s\n", json::dump(ready).c_str());
  if (::isatty(STDOUT_FILENO)) {
    std::printf("Open %s in a browser; Ctrl+C ends the appliance.\n", origins.appliance.c_str());
    for (const Json* one : json::elements(demo.operators))
      std::printf("Log in as %s   Password %s\n", json::text(*one, "name").c_str(),
                  json::text(*one, "password").c_str());
    std::printf("Client ID %s   Client Password %s\n", demo.client.id.c_str(), demo.client.password.c_str());
    for (const Json* user : json::elements(demo.users))
      std::printf("User %s of %s   Password %s\n", json::text(*user, "email").c_str(),
                  json::text(*user, "organization").c_str(), json::text(*user, "password").c_str());
  }
  std::fflush(stdout);
}

Casebooks::LostUpdate lost_updates(TestControls& controls) {
  return [&controls](const http::Request& request) -> std::function<void()> {
    const auto fault = controls.take(request, true);
    if (!fault) return nullptr;
    return [delay = fault->delay] { std::this_thread::sleep_for(delay); };
  };
}

// The way to the exchange: to the embedded one unless the settings say otherwise.
CloudSetup cloud_setup(const Settings& settings, int port, const Authority& authority) {
  CloudSetup setup = settings.cloud;
  if (!setup.embedded) return setup;
  setup.address = "127.0.0.1";
  setup.port = port;
  setup.authorities = std::filesystem::absolute(authority.certificate_file()).string();
  return setup;
}

Outcome run(const Arguments& arguments, const sigset_t& ending) {
  const auto identity = identity_of(arguments);
  if (!identity) return std::unexpected(identity.error());
  const auto name = public_name(arguments, *identity);
  if (!name) return std::unexpected(name.error());
  const auto folder = arguments.ephemeral ? StateFolder::temporary() : StateFolder::open(arguments.state);
  if (!folder) return std::unexpected(folder.error());
  const auto database = Database::open(folder->path() + "/appliance.db");
  if (!database) return std::unexpected(database.error());
  const auto signer = TokenSigner::open(folder->path() + "/token-key.pem");
  if (!signer) return std::unexpected(signer.error());
  const auto settings = arguments.settings.empty() ? std::expected<Settings, std::string>(default_settings())
                                                   : read_settings(arguments.settings);
  if (!settings) return std::unexpected(settings.error());
  Traffic traffic(**database);
  if (auto seeded = traffic.seed(); !seeded) return seeded;
  if (arguments.live_traffic) traffic.flow();
  Accounts accounts(**database);
  Clients clients(**database);
  Operators operators(**database);
  const auto demo = demo_accounts(accounts, clients, operators, folder->path());
  if (!demo) return std::unexpected(demo.error());
  const auto authority = Authority::open(folder->path());
  if (!authority) return std::unexpected(authority.error());
  const auto exchange_identity = authority->identity_for(exchange_names(), folder->path());
  if (!exchange_identity) return std::unexpected(exchange_identity.error());
  Registrations registrations(**database);
  RelayCalls calls;
  const ApplianceModules appliances(registrations, calls);
  CaseStore cases(**database, settings->refresh_ms);

  // Of what others may reach, one machine takes half at most.
  http::Limits limits;
  if (*identity) limits.per_peer = limits.connections / 2;
  std::array servers{http::Server(limits, *identity), http::Server(limits, *identity),
                     http::Server(limits, *identity), http::Server({}, *exchange_identity)};
  Ports ports = wanted_ports(arguments, **database);
  for (std::size_t i = 0; i < servers.size(); ++i) {
    const bool is_exchange = i + 1 == servers.size();  // for this machine alone
    const auto taken = servers[i].bind(
        is_exchange || arguments.host == "localhost" ? "127.0.0.1" : arguments.host, ports[i]);
    if (!taken) return std::unexpected(taken.error());
    ports[i] = *taken;
  }
  if (arguments.port == 0) remember_ports(**database, ports);
  const http::Origins origins{.appliance = address(identity->has_value(), *name, ports[0]),
                              .visibility = address(identity->has_value(), *name, ports[1]),
                              .private_intel = address(identity->has_value(), *name, ports[2])};
  const auto modules = read_modules(settings->modules, origins.visibility);
  if (!modules) return std::unexpected(modules.error());
  TestControls controls(traffic);
  const Pivots pivots(**database, *modules);
  Casebooks casebooks(cases, {.origin = origins.private_intel, .minimum_tlp = settings->minimum_tlp},
                      arguments.test_controls ? lost_updates(controls) : Casebooks::LostUpdate());
  Sync sync(cases, {.origin = origins.private_intel, .minimum_tlp = settings->minimum_tlp});
  Sessions sessions(**database, origins.visibility, kServiceSession);
  LoginLimit logins;
  Sessions own_sessions(**database, origins.appliance, kOwnSession);
  LoginLimit own_logins;
  auto kept = KeptClients::open(**database, folder->path() + "/kept-clients-key");
  if (!kept) return std::unexpected(kept.error());
  auto cloud = CloudLink::open(folder->path(), cloud_setup(*settings, ports[3], *authority),
                               [&traffic, origin = origins.appliance, name = settings->cloud.appliance](
                                   const std::string& path, const Json& body) {
                                 return answer_module_call(path, body, traffic, origin, name);
                               });
  if (!cloud) return std::unexpected(cloud.error());
  RateLimit limit(settings->hourly_limit);
  const Services services{.origins = origins,
                          .pages = settings->pages,
                          .accounts = accounts,
                          .clients = clients,
                          .sessions = sessions,
                          .logins = logins,
                          .cases = cases,
                          .signer = *signer,
                          .modules = *modules,
                          .pivots = pivots,
                          .casebooks = casebooks,
                          .sync = sync,
                          .limit = limit,
                          .registrations = registrations,
                          .appliances = appliances,
                          .controls = arguments.test_controls ? &controls : nullptr};
  const http::Site visibility = visibility_site(services), private_intel = private_intel_site(services);
  const std::vector<Server> offered = offered_servers(origins, settings->servers);
  const Upstream upstream(visibility, private_intel);
  const Proxy proxy(origins.appliance, offered, upstream);
  TokenDesk desk([&](const KeptClient& client, const std::string& password) {
    return ask_for_token(upstream, offered, client, password);
  });
  servers[0].serve(
      appliance_site({.origins = origins,
                      .operators = operators,
                      .sessions = own_sessions,
                      .logins = own_logins,
                      .broker = {.clients = *kept, .desk = desk, .servers = offered},
                      .cloud = (*cloud)->settings(),
                      .traffic = traffic,
                      .service = {.servers = offered, .proxy = settings->proxy ? &proxy : nullptr},
                      .pivots = settings->pivots}));
  servers[1].serve(visibility);
  servers[2].serve(private_intel);
  const http::Site exchange =
      exchange_site({.authority = *authority, .registrations = registrations, .calls = calls});
  servers[3].serve(arguments.test_controls ? with_faults(exchange, controls) : exchange);
  print_ready(origins, ports[3], *authority, *demo);
  int signal = 0;
  sigwait(&ending, &signal);
  // Its pages first, then what calls the exchange, and only then the exchange: what is under way is not taken
  // for a failure.
  servers.front().stop();
  cloud->reset();
  calls.end();
  for (http::Server& server : servers) server.stop();
  return {};
}

// Each connection is an open file, and most systems begin with fewer of these than there may be connections.
void allow_open_files() {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

// Blocked before any thread starts, so that only sigwait gets them.
sigset_t block_ending_signals() {
  sigset_t ending;
  sigemptyset(&ending);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ending, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return ending;
}

}  // namespace
}  // namespace appliance

int main(int count, char** words) {
  const std::vector<std::string> asked(words + 1, words + count);
  if (asked == std::vector<std::string>{"--help"}) {
    std::fputs(appliance::kUsage, stdout);
    return 0;
  }
  const auto arguments = appliance::parse_arguments(asked);
  if (!arguments) {
    std::fprintf(stderr, "appliance: %s\n%s", arguments.error().c_str(), appliance::kUsage);
    return 2;
  }
  ::umask(S_IRWXG | S_IRWXO);  // all files of the state folder are their owner's alone
  appliance::allow_open_files();
  const sigset_t ending = appliance::block_ending_signals();
  try {
    if (const auto outcome = appliance::run(*arguments, ending); !outcome) {
      std::fprintf(stderr, "appliance: %s\n", outcome.error().c_str());
      return 1;
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "appliance: %s\n", failure.what());
    return 1;
  }
  return 0;
}
