#include "kit/rich_text.h"

#include <algorithm>
#include <cmath>

#include "kit/items.h"
#include "kit/rich_line.h"
#include "kit/rich_table.h"

namespace kit {
namespace {

using markdown::Block;
using markdown::Kind;

constexpr float kIndent = 20, kQuoteIndent = 14, kCodeInset = 10, kNarrowest = 64, kBetween = 10,
                kTightly = 2;

class Writer {
 public:
  Writer(Surface& surface, const markdown::Document& document, int heading_level)
      : surface_(surface), document_(document), heading_level_(heading_level) {}

  // Returns where the blocks end.
  float blocks(const std::vector<Block>& blocks, Box at, float between) {
    float y = at.y;
    for (std::size_t index = 0; index < blocks.size(); ++index) {
      if (index > 0) y += blocks[index].kind == Kind::kHeading ? 1.5F * kBetween : between;
      y = block(blocks[index], std::to_string(index), {at.x, y, at.width, 0});
    }
    return y;
  }

 private:
  float block(const Block& block, const std::string& key, Box at) {
    switch (block.kind) {
      case Kind::kParagraph:
        return text(block, key, at, "paragraph", {});
      case Kind::kHeading:
        return heading(block, key, at);
      case Kind::kQuote:
        return quote(block, key, at);
      case Kind::kList:
        return list(block, key, at);
      case Kind::kCode:
        return code(block, key, at);
      case Kind::kTable:
        return rich_table(surface_, key, at, block, document_.links);
      case Kind::kRule:
        surface_.add(key, "rule", "", {at.x, at.y, at.width, 1});
        separator(surface_, at);
        return at.y + 1;
      case Kind::kItem:
      case Kind::kRow:
      case Kind::kCell:
        return at.y;  // stand in a list or a table
    }
    return at.y;
  }

  float text(const Block& block, const std::string& key, Box at, const char* role, const RichLook& look,
             int level = 0) {
    const RichLines lines = laid_out(surface_, block.spans, at.width, look);
    const Box whole{at.x, at.y, at.width, lines.height()};
    Item& item = surface_.add(key, role, "", whole);
    item.level = level;
    item.label = {.size = look.size, .line = lines.line, .strong = look.strong};
    item.look = lines.flowed.from_right ? "rtl" : "ltr";
    surface_.push(item.id);
    draw_lines(surface_, whole, lines, block.spans, document_.links, look);
    surface_.pop();
    return at.y + whole.height;
  }

  float heading(const Block& block, const std::string& key, Box at) {
    constexpr float kSizes[] = {20, 18, 16, 14, 14, 14};
    const auto size = kSizes[static_cast<std::size_t>(block.level - 1)];
    return text(block, key, at, "richheading", {.size = size, .strong = true},
                std::min(heading_level_ + block.level - 1, 6));
  }

  float quote(const Block& block, const std::string& key, Box at) {
    const std::size_t item = begin(key, "blockquote", at);
    const float bottom = blocks(block.blocks, inner(at, kQuoteIndent), kBetween);
    surface_.fill({at.x, at.y, 3, bottom - at.y}, surface_.theme().border, 1);
    end(item, bottom - at.y);
    return bottom;
  }

  float code(const Block& block, const std::string& key, Box at) {
    const RichLook look{.size = kText - 1, .code = true};
    const RichLines lines = laid_out(surface_, block.spans, at.width - 2 * kCodeInset, look);
    const Box whole{at.x, at.y, at.width, lines.height() + 2 * kCodeInset};
    surface_.fill(whole, surface_.theme().raised, kRadius);
    surface_.outline(whole, surface_.theme().border, kRadius);
    Item& item = surface_.add(key, "codeblock", "", whole);
    item.label = {.size = look.size, .line = lines.line, .start = kCodeInset, .top = kCodeInset};
    item.look = lines.flowed.from_right ? "rtl" : "ltr";
    surface_.push(item.id);
    draw_lines(surface_, {at.x + kCodeInset, at.y + kCodeInset, at.width - 2 * kCodeInset, 0}, lines,
               block.spans, document_.links, look);
    surface_.pop();
    return at.y + whole.height;
  }

  float list(const Block& block, const std::string& key, Box at) {
    const std::size_t last = block.first + block.blocks.size();
    const float indent =
        block.ordered ? std::max(kIndent, std::ceil(surface_.text_width(std::to_string(last) + ".")) + 8)
                      : kIndent;
    const float between = block.tight ? kTightly : kBetween;
    const std::size_t item = begin(key, block.ordered ? "numbers" : "bullets", at);
    float y = at.y;
    for (std::size_t index = 0; index < block.blocks.size(); ++index) {
      if (index > 0) y += between;
      const std::size_t entry = begin(std::to_string(index), "listitem", {at.x, y, at.width, 0});
      const Box line{at.x, y, indent, line_height(kText)};
      if (block.ordered) {
        const std::string number = std::to_string(block.first + index) + ".";
        surface_.add("marker", "marker", number, line);
        surface_.line(line, number, surface_.theme().text);
      } else {
        surface_.fill({at.x + 6, y + std::floor(line.height / 2) - 2, 5, 5}, surface_.theme().text, 3);
      }
      const float bottom =
          std::max(blocks(block.blocks[index].blocks, inner({at.x, y, at.width, 0}, indent), between),
                   y + line.height);
      end(entry, bottom - y);
      y = bottom;
    }
    end(item, y - at.y);
    return y;
  }

  // However deep it is, something can be read.
  static Box inner(Box at, float indent) {
    return {at.x + indent, at.y, std::max(at.width - indent, kNarrowest), 0};
  }

  std::size_t begin(const std::string& key, const char* role, Box at) {
    surface_.push(surface_.add(key, role, "", at).id);
    return surface_.items().size() - 1;
  }
  void end(std::size_t item, float height) {
    surface_.pop();
    surface_.set_height(item, std::round(height));
  }

  Surface& surface_;
  const markdown::Document& document_;
  int heading_level_;
};

}  // namespace

float rich_text(Surface& surface, std::string_view key, Box box, const markdown::Document& document,
                int heading_level) {
  const Box at{box.x, box.y, std::min(box.width, kMeasure), 0};
  surface.push(surface.add(key, "prose", "", at).id);
  const std::size_t item = surface.items().size() - 1;
  Writer writer(surface, document, heading_level);
  const float height = writer.blocks(document.blocks, at, kBetween) - box.y;
  surface.pop();
  surface.set_height(item, std::round(height));
  return height;
}

}  // namespace kit
