#include "stage/frame.h"

namespace stage {
namespace {

kit::ItemId id_of(const Json& message, const char* key) {
  return static_cast<kit::ItemId>(json::integer(message, key));
}

}  // namespace

FrameRequest read_frame_request(const Json& message) {
  const auto real = [&](const char* key, double otherwise = 0) {
    return static_cast<float>(json::number(message, key, otherwise));
  };
  FrameRequest request{.width = real("width"),
                       .height = real("height"),
                       .pixel_ratio = real("ratio", 1),
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
