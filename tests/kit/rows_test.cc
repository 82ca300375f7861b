// Lists and tables: what is drawn of tens of thousands of rows, and what is said of the rest.
#include "kit/rows.h"

#include <algorithm>

#include "frame.h"
#include "kit/items.h"

using namespace kit;

namespace {

class RowsTest : public FrameTest {
 protected:
  std::vector<std::size_t> shown(std::size_t count) {
    Surface one = surface();
    Rows rows(one, "list", Rows::kList, "List", {0, 50, 400, 100}, {.count = count, .row_height = 20});
    const std::vector<std::size_t> indices = rows.shown();
    rows.end();
    return indices;
  }
  ItemId list_id() { return surface().id("list"); }
};

std::vector<std::size_t> range(std::size_t first, std::size_t last) {
  std::vector<std::size_t> all;
  for (std::size_t index = first; index < last; ++index) all.push_back(index);
  return all;
}

}  // namespace

TEST_F(RowsTest, OnlyRowsInViewAreDrawn) {
  EXPECT_EQ(shown(10'000), range(0, 6));
  frame_.scrolled = {{list_id(), 1010.0F}};
  std::vector<std::size_t> with_the_first = range(50, 56);
  with_the_first.insert(with_the_first.begin(), 0);
  EXPECT_EQ(shown(10'000), with_the_first);
}

TEST_F(RowsTest, TheRowTheKeyboardIsOnIsDrawnWhereverItIs) {
  frame_.active = {{list_id(), 9999}};
  std::vector<std::size_t> with_the_last = range(0, 6);
  with_the_last.push_back(9999);
  EXPECT_EQ(shown(10'000), with_the_last);
}

TEST_F(RowsTest, AnActiveRowThatIsGoneAndAScrollPositionPastTheEndAreNoRows) {
  frame_.active = {{list_id(), 9999}};
  frame_.scrolled = {{list_id(), 5000.0F}};
  EXPECT_TRUE(shown(3).empty());
  EXPECT_TRUE(shown(0).empty());
}

TEST_F(RowsTest, ARowSaysWhereItStandsInTheWhole) {
  Surface one = surface();
  Rows rows(one, "list", Rows::kList, "List", {0, 50, 400, 100}, {.count = 10'000, .row_height = 20});
  const ItemId row = rows.begin_row("key", "Name", 4, {.selected = true, .menu = true});
  rows.end_row();
  rows.end();
  const auto item = std::ranges::find(one.items(), row, &Item::id);
  EXPECT_EQ(item->position, 5U);
  EXPECT_EQ(item->set_size, 10'000U);
  EXPECT_EQ(item->selected, true);
  EXPECT_TRUE(item->menu);
  EXPECT_EQ(item->area.y, 50 + 4 * 20);
  EXPECT_EQ(one.items().front().scroll_height, 200'000);
}

TEST_F(RowsTest, ARowSaysWhetherItIsDraggedAndDroppedOn) {
  Surface one = surface();
  Rows rows(one, "list", Rows::kList, "List", {0, 50, 400, 100}, {.count = 2, .row_height = 20});
  const ItemId plain = rows.begin_row("a", "A", 0);
  rows.end_row();
  const ItemId both = rows.begin_row("b", "B", 1, {.drags = true, .drops = true});
  rows.end_row();
  rows.end();
  const ItemId area = drop_area(one, "area", {0, 150, 400, 100});
  const auto find = [&](ItemId id) { return *std::ranges::find(one.items(), id, &Item::id); };
  EXPECT_FALSE(find(plain).drags || find(plain).drops);
  EXPECT_TRUE(find(both).drags && find(both).drops);
  EXPECT_TRUE(find(area).drops);
  json::Writer out;
  write(out, find(both));
  const std::string written = out.take();
  EXPECT_TRUE(written.contains(R"("drags":true,"drops":true)"));
}

TEST_F(RowsTest, ColumnsFillTheRowWithoutGaps) {
  const std::vector<Column> columns = {{"a", "A", 1}, {"b", "B", 1}, {"c", "C", 1}};
  float end = 10;
  for (std::size_t index = 0; index < columns.size(); ++index) {
    const Box box = column_box(columns, index, {10, 0, 100, 20});
    EXPECT_EQ(box.x, end);
    end = box.x + box.width;
  }
  EXPECT_EQ(end, 110);
}

TEST_F(RowsTest, OnlyColumnsThatCanBeSortedByHaveAButton) {
  Surface one = surface();
  const auto ids =
      begin_table(one, "table", "Table", {0, 0, 400, 100},
                  {{"a", "A", 1, "ascending"}, {"b", "B", 1, "none"}, {"c", "C", 1}}, {.count = 7});
  end_table(one);
  ASSERT_EQ(ids.size(), 3U);
  EXPECT_NE(ids[0], 0U);
  EXPECT_NE(ids[1], 0U);
  EXPECT_EQ(ids[2], 0U);
  EXPECT_EQ(one.items().front().set_size, 8U);  // with the head
}

TEST_F(RowsTest, ASubmenuShowsItsEntriesOnlyWhileItIsOpen) {
  Surface closed = surface();
  EXPECT_FALSE(begin_submenu(closed, "more", {0, 0, 200, 36}, "More", 36));
  EXPECT_EQ(closed.items().back().expanded, false);
  frame_.expanded = {closed.id("more")};
  Surface open = surface();
  ASSERT_TRUE(begin_submenu(open, "more", {0, 0, 200, 36}, "More", 36));
  end_submenu(open);
  EXPECT_STREQ(open.items().back().role, "menu");
}

TEST_F(RowsTest, TheCounterOfATextAreaCountsAsTheServiceDoes) {
  Surface one = surface();
  text_area(one, "notes", {0, 0, 300, 120}, "Notes", {.value = "a\xC3\xA4\xE6\x97\xA5\xF0\x9F\x98\x80"}, 5);
  const auto find = [&] { return std::ranges::find(one.items(), std::string_view("textarea"), &Item::role); };
  EXPECT_FALSE(find()->invalid);
  EXPECT_EQ(find()->description, "5 of 5 characters");
  Surface over = surface();
  text_area(over, "notes", {0, 0, 300, 120}, "Notes", {.value = "123456"}, 5);
  const auto wrong = std::ranges::find(over.items(), std::string_view("textarea"), &Item::role);
  EXPECT_TRUE(wrong->invalid);
  EXPECT_EQ(wrong->value, "123456");
}
