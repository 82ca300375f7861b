// What stands over a surface until it is answered: a question, the list of shortcuts. The rest of the surface
// is out of reach meanwhile. The twin keeps the focus inside, gives it back where it came from, and takes
// Esc.
#pragma once

#include <string>
#include <string_view>

#include "kit/surface.h"

namespace kit {

struct Dialog {
  ItemId id = 0;  // says "" for Esc
  Box inner;      // what is in it stands here
};

// `width` and `height` are those of what is in it; it gets no larger than the surface. With `toggles` Esc
// does not say anything: the twin closes what it has opened (Surface::is_expanded). Drawn last in a view, so
// that it is over everything; what is in it follows until end_dialog.
Dialog begin_dialog(Surface& surface, std::string_view key, const std::string& title, float width,
                    float height, ItemId toggles = 0);
void end_dialog(Surface& surface);

// A question before something that cannot be undone. The focus begins at `cancel`.
struct Question {
  std::string title, text, confirm, cancel;
};
struct QuestionIds {
  ItemId confirm = 0, cancel = 0, dialog = 0;
};
QuestionIds question(Surface& surface, std::string_view key, const Question& question);

// The id by which the twin keeps whether the list of shortcuts is open; `?` opens it.
inline constexpr ItemId kShortcuts = 0xffffffff;
// The keys of what the surface has declared so far, while the list is open.
void shortcuts(Surface& surface);
// The height the surface needs to show the list.
inline constexpr float kShortcutsHeight = 340;

}  // namespace kit
