// The compiler sees the Dear ImGui that .setup/downloads.txt pins: another one draws, and lays out,
// differently.
#include <string_view>

#include "imgui.h"

static_assert(std::string_view(IMGUI_VERSION) == TR_IMGUI_VERSION,
              "another Dear ImGui than .setup/downloads.txt names: run ./setup");
