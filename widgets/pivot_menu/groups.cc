#include "pivot_menu/groups.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace pivot_menu {
namespace {

class Grouping {
 public:
  Group& group_of(const threat_response::Module& module, bool apart) {
    const Key key{module.instance_id, module.name, apart};
    const auto [at, added] = places_.emplace(key, groups_.size());
    if (added) groups_.push_back({.module = module, .links = {}, .actions = {}, .apart = apart});
    return groups_[at->second];
  }
  std::vector<Group> take() { return std::move(groups_); }

 private:
  using Key = std::tuple<std::string_view, std::string_view, bool>;
  std::map<Key, std::size_t> places_;  // into the given lists, which outlive this
  std::vector<Group> groups_;
};

}  // namespace

std::vector<Group> groups_of(const std::vector<Pivot>& links, const std::vector<Pivot>& actions, bool apart) {
  Grouping made;
  for (const Pivot& link : links) made.group_of(link.module, false).links.push_back(link);
  for (const Pivot& action : actions) made.group_of(action.module, apart).actions.push_back(action);
  return made.take();
}

std::string_view category_of(const Pivot& pivot) {
  const auto found = std::ranges::find_if(pivot.categories, [&](const std::string& category) {
    return !category.empty() && category != pivot.module.name;
  });
  return found == pivot.categories.end() ? std::string_view() : *found;
}

bool matches(std::string_view filter, const Pivot& pivot) {
  return matches(filter, pivot.title) || matches(filter, pivot.module.name) ||
         matches(filter, category_of(pivot));
}

}  // namespace pivot_menu
