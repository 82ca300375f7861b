#include "stage/frame.h"

#include <algorithm>

namespace stage {
namespace {

constexpr double kLargest = 32'768;  // CSS pixels

kit::ItemId id_of(const Json& message, const char* key) {
  return static_cast<kit::ItemId>(json::integer(message, key));
}

}  // namespace

FrameRequest read_frame_request(const Json& message) {
  // As the page measures them, which may be anything: a page can set its own pixel ratio to 0.
  const auto size = [&](const char* key) {
    return static_cast<float>(std::clamp(json::number(message, key, 0), 0.0, kLargest));
  };
  const double ratio = json::number(message, "ratio", 1);
  FrameRequest request{.width = size("width"),
                       .height = size("height"),
                       .pixel_ratio = ratio > 0 ? static_cast<float>(std::clamp(ratio, 0.1, 16.0)) : 1,
                       .right_to_left = json::boolean(message, "rtl"),
                       .hovered = id_of(message, "hovered"),
                       .focused = id_of(message, "focused"),
                       .scrolled = {},
                       .active = {},
                       .expanded = {}};
  for (const Json* one : json::array(message, "scrolled"))
    request.scrolled.emplace_back(id_of(*one, "id"), static_cast<float>(json::number(*one, "at")));
  for (const Json* one : json::array(message, "active"))
    request.active.emplace_back(id_of(*one, "id"), static_cast<std::size_t>(json::integer(*one, "at")));
  for (const Json* one : json::array(message, "expanded")) request.expanded.push_back(id_of(*one, "id"));
  return request;
}

std::string write(const Drawn& drawn) {
  json::Writer out;
  out.begin_object();
  out.key("is").text("frame");
  out.key("name").text(drawn.name);
  out.key("width").hundredths(drawn.wanted_width);
  out.key("height").hundredths(drawn.wanted_height);
  out.key("items").begin_list();
  for (const kit::Item& item : drawn.items) kit::write(out, item);
  out.end_list();
  out.end_object();
  return out.take();
}

}  // namespace stage
