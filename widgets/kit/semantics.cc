#include "kit/semantics.h"

#include <cmath>

namespace kit {
namespace {

// Hundredths of a pixel are enough, and short to send.
Json rounded(float value) { return std::round(value * 100.0F) / 100.0F; }

void set_text(Json& out, const char* key, const std::string& text) {
  if (!text.empty()) json::set(out, key, text);
}

void set_flag(Json& out, const char* key, bool flag) {
  if (flag) json::set(out, key, true);
}

}  // namespace

Json to_json(const Item& item) {
  Json out = json::object({{"id", item.id},
                           {"role", item.role},
                           {"box", json::list({rounded(item.area.x), rounded(item.area.y),
                                               rounded(item.area.width), rounded(item.area.height)})}});
  if (item.parent != 0) json::set(out, "parent", item.parent);
  set_text(out, "name", item.name);
  set_text(out, "description", item.description);
  set_text(out, "value", item.value);
  set_text(out, "href", item.href);
  set_text(out, "autocomplete", item.autocomplete);
  if (item.level != 0) json::set(out, "level", item.level);
  set_flag(out, "disabled", item.disabled);
  set_flag(out, "current", item.current);
  set_flag(out, "busy", item.busy);
  set_flag(out, "invalid", item.invalid);
  set_flag(out, "required", item.required);
  if (!item.options.empty()) {
    Json options = json::list({});
    for (const Option& option : item.options)
      json::append(
          options,
          json::object({{"value", option.value}, {"label", option.label}, {"disabled", option.disabled}}));
    json::set(out, "options", std::move(options));
  }
  return out;
}

}  // namespace kit
