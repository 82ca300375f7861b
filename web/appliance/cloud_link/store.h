// Cloud Service Settings in a file of their own, cloud-service.db, which the running server and the commands
// have open at once. Every change is one transaction: what is read there is what
// widgets/cloud_service/rules.h decides on, so that two people, or a person and the network, cannot both be
// right.
//
// A transition is carried on by whoever holds its lease: the server, or a command while it lives. A holder
// that has been killed loses it at once, one that hangs at the lease's end; then another goes on from the
// last stage that was written down.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "appliance/cloud_link/setup.h"
#include "appliance/database.h"
#include "cloud_service/rules.h"

namespace appliance {

// What a registration needs and nobody is shown. Each is "" where there is none.
struct CloudKeys {
  std::string attempt;           // id of the registration, made here: the exchange knows the appliance by it
  std::string token;             // until it is registered
  std::string enrolment;         // secret for the certificate, until it is registered
  std::string key, certificate;  // PEM
};

struct CloudLogEntry {
  cloud_service::Instant when = 0;
  std::string who;      // an operator's name; "" for the appliance itself
  std::string via;      // "page", "command" or "appliance"
  std::string what;     // a name of what was done or happened: "committed", "registered", ...
  std::string detail;   // a region, or a reason's name
  std::string comment;  // of a commit
};

class CloudStore {
 public:
  static constexpr std::size_t kLongestComment = 500;  // bytes, of a commit

  // The error is a sentence.
  static std::expected<std::unique_ptr<CloudStore>, std::string> open(const std::string& folder);

  // By the server at its start. The error is a sentence: an appliance that is registered joins no cluster
  // before it is deregistered, which only machine mode allows (B-04, D-15); all stays as it was.
  std::expected<void, std::string> set_up(const CloudSetup& setup);
  CloudSetup setup();

  cloud_service::State state();
  // The id of the server (servers.h) that stands for the region the appliance is registered with; "" for
  // none.
  std::string registered_server();
  // The state, and what the log says of how it came about, of one moment: read one after the other, a state
  // that has just changed would stand beside a log that does not tell of it.
  struct Account {
    cloud_service::State state;
    std::vector<CloudLogEntry> log;  // the newest first
  };
  Account account(std::size_t most);

  struct Actor {
    std::string who;
    std::string via;
  };
  // A refusal comes with the state that refused.
  struct Refused {
    cloud_service::Refusal refusal;
    cloud_service::State state;
  };
  std::expected<cloud_service::Done, Refused> act(const cloud_service::Act& act, const Actor& actor,
                                                  const std::string& comment = "");

  // Of the transition under way, for one process: `owner` is lease_owner(). Nothing when there is none, or
  // another has it. `grace`: what has waited for less long is left to others.
  struct Work {
    cloud_service::State state;
    CloudKeys keys;
  };
  std::optional<Work> claim(const std::string& owner, std::chrono::milliseconds grace = {});
  static constexpr std::chrono::milliseconds kLease{30'000};  // longer than any single step

  // A process that lives has it, and it is not `owner`.
  bool is_held_by_another(const std::string& owner);

  // What became of a step of the registration `keys.attempt`, with the keys as they are now. False when it is
  // another's by now, or over: then nothing is changed.
  // With an `owner` also when it does not hold the lease any more.
  bool report(const cloud_service::Progress& progress, const CloudKeys& keys, const std::string& owner = "");
  // The next step may be done by anybody: a holder that ends says so.
  void release(const std::string& owner);
  CloudKeys keys();
  // Both as they are at one moment.
  Work snapshot();

 private:
  explicit CloudStore(std::unique_ptr<Database> database) : database_(std::move(database)) {}
  cloud_service::State read();
  std::vector<CloudLogEntry> read_log(std::size_t most);
  void write(const cloud_service::State& state);
  CloudKeys read_keys();
  void write(const CloudKeys& keys);
  void note(const CloudLogEntry& entry);
  std::unique_ptr<Database> database_;
};

// Names this process, so that others can tell whether it lives.
std::string lease_owner();

}  // namespace appliance
