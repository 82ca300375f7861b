#include "kit/dialog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "frame.h"
#include "kit/items.h"

namespace kit {
namespace {

class DialogTest : public FrameTest {};

TEST_F(DialogTest, AQuestionIsInsideTheSurfaceWithItsSafeAnswerFirst) {
  for (const float width : {400.0F, 200.0F}) {
    frame_.width = width;
    Surface one = surface();
    const QuestionIds ids =
        question(one, "ask", {"Delete?", "Phishing wave will be gone.", "Delete", "Cancel"});
    const Item& dialog = one.items().front();
    EXPECT_STREQ(dialog.role, "dialog");
    EXPECT_EQ(dialog.id, ids.dialog);
    EXPECT_GE(dialog.area.x, 0);
    EXPECT_LE(dialog.area.x + dialog.area.width, width);
    std::vector<ItemId> buttons;
    for (const Item& item : one.items())
      if (std::string_view(item.role) == "button") buttons.push_back(item.id);
    EXPECT_EQ(buttons, (std::vector<ItemId>{ids.cancel, ids.confirm}));
  }
}

TEST_F(DialogTest, TheListOfShortcutsHasWhatTheSurfaceHas) {
  Surface closed = surface();
  shortcuts(closed);
  EXPECT_TRUE(closed.items().empty());
  frame_.expanded = {kShortcuts};
  Surface one = surface();
  menu_item(one, "add", {0, 0, 200, 36}, "Add");
  shortcuts(one);
  const auto says = [&](const char* words) {
    return std::ranges::any_of(one.items(), [&](const Item& item) { return item.name == words; });
  };
  EXPECT_TRUE(says("Move in the menu"));
  EXPECT_TRUE(says("Show this list"));
  EXPECT_FALSE(says("Open or close a sub-menu"));
  EXPECT_FALSE(says("Show another tab"));
}

}  // namespace
}  // namespace kit
