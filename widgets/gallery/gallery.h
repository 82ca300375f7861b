// Every item of the kit in every state, on one surface: for people who build with it, and for the tests that
// look at it.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "gallery/pictures.h"
#include "kit/said.h"
#include "kit/surface.h"

namespace gallery {

// What the items on show are set to.
struct Model {
  std::string tab = "items";
  int pressed = 0;  // how often the buttons were
  bool checked = true;
  std::string text, search, notes, server = "eu";
  std::string said = "";       // what was used last
  std::size_t row = 2;         // chosen in the list
  std::set<std::size_t> rows;  // selected in the table
  std::size_t extended_from = 0;
  bool descending = false;
  float split = 240;
  bool toast = true;
  double progress = 0.4;
  bool asking = false;  // the dialog is open
  Pictures pictures;
};

// An item says what it does to the model.
using Message = std::function<void(Model&)>;

inline constexpr std::size_t kRows = 10'000;

kit::Said<Message> draw(kit::Surface& surface, const Model& model);

}  // namespace gallery
