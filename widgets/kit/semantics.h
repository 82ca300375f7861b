// What a drawn item means: the source of its DOM twin (decision 3).
//
// A view declares each item once; the same call draws it and adds this record. shims/twin.js keeps one
// element per record, found by `id`, over the drawn box.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "json/json.h"

namespace kit {

// Same item, same id in every frame; 0 is no item.
using ItemId = std::uint32_t;

// In CSS pixels of the surface, x from the left edge as drawn.
struct Area {
  float x = 0, y = 0, width = 0, height = 0;
};

struct Option {
  std::string value, label;
  bool disabled = false;
};

// How large the label of an item is and where it stands, so that text selected in the twin, and the twin
// itself where it is the interface, lies over what is drawn.
struct LabelLook {
  float size = 14;  // CSS pixels
  float line = 0;   // height of a line; 0: the item's own height
  float start = 0;  // from the start edge of the item
  float top = 0;    // of the first of several lines, from the top edge
  bool strong = false, muted = false, centred = false;
};

struct Item {
  ItemId id = 0;
  ItemId parent = 0;  // 0: the surface itself
  // An ARIA role or a name of its own, such as "text" and "run"; shims/twin-roles.js says which element each
  // is.
  const char* role = "text";
  std::string name;  // the visible label, or what stands for it
  // Of a row: the texts in it are its name, in their order, and are not said a second time (WCAG 2.5.3).
  bool named_by_content = false;
  std::string description;  // "" for none; of a disabled item: why it is
  std::string value;        // of a field; in words, of a progress bar or splitter
  std::string href;         // of a link
  const char* autocomplete = "";
  const char* secret = "";  // of a password: which of the vault's
  std::vector<Option> options;
  Area area;
  LabelLook label;
  const char* look =
      "";  // "primary", "quiet", "danger", a disposition: how it looks where the twin is the interface. Of a
           // rich text "rtl" or "ltr": how it runs; "break": a line ends here that is none in the text
  const char* icon = "";  // of a button that is a picture: kit/icons.h
  // What the twin opens or closes when this is pressed: itself (a sub-menu), the list of shortcuts.
  ItemId toggles = 0;
  ItemId results = 0;     // of a field to search with: the list of what it finds; 0: the first one
  const char* sort = "";  // of a column: "ascending", "descending", "none"
  int level = 0;          // of a heading
  // Place in a set, from 1, where not the whole set is declared (virtual lists).
  std::size_t position = 0, set_size = 0;
  float scroll_height = 0;  // of what is in it: the page scrolls the item; 0 when it does not scroll
  float row_height = 0;     // of the rows of a list
  // Of a row with a box to tick at its start: how far that goes, in CSS pixels. A press there says "toggle".
  float tick = 0;
  // Of a listbox that is a picture to move about in (kit/plane.h): "x" or "xy", the ways it is moved. It has
  // the focus itself, and its options are anywhere in it. It says, in CSS pixels and with x from its start
  // edge:
  //   "pan 12 -3"        by dragging, or Shift and an arrow key: its content goes so far
  //   "zoom 1.25 40 10"  by Ctrl and the wheel, a pinch, + and -: by this factor about this place
  //   "fit"              by 0
  //   "go end"           by arrow keys, Home and End: to the option there (start, end, up, down, first, last)
  // Enter and the menu keys are for the option that is selected: it says "menu", or "" when it has none.
  const char* plane = "";
  std::optional<double> now;  // of a progress bar (0 to 100) or a splitter (low to high)
  double low = 0, high = 100;
  std::optional<bool> checked, selected, expanded;
  // Of a button: a press lets people choose files, and it says nothing itself. The page brings what was
  // chosen.
  bool files = false;
  bool multiple = false;  // several rows can be selected
  bool menu = false;      // of a row: it has a context menu
  // It can be dragged, and says "drag" when somebody begins to; its view then says what is dragged.
  bool drags = false;
  // What is dragged can be dropped on it: it says "over" when that comes over it, "drop" when it is let go.
  bool drops = false;
  bool reveals = false;  // of a status: the page brings it into view when it says something new
  bool disabled = false, current = false, busy = false, invalid = false, required = false;
};

// {"id":..., "role":..., ...}, members that are empty or false left out.
void write(json::Writer& out, const Item& item);

}  // namespace kit
