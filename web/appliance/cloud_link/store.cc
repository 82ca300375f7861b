#include "appliance/cloud_link/store.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <format>
#include <stdexcept>

#include "appliance/crypto.h"
#include "appliance/instant.h"
#include "appliance/servers.h"
#include "cloud_service/document.h"
#include "cloud_service/words.h"

namespace appliance {
namespace {

using cloud_service::Act;
using cloud_service::Phase;
using cloud_service::Progress;
using cloud_service::Reason;
using cloud_service::State;

// One row of each but the log. What is kept of the setup holds until the server starts with another one.
constexpr const char* kTables = R"(
  CREATE TABLE IF NOT EXISTS cloud_documents (name TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS cloud_keys (
    id INTEGER PRIMARY KEY CHECK (id = 1), attempt TEXT NOT NULL, token TEXT NOT NULL, enrolment TEXT NOT NULL,
    key TEXT NOT NULL, certificate TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS cloud_lease (
    id INTEGER PRIMARY KEY CHECK (id = 1), owner TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS cloud_log (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, via TEXT NOT NULL, what TEXT NOT NULL,
    detail TEXT NOT NULL, comment TEXT NOT NULL) STRICT;
)";

constexpr const char* kState = "state";
constexpr const char* kSetup = "setup";

std::optional<Json> document(Database& database, const char* name) {
  Statement row = database.prepare("SELECT document FROM cloud_documents WHERE name = ?");
  if (!row.bind(name).step()) return std::nullopt;
  auto parsed = json::parse(row.text(0));
  if (!parsed) throw std::runtime_error("the store of Cloud Service Settings is damaged");
  return *std::move(parsed);
}

void set_document(Database& database, const char* name, const Json& document) {
  database.prepare("INSERT OR REPLACE INTO cloud_documents (name, document) VALUES (?, ?)")
      .bind(name)
      .bind(json::dump(document))
      .run();
}

// Its process has ended. One that took its number counts as living until the lease ends.
bool is_dead(const std::string& owner) {
  pid_t process = 0;
  const auto [end, error] = std::from_chars(owner.data(), owner.data() + owner.size(), process);
  return error == std::errc() && process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
}

// What the log says of a change that came from the network; "" for nothing.
std::string event_of(const State& before, const State& after, const Progress& progress) {
  if (std::holds_alternative<cloud_service::CertificateRenewed>(progress)) return "certificate_renewed";
  if (before.registration.phase == after.registration.phase) return "";
  if (after.registration.phase == Phase::kRegistered)
    return before.registration.phase == Phase::kRegistering ? "registered" : "deregistration_failed";
  if (std::holds_alternative<cloud_service::Deregistered>(progress)) return "deregistered";
  return before.registration.phase == Phase::kRegistering ? "registration_failed" : "ended_at_portal";
}

bool joins_registered(const State& state, const CloudSetup& setup) {
  using cloud_service::Mode;
  return state.mode == Mode::kMachine && setup.mode != Mode::kMachine &&
         state.registration.phase != Phase::kNone;
}

// What of an act the log tells besides its name.
std::string detail_of(const State& state, cloud_service::Done done) {
  using enum cloud_service::Done;
  if (done == kServerChosen || done == kSubmitted || done == kCommitted)
    return cloud_service::region_of(state, cloud_service::wanted(state).server);
  if (done == kRegistering || done == kDeregistering)
    return cloud_service::region_of(state, state.registration.server);
  return "";
}

}  // namespace

std::expected<std::unique_ptr<CloudStore>, std::string> CloudStore::open(const std::string& folder) {
  auto database = Database::open_shared(folder + "/cloud-service.db", kTables);
  if (!database) return std::unexpected(database.error());
  return std::unique_ptr<CloudStore>(new CloudStore(*std::move(database)));
}

CloudSetup CloudStore::setup() {
  const Reading reading(*database_);
  const auto kept = document(*database_, kSetup);
  if (!kept) return {};
  return read_cloud_setup(*kept).value_or(CloudSetup());
}

std::expected<void, std::string> CloudStore::set_up(const CloudSetup& setup) {
  Transaction transaction(*database_);
  State state = read();
  if (joins_registered(state, setup))
    return std::unexpected(std::format(
        "This appliance is registered with {}: deregister it before it joins a {}, with appliance-cli and "
        "cloudserviceconfig deregister yes.",
        cloud_service::region_of(state, state.registration.server), cloud_service::name_of(setup.mode)));
  CloudSetup kept = setup;
  // A server that is offered no more stays for as long as the appliance is registered with it.
  const auto* const registered = find_server(state.servers, state.registration.server);
  if (registered && !find_server(kept.servers, registered->number)) kept.servers.push_back(*registered);
  state.appliance = kept.appliance;
  state.mode = kept.mode;
  state.servers = kept.servers;
  state.proxy = kept.proxy;
  // Else the first is what a person sees chosen.
  if (!find_server(state.servers, state.committed.server))
    state.committed.server = state.servers.front().number;
  if (state.pending && !find_server(state.servers, state.pending->configuration.server))
    state.pending.reset();
  set_document(*database_, kSetup, appliance::write(kept));
  write(state);
  transaction.commit();
  return {};
}

State CloudStore::state() {
  const Reading reading(*database_);
  return read();
}

std::string CloudStore::registered_server() {
  const State now = state();
  if (now.registration.phase != Phase::kRegistered) return "";
  if (setup().embedded) return std::string(kEmbedded);
  const std::string region = cloud_service::region_of(now, now.registration.server);
  return region == "EUROPE" ? "eu" : region == "AMERICAS" ? "nam" : "";
}

State CloudStore::read() {
  const auto kept = document(*database_, kState);
  if (!kept) {
    const CloudSetup usual;
    return {.appliance = usual.appliance, .mode = usual.mode, .servers = usual.servers};
  }
  auto state = cloud_service::read(*kept);
  if (!state) throw std::runtime_error("the store of Cloud Service Settings is damaged");
  return *std::move(state);
}

void CloudStore::write(const State& state) { set_document(*database_, kState, cloud_service::write(state)); }

CloudKeys CloudStore::keys() {
  const Reading reading(*database_);
  return read_keys();
}

CloudKeys CloudStore::read_keys() {
  Statement row =
      database_->prepare("SELECT attempt, token, enrolment, key, certificate FROM cloud_keys WHERE id = 1");
  if (!row.step()) return {};
  return {.attempt = row.text(0),
          .token = row.text(1),
          .enrolment = row.text(2),
          .key = row.text(3),
          .certificate = row.text(4)};
}

void CloudStore::write(const CloudKeys& keys) {
  database_
      ->prepare(
          "INSERT OR REPLACE INTO cloud_keys (id, attempt, token, enrolment, key, certificate) "
          "VALUES (1, ?, ?, ?, ?, ?)")
      .bind(keys.attempt)
      .bind(keys.token)
      .bind(keys.enrolment)
      .bind(keys.key)
      .bind(keys.certificate)
      .run();
}

void CloudStore::note(const CloudLogEntry& entry) {
  database_->prepare("INSERT INTO cloud_log (at, who, via, what, detail, comment) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(entry.when)
      .bind(entry.who)
      .bind(entry.via)
      .bind(entry.what)
      .bind(entry.detail)
      .bind(entry.comment)
      .run();
}

CloudStore::Account CloudStore::account(std::size_t most) {
  const Reading reading(*database_);
  return {.state = read(), .log = read_log(most)};
}

std::vector<CloudLogEntry> CloudStore::read_log(std::size_t most) {
  Statement rows = database_->prepare(
      "SELECT at, who, via, what, detail, comment FROM cloud_log ORDER BY id DESC LIMIT ?");
  rows.bind(static_cast<std::int64_t>(most));
  std::vector<CloudLogEntry> entries;
  while (rows.step())
    entries.push_back({.when = rows.integer(0),
                       .who = rows.text(1),
                       .via = rows.text(2),
                       .what = rows.text(3),
                       .detail = rows.text(4),
                       .comment = rows.text(5)});
  return entries;
}

std::expected<cloud_service::Done, CloudStore::Refused> CloudStore::act(const Act& act, const Actor& actor,
                                                                        const std::string& comment) {
  Transaction transaction(*database_);
  State state = read();
  const State before = state;
  const auto done = cloud_service::update(state, act, actor.who, now());
  if (!done) return std::unexpected(Refused{.refusal = done.error(), .state = std::move(state)});
  if (state == before) return *done;
  write(state);
  if (const auto* const wanted = std::get_if<cloud_service::Register>(&act))
    write(CloudKeys{.attempt = crypto::uuid(), .token = wanted->token});
  if (is_under_way(state) && !is_under_way(before))
    database_->prepare("INSERT OR REPLACE INTO cloud_lease (id, owner, until) VALUES (1, '', ?)")
        .bind(now())
        .run();
  note({.when = now(),
        .who = actor.who,
        .via = actor.via,
        .what = std::string(cloud_service::name_of(*done)),
        .detail = detail_of(state, *done),
        .comment = comment});
  transaction.commit();
  return *done;
}

std::optional<CloudStore::Work> CloudStore::claim(const std::string& owner, std::chrono::milliseconds grace) {
  Transaction transaction(*database_);
  State state = read();
  if (!is_under_way(state)) return std::nullopt;
  Statement lease = database_->prepare("SELECT owner, until FROM cloud_lease WHERE id = 1");
  if (lease.step()) {
    const std::string holder = lease.text(0);
    const Instant until = lease.integer(1);
    const bool waits = holder.empty() && now() < until + grace.count();
    const bool held = !holder.empty() && holder != owner && !is_dead(holder) && now() < until;
    if (waits || held) return std::nullopt;
  }
  database_->prepare("INSERT OR REPLACE INTO cloud_lease (id, owner, until) VALUES (1, ?, ?)")
      .bind(owner)
      .bind(now() + kLease.count())
      .run();
  CloudKeys keys = read_keys();
  transaction.commit();
  return Work{.state = std::move(state), .keys = std::move(keys)};
}

bool CloudStore::is_held_by_another(const std::string& owner) {
  const Reading reading(*database_);
  Statement lease = database_->prepare("SELECT owner, until FROM cloud_lease WHERE id = 1");
  if (!lease.step()) return false;
  const std::string holder = lease.text(0);
  return !holder.empty() && holder != owner && !is_dead(holder) && now() < lease.integer(1);
}

void CloudStore::release(const std::string& owner) {
  Transaction transaction(*database_);
  database_->prepare("UPDATE cloud_lease SET owner = '', until = ? WHERE owner = ?")
      .bind(now())
      .bind(owner)
      .run();
  transaction.commit();
}

CloudStore::Work CloudStore::snapshot() {
  const Reading reading(*database_);
  return {.state = read(), .keys = read_keys()};
}

bool CloudStore::report(const Progress& progress, const CloudKeys& keys, const std::string& owner) {
  Transaction transaction(*database_);
  if (read_keys().attempt != keys.attempt) return false;
  if (!owner.empty()) {
    Statement lease = database_->prepare("SELECT owner FROM cloud_lease WHERE id = 1");
    if (!lease.step() || lease.text(0) != owner) return false;
  }
  State state = read();
  const State before = state;
  if (!cloud_service::advance(state, progress, now())) return false;
  write(state);
  const bool has_ended =
      state.registration.phase == Phase::kNone && before.registration.phase != Phase::kNone;
  // With a registration its secrets end, and what comes late belongs to no other.
  if (has_ended) write(CloudKeys{.attempt = crypto::uuid()});
  if (std::holds_alternative<cloud_service::StagePassed>(progress) ||
      std::holds_alternative<cloud_service::CertificateRenewed>(progress))
    write(keys);
  if (const std::string what = event_of(before, state, progress); !what.empty())
    note({.when = now(),
          .via = "appliance",
          .what = what,
          .detail = state.registration.failure
                        ? std::string(cloud_service::name_of(state.registration.failure->reason))
                        : cloud_service::region_of(before, before.registration.server)});
  transaction.commit();
  return true;
}

std::string lease_owner() { return std::format("{} {}", ::getpid(), crypto::uuid()); }

}  // namespace appliance
