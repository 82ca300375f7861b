#include "find_on_page/listing.h"

#include <algorithm>

namespace find_on_page {
namespace {

using threat_response::Disposition;

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

// Which of the page's observables are listed.
std::vector<bool> listed(const Model& model) {
  std::vector<bool> marks(model.page.observables.size());
  for (const std::uint32_t row : model.listing.rows) marks[row] = true;
  return marks;
}

void count_answers(Listing& listing, const threat_response::Judged* judged) {
  const bool is_asking = judged && judged->waiting > 0;
  const bool is_known = judged && judged->answered;
  listing.is_asking = listing.is_asking || is_asking;
  if (is_known || is_asking)
    ++listing.asked;
  else
    ++listing.unasked;
  listing.known += is_known ? 1 : 0;
  if (judged && !is_known && judged->problem && !listing.problem) listing.problem = judged->problem;
}

}  // namespace

Standing standing_of(const threat_response::Judged* judged, double now) {
  if (!judged || !judged->answered) return Standing::kNotAsked;
  switch (judged->disposition(now)) {
    case Disposition::kMalicious:
      return Standing::kMalicious;
    case Disposition::kSuspicious:
      return Standing::kSuspicious;
    case Disposition::kUnknown:
      return Standing::kUnknown;
    case Disposition::kCommon:
      return Standing::kCommon;
    case Disposition::kClean:
      return Standing::kClean;
    case Disposition::kNone:
      break;
  }
  return Standing::kNoVerdict;
}

void list(Model& model, const threat_response::Verdicts& verdicts) {
  const auto& observables = model.page.observables;
  Listing listing;
  listing.standings.reserve(observables.size());
  listing.times.resize(observables.size());
  for (const std::uint32_t at : model.page.places) ++listing.times[at];
  const std::string text = lowered(model.text);
  for (std::uint32_t index = 0; index < observables.size(); ++index) {
    const Observable& one = observables[index];
    const auto* judged = verdicts.of(one);
    const Standing standing = standing_of(judged, model.now);
    listing.standings.push_back(standing);
    listing.selected += model.selected.contains(one) ? 1 : 0;
    if (!text.empty() && !lowered(one.value).contains(text)) continue;
    const bool of_kind = model.kind.empty() || model.kind == one.type;
    const bool of_standing = !model.standing || *model.standing == standing;
    if (of_standing) ++listing.kinds[one.type];
    if (of_kind) ++listing.counts.at(static_cast<std::size_t>(standing));
    if (!of_kind || !of_standing) continue;
    listing.rows.push_back(index);
    listing.places += listing.times[index];
    count_answers(listing, judged);
  }
  model.listing = std::move(listing);
  model.verdicts_revision = verdicts.revision();
  count_position(model);
}

void count_position(Model& model) {
  model.listing.position = 0;
  if (!model.place || *model.place >= model.page.places.size()) return;
  const std::vector<bool> is_listed = listed(model);
  if (!is_listed[model.page.places[*model.place]]) return;
  for (std::size_t at = 0; at <= *model.place; ++at)
    model.listing.position += is_listed[model.page.places[at]] ? 1 : 0;
}

std::optional<std::size_t> next_place(const Model& model, bool back) {
  const std::size_t count = model.page.places.size();
  const std::vector<bool> is_listed = listed(model);
  std::size_t at = model.place.value_or(back ? 0 : count - 1);
  for (std::size_t step = 0; step < count; ++step) {
    at = back ? (at + count - 1) % count : (at + 1) % count;
    if (is_listed[model.page.places[at]]) return at;
  }
  return std::nullopt;
}

std::optional<std::size_t> next_place_of(const Model& model, std::uint32_t observable) {
  const auto& places = model.page.places;
  const bool is_shown = model.place && places[*model.place] == observable;
  const auto after =
      is_shown ? places.begin() + static_cast<std::ptrdiff_t>(*model.place) + 1 : places.begin();
  auto found = std::find(after, places.end(), observable);
  if (found == places.end()) found = std::find(places.begin(), after, observable);
  if (found == places.end()) return std::nullopt;
  return static_cast<std::size_t>(found - places.begin());
}

std::vector<Observable> chosen(const Model& model) {
  std::vector<Observable> out;
  const auto& observables = model.page.observables;
  if (model.listing.selected > 0) {
    for (const Observable& one : observables)
      if (model.selected.contains(one)) out.push_back(one);
    return out;
  }
  for (const std::uint32_t row : model.listing.rows) out.push_back(observables[row]);
  return out;
}

}  // namespace find_on_page
