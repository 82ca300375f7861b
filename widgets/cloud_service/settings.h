// The page `Networks > Cloud Service Settings` as a model: what the appliance said last, the form, what is
// under way and what became of it. What is offered is asked of rules.h; what shall be done outside is said by
// effects. The registration token is never here: the page's vault of one has it (web/cloud-service).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cloud_service/answer.h"

namespace cloud_service {

// What one call asks the appliance for; one of a kind at a time.
enum class Ask { kNothing, kRead, kSubmit, kCommit, kAbandon, kRegister, kDeregister, kTest };

// Why nothing newer than what is shown is known.
enum class Trouble { kNone, kUnreachable, kSessionEnded, kUnreadable };

// An act that the appliance refused: by a rule, or for another reason in its own English words.
struct Refused {
  std::optional<Refusal> refusal;
  bool comment_too_long = false;
  std::string words;
};

enum class Section { kConnection, kSteps, kData, kChanges };

struct Settings {
  std::optional<Answer> answer;  // nothing before the first
  Trouble trouble = Trouble::kNone;
  Ask asking = Ask::kNothing;  // the act under way, or the first reading
  bool reading = false, testing = false;
  std::optional<Configuration> form;  // while it is edited
  std::string comment;
  bool token_given = false;   // there is text in the field
  bool token_missed = false;  // it was tried without
  bool confirming = false;    // the question before deregistering is open (CSC-18)
  std::optional<Refused> refused;
  Ask done = Ask::kNothing;  // what was done last: said until something else is
  std::vector<Tested> tested;
  bool test_failed = false;
  Section section = Section::kConnection;
  std::string portal;  // address of the service's portal; "" for none
  int acts = 0;        // how many were begun: what was read before the last one is old
  int acts_when_read = 0;
};

// What people and the page say.
struct Opened {};  // it is seen now, or the time to look again has come
struct TryAgainPressed {};
struct EditPressed {};
struct EnableTicked {
  bool on = false;
};
struct ServerPicked {
  int number = 0;
};
struct SubmitPressed {};
struct CancelPressed {};
struct CommentTyped {
  std::string text;
};
struct CommitPressed {};
struct AbandonPressed {};
struct TokenTyped {
  bool given = false;
};
struct RegisterPressed {};
struct DeregisterPressed {};
struct DeregisterAnswered {
  bool yes = false;
};
struct TestPressed {};
struct SectionChosen {
  Section section;
};
struct PortalNamed {
  std::string address;
};
// A call has ended. Each ends once; status 0: no answer came.
struct Replied {
  Ask ask;
  int status = 0;
  Json body;
};
using Message =
    std::variant<Opened, TryAgainPressed, EditPressed, EnableTicked, ServerPicked, SubmitPressed,
                 CancelPressed, CommentTyped, CommitPressed, AbandonPressed, TokenTyped, RegisterPressed,
                 DeregisterPressed, DeregisterAnswered, TestPressed, SectionChosen, PortalNamed, Replied>;

// What the page does for it, in order.
struct StartCall {
  Ask ask;
  Configuration configuration;  // of kSubmit
  std::string comment;          // of kCommit
};
struct ForgetToken {};  // its field is emptied
// Say Opened after so long, milliseconds, in the place of what was asked for before; 0: not any more.
struct LookAgain {
  int after = 0;
};
struct TellSituation {
  Situation situation;
};
struct TellSessionEnded {};
using Effect = std::variant<StartCall, ForgetToken, LookAgain, TellSituation, TellSessionEnded>;

std::vector<Effect> update(Settings& settings, const Message& message);

// The server whose hosts are shown: the one in the form, else what a commit would make it.
int shown_server(const Settings& settings);
// Nothing can be changed by whoever looks, for this reason; nullopt: it can.
enum class Hindrance { kNotAdministrator, kWrongMode, kBusy, kNoAnswer };
std::optional<Hindrance> hindrance(const Settings& settings);

}  // namespace cloud_service
