// What features ask for is carried out: calls of the service, one feature's wish at another, orders to the
// page. And what came of a call goes to the feature that made it.
#include <algorithm>
#include <utility>

#include "app/app.h"

namespace app {

using threat_response::Session;

void App::run(Feature feature, const effects::Effects& effects) {
  for (const auto& effect : effects) run_one(feature, effect);
}

void App::run_one(Feature feature, const effects::Effect& effect) {
  if (const auto* call = effect.get_if<effects::SendRequest>())
    return send({feature, call->tag}, call->request);
  if (const auto* wanted = effect.get_if<effects::AskVerdicts>()) return ask_verdicts(*wanted);
  if (effect.holds<effects::CancelAsking>()) return verdicts_.cancel();
  if (const auto* pivot = effect.get_if<effects::OpenPivot>())
    return on(PivotPressed{.observable = pivot->observable, .from = pivot->from});
  if (const auto* seen = effect.get_if<effects::AskSightings>()) return ask_sightings(*seen);
  if (const auto* add = effect.get_if<effects::AddToCase>())
    return on(casebook::Message(casebook::AddAsked{*add}));
  if (const auto* note = effect.get_if<effects::NoteInCase>())
    return on(casebook::Message(casebook::NoteAsked{*note}));
  if (const auto* mark = effect.get_if<effects::MarkPlaces>()) return orders_.push_back(*mark);
  if (const auto* tab = effect.get_if<effects::OpenTab>()) return orders_.push_back(*tab);
  if (const auto* copy = effect.get_if<effects::CopyText>()) return orders_.push_back(*copy);
  if (const auto* dragged = effect.get_if<effects::DragData>()) return orders_.push_back(*dragged);
  if (const auto* link = effect.get_if<effects::CopyLink>()) return orders_.push_back(*link);
  if (const auto* print = effect.get_if<effects::Print>()) return orders_.push_back(*print);
  if (const auto* ignored = effect.get_if<effects::KeepIgnored>()) return orders_.push_back(*ignored);
  if (const auto* file = effect.get_if<effects::SaveFile>()) return orders_.push_back(*file);
  if (const auto* save = effect.get_if<effects::SaveChanges>()) return orders_.push_back(*save);
  if (const auto* update = effect.get_if<effects::UpdateChanges>()) return orders_.push_back(*update);
  if (const auto* claim = effect.get_if<effects::ClaimChange>()) return orders_.push_back(*claim);
  if (const auto* release = effect.get_if<effects::ReleaseChange>()) return orders_.push_back(*release);
  if (const auto* drop = effect.get_if<effects::DropChanges>()) return orders_.push_back(*drop);
  if (const auto* open = effect.get_if<effects::OpenSurface>()) return orders_.push_back(*open);
  if (const auto* close = effect.get_if<effects::CloseSurface>()) return orders_.push_back(*close);
  if (const auto* changed = effect.get_if<effects::CaseChanged>()) return orders_.push_back(*changed);
  if (const auto* added = effect.get_if<effects::ObservablesAdded>()) orders_.push_back(*added);
}

void App::ask_verdicts(const effects::AskVerdicts& wanted) {
  using threat_response::Verdicts;
  if (wanted.module.empty())
    send(verdicts_.ask(wanted.about, wanted.again ? Verdicts::kAgain : Verdicts::kMissing, now_));
  else if (!wanted.about.empty())
    send(verdicts_.ask_module(wanted.about.front(), wanted.module));
}

void App::ask_sightings(const effects::AskSightings& wanted) {
  using threat_response::Sightings;
  using How = effects::AskSightings::How;
  if (wanted.how == How::kCancel) {
    sightings_.cancel();
    return sightings_changed({});
  }
  sightings_changed(
      sightings_.ask(wanted.about, wanted.how == How::kAgain ? Sightings::kAgain : Sightings::kMissing));
}

void App::sightings_changed(const std::vector<threat_response::Sightings::Call>& calls) {
  for (const auto& call : calls) send({Feature::kSightings, call.id}, call.request);
  on(casebook::Message(casebook::PictureUsed{case_picture::SightingsChanged{&sightings_}}));
}

void App::send(const std::vector<threat_response::Verdicts::Call>& calls) {
  for (const auto& call : calls) send({Feature::kVerdicts, call.id}, call.request);
}

void App::send(Owner owner, const threat_response::Request& request) {
  owners_[++last_call_] = owner;
  take(client_.send(last_call_, request, now_));
}

void App::take(const threat_response::Step& step) {
  for (const auto& send : step.sends) orders_.push_back(StartCall{send.id, send.request});
  for (const auto& call : step.finished) finished(call);
}

void App::order_waking() {
  if (client_.paused_until() > std::max(now_, told_pause_)) {
    told_pause_ = client_.paused_until();
    orders_.push_back(TellPause{told_pause_});
  }
  casebook_.outbox.paused_until = client_.paused_until();
  double wake_at = client_.wake_at().value_or(0);
  const auto dialog = dialog_due_ == 0 ? std::nullopt : std::optional(dialog_due_);
  for (const auto due : {casebook::wake_at(casebook_), pivot_menu::wake_at(pivot_menu_), dialog})
    if (due && (wake_at == 0 || *due < wake_at)) wake_at = *due;
  if (wake_at == 0 || wake_at == wake_at_) return;
  wake_at_ = wake_at;
  orders_.push_back(WakeAt{wake_at});
}

void App::finished(const threat_response::Finished& call) {
  if (call.id == Session::kTokenCall) {
    // Before the dialog goes on to what was wanted, or back to who was signed in before.
    if (client_.session().signed_in() && std::exchange(entering_, false)) signed_in_now();
    on(sign_in::Message(sign_in::Answered{call.reply}));
    return;
  }
  const auto owner = owners_.find(call.id);
  if (owner == owners_.end()) return;
  const Owner whose = owner->second;
  owners_.erase(owner);
  if (whose.feature == Feature::kVerdicts)
    send(verdicts_.replied(whose.tag, call.reply, now_));
  else if (whose.feature == Feature::kSightings)
    sightings_changed(sightings_.replied(whose.tag, call.reply));
  else if (whose.feature == Feature::kPivotMenu)
    on(pivot_menu::Message(pivot_menu::Replied{whose.tag, call.reply}));
  else
    on(casebook::Message(casebook::Replied{whose.tag, call.reply}));
}

}  // namespace app
