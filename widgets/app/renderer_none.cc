#include "app/renderer.h"

namespace app::renderer {

bool start() {
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  return true;
}

void join(ImGuiContext*) { ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures; }

void begin_frame() {}

// Textures count as uploaded, so that the atlas goes on as in a page.
void draw(ImDrawData* data) {
  if (!data->Textures) return;
  for (ImTextureData* texture : *data->Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
}

}  // namespace app::renderer
