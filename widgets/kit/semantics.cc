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

void set_state(Json& out, const char* key, std::optional<bool> state) {
  if (state) json::set(out, key, *state);
}

void set_number(Json& out, const char* key, float value) {
  if (value != 0) json::set(out, key, rounded(value));
}

Json label_json(const LabelLook& look) {
  Json out = json::object({{"size", rounded(look.size)}});
  set_number(out, "line", look.line);
  set_number(out, "start", look.start);
  set_flag(out, "strong", look.strong);
  set_flag(out, "muted", look.muted);
  set_flag(out, "centred", look.centred);
  return out;
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
  set_text(out, "look", item.look);
  set_text(out, "icon", item.icon);
  if (item.toggles != 0) json::set(out, "toggles", item.toggles);
  set_text(out, "sort", item.sort);
  json::set(out, "label", label_json(item.label));
  if (item.level != 0) json::set(out, "level", item.level);
  if (item.position != 0) json::set(out, "position", item.position);
  if (item.set_size != 0) json::set(out, "of", item.set_size);
  set_number(out, "scrollHeight", item.scroll_height);
  set_number(out, "rowHeight", item.row_height);
  if (item.now) {
    json::set(out, "now", *item.now);
    json::set(out, "low", item.low);
    json::set(out, "high", item.high);
  }
  set_state(out, "checked", item.checked);
  set_state(out, "selected", item.selected);
  set_state(out, "expanded", item.expanded);
  set_flag(out, "multiple", item.multiple);
  set_flag(out, "menu", item.menu);
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
