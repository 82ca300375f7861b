#include "stage/stage.h"

#include <imgui_internal.h>

#include "kit/dialog.h"
#include "stage/renderer.h"

namespace stage {
namespace {

// A window without anything of its own, as large as the surface.
ImDrawList* begin_surface(const FrameRequest& request) {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({request.width, request.height});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::Begin("surface", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoInputs);
  return ImGui::GetWindowDrawList();
}

void end_surface() {
  ImGui::End();
  ImGui::PopStyleVar(3);
}

// Where nothing is drawn textures count as uploaded, so that the atlas goes on as in a page with pictures.
void pretend(const ImDrawData* data) {
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

}  // namespace

Stage::Stage(std::size_t surfaces) : fonts_(kit::add_fonts(atlas_)), contexts_(surfaces) {
  for (ImGuiContext*& context : contexts_) {
    context = ImGui::CreateContext(&atlas_);
    ImGui::SetCurrentContext(context);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().LogFilename = nullptr;
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    if (context == contexts_[0])
      started_ = renderer::start();
    else if (started_)
      renderer::join(contexts_[0]);
  }
  has_pictures_ = started_;
}

Stage::~Stage() {
  for (ImGuiContext* context : contexts_) ImGui::DestroyContext(context);
}

Drawn Stage::draw(std::size_t surface, const FrameRequest& request, messages::Language language,
                  const std::function<void(kit::Surface&, Drawn&)>& view) {
  ImGui::SetCurrentContext(contexts_[surface]);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {request.width, request.height};
  io.DisplayFramebufferScale = {request.pixel_ratio, request.pixel_ratio};
  io.DeltaTime = 1.0F / 60;
  if (has_pictures_) renderer::begin_frame();
  kit::forget_if_full(atlas_);
  ImFontAtlasUpdateNewFrame(&atlas_, ++frames_, true);  // the atlas is ours, not a context's
  ImGui::NewFrame();
  // Dear ImGui tells the density to the face that is pushed, the regular one; the strong one would be made
  // for ratio 1.
  for (ImFont* font : atlas_.Fonts) font->CurrentRasterizerDensity = request.pixel_ratio;

  const kit::Frame frame{.width = request.width,
                         .height = request.height,
                         .theme = theme_,
                         .right_to_left = request.right_to_left,
                         .language = language,
                         .hovered = request.hovered,
                         .focused = request.focused,
                         .scrolled = request.scrolled,
                         .active = request.active,
                         .expanded = request.expanded,
                         .regular = fonts_.regular,
                         .strong = fonts_.strong,
                         .typewriter = fonts_.typewriter};
  Drawn drawn;
  kit::Surface on(frame, *begin_surface(request));
  view(on, drawn);
  kit::shortcuts(on);
  end_surface();
  ImGui::Render();
  if (has_pictures_)
    renderer::draw(ImGui::GetDrawData());
  else
    pretend(ImGui::GetDrawData());
  // The list of shortcuts has to fit; where a surface takes what it is given nothing changes.
  drawn.wanted_height = on.is_expanded(kit::kShortcuts) ? std::max(on.content_height(), kit::kShortcutsHeight)
                                                        : on.content_height();
  drawn.items = on.take_items();
  return drawn;
}

bool Stage::receive(const Json& message) {
  const std::string is = json::text(message, "is");
  if (is == "theme")
    theme_ = kit::read_theme(message);
  else if (is == "pictures")
    set_pictures(json::boolean(message, "available"));
  else if (is == "font-changed")
    forget_glyphs();
  else
    return false;
  return true;
}

void Stage::set_pictures(bool available) {
  if (!started_ || available == has_pictures_) return;
  has_pictures_ = available;
  ImGui::SetCurrentContext(contexts_[0]);
  if (available) renderer::restart();
}

void Stage::forget_glyphs() {
  for (ImFont* font : atlas_.Fonts) ImFontAtlasFontDiscardBakes(&atlas_, font, 0);
}

}  // namespace stage
