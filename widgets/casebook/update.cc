#include <algorithm>
#include <set>
#include <string>

#include "casebook/adding.h"
#include "casebook/changing.h"
#include "casebook/choosing.h"
#include "casebook/dragging.h"
#include "casebook/editing.h"
#include "casebook/ignore_list.h"
#include "casebook/importing.h"
#include "casebook/linking.h"
#include "casebook/listing.h"
#include "casebook/message.h"
#include "casebook/reading.h"
#include "casebook/selecting.h"
#include "casebook/sharing.h"
#include "threat_response/investigate.h"

namespace casebook {
namespace {

using effects::Effects;

constexpr double kTyping = 0.4;  // seconds after the last letter until what was typed is looked for
constexpr double kInspectAfter = 0.7;
constexpr double kRests = 0.3;  // after which rows that are scrolled past count as looked at
constexpr double kFresh = 5;    // a case that was read within this need not be read again for a look

Effects joined(Effects first, const Effects& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Effects refresh(Model& model) { return model.signed_in ? list_again(model) : Effects{}; }

Effects from_outbox(Model& model, outbox::Progress progress) {
  return progressed(model, std::move(progress));
}

// --- the casebook as a whole

Effects on(Model& model, const Opened&) {
  model.open = true;
  return refresh(model);
}
Effects on(Model& model, const Closed&) {
  model.open = false;
  return {effects::CloseSurface{effects::Surface::kCasebook}};
}
Effects on(Model& model, const RefreshPressed&) { return joined(refresh(model), ask_verdicts(model, true)); }
Effects on(Model&, const SignInAsked&) { return {effects::OpenSurface{effects::Surface::kSignIn}}; }
Effects on(Model& model, const Looked&) {
  if (!model.open || model.now < model.read_at + kFresh) return {};
  return read_case_again(model);
}
Effects on(Model& model, const SignedIn& message) {
  model.signed_in = true;
  model.user = message.user;
  model.scopes = message.scopes;
  Effects effects = from_outbox(model, outbox::signed_in(model.outbox, message.account, model.now));
  if (model.open) effects = joined(std::move(effects), refresh(model));
  return joined(std::move(effects), open_linked(model));
}
Effects on(Model& model, const SignedOut&) {
  model.signed_in = false;
  model.outbox.account.clear();
  return {};
}
Effects on(Model& model, const Forgotten&) {
  leave_case(model);
  model.unfinished.clear();
  model.list = {};
  model.notice = {};
  model.user.clear();
  model.scopes.clear();
  return {};
}
Effects on(Model& model, const WentOnline&) {
  Effects effects = from_outbox(model, outbox::went_online(model.outbox, model.now));
  if (!model.open) return effects;
  if (is_lost(model.list.problem)) effects = joined(std::move(effects), list_again(model));
  if (is_lost(model.case_problem)) effects = joined(std::move(effects), read_case_again(model));
  return effects;
}
Effects on(Model& model, const Woke&) {
  Effects effects = from_outbox(model, outbox::woke(model.outbox, model.now));
  if (model.list.search_at > 0 && model.now >= model.list.search_at)
    effects = joined(std::move(effects), list_again(model));
  if (model.add.inspect_at > 0 && model.now >= model.add.inspect_at)
    effects = joined(std::move(effects), inspect(model));
  effects =
      joined(std::move(effects), case_choice::woke(model.transfer.choice, model.outbox.last_tag, model.now));
  if (model.seen_at > 0 && model.now >= model.seen_at) {
    model.seen_at = 0;
    effects.push_back(effects::AskVerdicts{.about = model.seen, .again = false, .module = {}});
  }
  if (model.notice.undo_until > 0 && model.now >= model.notice.undo_until) model.notice.undo_until = 0;
  return effects;
}
Effects on(Model& model, const ClockSetBack& message) {
  outbox::clock_set_back(model.outbox, message.by, model.now);
  for (double* time : {&model.list.search_at, &model.add.inspect_at, &model.transfer.choice.search_at,
                       &model.seen_at, &model.notice.undo_until, &model.read_at})
    if (*time > 0) *time -= message.by;
  return {};
}
Effects on(Model& model, const Replied& message) {
  if (message.tag == model.list.listing)
    return joined(page_arrived(model, message.reply), find_made_cases(model));
  if (message.tag == model.opening) return joined(case_arrived(model, message.reply), find_made_cases(model));
  if (std::ranges::contains(model.add.inspecting, message.tag))
    return inspected(model, message.tag, message.reply);
  if (message.tag == model.transfer.choice.asking) {
    case_choice::arrived(model.transfer.choice, message.reply);
    return {};
  }
  return from_outbox(model, outbox::replied(model.outbox, message.tag, message.reply, model.now));
}

// --- the list

Effects on(Model& model, const SearchTyped& message) {
  model.list.text = message.text;
  model.list.search_at = model.now + kTyping;
  return {};
}
Effects on(Model& model, const WhoseChosen& message) {
  if (message.whose != Whose::kEverybody && model.user.empty()) return {};
  model.list.whose = message.whose;
  return list_again(model);
}
Effects on(Model& model, const MorePressed&) { return list_more(model); }
Effects on(Model& model, const CasePressed& message) {
  const auto listed = listed_cases(model);
  if (std::ranges::find(listed, message.id, &CaseRow::id) == listed.end()) return {};
  return open_case(model, message.id);
}
Effects on(Model& model, const AllCasesPressed&) {
  leave_case(model);
  return {effects::CaseChanged{"", ""}};
}
Effects on(Model& model, const NewCasePressed& message) { return new_case(model, message.title); }
Effects on(Model& model, const CurrentRemembered& message) {
  if (message.id == model.current_id) return {};
  leave_case(model);
  enter_case(model, message.id);
  show(model);
  return model.open ? read_case_again(model) : Effects{};
}

// --- the case

// To look at the pictures is to ask where things have been seen (decision 9).
Effects show_pictures(Model& model) {
  if (model.tab != Tab::kPictures || !model.open || !model.shown) return {};
  if (model.picture.observables == model.shown->observables) return {};
  const bool asks = model.signed_in && model.shown->observables.size() <= kSightingsUnbidden;
  return case_picture::update(model.picture, case_picture::Shown{model.shown->observables, asks});
}

Effects on(Model& model, const TabChosen& message) {
  model.tab = message.tab;
  return show_pictures(model);
}
Effects on(Model& model, const PictureUsed& message) {
  if (const auto* pressed = std::get_if<case_picture::DispositionPressed>(&message.what)) {
    model.tab = Tab::kObservables;
    model.filter = std::to_string(static_cast<int>(pressed->disposition));
  }
  Effects effects = case_picture::update(model.picture, message.what);
  if (const auto* asked = std::get_if<case_picture::PivotAsked>(&message.what))
    if (const auto known = threat_response::recognised(asked->observable))
      effects.push_back(effects::OpenPivot{*known});
  return effects;
}
Effects on(Model& model, const InvestigatePressed& message) {
  if (!model.shown || model.shown->observables.empty()) return {};
  return {effects::OpenTab{
      threat_response::investigate_url(message.visibility, model.shown->observables, model.current_id)}};
}
Effects on(Model& model, const EditPressed& message) { return begin_edit(model, message.field); }
Effects on(Model& model, const EditTyped& message) {
  model.edit.text = message.text;
  return {};
}
Effects on(Model& model, const EditSaved&) { return save_edit(model); }
Effects on(Model& model, const EditCancelled&) {
  model.edit.field.reset();
  return {};
}
Effects on(Model& model, const TlpChosen& message) { return choose_tlp(model, message.tlp); }
Effects on(Model& model, const NoteTyped& message) {
  model.edit.note = message.text;
  return {};
}
Effects on(Model& model, const NoteAdded&) { return add_note(model); }
Effects on(Model& model, const NoteAsked& message) { return note_in_case(model, message.what.text); }
Effects on(Model& model, const NoteRemoved& message) { return remove_note(model, message.note); }
Effects on(Model& model, const DeletePressed&) {
  model.asks_to_delete = model.shown.has_value();
  return {};
}
Effects on(Model& model, const DeleteConfirmed&) { return delete_case(model); }
Effects on(Model& model, const DeleteCancelled&) {
  model.asks_to_delete = false;
  return {};
}

// --- its observables

Effects on(Model& model, const AddAsked& message) { return add_to_case(model, message.what); }
Effects on(Model& model, const AddOpened&) {
  if (!model.shown) return {};
  model.add = {};
  model.add.open = true;
  model.add.there = threat_response::canonical_of(model.shown->observables);
  return {};
}
Effects on(Model& model, const AddClosed&) {
  if (model.add.rules) return close_ignored(model);  // that alone
  model.add = {};
  return {};
}
Effects on(Model& model, const AddTyped& message) {
  model.add.inspect_at = message.text.empty() ? 0 : model.now + kInspectAfter;
  return type_text(model, message.text);
}
Effects on(Model& model, const CandidateChosen& message) {
  if (message.index < model.add.candidates.size())
    model.add.candidates[message.index].wanted = message.wanted;
  return {};
}
Effects on(Model& model, const AddConfirmed&) { return confirm_add(model); }
Effects on(Model& model, const RowChosen& message) { return choose_row(model, message); }
Effects on(Model& model, const AllChosen& message) {
  model.selected.insert(message.all.begin(), message.all.end());
  return {};
}
Effects on(Model& model, const SelectionCleared&) {
  model.selected.clear();
  return {};
}
Effects on(Model& model, const OrderChosen& message) {
  model.order = message.order;
  return {};
}
Effects on(Model& model, const FilterChosen& message) {
  model.filter = message.disposition;
  model.selected.clear();
  return {};
}
Effects on(Model& model, const RemovePressed&) { return remove_chosen(model); }
Effects on(Model& model, const CopyPressed& message) { return copy_chosen(model, message.defanged); }
Effects on(Model& model, const AskAgainPressed&) {
  if (model.selected.empty()) return ask_verdicts(model, true);
  return {effects::AskVerdicts{.about = chosen(model), .again = true, .module = {}}};
}
Effects on(Model& model, const AskAllPressed&) {
  model.asks_all = true;
  return ask_verdicts(model);
}
Effects on(Model& model, const RowsSeen& message) {
  model.seen = message.observables;
  model.seen_at = model.now + kRests;
  return {};
}
Effects on(Model& model, const AskingCancelled&) {
  model.asks_all = false;
  model.has_cancelled = true;
  return {effects::CancelAsking{}};
}
Effects on(Model&, const PivotAsked& message) {
  const auto known = threat_response::recognised(message.observable);
  if (!known) return {};
  return {effects::OpenPivot{*known}};
}

// --- the ignore list

Effects on(Model& model, const IgnoredPressed&) {
  return model.add.rules ? close_ignored(model) : open_ignored(model);
}
Effects on(Model& model, const IgnoredTyped& message) {
  if (model.add.rules) model.add.rules = message.text;
  return {};
}
Effects on(Model& model, const IgnoredReset&) {
  if (model.add.rules) model.add.rules = kPrivateRanges;
  return {};
}
Effects on(Model& model, const IgnoredSaved&) { return save_ignored(model); }
Effects on(Model& model, const IgnoredRemembered& message) { return ignored_is(model, message.lines); }

// --- put into another case

Effects on(Model& model, const TransferPressed& message) { return begin_choosing(model, message.moves); }
Effects on(Model& model, const TransferUsed& message) { return use_choice(model, message.what); }

// --- dragged onto cases

Effects on(Model& model, const DragBegan& message) { return begin_drag(model, message); }
Effects on(Model& model, const RowDragged& message) { return drag_row(model, message.observable); }
Effects on(Model& model, const DraggedOver& message) { return drag_over(model, message.target); }
Effects on(Model& model, const Dropped& message) { return drop(model, message.target); }
Effects on(Model& model, const DragEnded&) {
  end_drag(model);
  return {};
}

// --- the case given to others

Effects on(Model& model, const SharePressed&) {
  model.sharing = model.shown.has_value();
  return {};
}
Effects on(Model& model, const ShareClosed&) {
  model.sharing = false;
  return {};
}
Effects on(Model& model, const DocumentWanted& message) { return share(model, message); }
Effects on(Model& model, const BackupPressed&) { return save_backup(model); }
Effects on(Model& model, const PrintWanted& message) { return print(model, message.known); }
Effects on(Model& model, const LinkWanted&) { return copy_link(model); }
Effects on(Model& model, const LinkFollowed& message) { return follow_link(model, message.id); }
Effects on(Model& model, const CopyFailed&) {
  model.notice = {.kind = Notice::Kind::kNotCopied};
  return {};
}

// --- files read

Effects on(Model& model, const FileRead& message) { return read_file(model, message); }
Effects on(Model& model, const OfferChosen& message) {
  return choose_offer(model, message.index, message.wanted);
}
Effects on(Model& model, const ImportConfirmed&) { return confirm_import(model); }
Effects on(Model& model, const ImportClosed&) {
  model.importing = {};
  return {};
}

// --- what is on its way

// The case that an entry would have made is not to come.
void leave_draft(Model& model, const outbox::Entry& entry) {
  const bool makes = std::holds_alternative<outbox::CreateCase>(entry.change.what);
  if (makes && outbox::case_key(entry.change) == model.current_id) leave_case(model);
}

Effects on(Model& model, const UndoPressed& message) {
  if (model.notice.change_id == message.change_id) model.notice = {};
  const auto* entry = outbox::find(model.outbox, message.change_id);
  if (!entry || !outbox::can_undo(*entry, model.now)) return {};
  const std::string deleted =
      std::holds_alternative<outbox::DeleteCase>(entry->change.what) ? entry->change.case_id : "";
  leave_draft(model, *entry);
  Effects effects = from_outbox(model, outbox::discard(model.outbox, message.change_id, model.now));
  return deleted.empty() ? effects : joined(std::move(effects), open_case(model, deleted));
}
Effects on(Model& model, const ChangeRetried& message) {
  std::vector<std::string> ids;
  for (const auto& entry : model.outbox.entries)
    if (message.change_id.empty() || entry.change.id == message.change_id) ids.push_back(entry.change.id);
  if (can_be_tried_again(model.notice.kind))
    model.notice.kind = model.notice.count > 0 ? Notice::Kind::kAdding : Notice::Kind::kNone;
  Effects effects;
  for (const std::string& id : ids)
    effects = joined(std::move(effects), from_outbox(model, outbox::retry(model.outbox, id, model.now)));
  return effects;
}
Effects on(Model& model, const ChangeDiscarded& message) {
  if (model.notice.change_id == message.change_id) model.notice = {};
  const auto* entry = outbox::find(model.outbox, message.change_id);
  if (entry) leave_draft(model, *entry);
  return from_outbox(model, outbox::discard(model.outbox, message.change_id, model.now));
}
Effects on(Model& model, const ConflictAnswered& message) {
  if (model.notice.change_id == message.change_id) model.notice = {};
  return from_outbox(model, outbox::resolve(model.outbox, message.change_id, message.text, model.now));
}
Effects on(Model& model, const DismissNoticePressed&) {
  model.notice = {};
  return {};
}

// --- from the store

std::set<std::string> waiting(const Model& model) {
  std::set<std::string> ids;
  for (const auto& entry : model.outbox.entries) ids.insert(entry.change.id);
  return ids;
}

// The store is read every few seconds while anything waits in it: the service is asked only when something
// has come or gone.
Effects on(Model& model, const ChangesListed& message) {
  if (outbox::is_read_again(model.outbox, message.unread)) return {};
  const auto before = waiting(model);
  Effects effects = from_outbox(model, outbox::listed(model.outbox, message.changes, model.now));
  effects = joined(std::move(effects), find_made_cases(model));
  return waiting(model) == before ? effects : joined(std::move(effects), on(model, Looked{}));
}
Effects on(Model& model, const ChangesSaved& message) {
  return from_outbox(model, outbox::saved(model.outbox, message.ids, model.now));
}
Effects on(Model& model, const ChangesNotSaved& message) {
  return from_outbox(model, outbox::not_saved(model.outbox, message.ids, model.now));
}
Effects on(Model& model, const ChangeClaimed& message) {
  return from_outbox(model, outbox::claimed(model.outbox, message.id, message.claims, model.now));
}
Effects on(Model& model, const ClaimRefused& message) {
  if (!message.is_answered)
    return from_outbox(model, outbox::claim_unanswered(model.outbox, message.id, model.now));
  return from_outbox(model, outbox::claim_refused(model.outbox, message.id, message.until, model.now));
}

}  // namespace

Effects update(Model& model, const Message& message) {
  ++model.revision;
  Effects effects = message.visit([&](const auto& one) { return on(model, one); });
  const auto asks = [](const effects::Effect& one) { return one.holds<effects::AskVerdicts>(); };
  if (std::ranges::any_of(effects, asks)) model.has_cancelled = false;
  return joined(std::move(effects), show_pictures(model));
}

std::optional<double> wake_at(const Model& model) {
  std::optional<double> soonest = outbox::wake_at(model.outbox, model.now);
  const auto at = [&](double time) {
    if (time > 0) soonest = soonest ? std::min(*soonest, time) : time;
  };
  at(model.list.search_at);
  at(model.add.inspect_at);
  at(model.transfer.choice.search_at);
  at(model.seen_at);
  at(model.notice.undo_until);
  return soonest;
}

}  // namespace casebook
