// What a page says when it asks for a frame of a surface, and what it gets: JSON, both ways.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "json/json.h"
#include "kit/semantics.h"

namespace stage {

struct FrameRequest {
  float width = 0, height = 0;  // CSS pixels
  float pixel_ratio = 1;
  bool right_to_left = false;
  kit::ItemId hovered = 0, focused = 0;
  // What the twin keeps, see kit::Frame.
  std::vector<std::pair<kit::ItemId, float>> scrolled;
  std::vector<std::pair<kit::ItemId, std::size_t>> active;
  std::vector<kit::ItemId> expanded;
};

struct Drawn {
  std::string name;                           // of the surface, for its twin
  float wanted_width = 0, wanted_height = 0;  // 0: whatever the page gives
  std::vector<kit::Item> items;
};

// {"width":..., "height":..., "ratio":..., "rtl":..., "hovered": id, "focused": id,
//  "scrolled": [{"id":..., "at":...}], "active": [...], "expanded": [{"id":...}]}
FrameRequest read_frame_request(const Json& message);
// {"is": "frame", "name":..., "width":..., "height":..., "items": [...]}
std::string write(const Drawn& drawn);

}  // namespace stage
