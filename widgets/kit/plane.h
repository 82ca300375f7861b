// A picture to move about in: dragged, zoomed and walked through, by pointer, fingers and keys. It is one
// stop of Tab and keeps the focus; what is in it are options, one of which is the current.
//
//   const kit::ItemId plane = kit::begin_plane(surface, "graph", name, box, "xy");
//   said.on(kit::mark(surface, "bit.ly", {x, y, 24, 24}, "bit.ly, Common", {.current = true, .menu = true}),
//   ...); kit::end_plane(surface); said.on_text(plane, [](const std::string& text) -> Message { return
//   moved(kit::read_move(text)); });
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "kit/surface.h"

namespace kit {

// What a plane says, read: lengths in CSS pixels, x from its start edge.
struct Pan {
  float x = 0, y = 0;  // how far its content goes
  bool operator==(const Pan&) const = default;
};
struct Zoom {
  float factor = 1, x = 0, y = 0;  // about this place
  bool operator==(const Zoom&) const = default;
};
struct Fit {
  bool operator==(const Fit&) const = default;
};
enum class Way { kStart, kEnd, kUp, kDown, kFirst, kLast };
struct Go {
  Way way = Way::kStart;  // to the mark there
  bool operator==(const Go&) const = default;
};
// Without a move where the text says none. Numbers are finite and no larger than a screen.
using Move = std::variant<std::monostate, Pan, Zoom, Fit, Go>;
Move read_move(std::string_view text);

// `ways` is "x" or "xy": what it is moved in. What is drawn until end_plane is cut at its edges.
ItemId begin_plane(Surface& surface, std::string_view key, const std::string& name, Box box,
                   const char* ways);
void end_plane(Surface& surface);

struct MarkState {
  bool current = false;  // the one the keys are on
  bool menu = false;     // says "menu" for a right click, a menu key, a long press and Enter
  std::string description;
  const char* look = "";  // a disposition: how it looks where the twin is the interface
};
// Only declares the mark: what it looks like is the view's. Says "" when it is pressed. Returns its id.
ItemId mark(Surface& surface, std::string_view key, Box box, const std::string& name,
            const MarkState& state = {});
// Whether the marks of the plane, and which of them, shall be seen to have the focus.
bool has_focus(const Surface& surface, ItemId plane);

}  // namespace kit
