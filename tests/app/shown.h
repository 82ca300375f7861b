// One surface of an app as a person reads and presses it: what is drawn after each message.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "app/screen.h"
#include "harness.h"

namespace harness {

class Shown : public testing::Test {
 protected:
  Shown(effects::Surface surface, float width) : width_(width), surface_(surface) {}

  // Gives the page a message and draws anew: whoever inherits says when it is.
  virtual void say(const app::Message& message) = 0;

  void show() {
    app::FrameRequest frame;
    frame.surface = surface_;
    frame.width = width_;
    frame.height = 900;
    frame.default_title = "Case 1";
    drawn_ = screen_.draw(frame, page_.app);
  }
  // The first item of this role with this name.
  const kit::Item* find(std::string_view role, std::string_view name) const {
    const auto found = std::ranges::find_if(
        drawn_.items, [&](const kit::Item& item) { return item.role == role && item.name == name; });
    return found == drawn_.items.end() ? nullptr : &*found;
  }
  bool has(std::string_view role, std::string_view name) const { return find(role, name) != nullptr; }
  // Whether it is read anywhere.
  bool reads(std::string_view words) const {
    return std::ranges::any_of(drawn_.items,
                               [&](const kit::Item& item) { return item.name.contains(words); });
  }
  // Uses the last item of this role with this name, or whose name begins so: dialogs come behind what they
  // cover.
  void use(std::string_view role, std::string_view name, const std::string& text = "") {
    const auto last = [&](auto is_meant) {
      return std::find_if(drawn_.items.rbegin(), drawn_.items.rend(),
                          [&](const kit::Item& one) { return one.role == role && is_meant(one.name); });
    };
    auto item = last([&](const std::string& one) { return one == name; });
    if (item == drawn_.items.rend())
      item = last([&](const std::string& one) { return one.starts_with(name); });
    ASSERT_NE(item, drawn_.items.rend()) << role << ' ' << name;
    const auto message = screen_.message(surface_, item->id, text, page_.app);
    ASSERT_TRUE(message) << role << ' ' << name;
    say(*message);
  }

  app::Screen screen_;
  Page page_;
  app::Drawn drawn_;
  float width_;

 private:
  effects::Surface surface_;
};

}  // namespace harness
