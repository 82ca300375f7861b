// What a new state folder comes with, so that everything can be tried at once: two organisations, three users
// (two of one organisation), and API clients of the first user with several sets of scopes; and two people
// who log in to the appliance.
//
// Made once. The passwords are kept readable in the folder (owner only), because the start prints them each
// time.
#pragma once

#include <expected>
#include <string>

#include "appliance/accounts.h"
#include "appliance/clients.h"
#include "appliance/operators.h"
#include "json/json.h"

namespace appliance {

struct Demo {
  Credentials client;  // the one with every scope the widgets use
  Json users;          // [{"email","name","organization","password"}]
  Json clients;        // [{"name","scopes","client_id","client_password"}], the others
  Json operators;      // [{"name","password"}], who may log in to the appliance itself
};

// The error is a sentence.
std::expected<Demo, std::string> demo_accounts(Accounts& accounts, Clients& clients, Operators& operators,
                                               const std::string& folder);

}  // namespace appliance
