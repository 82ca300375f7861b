// From draw lists to pixels: renderer_webgl.cc in a page, renderer_none.cc in tests.
#pragma once

#include <imgui.h>

namespace app::renderer {

// Once, with the context that is to be drawn first as the current one. False: there is no WebGL2.
bool start();
// Lets the current context share what `start` made with `first`.
void join(ImGuiContext* first);
void begin_frame();
void draw(ImDrawData* data);

}  // namespace app::renderer
