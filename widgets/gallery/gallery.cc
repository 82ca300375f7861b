#include "gallery/gallery.h"

#include "gallery/sections.h"
#include "kit/items.h"

namespace gallery {

Say draw(kit::Surface& surface, const Model& model) {
  Say said;
  const float wide = surface.width() - 2 * kit::kPad;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  kit::heading(surface, "title", {kit::kPad, 12, wide, 28}, "Gallery of the kit", 2, 18);
  const std::vector<kit::Tab> tabs = {
      {"items", "Items"}, {"fields", "Fields"}, {"menu", "Menu"}, {"rows", "Rows"}, {"states", "States"}};
  const std::vector<kit::ItemId> ids =
      kit::tabs(surface, "tabs", {kit::kPad, 48, wide, kit::kRow}, "Sections", tabs, model.tab);
  for (std::size_t index = 0; index < ids.size(); ++index)
    said.on(ids[index], [key = tabs[index].key](Model& it) { it.tab = key; });
  kit::Box at{kit::kPad, 48 + kit::kRow + kit::kPad, wide, 0};
  kit::begin_tab_panel(surface, "panel", {kit::kPad, at.y, wide, surface.height() - at.y}, model.tab);
  const auto section = model.tab == "fields"   ? draw_fields
                       : model.tab == "menu"   ? draw_menu
                       : model.tab == "rows"   ? draw_rows
                       : model.tab == "states" ? draw_states
                                               : draw_items;
  at.y = section(surface, model, at, said);
  kit::status(surface, "said", {at.x, at.y + kit::kGap, wide, 0}, model.said);
  surface.pop();
  return said;
}

}  // namespace gallery
