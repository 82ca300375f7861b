#include "kit/splitter.h"

namespace kit {

ItemId splitter(Surface& surface, std::string_view key, Box box, const std::string& name, float at, float low,
                float high) {
  Item& item = surface.add(key, "splitter", name, box);
  item.now = at;
  item.low = low;
  item.high = high;
  const bool lit = surface.frame().hovered == item.id || surface.frame().focused == item.id;
  const float middle = box.x + box.width / 2;
  surface.fill({middle - 0.5F, box.y, 1, box.height}, surface.theme().border);
  // A handle, so that it is seen that the line can be moved.
  surface.fill({middle - 2, box.y + box.height / 2 - 14, 4, 28},
               lit ? surface.theme().accent : surface.theme().muted, 2);
  surface.focus_ring(item, box, 4);
  return item.id;
}

}  // namespace kit
