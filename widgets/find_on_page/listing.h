// What is listed of a page, and counted.
#pragma once

#include "find_on_page/model.h"

namespace find_on_page {

// `judged` may be null: nobody has asked.
Standing standing_of(const threat_response::Judged* judged, double now);

// Computes model.listing anew.
void list(Model& model, const threat_response::Verdicts& verdicts);

// The place that comes after the shown one, or before it, among those that are listed; round the page's ends.
// Nothing when nothing is listed.
std::optional<std::size_t> next_place(const Model& model, bool back);
// The next place of one of the page's observables, its first when none of its places is shown.
std::optional<std::size_t> next_place_of(const Model& model, std::uint32_t observable);
// Where model.place stands among the places that are listed.
void count_position(Model& model);

}  // namespace find_on_page
