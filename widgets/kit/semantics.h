// What a drawn item means: the source of its DOM twin (decision 3).
//
// A view declares each item once; the same call draws it and adds this record. shims/semantics.js keeps one
// element per record, found by `id`, over the drawn box.
#pragma once

#include <cstdint>
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

struct Item {
  ItemId id = 0;
  ItemId parent = 0;  // 0: the surface itself
  // An ARIA role, or "text", "password", "scroller" (see shims/semantics.js for the element each one is).
  const char* role = "text";
  std::string name;         // the visible label, or what stands for it
  std::string description;  // "" for none
  std::string value;        // of a field
  std::string href;         // of a link
  const char* autocomplete = "";
  std::vector<Option> options;
  Area area;
  int level = 0;  // of a heading
  bool disabled = false, current = false, busy = false, invalid = false, required = false;
};

// {"id":..., "role":..., ...}, members that are empty or false left out.
Json to_json(const Item& item);

}  // namespace kit
