// The whole of the widgets as one state machine: the features, the session between them, and who gets which
// reply. No clock, no screen, no network: what happens outside is returned as orders.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "casebook/message.h"
#include "effects/effect.h"
#include "effects/one_of.h"
#include "find_on_page/message.h"
#include "messages/messages.h"
#include "pivot_menu/message.h"
#include "sign_in/model.h"
#include "threat_response/client.h"
#include "threat_response/sightings.h"
#include "threat_response/verdicts.h"

namespace app {

// From the page.
struct Configured {
  std::vector<sign_in::Server> servers;
  messages::Language language = messages::Language::kEnglish;
  std::uint32_t instance = 0;   // random, for external ids
  std::string origin = {};      // the page's own
  bool casebook_stays = false;  // it is a part of the page and not closed
};
// The page's own links; `failed`: a list of them could not be loaded.
struct CustomPivotsOffered {
  custom_pivots::Library library;
  bool failed = false;
};
struct PivotPressed {
  observables::Observable observable;
  observables::Warning warning = observables::Warning::kNone;
  std::optional<observables::Observable> from = {};
};
struct CasebookPressed {};
struct CasebookRestored {};  // it was open on the page before: opened without asking for a sign-in
struct SignInPressed {};     // LOG-17
// What the vault holds is locked: somebody else may sit there now, or the same person comes back.
struct Locked {};
struct SignedOutElsewhere {};  // in another tab, for all
// The button of the ribbon; what the page shows just then comes with it.
struct FindPressed {
  find_on_page::Page page;
};
struct SurfaceClosed {  // by Esc or a press outside
  effects::Surface surface;
};
// From the wire. The id is a StartCall's.
struct CallReplied {
  threat_response::CallId id;
  threat_response::Reply reply;
};
// The time that WakeAt asked for has come.
struct Woke {};
// The browser is connected again.
struct WentOnline {};
// Another tab has been told by the service to wait, until a time in seconds since 1970.
struct PauseHeard {
  double until = 0;
};
struct Message : effects::OneOf<Configured, CustomPivotsOffered, PivotPressed, CasebookPressed,
                                CasebookRestored, SignInPressed, Locked, SignedOutElsewhere, FindPressed,
                                SurfaceClosed, CallReplied, Woke, WentOnline, PauseHeard, sign_in::Message,
                                pivot_menu::Message, casebook::Message, find_on_page::Message> {
  using OneOf::OneOf;
};

// For the page and the wire.
struct StartCall {
  threat_response::CallId id;  // Session::kTokenCall replaces a token call still under way
  threat_response::Request request;
};
struct UseCredential {
  std::string client_id, server_id;
  bool kept = false;  // effects::SignIn
};
// Wants a Woke at this time; replaces an earlier one.
struct WakeAt {
  double time = 0;
};
// Tells the other tabs that the service asks to wait.
struct TellPause {
  double until = 0;
};
// Tells the page who is signed in (events tr-signed-in and tr-signed-out).
struct SessionChanged {
  bool signed_in = false;
  std::string server_id = {};
  std::vector<std::string> scopes = {};
  bool operator==(const SessionChanged&) const = default;
};
struct Order : effects::OneOf<StartCall, UseCredential, effects::AskVault, WakeAt, TellPause, SessionChanged,
                              effects::SaveChanges, effects::UpdateChanges, effects::ClaimChange,
                              effects::ReleaseChange, effects::DropChanges, effects::OpenTab,
                              effects::CopyText, effects::DragData, effects::CopyLink, effects::SaveFile,
                              effects::Print, effects::KeepIgnored, effects::MarkPlaces, effects::OpenSurface,
                              effects::CloseSurface, effects::CaseChanged, effects::ObservablesAdded> {
  using OneOf::OneOf;
};

class App {
 public:
  // `now` in seconds since 1970. `steady`: of a clock that nobody sets, seconds since any time; what the
  // first one falls behind it was set back by.
  std::vector<Order> receive(const Message& message, double now, double steady);

  const sign_in::Model& sign_in() const { return sign_in_; }
  const pivot_menu::Model& pivot_menu() const { return pivot_menu_; }
  const casebook::Model& casebook() const { return casebook_; }
  const find_on_page::Model& find_on_page() const { return find_; }
  messages::Language language() const { return language_; }
  const threat_response::Verdicts& verdicts() const { return verdicts_; }
  const threat_response::Sightings& sightings() const { return sightings_; }
  // Of the last message, seconds since 1970.
  double now() const { return now_; }
  bool signed_in() const { return client_.session().signed_in(); }
  bool casebook_stays() const { return casebook_stays_; }
  const std::vector<std::string>& scopes() const { return client_.session().scopes(); }
  // Until when calls wait because the service asked for it; 0 when none waits.
  double held_until() const { return client_.is_held(now_) ? client_.paused_until() : 0; }
  // The origin of the portal of the server in use; "" before the first sign-in.
  std::string visibility() const;

 private:
  enum class Feature { kPivotMenu, kCasebook, kFindOnPage, kVerdicts, kSightings };
  struct Owner {
    Feature feature;
    effects::Tag tag;
  };
  // What the user wanted when the dialog came first.
  using Wish = std::variant<std::monostate, PivotPressed, CasebookPressed, find_on_page::Message>;

  void on(const Configured& message);
  void on(const CustomPivotsOffered& message);
  void on(const PivotPressed& message);
  void on(const CasebookPressed& message);
  void on(const CasebookRestored& message);
  void on(const SignInPressed& message);
  void on(const Locked& message);
  void on(const SignedOutElsewhere& message);
  void on(const FindPressed& message);
  void on(const SurfaceClosed& message);
  void on(const CallReplied& message);
  void on(const Woke& message);
  void on(const WentOnline& message);
  void on(const PauseHeard& message);
  void on(const sign_in::Message& message);
  void on(const pivot_menu::Message& message);
  void on(const casebook::Message& message);
  void on(const find_on_page::Message& message);

  void ask_to_sign_in(Wish wish);
  void open_dialog();
  void sign_in_with(const effects::SignIn& wanted);
  void signed_in_now();
  void fulfil_wish();
  void leave();
  void forget();
  void run(Feature feature, const effects::Effects& effects);
  void run_one(Feature feature, const effects::Effect& effect);
  void ask_verdicts(const effects::AskVerdicts& wanted);
  void ask_sightings(const effects::AskSightings& wanted);
  void sightings_changed(const std::vector<threat_response::Sightings::Call>& calls);
  void send(const std::vector<threat_response::Verdicts::Call>& calls);
  void send(Owner owner, const threat_response::Request& request);
  void take(const threat_response::Step& step);
  void finished(const threat_response::Finished& call);
  void order_waking();

  sign_in::Model sign_in_;
  CustomPivotsOffered custom_;
  pivot_menu::Model pivot_menu_;
  casebook::Model casebook_;
  find_on_page::Model find_;
  threat_response::Verdicts verdicts_;
  threat_response::Sightings sightings_;
  threat_response::Client client_;
  messages::Language language_ = messages::Language::kEnglish;
  Wish wish_;
  UseCredential asked_;       // what was signed in with last
  bool entering_ = false;     // the next token is the first one of `asked_`
  double dialog_due_ = 0;     // when the dialog comes for `wish_`; 0 when it has, or need not
  bool dialog_done_ = false;  // it has closed itself in this message: the wish is due
  std::string user_;          // client id and server of the last sign-in
  std::string account_;       // the person, or the client, and the server: whose cases are here
  std::string server_;        // server id in use
  std::string page_origin_;
  std::map<threat_response::CallId, Owner> owners_;
  threat_response::CallId last_call_ = threat_response::Session::kTokenCall;
  void clock_set_back(double by);

  double now_ = 0;
  std::optional<double> began_;  // when the steady clock was 0, by the other one
  double wake_at_ = 0;           // what was ordered last
  bool casebook_stays_ = false;
  double told_pause_ = 0;  // the end of a pause that other tabs know
  std::vector<Order> orders_;
};

}  // namespace app
