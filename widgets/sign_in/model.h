// The dialog "Login to use Casebook/Pivot Menu" (LOG-15, LOG-16): client id, password, server, and where the
// password is kept; the API clients there are already, to choose from and to forget (LOG-14, D-09); what a
// client may do (LOG-07 to LOG-09).
//
// No password and no passphrase ever comes here: the vault shim holds them and says only whether there is one
// (decision 2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "effects/effect.h"
#include "effects/one_of.h"
#include "threat_response/problem.h"
#include "threat_response/scopes.h"

namespace sign_in {

using effects::Place;

// A server the dialog offers. One with a reason cannot be chosen and shows the reason (INT-08).
struct Server {
  std::string id, name;
  std::string visibility;   // origin, for links only: calls go through the vault
  std::string api_clients;  // address of the page where clients are made (LOG-04); "" if unknown
  std::string unavailable;  // the reason; "" when it can be chosen
  bool registered = false;  // the appliance is registered there: another one is warned of (LOG-18)
};

// An API client of a server.
struct ClientName {
  std::string client_id, server_id;
  bool operator==(const ClientName&) const = default;
};
struct Client {
  ClientName name;
  Place place = Place::kTab;
  double added = 0;  // seconds since 1970
};

// What this device keeps under a passphrase.
enum class Keyring { kNone, kLocked, kOpen, kDamaged, kUnavailable };
// What the page's server keeps for whoever is logged in there (D-09).
enum class Appliance { kNone, kThere, kDamaged, kUnavailable };
// What the vault could not do.
enum class Trouble {
  kNone,
  kWrongPassphrase,
  kPassphraseShort,
  kPassphrasesDiffer,
  kNotKept,
  kNotKeptByAppliance,
  kNotForgotten
};

struct Model {
  std::vector<Server> servers;
  Keyring keyring = Keyring::kNone;
  Appliance appliance = Appliance::kNone;
  std::vector<Client> clients;  // that can be chosen, the oldest first
  std::string last_used;        // of the device's, "client server"; "" for none

  std::optional<ClientName> in_use;      // who is signed in
  threat_response::Abilities abilities;  // of who is signed in
  std::optional<Client> refused;         // was in use and the service does not take it any more (D-02)

  // The form.
  std::string server_id;  // the chosen one
  std::string client_id;
  bool password_given = false;
  Place place = Place::kTab;
  bool place_chosen = false;  // by a person: until then it is the usual one
  bool passphrase_given = false, repeated_given = false;
  bool tried = false;  // shows what is missing only after the first try

  bool opening = false;   // the vault works: it takes a moment to make a key of a passphrase
  bool checking = false;  // the service was asked, no answer yet
  bool is_told = false;   // what the vault has is known
  bool resuming = false;  // and nobody asked for it: with what the appliance keeps
  struct Asked {
    ClientName who;
    bool kept = false;
    Place place = Place::kTab;
  } asked;  // what `opening` and `checking` are about
  threat_response::Problem problem;
  Trouble trouble = Trouble::kNone;
  bool telling = false;              // signed in, and the dialog stays to say what does not work
  bool entering = false;             // the form is wanted although the keyring is locked
  std::optional<Client> forgetting;  // the question is open
  bool forgetting_device = false;    // likewise
};

// Where a client is kept unless somebody chooses otherwise: with the appliance, which forgets nothing at a
// reload (D-09).
inline Place usual_place(const Model& model) {
  const bool keeps = model.appliance == Appliance::kThere || model.appliance == Appliance::kDamaged;
  return keeps ? Place::kAppliance : Place::kTab;
}
bool can_keep_in(const Model& model, Place place);
const Server* chosen_server(const Model& model);
// The server the appliance is registered with, when the chosen one is another (LOG-18).
const Server* registered_elsewhere(const Model& model);
// The page signs in by itself, or it is not known yet whether it will: nobody is asked meanwhile.
inline bool may_resume(const Model& model) { return !model.is_told || model.resuming; }
inline bool is_busy(const Model& model) { return model.opening || model.checking; }
// The passphrase of the device is asked for, not a client.
inline bool is_locked(const Model& model) {
  return model.keyring == Keyring::kLocked && !model.in_use && !model.entering;
}
// A passphrase is needed to keep a client on the device, a new one twice.
inline bool needs_passphrase(const Model& model) {
  return model.place == Place::kDevice && model.keyring != Keyring::kOpen;
}
inline bool needs_new_passphrase(const Model& model) {
  return needs_passphrase(model) && model.keyring != Keyring::kLocked;
}

struct ServersOffered {
  std::vector<Server> servers;
};
struct ServerChosen {
  std::string id;
};
struct ClientIdTyped {
  std::string text;
};
struct PasswordChanged {
  bool given;
};
struct PlaceChosen {
  Place place;
};
struct PassphraseChanged {
  bool given;
};
struct RepeatedChanged {
  bool given;
};
struct AuthenticatePressed {};
struct UnlockPressed {};
struct EnterPressed {};  // another client, in the form
struct ClientChosen {
  ClientName name;
};
struct ForgetPressed {
  Client client;
};
struct ForgetDevicePressed {};
struct ForgetConfirmed {};
struct ForgetCancelled {};
struct SignOutPressed {
  bool everywhere;
};
struct ContinuePressed {};
struct CancelPressed {};
// The reply to a token call: the one this dialog asked for, or a renewal's.
struct Answered {
  threat_response::Reply reply;
};
// What the vault has, and what came of what it was asked.
struct VaultTold {
  Keyring keyring = Keyring::kNone;
  Appliance appliance = Appliance::kNone;
  std::vector<Client> clients;
  std::string last_used;
  std::string resume;  // of the appliance's, likewise: used without being asked for; "" for none
  std::optional<effects::AskVault::What> done;
  Trouble trouble = Trouble::kNone;
};
// Signed out by another tab, or locked.
struct Ended {};
struct Message
    : effects::OneOf<ServersOffered, ServerChosen, ClientIdTyped, PasswordChanged, PlaceChosen,
                     PassphraseChanged, RepeatedChanged, AuthenticatePressed, UnlockPressed, EnterPressed,
                     ClientChosen, ForgetPressed, ForgetDevicePressed, ForgetConfirmed, ForgetCancelled,
                     SignOutPressed, ContinuePressed, CancelPressed, Answered, VaultTold, Ended> {
  using OneOf::OneOf;
};

effects::Effects update(Model& model, const Message& message);

}  // namespace sign_in
