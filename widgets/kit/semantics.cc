#include "kit/semantics.h"

#include "kit/text.h"

namespace kit {
namespace {

void write_text(json::Writer& out, const char* key, std::string_view text) {
  if (!text.empty()) out.key(key).text(text);
}

// Words are those that are drawn: where nothing can be drawn the twin is read, and misleads nobody either.
void write_words(json::Writer& out, const char* key, std::string_view words) {
  if (!words.empty()) out.key(key).text(text::cleaned(words));
}

void write_flag(json::Writer& out, const char* key, bool flag) {
  if (flag) out.key(key).boolean(true);
}

void write_state(json::Writer& out, const char* key, std::optional<bool> state) {
  if (state) out.key(key).boolean(*state);
}

// Hundredths of a pixel are enough, and short to send.
void write_number(json::Writer& out, const char* key, double value) {
  if (value != 0) out.key(key).hundredths(value);
}

void write_count(json::Writer& out, const char* key, std::size_t count) {
  if (count != 0) out.key(key).whole(static_cast<std::int64_t>(count));
}

void write(json::Writer& out, const LabelLook& look) {
  out.begin_object();
  out.key("size").hundredths(look.size);
  write_number(out, "line", look.line);
  write_number(out, "start", look.start);
  write_number(out, "top", look.top);
  write_flag(out, "strong", look.strong);
  write_flag(out, "muted", look.muted);
  write_flag(out, "centred", look.centred);
  out.end_object();
}

void write(json::Writer& out, const std::vector<Option>& options) {
  out.begin_list();
  for (const Option& option : options) {
    out.begin_object();
    out.key("value").text(option.value);
    out.key("label").text(text::cleaned(option.label));
    out.key("disabled").boolean(option.disabled);
    out.end_object();
  }
  out.end_list();
}

}  // namespace

void write(json::Writer& out, const Item& item) {
  out.begin_object();
  out.key("id").whole(item.id);
  out.key("role").text(item.role);
  out.key("box").begin_list();
  for (const float side : {item.area.x, item.area.y, item.area.width, item.area.height}) out.hundredths(side);
  out.end_list();
  if (item.parent != 0) out.key("parent").whole(item.parent);
  if (!item.named_by_content) write_words(out, "name", item.name);
  write_words(out, "description", item.description);
  write_text(out, "value", item.value);
  write_text(out, "href", item.href);
  write_text(out, "autocomplete", item.autocomplete);
  write_text(out, "secret", item.secret);
  write_text(out, "look", item.look);
  write_text(out, "icon", item.icon);
  if (item.toggles != 0) out.key("toggles").whole(item.toggles);
  if (item.results != 0) out.key("results").whole(item.results);
  write_text(out, "sort", item.sort);
  write(out.key("label"), item.label);
  if (item.level != 0) out.key("level").whole(item.level);
  write_count(out, "position", item.position);
  write_count(out, "of", item.set_size);
  write_number(out, "scrollHeight", item.scroll_height);
  write_number(out, "rowHeight", item.row_height);
  write_number(out, "tick", item.tick);
  write_text(out, "plane", item.plane);
  if (item.now) {
    out.key("now").hundredths(*item.now);
    out.key("low").hundredths(item.low);
    out.key("high").hundredths(item.high);
  }
  write_state(out, "checked", item.checked);
  write_state(out, "selected", item.selected);
  write_state(out, "expanded", item.expanded);
  write_flag(out, "multiple", item.multiple);
  write_flag(out, "menu", item.menu);
  write_flag(out, "drags", item.drags);
  write_flag(out, "drops", item.drops);
  write_flag(out, "files", item.files);
  write_flag(out, "reveals", item.reveals);
  write_flag(out, "disabled", item.disabled);
  write_flag(out, "current", item.current);
  write_flag(out, "busy", item.busy);
  write_flag(out, "invalid", item.invalid);
  write_flag(out, "required", item.required);
  if (!item.options.empty()) write(out.key("options"), item.options);
  out.end_object();
}

}  // namespace kit
