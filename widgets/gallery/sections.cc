#include "gallery/sections.h"

#include <algorithm>
#include <cstdlib>

#include "gallery/words.h"
#include "kit/dialog.h"
#include "kit/feedback.h"
#include "kit/items.h"
#include "kit/rows.h"
#include "kit/splitter.h"
#include "messages/locale.h"

namespace gallery {
namespace {

using kit::Box;
using messages::Text;

Message saying(std::string what) {
  return [what = std::move(what)](Model& it) { it.said = what; };
}

// One of the things that are listed: its name and a second fact.
std::string row_name(std::size_t index) { return "host-" + std::to_string(index) + ".example"; }

std::string number(const kit::Surface& surface, double value) {
  return messages::number(surface.frame().language, value);
}

void use_row(Model& it, std::size_t index, const std::string& how, messages::Language language) {
  if (how == "menu") {
    it.said = words(language, "Menu of {0}", {row_name(index)});
    return;
  }
  if (how == "toggle") {
    if (!it.rows.erase(index)) it.rows.insert(index);
    it.extended_from = index;
  } else if (how == "extend") {
    for (std::size_t row = std::min(index, it.extended_from); row <= std::max(index, it.extended_from); ++row)
      it.rows.insert(row);
  } else {
    it.rows = {index};
    it.extended_from = index;
  }
  it.said =
      words(language, "{0} selected", {messages::number(language, static_cast<double>(it.rows.size()))});
}

void draw_table(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const std::vector<kit::Column> columns = {
      {"host", words(surface, "Host"), 3, model.descending ? "descending" : "ascending"},
      {"count", words(surface, "Messages"), 2}};
  const kit::RowsLayout layout{.count = kRows, .row_height = 28, .multiple = true};
  const std::string senders = words(surface, "Senders");
  const auto ids = kit::begin_table(surface, "table", senders, at, columns, layout);
  said.on(ids[0], [](Model& it) { it.descending = !it.descending; });
  kit::Rows rows(surface, "rows", kit::Rows::kTable, senders,
                 {at.x, at.y + kit::kTableHead, at.width, at.height - kit::kTableHead}, layout);
  for (const std::size_t index : rows.shown()) {
    const std::size_t one = model.descending ? kRows - 1 - index : index;
    said.on_text(rows.begin_row(row_name(one), row_name(one), index,
                                {.selected = model.rows.contains(one), .menu = true}),
                 [one, language = surface.frame().language](const std::string& how) -> Message {
                   return [=](Model& it) { use_row(it, one, how, language); };
                 });
    rows.cell("host", kit::column_box(columns, 0, rows.box(index)), row_name(one));
    rows.cell("count", kit::column_box(columns, 1, rows.box(index)),
              words(surface, "{0} messages", {number(surface, static_cast<double>((one * 7919) % 1000))}),
              true);
    rows.end_row();
  }
  rows.end();
  kit::end_table(surface);
}

void draw_list(kit::Surface& surface, const Model& model, Box at, Say& said) {
  kit::Rows rows(surface, "list", kit::Rows::kList, words(surface, "Hosts"), at,
                 {.count = kRows, .row_height = 32});
  for (const std::size_t index : rows.shown()) {
    said.on_text(rows.begin_row(row_name(index), row_name(index), index,
                                {.selected = model.row == index, .menu = true}),
                 [index, language = surface.frame().language](const std::string& how) -> Message {
                   if (how == "menu") return saying(words(language, "Menu of {0}", {row_name(index)}));
                   return [=](Model& it) {
                     it.row = index;
                     it.said = words(language, "{0} chosen", {row_name(index)});
                   };
                 });
    const Box row = rows.box(index);
    kit::label(surface, "name", {row.x + 12, row.y, row.width - 24, row.height}, row_name(index));
    rows.end_row();
  }
  rows.end();
}

}  // namespace

float draw_items(kit::Surface& surface, const Model& model, Box at, Say& said) {
  float x = at.x;
  const auto put = [&](const char* key, const kit::ButtonState& state) {
    const std::string label = words(surface, key);
    const float wide = kit::button_width(surface, label);
    if (x + wide > at.x + at.width) {
      x = at.x;
      at.y += 36 + surface.theme().gap;
    }
    said.on(kit::button(surface, key, {x, at.y, wide, 36}, label, state),
            [label, language = surface.frame().language](Model& it) {
              ++it.pressed;
              it.said =
                  words(language, "{0} pressed, in all {1}", {label, messages::number(language, it.pressed)});
            });
    x += wide + surface.theme().gap;
  };
  put("Plain", {});
  put("Primary", {.look = kit::ButtonLook::kPrimary});
  put("Quiet", {.look = kit::ButtonLook::kQuiet});
  put("Disabled", {.disabled = true, .reason = words(surface, "It is off in the gallery")});
  at.y += 36 + surface.theme().gap;
  const std::string asks = words(surface, "Delete");
  const float ask = kit::button_width(surface, asks);
  said.on(kit::button(surface, "ask", {at.x, at.y, ask, 36}, asks), [](Model& it) { it.asking = true; });
  const float icons = at.x + ask + surface.theme().gap;
  kit::icon_button(surface, "shortcuts", {icons, at.y, 36, 36}, kit::Icon::kKeyboard,
                   surface.text(Text::kShortcuts), {.toggles = kit::kShortcuts});
  kit::icon_button(surface, "refresh", {icons + 36, at.y, 36, 36}, kit::Icon::kRefresh,
                   surface.text(Text::kRefresh),
                   {.disabled = true, .reason = words(surface, "It is off in the gallery")});
  at.y += 36 + surface.theme().pad;
  const std::string link = words(surface, "A link to elsewhere");
  kit::link(surface, "link", {at.x, at.y, surface.text_width(link) + 1, 24}, link, "https://lookup.example/");
  at.y += 24 + surface.theme().gap;
  said.on_text(kit::check_box(surface, "check", {at.x, at.y, std::min(at.width, 260.0F), 28},
                              words(surface, "Show internal hosts"), model.checked),
               [language = surface.frame().language](const std::string& on) -> Message {
                 return [on = !on.empty(), language](Model& it) {
                   it.checked = on;
                   it.said = words(language, on ? "Internal hosts are shown" : "Internal hosts are hidden");
                 };
               });
  at.y += 28;
  kit::check_box(surface, "check-off", {at.x, at.y, std::min(at.width, 260.0F), 28},
                 words(surface, "Cannot be changed"), true,
                 {.disabled = true, .reason = words(surface, "Your administrator decides this")});
  at.y += 28 + surface.theme().pad;
  using threat_response::Disposition;
  for (const auto disposition : {Disposition::kMalicious, Disposition::kSuspicious, Disposition::kCommon,
                                 Disposition::kClean, Disposition::kUnknown, Disposition::kNone}) {
    kit::disposition_chip(surface, "chip " + std::to_string(static_cast<int>(disposition)),
                          {at.x, at.y, at.width, 24}, disposition);
    at.y += 26;
  }
  at.y += surface.theme().gap;
  kit::heading(surface, "heading", {at.x, at.y, at.width, 24}, words(surface, "A heading"), 3);
  at.y += 28;
  at.y += kit::note(
      surface, "note", {at.x, at.y, at.width, 0},
      words(surface,
            "A note of several lines: what is known about a host, where it was seen first, which modules "
            "have an opinion about it, and until when that holds."),
      {.muted = true});
  return at.y;
}

float draw_fields(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const float wide = std::min(at.width, 440.0F);
  const auto typed = [&](kit::ItemId id, std::string Model::* member) {
    said.on_text(id, [member](std::string text) -> Message {
      return [member, text = std::move(text)](Model& it) { it.*member = text; };
    });
  };
  typed(kit::text_field(surface, "text", {at.x, at.y, wide, 0}, surface.text(Text::kClientId),
                        {.value = model.text}),
        &Model::text);
  at.y += kit::field_height(surface) + surface.theme().pad;
  const std::string problem = surface.text(Text::kClientIdMissing);
  kit::text_field(surface, "wrong", {at.x, at.y, wide, 0}, words(surface, "With a problem"),
                  {.value = "", .problem = problem});
  at.y += kit::field_height(surface) + kit::problem_height(surface, problem, wide) + surface.theme().pad;
  typed(kit::search_field(surface, "search", {at.x, at.y, wide, surface.theme().field_height},
                          words(surface, "Search cases"), model.search),
        &Model::search);
  at.y += surface.theme().field_height + surface.theme().pad;
  typed(kit::select(surface, "server", {at.x, at.y, wide, 0}, surface.text(Text::kServer), model.server,
                    {{"na", words(surface, "North America")},
                     {"eu", words(surface, "Europe")},
                     {"apjc", words(surface, "Asia Pacific"), true}},
                    false),
        &Model::server);
  at.y += kit::field_height(surface) + surface.theme().pad;
  typed(kit::text_area(surface, "notes", {at.x, at.y, wide, 160}, words(surface, "Notes"),
                       {.value = model.notes}, 5000),
        &Model::notes);
  return at.y + 160;
}

float draw_menu(kit::Surface& surface, const Model&, Box at, Say& said) {
  const float wide = std::min(at.width, 320.0F), top = at.y;
  const std::size_t menu = surface.items().size();
  surface.push(surface.add("menu", "menu", words(surface, "Actions"), {at.x, at.y, wide, 0}).id);
  const auto entry = [&](Text text, const kit::ButtonState& state = {}) {
    const std::string label = surface.text(text);
    said.on(kit::menu_item(surface, label, {at.x, at.y, wide, surface.theme().row}, label, state),
            saying(words(surface, "{0} chosen", {label})));
    at.y += surface.theme().row;
  };
  entry(Text::kAddToNewCase);
  entry(Text::kAddToCurrentCase, {.disabled = true, .reason = surface.text(Text::kNoCurrentCase)});
  kit::separator(surface, {at.x + 4, at.y + 4, wide - 8, 1});
  at.y += 9;
  const std::size_t group =
      kit::begin_menu_group(surface, "group", {at.x, at.y, wide, 24}, "Example Reputation");
  at.y += 24;
  kit::menu_link(surface, "link", {at.x, at.y, wide, surface.theme().row}, words(surface, "Look up"),
                 "https://lookup.example/bit.ly", surface.text(Text::kOpensInNewTab));
  at.y += surface.theme().row;
  const std::string block = words(surface, "Block");
  const bool open = kit::begin_submenu(surface, "block", {at.x, at.y, wide, surface.theme().row}, block,
                                       2 * surface.theme().row);
  at.y += surface.theme().row;
  if (open) {
    for (const char* key : {"For a day", "For ever"}) {
      const std::string label = words(surface, key);
      said.on(kit::menu_item(
                  surface, key,
                  {at.x + surface.theme().pad, at.y, wide - surface.theme().pad, surface.theme().row}, label),
              saying(block + ": " + label));
      at.y += surface.theme().row;
    }
    kit::end_submenu(surface);
  }
  kit::end_menu_group(surface, group, at.y);
  entry(Text::kCopy);
  surface.pop();
  surface.set_height(menu, at.y - top);
  return at.y;
}

float draw_rows(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const float height = std::max(200.0F, surface.height() - at.y - 56);
  if (at.width < 560) {
    draw_list(surface, model, {at.x, at.y, at.width, height / 2 - surface.theme().gap}, said);
    draw_table(surface, model, {at.x, at.y + height / 2, at.width, height / 2}, said);
    return at.y + height;
  }
  const float low = 160, high = at.width - 240;
  const float split = std::clamp(model.split, low, high);
  draw_list(surface, model, {at.x, at.y, split, height}, said);
  said.on_text(kit::splitter(surface, "split", {at.x + split, at.y, kit::kSplitter, height},
                             words(surface, "Width of the list"), split, low, high),
               [](const std::string& width) -> Message {
                 return [to = std::strtof(width.c_str(), nullptr)](Model& it) { it.split = to; };
               });
  const float start = at.x + split + kit::kSplitter;
  draw_table(surface, model, {start, at.y, at.x + at.width - start, height}, said);
  return at.y + height;
}

float draw_states(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const float wide = std::min(at.width, 560.0F);
  using kit::PlaceState;
  const kit::Place places[] = {
      {PlaceState::kEmpty, surface.text(Text::kNoCases), surface.text(Text::kNoCasesHint), ""},
      {PlaceState::kLoading, surface.text(Text::kLoadingCases), "", ""},
      {PlaceState::kFailed, surface.text(Text::kNoConnection, {surface.text(Text::kServiceVisibility)}), "",
       surface.text(Text::kTryAgain)}};
  for (const kit::Place& place : places) {
    const auto drawn = kit::place(surface, place.title, {at.x, at.y, wide, 0}, place);
    if (drawn.action) said.on(drawn.action, saying(words(surface, "Tried again")));
    at.y += drawn.height + surface.theme().pad;
  }
  const int percent = static_cast<int>(model.progress * 100);
  said.on(kit::progress(surface, "progress", {at.x, at.y, wide, 0}, words(surface, "Verdicts"),
                        model.progress, words(surface, "{0} of 100 observables", {number(surface, percent)}),
                        surface.text(Text::kCancel)),
          [cancelled = words(surface, "Cancelled")](Model& it) {
            it.progress = 0;
            it.said = cancelled;
          });
  at.y += kit::kProgress + surface.theme().pad;
  if (model.toast) {
    const auto toast = kit::toast(surface, "toast", {at.x, at.y, wide, 0},
                                  {words(surface, "bit.ly was removed from Phishing wave."),
                                   words(surface, "Undo"), surface.text(Text::kDismiss)});
    said.on(toast.undo, [back = words(surface, "Put back")](Model& it) {
      it.toast = false;
      it.said = back;
    });
    said.on(toast.dismiss, [](Model& it) { it.toast = false; });
    at.y += toast.height + surface.theme().pad;
  }
  return at.y + kit::alert(surface, "alert", {at.x, at.y, wide, 0},
                           surface.text(Text::kMissingScopes, {"Casebook"}));
}

}  // namespace gallery
