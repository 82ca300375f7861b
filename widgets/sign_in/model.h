// The dialog "Login to use Casebook/Pivot Menu" (LOG-15, LOG-16): client id, password, server.
//
// The password never comes here: the vault shim holds it and says only whether there is one (decision 2).
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "effects/effect.h"
#include "threat_response/problem.h"

namespace sign_in {

// A server the dialog offers. One with a reason cannot be chosen and shows the reason (INT-08).
struct Server {
  std::string id, name;
  std::string visibility;   // origin, for links only: calls go through the vault
  std::string api_clients;  // address of the page where clients are made (LOG-04); "" if unknown
  std::string unavailable;  // the reason; "" when it can be chosen
};

struct Model {
  std::vector<Server> servers;
  std::string server_id;  // the chosen one
  std::string client_id;
  bool password_given = false;
  bool checking = false;  // Authenticate was pressed, no answer yet
  bool tried = false;     // shows what is missing only after the first try
  threat_response::Problem problem;
};

const Server* chosen_server(const Model& model);

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
struct AuthenticatePressed {};
struct CancelPressed {};
// The reply to the token call this dialog asked for.
struct Answered {
  threat_response::Reply reply;
};
using Message = std::variant<ServersOffered, ServerChosen, ClientIdTyped, PasswordChanged,
                             AuthenticatePressed, CancelPressed, Answered>;

effects::Effects update(Model& model, const Message& message);

}  // namespace sign_in
