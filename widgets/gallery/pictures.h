// An invented case and what a service would say of it, for the gallery's section of pictures.
#pragma once

#include <string>

#include "case_picture/model.h"
#include "threat_response/verdicts.h"

namespace gallery {

// Plays the app: it keeps what is known and does what a picture asks for.
struct Pictures {
  case_picture::Model model;
  threat_response::Sightings sightings;
  threat_response::Verdicts verdicts;
  std::string state =
      "some";  // what the service does: "some" and "many" answer, "none", "failed", "asking", "new"

  Pictures();
  void set_state(const std::string& to);
  void receive(const case_picture::Message& message);
};

// Seconds since 1970: the invented data are of the weeks before it.
inline constexpr double kPicturesNow = 1'795'500'000;

}  // namespace gallery
