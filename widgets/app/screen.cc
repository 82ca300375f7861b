#include "app/screen.h"

#include <imgui_internal.h>

#include "app/renderer.h"
#include "casebook/view.h"
#include "pivot_menu/view.h"
#include "sign_in/view.h"

namespace app {
namespace {

using effects::Surface;

std::size_t index_of(Surface surface) { return static_cast<std::size_t>(surface); }

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

kit::Said<Message> view(kit::Surface& surface, const FrameRequest& request, const App& app, Drawn& drawn) {
  switch (request.surface) {
    case Surface::kSignIn:
      drawn.name = surface.text(messages::Text::kSignInTitle);
      drawn.wanted_width = sign_in::kDialogWidth;
      return sign_in::draw(surface, app.sign_in()).lifted<Message>();
    case Surface::kPivotMenu: {
      drawn.name = surface.text(messages::Text::kActionsFor, {app.pivot_menu().observable.value});
      drawn.wanted_width = pivot_menu::kMenuWidth;
      return pivot_menu::draw(surface, app.pivot_menu(),
                              {.has_current_case = !app.casebook().current_id.empty(),
                               .default_title = request.default_title,
                               .judged = app.verdicts().of(app.pivot_menu().observable),
                               .now = app.now()})
          .lifted<Message>();
    }
    case Surface::kCasebook:
      drawn.name = surface.text(messages::Text::kCasebook);
      return casebook::draw(surface, app.casebook(),
                            {.visibility = app.visibility(), .verdicts = &app.verdicts(), .now = app.now()})
          .lifted<Message>();
  }
  return {};
}

}  // namespace

Screen::Screen() : fonts_(kit::add_fonts(atlas_)) {
  for (ImGuiContext*& context : contexts_) {
    context = ImGui::CreateContext(&atlas_);
    ImGui::SetCurrentContext(context);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().LogFilename = nullptr;
    if (context != contexts_[0])
      renderer::join(contexts_[0]);
    else if (!renderer::start())
      return;
  }
  ready_ = true;
}

Screen::~Screen() {
  for (ImGuiContext* context : contexts_)
    if (context) ImGui::DestroyContext(context);
}

Drawn Screen::draw(const FrameRequest& request, const App& app) {
  const std::size_t index = index_of(request.surface);
  ImGui::SetCurrentContext(contexts_[index]);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {request.width, request.height};
  io.DisplayFramebufferScale = {request.pixel_ratio, request.pixel_ratio};
  io.DeltaTime = 1.0F / 60;
  renderer::begin_frame();
  ImFontAtlasUpdateNewFrame(&atlas_, ++frames_, true);  // the atlas is ours, not a context's
  ImGui::NewFrame();

  const kit::Frame frame{.width = request.width,
                         .height = request.height,
                         .dark = request.dark,
                         .right_to_left = request.right_to_left,
                         .language = app.language(),
                         .hovered = request.hovered,
                         .focused = request.focused,
                         .scrolled = request.scrolled,
                         .regular = fonts_.regular,
                         .strong = fonts_.strong};
  Drawn drawn;
  kit::Surface surface(frame, *begin_surface(request));
  said_[index] = view(surface, request, app, drawn);
  end_surface();
  ImGui::Render();
  renderer::draw(ImGui::GetDrawData());
  drawn.wanted_height = surface.content_height();
  drawn.items = surface.items();
  return drawn;
}

std::optional<Message> Screen::message(Surface surface, kit::ItemId item, std::string text) const {
  return said_[index_of(surface)].message(item, std::move(text));
}

void Screen::forget_glyphs() {
  for (ImFont* font : atlas_.Fonts) ImFontAtlasFontDiscardBakes(&atlas_, font, 0);
}

}  // namespace app
