#include "kit/plane.h"

#include "frame.h"

namespace kit {
namespace {

class PlaneTest : public FrameTest {};

TEST(Plane, ReadsWhatItSays) {
  EXPECT_EQ(read_move("pan 12.5 -3"), Move(Pan{12.5F, -3}));
  EXPECT_EQ(read_move("zoom 1.25 40 10"), Move(Zoom{1.25F, 40, 10}));
  EXPECT_EQ(read_move("fit"), Move(Fit{}));
  EXPECT_EQ(read_move("go end"), Move(Go{Way::kEnd}));
}

TEST(Plane, TextThatSaysNoMoveIsNone) {
  for (const char* text : {"", "pan", "pan 1", "pan x 2", "pan 1 nan", "zoom 0 1 1", "zoom -2 1 1",
                           "zoom 2 1", "go", "go away", "move 1 2", "menu"})
    EXPECT_EQ(read_move(text), Move()) << text;
}

TEST(Plane, NumbersAreNoLargerThanAScreen) {
  EXPECT_EQ(read_move("pan 1e9 -1e9"), Move(Pan{10'000, -10'000}));
  EXPECT_EQ(read_move("zoom 1e9 0 0"), Move(Zoom{10, 0, 0}));
}

TEST_F(PlaneTest, DeclaresTheWaysItMovesAndItsMarksWithTheCurrentOne) {
  Surface one = surface();
  const ItemId plane = begin_plane(one, "plane", "Graph", {0, 0, 300, 200}, "xy");
  const ItemId id = mark(one, "a", {10, 10, 24, 24}, "bit.ly", {.current = true, .menu = true});
  end_plane(one);
  ASSERT_EQ(one.items().size(), 2U);
  EXPECT_EQ(one.items()[0].id, plane);
  EXPECT_STREQ(one.items()[0].plane, "xy");
  EXPECT_EQ(one.items()[1].id, id);
  EXPECT_EQ(one.items()[1].parent, plane);
  EXPECT_EQ(one.items()[1].selected, true);
  json::Writer out;
  write(out, one.items()[0]);
  EXPECT_NE(std::move(out).take().find(R"("plane":"xy")"), std::string::npos);
}

}  // namespace
}  // namespace kit
