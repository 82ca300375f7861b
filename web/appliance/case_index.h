// What a search sees: cases as they were at the last refresh, read and folded once and kept in memory.
//
// As in the service's own store, a write is not found until the index is refreshed, a second later, unless
// the writer waits for it; and a refresh brings in all that was written before it (threat-response-api.md
// 6.3).
#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/json.h"

namespace appliance {

struct IndexedCase {
  std::string id;  // short
  Json entity;
  // What a query may find: the field ("observables.value") and its text in lower case.
  std::vector<std::pair<std::string_view, std::string>> texts;
};

using CaseList = std::vector<std::shared_ptr<const IndexedCase>>;

enum class Refresh { kLater, kNow };

class CaseIndex {
 public:
  explicit CaseIndex(std::chrono::milliseconds delay) : delay_(delay) {}

  // A new or changed case. Calls for one case come in the order of its writes.
  void put(const std::string& id, const Json& entity, Refresh refresh);
  void remove(const std::string& id, Refresh refresh);
  CaseList all();  // in no order that means anything

 private:
  using Clock = std::chrono::steady_clock;
  struct Write {
    Clock::time_point due;
    std::string id;
    std::shared_ptr<const IndexedCase> to;  // null: removed
  };
  void write(const std::string& id, std::shared_ptr<const IndexedCase> to, Refresh refresh);
  void refresh(Clock::time_point until);

  std::chrono::milliseconds delay_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const IndexedCase>> cases_;
  std::deque<Write> waiting_;
};

}  // namespace appliance
