#include "casebook/prepared.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace casebook {
namespace {

// The one that asks for most attention first.
int rank(Disposition disposition) {
  switch (disposition) {
    case Disposition::kMalicious:
      return 0;
    case Disposition::kSuspicious:
      return 1;
    case Disposition::kUnknown:
      return 2;
    case Disposition::kNone:
      return 3;
    case Disposition::kCommon:
      return 4;
    case Disposition::kClean:
      return 5;
  }
  return 6;
}

}  // namespace

void Prepared::update(const Model& model, const threat_response::Verdicts& verdicts, double now) {
  const double minute = std::floor(now / 60);
  const bool same_model = is_prepared_ && model_ == model.revision;
  const bool same_order = is_prepared_ && shown_ == model.shown_revision && order_ == model.order;
  const bool same_rows =
      same_order && filter_ == model.filter && verdicts_ == verdicts.revision() && minute_ == minute;
  if (!same_model) cases = listed_cases(model);
  if (!same_order) put_in_order(model);
  if (!same_rows) prepare_rows(model, verdicts, now);
  is_prepared_ = true;
  model_ = model.revision;
  shown_ = model.shown_revision;
  order_ = model.order;
  filter_ = model.filter;
  verdicts_ = verdicts.revision();
  minute_ = minute;
}

void Prepared::put_in_order(const Model& model) {
  ordered_.resize(model.shown ? model.shown->observables.size() : 0);
  std::iota(ordered_.begin(), ordered_.end(), std::size_t{0});
  if (ordered_.empty()) return;
  const auto& observables = model.shown->observables;
  // The service puts what is added behind what is there.
  if (model.order == Order::kTime) std::ranges::reverse(ordered_);
  if (model.order == Order::kType)
    std::ranges::stable_sort(
        ordered_, {}, [&](std::size_t index) -> const std::string& { return observables[index].type; });
  if (model.order == Order::kValue)
    std::ranges::stable_sort(
        ordered_, {}, [&](std::size_t index) -> const std::string& { return observables[index].value; });
}

void Prepared::prepare_rows(const Model& model, const threat_response::Verdicts& verdicts, double now) {
  rows.clear();
  counts = {};
  known = asked = 0;
  is_asking = false;
  problem = {};
  if (!model.shown) return;
  const auto& observables = model.shown->observables;
  std::vector<Row> all;
  all.reserve(ordered_.size());
  for (const std::size_t index : ordered_) {
    Row row{.index = index};
    if (const auto* judged = verdicts.of(observables[index])) {
      ++asked;
      row.is_known = judged->answered;
      row.disposition = judged->disposition(now);
      is_asking = is_asking || judged->waiting > 0;
      if (!judged->answered && judged->problem && !problem) problem = judged->problem;
    }
    known += row.is_known ? 1 : 0;
    ++counts.at(static_cast<std::size_t>(row.disposition));
    const bool filtered =
        !model.filter.empty() && model.filter != std::to_string(static_cast<int>(row.disposition));
    if (!filtered) all.push_back(row);
  }
  if (model.order == Order::kDisposition)
    std::ranges::stable_sort(all, {}, [](const Row& row) { return rank(row.disposition); });
  const bool grouped = model.order == Order::kDisposition || model.order == Order::kType;
  const auto same_group = [&](const Row& a, const Row& b) {
    return model.order == Order::kType ? observables[a.index].type == observables[b.index].type
                                       : a.disposition == b.disposition;
  };
  for (std::size_t at = 0; at < all.size();) {
    std::size_t end = at + 1;
    while (grouped && end < all.size() && same_group(all[at], all[end])) ++end;
    if (grouped)
      rows.push_back({.index = all[at].index, .count = end - at, .disposition = all[at].disposition});
    for (; at < end; ++at) rows.push_back(all[at]);
  }
}

std::vector<Observable> Prepared::all(const Model& model) const { return of(model, 0, rows.size()); }

std::vector<Observable> Prepared::group(const Model& model, std::size_t head) const {
  return head < rows.size() ? of(model, head + 1, head + 1 + rows[head].count) : std::vector<Observable>();
}

std::vector<Observable> Prepared::of(const Model& model, std::size_t begin, std::size_t end) const {
  std::vector<Observable> out;
  if (!model.shown) return out;
  const auto& observables = model.shown->observables;
  for (std::size_t at = begin; at < std::min(end, rows.size()); ++at)
    if (rows[at].count == 0 && rows[at].index < observables.size())
      out.push_back(observables[rows[at].index]);
  return out;
}

std::vector<Observable> Prepared::between(const Model& model, const Observable& one,
                                          const Observable& other) const {
  const std::vector<Observable> ordered = all(model);
  auto from = std::ranges::find(ordered, one), to = std::ranges::find(ordered, other);
  if (from == ordered.end() || to == ordered.end()) return {other};
  if (to < from) std::swap(from, to);
  return {from, to + 1};
}

}  // namespace casebook
