#include "stage/renderer.h"

namespace stage::renderer {

bool start() { return false; }
void join(ImGuiContext*) {}
void begin_frame() {}
void draw(ImDrawData*) {}
void restart() {}

}  // namespace stage::renderer
