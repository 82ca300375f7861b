// One surface (casebook, menu, dialog) while it is being drawn.
//
// Geometry is logical: `x` counts from the start edge, which is the right one in right-to-left languages;
// only `place` knows which. Boxes are CSS pixels. Valid for one frame.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kit/semantics.h"
#include "kit/theme.h"
#include "messages/messages.h"

namespace kit {

// Of a line of a paragraph.
float line_height(float size);

// What a piece of text is written in; slanted is the regular or strong face, sheared.
enum class Face { kRegular, kStrong, kTypewriter };

struct Box {
  float x = 0, y = 0, width = 0, height = 0;
};

// What the page knows about this surface at the time of the frame.
struct Frame {
  float width = 0, height = 0;
  Theme theme;
  bool right_to_left = false;
  messages::Language language = messages::Language::kEnglish;
  ItemId hovered = 0, focused = 0;  // `focused` only while the focus shall be seen
  // What the twin keeps for items, by id: how far they are scrolled, the active row of a list, what is
  // expanded.
  std::vector<std::pair<ItemId, float>> scrolled;
  std::vector<std::pair<ItemId, std::size_t>> active;
  std::vector<ItemId> expanded;
  ImFont* regular = nullptr;
  ImFont* strong = nullptr;
  ImFont* typewriter = nullptr;
};

class Surface {
 public:
  Surface(const Frame& frame, ImDrawList& draw) : frame_(frame), draw_(draw) {}

  float width() const { return frame_.width; }
  float height() const { return frame_.height; }
  const Frame& frame() const { return frame_; }
  const Theme& theme() const { return frame_.theme; }
  ImDrawList& draw() { return draw_; }
  std::string text(messages::Text message, std::initializer_list<std::string_view> arguments = {}) const {
    return messages::text(frame_.language, message, arguments);
  }
  std::string plural_text(messages::Text message, std::size_t count,
                          std::initializer_list<std::string_view> arguments = {}) const {
    return messages::plural_text(frame_.language, message, static_cast<double>(count), arguments);
  }

  // The id of an item: the same for the same key under the same parent.
  ItemId id(std::string_view key) const;
  // Adds the record of an item over `box`, whole pixels, and returns it to be completed.
  Item& add(std::string_view key, const char* role, std::string name, Box box);

  // Children of `parent` follow until pop. Their ids are its own.
  void push(ItemId parent) { parents_.push_back(parent); }
  void pop() { parents_.pop_back(); }

  // A region that the page scrolls: what is drawn until end_scroll is moved and cut, and its height told. One
  // at a time. `role` is "list" (a stop of Tab, to be scrolled by keys), "listbox" or "rowgroup". Returns it
  // to be completed.
  Item& begin_scroll(std::string_view key, std::string name, Box box, const char* role = "list");
  void end_scroll(float content_height);
  // How far the page has scrolled what has this id; which of its rows the keyboard is on; whether it is open.
  float scrolled(ItemId id) const;
  std::size_t active(ItemId id) const;
  bool is_expanded(ItemId id) const;

  // Whether any of the box can be seen. What cannot is not drawn: a list may have tens of thousands of rows,
  // and a draw list holds 65,536 vertices.
  bool is_visible(Box box) const;
  ImVec2 min(Box box) const;
  ImVec2 max(Box box) const;
  void fill(Box box, ImU32 colour, float radius = 0);
  void outline(Box box, ImU32 colour, float radius = 0, float thickness = 1);
  // The visible focus: inside the box, so that it is as large as the box.
  void focus_ring(const Item& item, Box box, float radius = kRadius);
  // One line from the start edge of `box`, vertically centred, ending in an ellipsis when it does not fit.
  void line(Box box, std::string_view text, ImU32 colour, float size = kText, bool strong = false,
            bool centred = false);
  // Several lines, broken at blanks.
  void paragraph(Box box, std::string_view text, ImU32 colour, float size = kText, bool strong = false);
  float text_width(std::string_view text, float size = kText, bool strong = false) const;
  float paragraph_height(std::string_view text, float width, float size = kText, bool strong = false) const;
  // A value as lines for `paragraph`, each as full as it goes and none that ends inside of "[.]"; what is
  // more than so many lines ends in an ellipsis.
  std::string value_in_lines(std::string_view value, float width, std::size_t lines, float size = kText,
                             bool strong = false) const;

  // A piece of a line that has been laid out (kit/flowed.h): clean, without line feeds, drawn whole in the
  // middle of the height of `box`.
  void piece(Box box, std::string_view clean, ImU32 colour, float size, Face face, bool slanted = false);
  float piece_width(std::string_view clean, float size, Face face) const;

  // Text that belongs to an item whose name or description says it already: drawn on one line, selected and
  // found as any text, and not read a second time.
  void caption(std::string_view key, Box box, std::string_view text, ImU32 colour, float size = kText,
               bool strong = false);

  // How large the surface wants to be.
  void set_content_height(float height) { content_height_ = height; }
  float content_height() const { return content_height_; }

  const std::vector<Item>& items() const { return items_; }
  // What has been declared, when the frame is done.
  std::vector<Item> take_items() { return std::move(items_); }
  // The height of the item at this place of `items`, known only once what is in it has been laid out.
  void set_height(std::size_t item, float height) { items_[item].area.height = height; }

 private:
  ImFont* font(bool strong) const { return strong ? frame_.strong : frame_.regular; }
  ImFont* font(Face face) const {
    return face == Face::kTypewriter ? frame_.typewriter : font(face == Face::kStrong);
  }
  // One line in the middle of `height`, as the browser puts it: by the height of the face. Dear ImGui begins
  // a text on a whole CSS pixel; where that is none of the device's the texture filter would blur it.
  void put_text(ImFont& face, float size, ImVec2 from, float height, ImU32 colour, std::string_view shown,
                float slant = 0);
  // What of the line fits, as it is given to the font.
  std::string fitted(std::string_view text, float width, float size, bool strong, ImU32 colour) const;

  const Frame& frame_;
  ImDrawList& draw_;
  std::vector<Item> items_;
  std::vector<ItemId> parents_;
  float shift_ = 0;  // how far the open scroller has moved its content up
  std::size_t scroller_ = 0;
  Box scroller_box_;
  float content_height_ = 0;
};

}  // namespace kit
