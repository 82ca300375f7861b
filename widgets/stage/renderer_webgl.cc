#include <GLES3/gl3.h>
#include <imgui_impl_opengl3.h>

#include "stage/renderer.h"

// shims/library/gl.js: makes the page's one WebGL2 context current; 0 when there is none.
extern "C" int shim_gl_start(void);

namespace stage::renderer {

bool start() { return shim_gl_start() != 0 && ImGui_ImplOpenGL3_Init("#version 300 es"); }

void join(ImGuiContext* first) {
  ImGuiContext* const joining = ImGui::GetCurrentContext();
  ImGui::SetCurrentContext(first);
  const ImGuiIO& from = ImGui::GetIO();
  void* const shared = from.BackendRendererUserData;
  const char* const name = from.BackendRendererName;
  const ImGuiBackendFlags flags = from.BackendFlags;
  ImGui::SetCurrentContext(joining);
  ImGui::GetIO().BackendRendererUserData = shared;
  ImGui::GetIO().BackendRendererName = name;
  ImGui::GetIO().BackendFlags |= flags;
}

void begin_frame() { ImGui_ImplOpenGL3_NewFrame(); }

void draw(ImDrawData* data) {
  glViewport(0, 0, static_cast<int>(data->DisplaySize.x * data->FramebufferScale.x),
             static_cast<int>(data->DisplaySize.y * data->FramebufferScale.y));
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

void restart() {
  // The names of what was lost mean nothing in the new context.
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_Destroyed);
  }
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
}

}  // namespace stage::renderer
