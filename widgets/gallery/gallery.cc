#include "gallery/gallery.h"

#include "gallery/sections.h"
#include "kit/dialog.h"
#include "kit/items.h"

namespace gallery {
namespace {

void ask(kit::Surface& surface, Say& said) {
  const auto ids = kit::question(surface, "ask",
                                 {"Delete the case?", "Phishing wave and its 12 observables will be gone.",
                                  "Delete", surface.text(messages::Text::kCancel)});
  const auto answer = [](std::string what) -> Message {
    return [what = std::move(what)](Model& it) {
      it.asking = false;
      it.said = what;
    };
  };
  said.on(ids.confirm, answer("Deleted"));
  for (const kit::ItemId id : {ids.cancel, ids.dialog}) said.on(id, answer("Nothing was deleted"));
}

}  // namespace

Say draw(kit::Surface& surface, const Model& model) {
  Say said;
  const float wide = surface.width() - 2 * surface.theme().pad;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  kit::heading(surface, "title", {surface.theme().pad, 12, wide, 28}, "Gallery of the kit", 2, 18);
  const std::vector<kit::Tab> tabs = {
      {"items", "Items"}, {"fields", "Fields"}, {"menu", "Menu"}, {"rows", "Rows"}, {"states", "States"}};
  const std::vector<kit::ItemId> ids = kit::tabs(
      surface, "tabs", {surface.theme().pad, 48, wide, surface.theme().row}, "Sections", tabs, model.tab);
  for (std::size_t index = 0; index < ids.size(); ++index)
    said.on(ids[index], [key = tabs[index].key](Model& it) { it.tab = key; });
  kit::Box at{surface.theme().pad, 48 + surface.theme().row + surface.theme().pad, wide, 0};
  kit::begin_tab_panel(surface, "panel", {surface.theme().pad, at.y, wide, surface.height() - at.y},
                       model.tab);
  const auto section = model.tab == "fields"   ? draw_fields
                       : model.tab == "menu"   ? draw_menu
                       : model.tab == "rows"   ? draw_rows
                       : model.tab == "states" ? draw_states
                                               : draw_items;
  at.y = section(surface, model, at, said);
  kit::status(surface, "said", {at.x, at.y + surface.theme().gap, wide, 0}, model.said);
  surface.pop();
  if (model.asking) ask(surface, said);
  return said;
}

}  // namespace gallery
