#include "app/app.h"

#include <algorithm>
#include <utility>

#include "casebook/choosing.h"

namespace app {
namespace {

using effects::Surface;

// Seconds: longer looks as if nothing happened.
constexpr double kResumePatience = 1;
// By which a clock may be put right without anything to do about it.
constexpr double kPutRight = 1;

}  // namespace

std::vector<Order> App::receive(const Message& message, double now, double steady) {
  now_ = casebook_.now = pivot_menu_.now = find_.now = now;
  const double began = now - steady, before = began_.value_or(began);
  began_ = began;
  if (began + kPutRight < before) clock_set_back(before - began);
  message.visit([&](const auto& one) { on(one); });
  if (std::exchange(dialog_done_, false)) fulfil_wish();
  const bool is_out = !client_.session().signed_in() && !client_.session().signing_in();
  if (casebook_.signed_in && is_out) on(casebook::Message(casebook::SignedOut{}));
  if (find_.open && find_.verdicts_revision != verdicts_.revision())
    on(find_on_page::Message(find_on_page::VerdictsChanged{}));
  order_waking();
  return std::exchange(orders_, {});
}

void App::clock_set_back(double by) {
  client_.clock_set_back(by);
  told_pause_ = std::max(0.0, told_pause_ - by);
  if (dialog_due_ > 0) dialog_due_ -= by;
  wake_at_ = 0;
  on(casebook::Message(casebook::ClockSetBack{by}));
  on(pivot_menu::Message(pivot_menu::ClockSetBack{by}));
}

namespace {

// Of these, those without TLS: their own http links are followed, and nobody else's.
std::vector<std::string> insecure(std::vector<std::string> origins) {
  std::erase_if(origins, [](const std::string& origin) { return !origin.starts_with("http:"); });
  return origins;
}

}  // namespace

std::string App::visibility() const {
  const auto found = std::ranges::find(sign_in_.servers, server_, &sign_in::Server::id);
  return found == sign_in_.servers.end() ? "" : found->visibility;
}

void App::on(const Configured& message) {
  language_ = message.language;
  casebook_stays_ = message.casebook_stays;
  if (!message.origin.empty()) page_origin_ = message.origin;
  if (casebook_.outbox.owner.empty()) {
    casebook_.outbox.owner = std::to_string(message.instance);
    client_ = threat_response::Client(message.instance);
  }
  if (!message.servers.empty()) on(sign_in::Message(sign_in::ServersOffered{message.servers}));
}

void App::on(const CustomPivotsOffered& message) { custom_ = message; }

// Signed out there is a menu where the page has links of its own for it; else it needs a sign-in.
void App::on(const PivotPressed& message) {
  const bool signed_in = client_.session().signed_in();
  auto custom =
      custom_.library.links_for(observables::type_name(message.observable.type), message.observable.value);
  if (!signed_in && custom.empty()) return ask_to_sign_in(message);
  run(Feature::kPivotMenu,
      update(pivot_menu_, pivot_menu::Opened{.observable = message.observable,
                                             .insecure_origins = insecure({visibility(), page_origin_}),
                                             .scopes = client_.session().scopes(),
                                             .warning = message.warning,
                                             .from = message.from,
                                             .verdict_lines = pivot_menu::verdict_lines(
                                                 verdicts_.of(message.observable), verdicts_.known_modules()),
                                             .signed_in = signed_in,
                                             .custom = std::move(custom),
                                             .refused = custom_.library.refused(),
                                             .custom_failed = custom_.failed}));
  orders_.push_back(effects::OpenSurface{Surface::kPivotMenu});
}

void App::on(const CasebookPressed& message) {
  if (find_.open) {
    on(find_on_page::Message(find_on_page::Closed{}));
    if (casebook_.open) return;  // it was under it
  }
  if (casebook_.open) return on(casebook::Message(casebook::Closed{}));
  if (!client_.session().signed_in()) return ask_to_sign_in(message);
  orders_.push_back(effects::OpenSurface{Surface::kCasebook});
  on(casebook::Message(casebook::Opened{}));
}

void App::on(const CasebookRestored&) {
  if (casebook_.open) return;
  orders_.push_back(effects::OpenSurface{Surface::kCasebook});
  on(casebook::Message(casebook::Opened{}));
}

void App::on(const SignInPressed&) { ask_to_sign_in({}); }

// What is half written stays, with the case it is in; the rest is read again by whoever unlocks.
void App::on(const Locked&) {
  if (client_.session().signed_in()) orders_.push_back(SessionChanged{});
  on(sign_in::Message(sign_in::Ended{}));
  take(client_.sign_out());
  orders_.push_back(effects::CloseSurface{Surface::kPivotMenu});
  const bool is_writing = casebook_.edit.field || !casebook_.edit.note.empty() || !casebook_.add.text.empty();
  if (is_writing) return;
  const std::string current = casebook_.current_id;
  forget();
  on(casebook::Message(casebook::CurrentRemembered{current}));
}

void App::on(const SignedOutElsewhere&) {
  on(sign_in::Message(sign_in::Ended{}));
  leave();
}

// Looking at what a page has needs no sign-in (decision 9).
void App::on(const FindPressed& message) {
  if (find_.open) return on(find_on_page::Message(find_on_page::Closed{}));
  orders_.push_back(effects::OpenSurface{Surface::kFindOnPage});
  on(find_on_page::Message(find_on_page::Opened{message.page}));
}

void App::on(const SurfaceClosed& message) {
  if (message.surface == Surface::kSignIn) {
    on(sign_in::Message(sign_in::CancelPressed{}));
  } else if (message.surface == Surface::kCasebook) {
    on(casebook::Message(casebook::Closed{}));
  } else if (message.surface == Surface::kFindOnPage) {
    on(find_on_page::Message(find_on_page::Closed{}));
  } else {
    orders_.push_back(effects::CloseSurface{Surface::kPivotMenu});
  }
}

void App::on(const CallReplied& message) { take(client_.replied(message.id, message.reply, now_)); }

void App::on(const Woke&) {
  wake_at_ = 0;
  if (dialog_due_ != 0 && dialog_due_ <= now_) open_dialog();
  take(client_.woke(now_));
  on(pivot_menu::Message(pivot_menu::Woke{}));
  on(casebook::Message(casebook::Woke{}));
}

// What has failed for want of a connection is asked again, what waits does not wait longer.
void App::on(const WentOnline&) {
  take(client_.went_online(now_));
  send(verdicts_.ask_lost(now_));
  if (is_lost(pivot_menu_.links.problem) || is_lost(pivot_menu_.actions.problem))
    on(pivot_menu::Message(pivot_menu::RetryPressed{}));
  on(casebook::Message(casebook::WentOnline{}));
}

void App::on(const PauseHeard& message) {
  client_.pause(message.until);
  told_pause_ = client_.paused_until();
}

void App::on(const sign_in::Message& message) {
  if (message.holds<sign_in::CancelPressed>()) wish_ = {};
  const bool was_in_use = sign_in_.in_use.has_value();
  const auto effects = update(sign_in_, message);
  // It did not work out: now a person is asked.
  if (dialog_due_ != 0 && !sign_in_.resuming && !sign_in_.in_use) open_dialog();
  // A person has signed out, or forgotten the client in use.
  const bool left = was_in_use && !sign_in_.in_use &&
                    (message.holds<sign_in::SignOutPressed>() || message.holds<sign_in::ForgetConfirmed>());
  if (left) leave();
  for (const auto& effect : effects) {
    if (const auto* wanted = effect.get_if<effects::SignIn>()) {
      sign_in_with(*wanted);
    } else if (const auto* asked = effect.get_if<effects::AskVault>()) {
      orders_.push_back(*asked);
    } else if (const auto* close = effect.get_if<effects::CloseSurface>()) {
      orders_.push_back(*close);
      dialog_done_ = true;
    }
  }
}

void App::sign_in_with(const effects::SignIn& wanted) {
  asked_ = {wanted.client_id, wanted.server_id, wanted.kept};
  entering_ = true;
  orders_.push_back(asked_);
  const std::string who = asked_.client_id + ' ' + asked_.server_id;
  // What waits in line is the old client's: it must not go out with the new one's token.
  if (who != user_) {
    verdicts_.cancel();
    casebook_.outbox.account.clear();
  }
  take(client_.sign_in(who, now_));
}

void App::on(const pivot_menu::Message& message) {
  if (message.holds<pivot_menu::SignInAsked>()) {
    run(Feature::kPivotMenu, update(pivot_menu_, message));
    return ask_to_sign_in(PivotPressed{
        .observable = pivot_menu_.observable, .warning = pivot_menu_.warning, .from = pivot_menu_.from});
  }
  if (message.holds<pivot_menu::AddToCasePressed>())
    return run(Feature::kPivotMenu, update(pivot_menu_, pivot_menu::AddToCasePressed{casebook::known_cases(
                                                            casebook_, {pivot_menu_.observable})}));
  run(Feature::kPivotMenu, update(pivot_menu_, message));
}

void App::on(const casebook::Message& message) {
  run(Feature::kCasebook, update(casebook_, message));
  // What is dropped before a sign-in is kept, and sent with it.
  const bool is_kept =
      message.holds<casebook::Dropped>() && casebook_.notice.kind == casebook::Notice::Kind::kAdding;
  if (is_kept && !client_.session().signed_in()) ask_to_sign_in({});
}

// What needs the service waits for a sign-in.
void App::on(const find_on_page::Message& message) {
  const bool needs_service =
      message.holds<find_on_page::AskPressed>() || message.holds<find_on_page::AddPressed>();
  if (needs_service && !client_.session().signed_in()) return ask_to_sign_in(message);
  run(Feature::kFindOnPage, update(find_, message, verdicts_));
}

// While the appliance is asked for a token there is nothing to ask a person, unless it takes long.
void App::ask_to_sign_in(Wish wish) {
  const bool about_something = !std::holds_alternative<std::monostate>(wish);
  wish_ = std::move(wish);
  dialog_due_ = sign_in_.resuming && about_something ? now_ + kResumePatience : 0;
  if (dialog_due_ == 0) orders_.push_back(effects::OpenSurface{Surface::kSignIn});
}

// Two clients of one person are the same account: with a new one they go on where the old one stopped, and
// what waits is sent (D-09). Where the token does not say whose it is, the client is the account.
void App::signed_in_now() {
  server_ = asked_.server_id;
  const std::string& person = client_.session().user();
  const std::string account = (person.empty() ? asked_.client_id : person) + ' ' + server_;
  if (!account_.empty() && account_ != account) forget();
  account_ = account;
  user_ = asked_.client_id + ' ' + server_;
  on(casebook::Message(casebook::SignedIn{account, person, client_.session().scopes()}));
  orders_.push_back(
      SessionChanged{.signed_in = true, .server_id = server_, .scopes = client_.session().scopes()});
}

void App::open_dialog() {
  dialog_due_ = 0;
  orders_.push_back(effects::OpenSurface{Surface::kSignIn});
}

void App::fulfil_wish() {
  dialog_due_ = 0;
  if (!client_.session().signed_in()) return;
  const Wish wish = std::exchange(wish_, {});
  if (const auto* pivot = std::get_if<PivotPressed>(&wish)) return on(*pivot);
  if (const auto* find = std::get_if<find_on_page::Message>(&wish)) return on(*find);
  if (std::holds_alternative<CasebookPressed>(wish)) on(CasebookPressed{});
}

// Nobody is signed in, and nothing of who was is left; what waits in the outbox stays.
void App::leave() {
  if (client_.session().signed_in()) orders_.push_back(SessionChanged{});
  take(client_.sign_out());
  orders_.push_back(effects::CloseSurface{Surface::kPivotMenu});
  wish_ = {};
  dialog_due_ = 0;
  user_.clear();
  account_.clear();
  forget();
}

void App::forget() {
  on(casebook::Message(casebook::Forgotten{}));
  verdicts_.forget();
  sightings_.forget();
  pivot_menu::Model fresh;
  fresh.last_tag = pivot_menu_.last_tag;
  fresh.now = now_;
  pivot_menu_ = std::move(fresh);
}

}  // namespace app
