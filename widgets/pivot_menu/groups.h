// Links and actions as the menu shows them: a group for each module, categories in it where they are many,
// and what a filter leaves of them. An answer may hold tens of thousands: grouped once when it comes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "case_choice/choice.h"
#include "threat_response/pivots.h"

namespace pivot_menu {

using threat_response::Pivot;

struct Group {
  threat_response::Module module;
  std::vector<Pivot> links, actions;
  // Its actions came when its links were shown already: they stand in a group of their own, behind
  // everything.
  bool apart = false;
};

// The modules in the order in which their links came, then those that have actions alone. Told apart by
// instance: a customer may call two alike. With `apart` actions do not come among the links.
std::vector<Group> groups_of(const std::vector<Pivot>& links, const std::vector<Pivot>& actions, bool apart);

// From so many entries on those of a module are put into sub-menus by category.
inline constexpr std::size_t kMany = 9;

// The category an entry is sorted under: the first that is not the module's name; "" for none.
std::string_view category_of(const Pivot& pivot);

// Whether an entry has what somebody types to find it (case_choice::matches).
using case_choice::matches;
bool matches(std::string_view filter, const Pivot& pivot);

}  // namespace pivot_menu
