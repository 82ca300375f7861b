// What became of an action, in words: in the menu, and as a note of a case (D-07).
#pragma once

#include <string>

#include "messages/messages.h"
#include "pivot_menu/model.h"

namespace pivot_menu {

std::string outcome_words(messages::Language language, const Run& run);
// One line of Markdown: the same, with module, observable and times. Of the same state it is the same, so
// that a case has it once. What modules call things, and say, is text in it, cut where it is endless, and
// defanged as the observable is.
std::string note_words(messages::Language language, const Run& run);

}  // namespace pivot_menu
