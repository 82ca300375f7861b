#include <numeric>

#include "find_on_page/view.h"
#include "kit/flow.h"
#include "kit/items.h"
#include "kit/rows.h"
#include "messages/locale.h"

namespace find_on_page {
namespace {

using kit::Box;
using messages::Text;

constexpr float kRow = 28;

// One way to narrow the list, with how many it leaves.
struct Choice {
  std::string key, name;
  std::size_t count = 0;
  bool chosen = false;
  std::optional<threat_response::Disposition> mark;
};

std::size_t sum_of(const std::vector<Choice>& choices) {
  return std::accumulate(choices.begin(), choices.end(), std::size_t{0},
                         [](std::size_t sum, const Choice& one) { return sum + one.count; });
}

// What is chosen stays although it leaves nothing: it is how to get out of it.
std::vector<Choice> kinds_of(const kit::Surface& surface, const Model& model) {
  std::vector<Choice> kinds;
  auto counts = model.listing.kinds;
  if (!model.kind.empty()) counts.try_emplace(model.kind, 0);
  for (const auto& [kind, count] : counts)
    kinds.push_back({.key = kind,
                     .name = messages::type_words(surface.frame().language, kind),
                     .count = count,
                     .chosen = kind == model.kind});
  kinds.insert(kinds.begin(), {.key = "",
                               .name = surface.text(Text::kAllKinds),
                               .count = sum_of(kinds),
                               .chosen = model.kind.empty()});
  return kinds;
}

std::vector<Choice> standings_of(const kit::Surface& surface, const Model& model) {
  std::vector<Choice> standings;
  for (std::size_t index = 0; index < kStandings; ++index) {
    const auto standing = static_cast<Standing>(index);
    const std::size_t count = model.listing.counts.at(index);
    const bool chosen = model.standing == standing;
    if (count == 0 && !chosen) continue;
    standings.push_back({.key = std::to_string(index),
                         .name = standing_words(surface, standing),
                         .count = count,
                         .chosen = chosen,
                         .mark = disposition_of(standing)});
  }
  standings.insert(standings.begin(), {.key = "",
                                       .name = surface.text(Text::kAllDispositions),
                                       .count = sum_of(standings),
                                       .chosen = !model.standing});
  return standings;
}

Message kind_message(const std::string& key) { return KindChosen{key}; }
Message standing_message(const std::string& key) {
  for (std::size_t index = 0; index < kStandings; ++index)
    if (key == std::to_string(index)) return StandingChosen{static_cast<Standing>(index)};
  return StandingChosen{};
}

std::string number(const kit::Surface& surface, std::size_t count) {
  return messages::number(surface.frame().language, static_cast<double>(count));
}

void draw_choices(kit::Surface& surface, std::string_view key, Text name, Box at,
                  const std::vector<Choice>& choices, Message (*message)(const std::string&), Say& said) {
  constexpr float kCount = 64, kMarkRoom = kit::kDispositionMark + 8;
  const kit::Theme& theme = surface.theme();
  kit::Rows rows(surface, key, kit::Rows::kList, surface.text(name), at,
                 {.count = choices.size(), .row_height = kRow});
  for (const std::size_t index : rows.shown()) {
    const Choice& one = choices[index];
    const std::string count = number(surface, one.count);
    said.on_text(rows.begin_row("choice " + one.key, one.name + ' ' + count, index,
                                {.selected = one.chosen, .named_by_content = true}),
                 [message, key = one.key](const std::string&) { return message(key); });
    const Box row = rows.box(index);
    const float start = row.x + theme.pad + (one.key.empty() ? 0 : kMarkRoom);
    if (one.mark)
      kit::disposition_mark(surface,
                            {row.x + theme.pad, row.y + (row.height - kit::kDispositionMark) / 2,
                             kit::kDispositionMark, kit::kDispositionMark},
                            *one.mark);
    const float end = row.x + row.width - theme.pad;
    const float wide = std::min(kCount, surface.text_width(count) + 2);
    kit::label(surface, "name", {start, row.y, end - wide - start - 4, row.height}, one.name,
               {.strong = one.chosen});
    kit::label(surface, "count", {end - wide, row.y, wide, row.height}, count, {.muted = true});
    rows.end_row();
  }
  rows.end();
}

void draw_search(kit::Surface& surface, const Model& model, Box at, Say& said) {
  said.on_text(kit::search_field(surface, "search", at, surface.text(Text::kFilterMenu), model.text,
                                 surface.id("observables")),
               [](std::string text) -> Message { return TextTyped{std::move(text)}; });
}

void draw_select(kit::Surface& surface, std::string_view key, Text name, Box at,
                 const std::vector<Choice>& choices, Message (*message)(const std::string&), Say& said) {
  std::vector<kit::Option> options;
  std::string chosen;
  for (const Choice& one : choices) {
    options.push_back({one.key, surface.text(Text::kGroup, {one.name, number(surface, one.count)}), false});
    if (one.chosen) chosen = one.key;
  }
  said.on_text(kit::compact_select(surface, key, at, surface.text(name), chosen, options), message);
}

}  // namespace

void draw_filter(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  draw_search(surface, model,
              {at.x + theme.gap, at.y + theme.gap, at.width - 2 * theme.gap, theme.field_height}, said);
  const float y = at.y + theme.field_height + 2 * theme.gap, room = at.y + at.height - y;
  const auto kinds = kinds_of(surface, model), standings = standings_of(surface, model);
  const float kinds_high = static_cast<float>(kinds.size()) * kRow;
  const float standings_high = static_cast<float>(standings.size()) * kRow;
  // Where both do not fit, each scrolls in a part of the room.
  const float high = kinds_high + standings_high + theme.gap <= room
                         ? kinds_high
                         : std::max(room / 2, room - standings_high) - theme.gap / 2;
  const float kinds_room = std::min(kinds_high, high);
  draw_choices(surface, "kinds", Text::kByType, {at.x, y, at.width, kinds_room}, kinds, kind_message, said);
  kit::separator(surface, {at.x + theme.pad, y + kinds_room + theme.gap / 2, at.width - 2 * theme.pad, 1});
  const float below = y + kinds_room + theme.gap;
  draw_choices(surface, "standings", Text::kByDisposition, {at.x, below, at.width, at.y + at.height - below},
               standings, standing_message, said);
}

float draw_filter_lines(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  draw_search(surface, model, {at.x, at.y, at.width, theme.field_height}, said);
  const float y = at.y + theme.field_height + theme.gap, half = (at.width - theme.gap) / 2;
  draw_select(surface, "kinds", Text::kByType, {at.x, y, half, theme.row}, kinds_of(surface, model),
              kind_message, said);
  draw_select(surface, "standings", Text::kByDisposition, {at.x + half + theme.gap, y, half, theme.row},
              standings_of(surface, model), standing_message, said);
  return y + theme.row + 4;
}

}  // namespace find_on_page
