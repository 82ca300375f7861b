#include <algorithm>

#include "case_picture/view.h"
#include "case_picture/words.h"
#include "kit/items.h"
#include "kit/rows.h"
#include "messages/locale.h"

namespace case_picture {
namespace {

using kit::Box;
using messages::Text;
using threat_response::Sighting;
using threat_response::Sightings;

constexpr kit::TextLook kQuiet = {.size = kit::kSmall, .muted = true};
constexpr float kRowHeight = 46, kHead = 36;

std::string times_words(const kit::Surface& surface, std::int64_t count) {
  return messages::plural_text(surface.frame().language, Text::kTimes, static_cast<double>(count));
}

void draw_list(kit::Surface& surface, const Sightings& sightings, Box box, Say& said) {
  std::vector<std::size_t> order(sightings.found().size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  std::ranges::stable_sort(order, std::greater(),
                           [&](std::size_t at) { return sightings.found()[at].sighting.seen_from; });
  kit::Rows rows(surface, "sightings", kit::Rows::kList, surface.text(Text::kSightings), box,
                 {.count = order.size(), .row_height = kRowHeight});
  const messages::Language language = surface.frame().language;
  for (const std::size_t index : rows.shown()) {
    const std::size_t at = order[index];
    const auto& [module, sighting] = sightings.found()[at];
    said.on(rows.begin_row(std::to_string(at), sighting_words(language, sightings, at), index),
            SightingsChosen{{at}});
    const Box row = rows.box(index);
    kit::label(surface, "what", {row.x + 8, row.y + 4, row.width - 16, 20},
               names_of(language, sighting.observables));
    const std::string when =
        sighting.seen_from > 0 ? messages::date(language, sighting.seen_from) : surface.text(Text::kNoTime);
    kit::label(surface, "facts", {row.x + 8, row.y + 23, row.width - 16, 18},
               surface.text(Text::kSeenFacts, {when, sightings.modules()[module].module.name,
                                               times_words(surface, sighting.count)}),
               kQuiet);
    rows.end_row();
    kit::separator(surface, {row.x, row.y + row.height - 1, row.width, 1});
  }
  rows.end();
}

std::string host_of(std::string_view address) {
  address.remove_prefix(std::min(address.size(), address.find("://") + 3));
  return std::string(address.substr(0, address.find_first_of("/?#")));
}

// All that is known of one; returns where it ends.
float draw_facts(kit::Surface& surface, const Sightings::Found& found, const std::string& module,
                 const std::string& key, Box at) {
  const Sighting& sighting = found.sighting;
  const messages::Language language = surface.frame().language;
  const std::size_t item = surface.items().size();
  const float top = at.y;
  surface.push(surface.add(key, "listitem", "", at).id);
  const auto put = [&](std::string_view name, const std::string& text, const kit::TextLook& look = {}) {
    if (!text.empty()) at.y += kit::note(surface, name, at, text, look);
  };
  put("what", names_of(language, sighting.observables), {});
  put("title", sighting.title);
  put("facts",
      surface.text(Text::kSeenFacts,
                   {time_words(language, sighting), module, times_words(surface, sighting.count)}),
      kQuiet);
  put("description", sighting.description, kQuiet);
  for (std::size_t target = 0; target < std::min<std::size_t>(sighting.targets.size(), 5); ++target)
    put("target " + std::to_string(target),
        surface.text(Text::kSeenAt, {names_of(language, sighting.targets[target].observables)}), kQuiet);
  if (sighting.source_uri.starts_with("https://")) {
    const std::string label = surface.text(Text::kOpenSource, {host_of(sighting.source_uri)});
    kit::link(surface, "link", {at.x, at.y, std::min(at.width, surface.text_width(label) + 1), 24}, label,
              sighting.source_uri);
    at.y += 24;
  }
  surface.pop();
  surface.set_height(item, at.y - top);
  return at.y;
}

}  // namespace

void draw_sightings(kit::Surface& surface, const Model& model, const Surroundings& around, Box box,
                    Say& said) {
  const Sightings& sightings = *around.sightings;
  std::vector<std::size_t> chosen = model.chosen;
  std::erase_if(chosen, [&](std::size_t at) { return at >= sightings.found().size(); });
  if (sightings.found().empty()) return;
  if (chosen.empty()) return draw_list(surface, sightings, box, said);
  const std::string all = surface.text(Text::kAllSightings);
  said.on(kit::button(surface, "all-sightings",
                      {box.x, box.y, std::min(box.width, kit::button_width(surface, all)), 30}, all),
          SightingsChosen{});
  const Box list{box.x, box.y + kHead, box.width, std::max(box.height - kHead, 40.0F)};
  surface.begin_scroll("facts", surface.text(Text::kSightings), list);
  float y = list.y + 4;
  constexpr std::size_t kMost = 50;  // more are the list's
  for (std::size_t at = 0; at < std::min(chosen.size(), kMost); ++at) {
    const auto& found = sightings.found()[chosen[at]];
    if (at > 0) kit::separator(surface, {list.x, y - 5, list.width, 1});
    y = draw_facts(surface, found, sightings.modules()[found.module].module.name, std::to_string(chosen[at]),
                   {list.x + 8, y, list.width - 24, 0}) +
        10;
  }
  surface.end_scroll(y - list.y);
}

}  // namespace case_picture
