// The half of the casebook's update that writes a case's texts, and makes and deletes cases.
#pragma once

#include "casebook/message.h"

namespace casebook {

// How much of `field` the service takes, UTF-16 units; 0 for no limit.
std::size_t limit_of(Field field);

effects::Effects new_case(Model& model, const std::string& title);
effects::Effects begin_edit(Model& model, Field field);
// Keeps the form open when the text is too long.
effects::Effects save_edit(Model& model);
effects::Effects choose_tlp(Model& model, const std::string& tlp);
effects::Effects add_note(Model& model);
// From elsewhere in the widgets, for the current case, which need not be shown. What it has already is told
// and not sent.
effects::Effects note_in_case(Model& model, const std::string& text);
effects::Effects remove_note(Model& model, const Note& note);
effects::Effects delete_case(Model& model);

}  // namespace casebook
