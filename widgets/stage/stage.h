// Draws surfaces: one atlas and one renderer for all, a Dear ImGui context for each, so that what one is
// doing does not touch another (decision 6). Without WebGL everything is laid out and declared all the same,
// and the twin is the interface.
#pragma once

#include <imgui.h>

#include <functional>
#include <vector>

#include "kit/fonts.h"
#include "kit/surface.h"
#include "messages/messages.h"
#include "stage/frame.h"

namespace stage {

class Stage {
 public:
  explicit Stage(std::size_t surfaces);
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  // Draws one surface by `view`, which also names it. REQUIRES: surface < surfaces.
  Drawn draw(std::size_t surface, const FrameRequest& request, messages::Language language,
             const std::function<void(kit::Surface&, Drawn&)>& view);

  // Whether pixels are made. False without WebGL2, and while its context is lost.
  bool has_pictures() const { return has_pictures_; }

  // What the page says of drawing; false when the message is another one. The next frame shows it.
  //   {"is": "theme", ...}                      see kit/theme.h; before the first frame and after a change
  //   {"is": "pictures", "available": bool}     the WebGL context was lost, or is there again
  //   {"is": "font-changed"}                    the page's font is another now: every glyph is drawn anew
  bool receive(const Json& message);

 private:
  void set_pictures(bool available);
  void forget_glyphs();

  ImFontAtlas atlas_;
  kit::Fonts fonts_;
  kit::Theme theme_;
  int frames_ = 0;
  bool started_ = false, has_pictures_ = false;
  std::vector<ImGuiContext*> contexts_;
};

}  // namespace stage
