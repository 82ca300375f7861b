#include <algorithm>
#include <cmath>

#include "case_picture/svg.h"
#include "case_picture/view.h"
#include "kit/items.h"
#include "messages/locale.h"

namespace case_picture {
namespace {

using kit::Box;
using messages::Text;
using threat_response::Disposition;

constexpr float kBar = 14, kPart = 30;

}  // namespace

// The bar is a picture of what stands under it in words, shapes and numbers; those are pressed.
float draw_bar(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const Counts counts = counts_of(model.observables, *around.verdicts, around.now);
  const std::size_t all = model.observables.size();
  if (all == 0) return at.y;
  const messages::Language language = surface.frame().language;
  const auto number = [&](std::size_t count) {
    return messages::number(language, static_cast<double>(count));
  };
  float x = at.x;
  surface.push(
      surface.add("bar", "group", surface.text(Text::kDispositionBar), {at.x, at.y, at.width, 0}).id);
  const std::size_t group = surface.items().size() - 1;
  std::size_t before = 0;
  for (std::size_t part = 0; part < counts.size(); ++part) {
    if (counts[part] == 0) continue;
    const auto edge = [&](std::size_t count) {
      return at.x + std::round(at.width * static_cast<float>(count) / static_cast<float>(all));
    };
    const float from = edge(before), to = edge(before + counts[part]);
    before += counts[part];
    // A line between two parts, so that they are told apart without colour.
    const Box shown{from, at.y, std::max(to - from - (before < all ? 2.0F : 0.0F), 1.0F), kBar};
    const ImU32 colour = kit::colour_of(surface.theme(), kInOrder[part]);
    if (kInOrder[part] == Disposition::kNone)
      surface.outline(shown, colour, 2);  // nobody has filled it in
    else
      surface.fill(shown, colour, 2);
  }
  float y = at.y + kBar + 6;
  for (std::size_t part = 0; part < counts.size(); ++part) {
    if (counts[part] == 0) continue;
    const Disposition disposition = kInOrder[part];
    const std::string word = messages::disposition_words(language, disposition);
    const std::string count = number(counts[part]);
    const std::string name = surface.text(Text::kDispositionPart, {word, count, number(all)});
    // Wide enough for its name, which is what is seen where the twin is the interface.
    const float wide =
        std::max(34 + surface.text_width(word) + surface.text_width(count, kit::kText, true) + 14,
                 28 + surface.text_width(name) + 6);
    if (x > at.x && x + wide > at.x + at.width) {
      x = at.x;
      y += kPart;
    }
    const Box box{x, y, wide, kPart};
    kit::Item& item = surface.add("part " + std::to_string(part), "button", name, box);
    item.look = "quiet";
    item.label = {.start = 28};
    said.on(item.id, DispositionPressed{disposition});
    if (surface.frame().hovered == item.id) surface.fill(box, surface.theme().hover, kit::kRadius);
    surface.focus_ring(item, box);
    kit::disposition_mark(surface, {x + 8, y + 9, kit::kDispositionMark, kit::kDispositionMark}, disposition);
    surface.line({x + 26, y, surface.text_width(word) + 2, kPart}, word, surface.theme().text);
    surface.line(
        {x + 32 + surface.text_width(word), y, surface.text_width(count, kit::kText, true) + 2, kPart}, count,
        surface.theme().text, kit::kText, true);
    x += wide + 4;
  }
  surface.pop();
  surface.set_height(group, y + kPart - at.y);
  return y + kPart;
}

}  // namespace case_picture
