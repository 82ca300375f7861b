// The picture of Find on page: what it is filtered by beside the list; on a narrow surface above it.
#pragma once

#include "find_on_page/message.h"
#include "kit/said.h"
#include "kit/surface.h"

namespace find_on_page {

// What it shows of the rest of the app.
struct Surroundings {
  bool signed_in = false;
  bool has_current_case = false;
  std::vector<std::string> scopes;  // what the token allows; empty: not known
  std::string default_title;        // of a new case, in the user's language and time
};

using Say = kit::Said<Message>;

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around);

// Its parts, each in a file of its own. view_filter.cc: beside the list, or in lines above it; the latter
// returns where the rest begins.
void draw_filter(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
float draw_filter_lines(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
// What can be done with what is listed, and the list: view_list.cc.
void draw_list(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at, Say& said);

std::string standing_words(const kit::Surface& surface, Standing standing);
// Of what is not asked about: nothing.
std::optional<threat_response::Disposition> disposition_of(Standing standing);

}  // namespace find_on_page
