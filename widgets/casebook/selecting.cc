#include "casebook/selecting.h"

#include "casebook/changing.h"
#include "observables/observable.h"

namespace casebook {
namespace {

using effects::Effects;

std::string as_copied(const Observable& observable, bool defanged) {
  const auto known = defanged ? threat_response::recognised(observable) : std::nullopt;
  return known ? observables::defang(*known) : observable.value;
}

Notice about(const Model& model, Notice::Kind kind, const std::vector<Observable>& which) {
  return {.kind = kind,
          .count = which.size(),
          .value = which.front().value,
          .title = model.shown->title,
          .change_id = {},
          .problem = {}};
}

}  // namespace

Effects choose_row(Model& model, const RowChosen& message) {
  auto& selected = model.selected;
  if (message.how == "extend" && model.last) {
    selected.insert(message.to.begin(), message.to.end());
  } else if (message.how == "toggle") {
    if (selected.erase(message.observable) == 0) selected.insert(message.observable);
    model.last = message.observable;
  } else {
    const bool was_alone = selected.size() == 1 && selected.contains(message.observable);
    selected.clear();
    if (!was_alone) selected.insert(message.observable);
    model.last = message.observable;
  }
  return {};
}

std::vector<Observable> chosen(const Model& model) {
  if (!model.shown) return {};
  if (model.selected.empty()) return model.shown->observables;
  std::vector<Observable> out;
  for (const Observable& one : model.shown->observables)
    if (model.selected.contains(one)) out.push_back(one);
  return out;
}

// Never all of the case because nothing is selected: that is too easily done.
Effects remove_chosen(Model& model) {
  if (model.selected.empty()) return {};
  std::vector<Observable> gone = chosen(model);
  if (gone.empty()) return {};
  Notice notice = about(model, Notice::Kind::kRemoved, gone);
  outbox::Change removal =
      change_of(model, model.current_id, model.shown->title, outbox::RemoveObservables{std::move(gone)});
  removal.due_at = model.now + outbox::kUndo;
  model.selected.clear();
  return make(model, {std::move(removal)}, std::move(notice));
}

Effects copy_chosen(Model& model, bool defanged) {
  const std::vector<Observable> copied = chosen(model);
  if (copied.empty()) return {};
  std::string text;
  for (const Observable& one : copied) text += (text.empty() ? "" : "\n") + as_copied(one, defanged);
  model.notice = about(model, Notice::Kind::kCopied, copied);
  return {effects::CopyText{std::move(text)}};
}

}  // namespace casebook
