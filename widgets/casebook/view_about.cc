#include <array>

#include "casebook/editing.h"
#include "casebook/view.h"
#include "kit/flow.h"
#include "kit/items.h"
#include "kit/rich_text.h"
#include "markdown/markdown.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;

constexpr float kButton = 32, kAreaOfOne = 112, kAreaOfMany = 200;
constexpr int kHeadingLevel = 4;  // under the title of the case

constexpr std::array<std::pair<const char*, Text>, 4> kTlp = {{
    {"red", Text::kTlpRed},
    {"amber", Text::kTlpAmber},
    {"green", Text::kTlpGreen},
    {"white", Text::kTlpWhite},
}};

Text name_of(Field field) {
  switch (field) {
    case Field::kTitle:
      return Text::kTitle;
    case Field::kSummary:
      return Text::kSummary;
    case Field::kDescription:
      return Text::kDescription;
    case Field::kTlp:
      break;
  }
  return Text::kSharing;
}

float draw_markdown(kit::Surface& surface, std::string_view key, Box at, const std::string& text) {
  return at.y + kit::rich_text(surface, key, at, markdown::parse(text), kHeadingLevel);
}

// What is being written as it will be shown, or how to write.
float draw_preview(kit::Surface& surface, const std::string& text, Box at) {
  const kit::Theme& theme = surface.theme();
  if (text.empty())
    return at.y + kit::note(surface, "hint", at, surface.text(Text::kMarkdownHint), {.muted = true}) +
           theme.pad;
  const std::string preview = surface.text(Text::kPreview);
  const std::size_t group = surface.items().size();
  surface.push(surface.add("preview", "group", preview, at).id);
  surface.caption("caption", {at.x, at.y, at.width, 20}, preview, theme.muted, kit::kSmall, true);
  const float bottom = draw_markdown(surface, "text", {at.x, at.y + 24, at.width, 0}, text);
  surface.pop();
  surface.set_height(group, bottom - at.y);
  return bottom + theme.pad;
}

float draw_editor(kit::Surface& surface, const Model& model, Field field, Box at, Say& said) {
  const float height = field == Field::kDescription ? kAreaOfMany : kAreaOfOne;
  const std::size_t limit = limit_of(field);
  said.on_text(kit::text_area(surface, "editor", {at.x, at.y, at.width, height}, surface.text(name_of(field)),
                              {.value = model.edit.text, .problem = {}}, limit),
               [](std::string text) -> Message { return EditTyped{std::move(text)}; });
  kit::Flow flow(surface, {at.x, at.y + height + 4, at.width, 0}, kButton);
  const std::string save = surface.text(Text::kSave), cancel = surface.text(Text::kCancel);
  const bool is_long = threat_response::service_length(model.edit.text) > limit;
  said.on(kit::button(surface, "save", flow.next(kit::button_width(surface, save)), save,
                      {.look = kit::ButtonLook::kPrimary, .disabled = is_long}),
          EditSaved{});
  said.on(kit::button(surface, "cancel", flow.next(kit::button_width(surface, cancel)), cancel),
          EditCancelled{});
  const float y = flow.bottom() + surface.theme().pad;
  return field == Field::kDescription ? draw_preview(surface, model.edit.text, {at.x, y, at.width, 0}) : y;
}

// The name of a field with its text and a way to change it.
float draw_field(kit::Surface& surface, const Model& model, Field field, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  surface.push(
      surface.add(outbox::field_name(field), "group", surface.text(name_of(field)), {at.x, at.y, at.width, 0})
          .id);
  const std::size_t group = surface.items().size() - 1;
  float y = at.y;
  if (model.edit.field == field) {
    y = draw_editor(surface, model, field, at, said);
  } else {
    const std::string& text = (*model.shown).*outbox::member_of(field);
    const std::string edit = surface.text(Text::kEdit, {surface.text(name_of(field))});
    const float button = kit::button_width(surface, edit);
    kit::label(surface, "name", {at.x, y, at.width - button - theme.gap, kButton},
               surface.text(name_of(field)), {.strong = true});
    said.on(kit::button(surface, "edit", {at.x + at.width - button, y, button, kButton}, edit,
                        {.look = kit::ButtonLook::kQuiet}),
            EditPressed{field});
    y += kButton;
    const Box place{at.x, y, at.width, 0};
    if (text.empty())
      y += kit::note(surface, "text", place, surface.text(Text::kNothingWritten), {.muted = true});
    else if (field == Field::kDescription)
      y = draw_markdown(surface, "text", place, text);
    else
      y += kit::note(surface, "text", place, text);
    y += theme.pad;
  }
  surface.pop();
  surface.set_height(group, y - at.y);
  return y;
}

float draw_notes(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  kit::heading(surface, "notes", {at.x, at.y, at.width, 24}, surface.text(Text::kNotes), 4, kit::kText);
  float y = at.y + 28;
  for (std::size_t index = 0; index < model.shown->texts.size(); ++index) {
    const Note& note = model.shown->texts[index];
    const std::string number = std::to_string(index + 1);
    const std::string remove = surface.text(Text::kRemoveNote, {number});
    const float bottom =
        draw_markdown(surface, "note " + number, {at.x, y + 6, at.width - kButton - theme.gap, 0}, note.text);
    said.on(kit::icon_button(surface, "remove " + number, {at.x + at.width - kButton, y, kButton, kButton},
                             kit::Icon::kClose, remove),
            NoteRemoved{note});
    y = std::max(bottom + 6, y + kButton) + theme.gap;
    surface.fill({at.x, y - 5, at.width, 1}, theme.border);
  }
  said.on_text(kit::text_area(surface, "new-note", {at.x, y, at.width, 92}, surface.text(Text::kNewNote),
                              {.value = model.edit.note, .problem = {}}),
               [](std::string text) -> Message { return NoteTyped{std::move(text)}; });
  y += 92 + 4;
  const std::string add = surface.text(Text::kAddNote);
  said.on(kit::button(surface, "add-note", {at.x, y, kit::button_width(surface, add), kButton}, add,
                      {.disabled = model.edit.note.empty()}),
          NoteAdded{});
  return y + kButton + theme.pad;
}

}  // namespace

float draw_tlp(kit::Surface& surface, const Model& model, Box at, Say& said) {
  std::vector<kit::Option> options;
  for (const auto& [tlp, words] : kTlp) options.push_back({tlp, surface.text(words)});
  said.on_text(
      kit::select(surface, "tlp", {at.x, at.y, std::min(at.width, 480.0F), kit::field_height(surface)},
                  surface.text(Text::kSharing), model.shown->tlp, options, false),
      [](std::string tlp) -> Message { return TlpChosen{std::move(tlp)}; });
  return at.y + kit::field_height(surface) + surface.theme().pad;
}

void draw_about(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  surface.begin_scroll("about", surface.text(Text::kAbout), at, "group");
  const float start = at.x + theme.pad, wide = at.width - 2 * theme.pad;
  float y = at.y + theme.gap;
  for (const Field field : {Field::kTitle, Field::kSummary, Field::kDescription})
    y = draw_field(surface, model, field, {start, y, wide, 0}, said);
  y = draw_tlp(surface, model, {start, y, wide, 0}, said);
  y = draw_notes(surface, model, {start, y, wide, 0}, said);
  const std::string remove = surface.text(Text::kDeleteCase);
  said.on(kit::button(surface, "delete", {start, y, kit::button_width(surface, remove), kButton}, remove),
          DeletePressed{});
  surface.end_scroll(y + kButton + theme.pad - at.y);
}

}  // namespace casebook
