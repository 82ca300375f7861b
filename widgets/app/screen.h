// Draws the surfaces. One atlas and one renderer for all; a Dear ImGui context for each surface, so that
// what one is doing does not touch another (decision 6).
#pragma once

#include <imgui.h>

#include <array>
#include <optional>
#include <string>

#include "app/app.h"
#include "kit/fonts.h"
#include "kit/said.h"
#include "kit/surface.h"

namespace app {

// What the page says about a surface when it asks for a frame.
struct FrameRequest {
  effects::Surface surface = effects::Surface::kCasebook;
  float width = 0, height = 0;  // CSS pixels
  float pixel_ratio = 1;
  bool dark = false, right_to_left = false;
  kit::ItemId hovered = 0, focused = 0;
  float scrolled = 0;
  std::string default_title;  // of a new case, in the user's language and time
};

struct Drawn {
  std::string name;                           // of the surface, for its twin
  float wanted_width = 0, wanted_height = 0;  // 0: whatever the page gives
  std::vector<kit::Item> items;
};

class Screen {
 public:
  Screen();
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  Drawn draw(const FrameRequest& request, const App& app);

  // False when there is no WebGL2: then nothing else may be called.
  bool ready() const { return ready_; }

  // What the item said when it was last drawn.
  std::optional<Message> message(effects::Surface surface, kit::ItemId item, std::string text) const;

  // The page's font is another now: every glyph is drawn anew.
  void forget_glyphs();

 private:
  static constexpr std::size_t kSurfaces = 3;
  ImFontAtlas atlas_;
  kit::Fonts fonts_;
  int frames_ = 0;
  bool ready_ = false;
  std::array<ImGuiContext*, kSurfaces> contexts_ = {};
  std::array<kit::Said<Message>, kSurfaces> said_;
};

}  // namespace app
