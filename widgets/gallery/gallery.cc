#include "gallery/gallery.h"

#include <algorithm>

#include "gallery/sections.h"
#include "gallery/words.h"
#include "kit/dialog.h"
#include "kit/items.h"

namespace gallery {
namespace {

void ask(kit::Surface& surface, Say& said) {
  const auto say = [&](std::string_view english) { return words(surface, english); };
  const auto ids =
      kit::question(surface, "ask",
                    {say("Delete the case?"), say("Phishing wave and its 12 observables will be gone."),
                     say("Delete"), surface.text(messages::Text::kCancel)});
  const auto answer = [](std::string what) -> Message {
    return [what = std::move(what)](Model& it) {
      it.asking = false;
      it.said = what;
    };
  };
  said.on(ids.confirm, answer(say("Deleted")));
  for (const kit::ItemId id : {ids.cancel, ids.dialog}) said.on(id, answer(say("Nothing was deleted")));
}

}  // namespace

Say draw(kit::Surface& surface, const Model& model) {
  Say said;
  const auto say = [&](std::string_view english) { return words(surface, english); };
  const float wide = surface.width() - 2 * surface.theme().pad;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  kit::heading(surface, "title", {surface.theme().pad, 12, wide, 28}, say("Gallery of the kit"), 2, 18);
  const std::vector<kit::Tab> tabs = {
      {"items", say("Items")}, {"fields", say("Fields")}, {"text", say("Text")},        {"menu", say("Menu")},
      {"rows", say("Rows")},   {"states", say("States")}, {"pictures", say("Pictures")}};
  const std::vector<kit::ItemId> ids =
      kit::tabs(surface, "tabs", {surface.theme().pad, 48, wide, surface.theme().row}, say("Sections"), tabs,
                model.tab);
  for (std::size_t index = 0; index < ids.size(); ++index)
    said.on(ids[index], [key = tabs[index].key](Model& it) { it.tab = key; });
  kit::Box at{surface.theme().pad, 48 + surface.theme().row + surface.theme().pad, wide, 0};
  kit::begin_tab_panel(surface, "panel", {surface.theme().pad, at.y, wide, surface.height() - at.y},
                       std::ranges::find(tabs, model.tab, &kit::Tab::key)->label);
  const auto section = model.tab == "fields"     ? draw_fields
                       : model.tab == "pictures" ? draw_pictures
                       : model.tab == "text"     ? draw_text
                       : model.tab == "menu"     ? draw_menu
                       : model.tab == "rows"     ? draw_rows
                       : model.tab == "states"   ? draw_states
                                                 : draw_items;
  at.y = section(surface, model, at, said);
  kit::status(surface, "said", {at.x, at.y + surface.theme().gap, wide, 0}, model.said);
  surface.pop();
  if (model.asking) ask(surface, said);
  return said;
}

}  // namespace gallery
