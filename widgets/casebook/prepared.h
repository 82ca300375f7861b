// What the casebook's view needs sorted, counted and merged: computed once after something has changed, not
// in every frame. A case may hold tens of thousands of observables.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "casebook/model.h"
#include "threat_response/verdicts.h"

namespace casebook {

using threat_response::Disposition;

// A row of the list of observables: an observable, or the head of a group.
struct Row {
  std::size_t index = 0;  // in the shown case; of a head: the first of its group
  std::size_t count = 0;  // of a head: how many are in its group; 0 for an observable
  Disposition disposition = Disposition::kNone;
  bool is_known = false;  // the modules have answered
};

class Prepared {
 public:
  // Brings it up to date. `now` counts in whole minutes: verdicts end.
  void update(const Model& model, const threat_response::Verdicts& verdicts, double now);

  std::vector<CaseRow> cases;
  std::vector<Row> rows;
  std::size_t asked = 0;  // observables the modules were asked about
  std::size_t known = 0;  // of them, those they have answered about
  bool is_asking = false;
  std::array<std::size_t, 6> counts{};  // by Disposition
  threat_response::Problem problem;     // of the first whose verdicts could not be asked for

  // The observables of rows, heads left out; those of a head's group. The rows are those of the last frame:
  // what the case has lost since is left out.
  std::vector<Observable> all(const Model& model) const;
  std::vector<Observable> group(const Model& model, std::size_t head) const;
  // Those from `one` to `other`, in the order of the rows.
  std::vector<Observable> between(const Model& model, const Observable& one, const Observable& other) const;

 private:
  // Of the rows in [begin, end[.
  std::vector<Observable> of(const Model& model, std::size_t begin, std::size_t end) const;
  void put_in_order(const Model& model);
  void prepare_rows(const Model& model, const threat_response::Verdicts& verdicts, double now);

  // What it was computed of.
  bool is_prepared_ = false;
  std::uint64_t model_ = 0, shown_ = 0, verdicts_ = 0;
  Order order_ = Order::kDisposition;
  std::string filter_;
  double minute_ = 0;
  std::vector<std::size_t>
      ordered_;  // the observables, as far as their order has nothing to do with verdicts
};

}  // namespace casebook
