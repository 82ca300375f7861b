// Which messages are about the case that is shown: a press can arrive after another tab has chosen another
// case, and must not do to that one what was meant for the one before.
#include <algorithm>

#include "casebook/message.h"

namespace casebook {
namespace {

template <typename... Kinds>
bool is_one_of(const Message& message) {
  return (message.holds<Kinds>() || ...);
}

}  // namespace

bool changes_case(const Message& message) {
  return is_one_of<EditPressed, EditTyped, EditSaved, TlpChosen, NoteTyped, NoteAdded, NoteRemoved,
                   DeletePressed, DeleteConfirmed, AddTyped, CandidateChosen, AddConfirmed, RowChosen,
                   AllChosen, RemovePressed, TransferPressed, TransferUsed>(message);
}

bool is_shown(const Model& model, const std::string& id) {
  return model.current_id == id || (model.shown && std::ranges::contains(model.shown->external_ids, id));
}

}  // namespace casebook
