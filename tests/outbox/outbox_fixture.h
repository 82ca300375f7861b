// What the tests of the outbox begin with.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "outbox/outbox.h"

namespace outbox_fixture {

using namespace outbox;

constexpr double kNow = 1000;
inline const AddNote kNote{{"note", "n"}};

inline Outbox signed_in_outbox() {
  Outbox outbox;
  outbox.owner = "t";
  signed_in(outbox, "me", kNow);
  return outbox;
}

inline Change of_case(Outbox& outbox, const std::string& id, What what) {
  Change change = make_change(outbox, std::move(what), kNow);
  change.case_id = id;
  return change;
}

// Put into the outbox and kept by the store.
inline Progress kept(Outbox& outbox, const Change& change) {
  put(outbox, {change}, kNow);
  const std::string ids[] = {change.id};
  return saved(outbox, ids, kNow);
}

template <typename Wanted>
std::vector<Wanted> all(const Progress& progress) {
  std::vector<Wanted> found;
  for (const auto& effect : progress.effects)
    if (const auto* one = effect.get_if<Wanted>()) found.push_back(*one);
  return found;
}

// The case "a" as the service answers it.
inline threat_response::Reply a_case(const std::string& more = "") {
  return {.status = 200, .failure = {}, .body = R"({"id":"a","title":"T")" + more + "}", .headers = {}};
}

}  // namespace outbox_fixture
