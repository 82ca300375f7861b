// The sections of the gallery, each under a tab. `at` is the room for it; each returns where it ends.
#pragma once

#include "gallery/gallery.h"

namespace gallery {

using Say = kit::Said<Message>;

float draw_items(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
float draw_fields(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
float draw_text(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
float draw_menu(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
float draw_rows(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
float draw_pictures(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
float draw_states(kit::Surface& surface, const Model& model, kit::Box at, Say& said);

}  // namespace gallery
