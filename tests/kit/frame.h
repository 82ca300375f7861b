// A Dear ImGui frame that nobody sees, for tests that draw with the kit.
#pragma once

#include <gtest/gtest.h>

#include "kit/fonts.h"
#include "kit/surface.h"

namespace kit {

class FrameTest : public testing::Test {
 protected:
  explicit FrameTest(float width = 400, float height = 300) {
    frame_.width = width;
    frame_.height = height;
  }
  void SetUp() override {
    context_ = ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    io.DisplaySize = {frame_.width, frame_.height};
    fonts_ = add_fonts(*io.Fonts);
    frame_.regular = fonts_.regular;
    frame_.strong = fonts_.strong;
    frame_.typewriter = fonts_.typewriter;
    ImGui::NewFrame();
  }
  void TearDown() override {
    ImGui::EndFrame();
    ImGui::DestroyContext(context_);
  }
  Surface surface() { return {frame_, *ImGui::GetForegroundDrawList()}; }

  ImGuiContext* context_ = nullptr;
  Fonts fonts_;
  Frame frame_;
};

}  // namespace kit
