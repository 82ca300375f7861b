// The picture of the casebook: the list of cases at the start, the current case beside it; on a narrow
// surface one of the two.
#pragma once

#include "casebook/model.h"
#include "kit/said.h"
#include "kit/surface.h"

namespace casebook {

// What the casebook shows of the rest of the app.
struct Surroundings {
  std::string visibility;                               // origin of the portal of the server in use
  const threat_response::Verdicts* verdicts = nullptr;  // never null
  double now = 0;                                       // seconds since 1970
};

kit::Said<Message> draw(kit::Surface& surface, const Model& model, const Surroundings& around);

// The two halves, each in its own file.
void draw_cases(kit::Surface& surface, const Model& model, kit::Box at, kit::Said<Message>& said);
void draw_case(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at,
               bool narrow, kit::Said<Message>& said);

}  // namespace casebook
