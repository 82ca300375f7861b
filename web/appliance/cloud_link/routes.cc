#include "appliance/cloud_link/routes.h"

#include <future>

#include "appliance/cloud_link/exchange_client.h"
#include "appliance/instant.h"
#include "cloud_service/document.h"
#include "cloud_service/words.h"

namespace appliance {
namespace {

using cloud_service::Act;
using cloud_service::Refusal;
using cloud_service::State;

constexpr std::string_view kHere = "/cloud-service";
constexpr std::size_t kShownEntries = 20;

http::Response refused(int status, std::string_view code, std::string_view sentence) {
  return http::json_response(status, json::object({{"code", code}, {"error", sentence}}));
}

http::Response refused(const CloudStore::Refused& why) {
  using enum Refusal;
  const bool is_nonsense = why.refusal == kTokenMissing || why.refusal == kTokenMalformed ||
                           why.refusal == kServerUnknown || why.refusal == kServerUnsupported;
  return refused(is_nonsense ? 400 : 409, cloud_service::name_of(why.refusal),
                 cloud_service::refusal_sentence(messages::Language::kEnglish, why.refusal, why.state));
}

Json entry_of(const CloudLogEntry& entry) {
  return json::object({{"when", iso_text(entry.when)},
                       {"who", entry.who},
                       {"via", entry.via},
                       {"what", entry.what},
                       {"detail", entry.detail},
                       {"comment", entry.comment}});
}

Json document_of(const CloudSettings& settings, bool is_administrator) {
  const CloudStore::Account account = settings.store.account(kShownEntries);
  Json log = json::list({});
  for (const CloudLogEntry& entry : account.log) json::append(log, entry_of(entry));
  return json::object({{"state", cloud_service::write(account.state)},
                       {"time", iso_text(now())},
                       {"may_administer", is_administrator},
                       {"log", std::move(log)}});
}

struct Wanted {
  Act act;
  int status = 200;
  std::string comment = {};
};

bool is_configuration(const Json& body) {
  const Json* const enabled = json::find(body, "enabled");
  const std::int64_t server = json::integer(body, "server", -1);
  return enabled && json::type_name(*enabled) == "boolean" && server >= 0 && server <= 1000;
}

// Nothing for what is no route that changes anything.
std::optional<Wanted> wanted_of(const http::Request& request, std::string_view route, const Json& body) {
  if (route == "/pending" && request.method == "PUT" && is_configuration(body))
    return Wanted{
        cloud_service::Submit{.configuration = {.enabled = json::boolean(body, "enabled"),
                                                .server = static_cast<int>(json::integer(body, "server"))}}};
  if (route == "/pending" && request.method == "DELETE") return Wanted{.act = cloud_service::Abandon{}};
  if (route == "/commit" && request.method == "POST")
    return Wanted{.act = cloud_service::Commit{}, .comment = json::text(body, "comment")};
  if (route == "/registration" && request.method == "POST")
    return Wanted{.act = cloud_service::Register{.token = json::text(body, "token")}, .status = 202};
  if (route == "/registration" && request.method == "DELETE")
    return Wanted{.act = cloud_service::Deregister{.confirmed = true}, .status = 202};
  return std::nullopt;
}

http::Response connection_test(const CloudSettings& settings) {
  const State state = settings.store.state();
  const int number = cloud_service::wanted(state).server;
  const auto* const server = cloud_service::find_server(state.servers, number);
  if (server == nullptr) return http::json_response(200, json::object({{"hosts", json::list({})}}));
  http::Interrupt none;
  const ExchangeClient exchange(settings.store.setup(), number, none);
  const auto tried = [&](const std::string& host, const char* purpose) {
    return std::async(std::launch::async, [&exchange, host, purpose] {
      const Instant start = now();
      const auto reason = exchange.try_connection(host);
      return json::object({{"host", host},
                           {"purpose", purpose},
                           {"reason", cloud_service::name_of(reason)},
                           {"milliseconds", now() - start}});
    });
  };
  auto exchange_host = tried(server->host, "exchange"),
       enrolment_host = tried(server->enrolment, "enrolment");
  return http::json_response(
      200, json::object({{"hosts", json::list({exchange_host.get(), enrolment_host.get()})}}));
}

}  // namespace

std::optional<http::Response> answer_cloud_service(const http::Request& request, const std::string& user,
                                                   bool is_administrator, const CloudSettings& settings) {
  if (!request.path.starts_with(kHere)) return std::nullopt;
  const std::string_view route = std::string_view(request.path).substr(kHere.size());
  if (route.empty() && request.method == "GET")
    return http::json_response(200, document_of(settings, is_administrator));

  const bool tests = route == "/connection-test" && request.method == "POST";
  const auto body = request.body.empty() ? json::object({}) : json::parse(request.body).value_or(Json());
  if (!json::is_object(body)) return refused(400, "malformed", "The body of the request is no JSON object.");
  if (route == "/pending" && request.method == "PUT" && !is_configuration(body))
    return refused(400, "malformed",
                   "The settings are {\"enabled\": true or false, \"server\": its number}.");
  const auto wanted = wanted_of(request, route, body);
  if (!tests && !wanted) return std::nullopt;
  if (!is_administrator)
    return refused(403, "not_administrator", "Only an administrator of the appliance can change this.");
  if (tests) return connection_test(settings);
  if (wanted->comment.size() > CloudStore::kLongestComment)
    return refused(400, "comment_too_long", "The comment is longer than 500 bytes.");
  const auto done = settings.store.act(wanted->act, {.who = user, .via = "page"}, wanted->comment);
  if (!done) return refused(done.error());
  settings.changed();
  Json document = document_of(settings, is_administrator);
  json::set(document, "done", cloud_service::name_of(*done));
  return http::json_response(wanted->status, document);
}

}  // namespace appliance
