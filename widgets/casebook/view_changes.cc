// What is on its way to the service: each change with its age, why it waits, and what can be done about it.
#include "casebook/view.h"
#include "kit/feedback.h"
#include "kit/flow.h"
#include "kit/items.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;
using outbox::Entry;
using State = outbox::Entry::State;

constexpr float kButton = 28;

std::string about(const kit::Surface& surface, const std::vector<Observable>& observables) {
  return observables.size() == 1 ? observables.front().value
                                 : surface.plural_text(Text::kObservableCount, observables.size());
}

std::string why(const kit::Surface& surface, const Model& model, const Entry& entry) {
  const messages::Language language = surface.frame().language;
  switch (entry.state) {
    case State::kSaving:
      return surface.text(Text::kStateSaving);
    case State::kClaiming:
    case State::kSending:
      return surface.text(Text::kStateSending);
    case State::kSettling:
      return surface.text(Text::kStateSettling);
    case State::kElsewhere:
      return surface.text(Text::kStateElsewhere);
    case State::kConflict:
      return surface.text(Text::kStateConflict);
    case State::kFailed:
      return messages::problem_sentence(language, entry.problem);
    case State::kWaiting:
      break;
  }
  if (outbox::can_undo(entry, model.now)) return surface.text(Text::kStateUndo);
  if (model.outbox.account.empty()) return surface.text(Text::kStateSignIn);
  if (outbox::is_foreign(model.outbox, entry)) return surface.text(Text::kStateForeign);
  if (outbox::waits_for_another(model.outbox, entry)) return surface.text(Text::kStateAfter);
  if (entry.is_uncertain) return surface.text(Text::kStateUncertain);
  if (entry.problem) return messages::problem_sentence(language, entry.problem);
  return surface.text(Text::kStateWaiting);
}

float draw_conflict(kit::Surface& surface, const Entry& entry, Box at, Say& said) {
  const auto* edit = std::get_if<outbox::EditField>(&entry.change.what);
  if (!edit) return at.y;
  at.y += kit::note(surface, "mine", at, surface.text(Text::kMine, {edit->after}));
  at.y += kit::note(surface, "theirs", at, surface.text(Text::kTheirs, {entry.theirs})) + 4;
  kit::Flow flow(surface, at, kButton);
  const std::string mine = surface.text(Text::kKeepMine), theirs = surface.text(Text::kKeepTheirs);
  said.on(kit::button(surface, "keep-mine", flow.next(kit::button_width(surface, mine)), mine),
          ConflictAnswered{entry.change.id, edit->after});
  said.on(kit::button(surface, "keep-theirs", flow.next(kit::button_width(surface, theirs)), theirs),
          ConflictAnswered{entry.change.id, entry.theirs});
  return flow.bottom();
}

float draw_buttons(kit::Surface& surface, const Model& model, const Entry& entry, Box at, Say& said) {
  if (entry.state == State::kConflict) return draw_conflict(surface, entry, at, said);
  kit::Flow flow(surface, at, kButton);
  const auto button = [&](std::string_view key, Text label, auto message) {
    const std::string words = surface.text(label);
    said.on(kit::button(surface, key, flow.next(kit::button_width(surface, words)), words),
            std::move(message));
  };
  if (outbox::can_undo(entry, model.now)) {
    button("undo", Text::kUndo, UndoPressed{entry.change.id});
    return flow.bottom();
  }
  const bool waits = entry.state == State::kWaiting || entry.state == State::kFailed;
  if (!waits) return at.y;
  if (!model.outbox.account.empty() && !outbox::is_foreign(model.outbox, entry))
    button("retry", Text::kTryAgain, ChangeRetried{entry.change.id});
  button("discard", Text::kDiscard, ChangeDiscarded{entry.change.id});
  return flow.bottom();
}

// A copy of everything, where somebody may fear for it. Returns where the changes begin.
float draw_export(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const std::string full = model.outbox.store_is_full ? surface.text(Text::kStoreFull) : "";
  at.y += kit::alert(surface, "store-full", at, full);
  if (!full.empty()) at.y += surface.theme().gap;
  const std::string save = surface.text(Text::kExportAll);
  said.on(kit::button(surface, "export", {at.x, at.y, kit::button_width(surface, save), kButton}, save),
          BackupPressed{});
  at.y += kButton + 4;
  return at.y +
         kit::note(surface, "export-hint", at, surface.text(Text::kExportAllHint),
                   {.size = kit::kSmall, .muted = true}) +
         surface.theme().pad;
}

}  // namespace

std::string change_words(const kit::Surface& surface, const outbox::Change& change) {
  const std::string title = title_of(surface, change.title);
  if (std::holds_alternative<outbox::CreateCase>(change.what))
    return surface.text(Text::kChangeCreate, {title});
  if (const auto* add = std::get_if<outbox::AddObservables>(&change.what))
    return surface.text(Text::kChangeAdd, {about(surface, add->observables), title});
  if (const auto* remove = std::get_if<outbox::RemoveObservables>(&change.what))
    return surface.text(Text::kChangeRemove, {about(surface, remove->observables), title});
  if (std::holds_alternative<outbox::AddNote>(change.what))
    return surface.text(Text::kChangeAddNote, {title});
  if (std::holds_alternative<outbox::RemoveNote>(change.what))
    return surface.text(Text::kChangeRemoveNote, {title});
  if (std::holds_alternative<outbox::DeleteCase>(change.what))
    return surface.text(Text::kChangeDelete, {title});
  const Field field = std::get<outbox::EditField>(change.what).field;
  const Text name = field == Field::kTitle     ? Text::kTitle
                    : field == Field::kSummary ? Text::kSummary
                    : field == Field::kTlp     ? Text::kSharing
                                               : Text::kDescription;
  return surface.text(Text::kChangeEdit, {surface.text(name), title});
}

void draw_changes(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  const auto& entries = model.outbox.entries;
  if (entries.empty()) {
    const auto none =
        kit::place(surface, "no-changes", {at.x + theme.pad, at.y + theme.gap, at.width - 2 * theme.pad, 0},
                   {.title = surface.text(Text::kNoChanges),
                    .hint = surface.text(Text::kNoChangesHint),
                    .action = surface.text(Text::kExportAll)});
    said.on(none.action, BackupPressed{});
    return;
  }
  surface.begin_scroll("changes", surface.text(Text::kChanges), at);
  const float start = at.x + theme.pad, wide = at.width - 2 * theme.pad;
  float y = draw_export(surface, model, {start, at.y + theme.gap, wide, 0}, said);
  constexpr std::size_t kMost = 200;  // the rest shows when these are through
  for (std::size_t index = 0; index < std::min(entries.size(), kMost); ++index) {
    const Entry& entry = entries[index];
    surface.push(surface.add(entry.change.id, "listitem", "", {start, y, wide, 0}).id);
    const std::size_t item = surface.items().size() - 1;
    const float top = y;
    kit::label(surface, "what", {start, y, wide, 22}, change_words(surface, entry.change), {.strong = true});
    const double age = around.now - entry.change.made_at;
    std::string state = why(surface, model, entry);
    if (age >= 60)
      state = surface.text(Text::kSince, {state, messages::duration_words(surface.frame().language, age)});
    if (!entry.is_saved && entry.state != State::kSaving)
      state += " \xC2\xB7 " + surface.text(Text::kStateUnsaved);
    y += 22;
    y += kit::note(surface, "why", {start, y, wide, 0}, state, {.size = kit::kSmall, .muted = true}) + 4;
    y = draw_buttons(surface, model, entry, {start, y, wide, 0}, said) + theme.gap;
    surface.pop();
    surface.set_height(item, y - top);
    surface.fill({start, y - 1, wide, 1}, theme.border);
    y += theme.gap;
  }
  surface.end_scroll(y - at.y);
}

}  // namespace casebook
