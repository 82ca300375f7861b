// The surfaces of the widgets: which view draws each, and what its items said when they were last drawn.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "app/app.h"
#include "casebook/prepared.h"
#include "kit/said.h"
#include "stage/stage.h"

namespace app {

struct FrameRequest : stage::FrameRequest {
  effects::Surface surface = effects::Surface::kCasebook;
  std::string default_title;  // of a new case, in the user's language and time
};

using stage::Drawn;

class Screen {
 public:
  Drawn draw(const FrameRequest& request, const App& app);

  // What the item said when it was last drawn; nothing of what it would do to a case that the casebook does
  // not show any more (another tab can have chosen another one since).
  std::optional<Message> message(effects::Surface surface, kit::ItemId item, std::string text,
                                 const App& app) const;

  stage::Stage& stage() { return stage_; }

 private:
  static constexpr std::size_t kSurfaces = 4;
  stage::Stage stage_{kSurfaces};
  casebook::Prepared prepared_;
  std::string drawn_case_;  // the casebook's current one when it was drawn
  std::array<kit::Said<Message>, kSurfaces> said_;
};

}  // namespace app
