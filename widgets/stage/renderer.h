// From draw lists to pixels: renderer_webgl.cc in a page, renderer_none.cc (never anything) in tests.
#pragma once

#include <imgui.h>

namespace stage::renderer {

// Once, with the context that is to be drawn first as the current one. False: there is no WebGL2, and nothing
// else may be called.
bool start();
// Lets the current context share what `start` made with `first`.
void join(ImGuiContext* first);
void begin_frame();
void draw(ImDrawData* data);
// The WebGL context was lost and is there again: everything in it is made anew at the next frame.
void restart();

}  // namespace stage::renderer
