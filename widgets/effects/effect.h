// What an update asks for: orders to the app, as plain values that a test can compare.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "observables/observable.h"
#include "threat_response/observable.h"
#include "threat_response/request.h"

namespace effects {

// A feature's own number of a call it waits for. Never 0, never reused within the feature.
using Tag = std::uint32_t;

// Sends a call; its reply comes back to the same feature as Replied{tag, ...}.
struct SendRequest {
  Tag tag = 0;
  threat_response::Request request;
  bool operator==(const SendRequest&) const = default;
};
// Asks what the modules think of these, unless that is known (verdicts.h). What is known and what comes is
// shown from there; nothing comes back.
struct AskVerdicts {
  std::vector<threat_response::Observable> about;
  bool again = false;  // also what is known
  std::string module;  // an instance id: only this one, of the first of `about`; "" for all
  bool operator==(const AskVerdicts&) const = default;
};
// Signs in with the password the vault holds and these; the outcome comes back to sign-in as a reply.
struct SignIn {
  std::string client_id, server_id;
  bool operator==(const SignIn&) const = default;
};
// Puts an observable into a new case, or into the current one.
struct AddToCase {
  observables::Observable observable;
  bool new_case = true;
  std::string default_title;  // for a new case
  bool operator==(const AddToCase&) const = default;
};
// Opens an https address (or the embedded service's http one) in a new tab, in the user's own gesture.
struct OpenTab {
  std::string url;
  bool operator==(const OpenTab&) const = default;
};
struct CopyText {
  std::string text;
  bool operator==(const CopyText&) const = default;
};
enum class Surface { kCasebook, kPivotMenu, kSignIn };
struct OpenSurface {
  Surface surface;
  bool operator==(const OpenSurface&) const = default;
};
struct CloseSurface {
  Surface surface;
  bool operator==(const CloseSurface&) const = default;
};
// Tells the page that a case has changed (event tr-case-changed).
struct CaseChanged {
  std::string case_id, title;
  bool operator==(const CaseChanged&) const = default;
};

using Effect = std::variant<SendRequest, AskVerdicts, SignIn, AddToCase, OpenTab, CopyText, OpenSurface,
                            CloseSurface, CaseChanged>;
using Effects = std::vector<Effect>;

}  // namespace effects
