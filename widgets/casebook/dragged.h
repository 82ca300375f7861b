// What is being dragged, and what would become of it where it is.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "threat_response/observable.h"

namespace casebook {

// Where observables go: the case with this id (its external id before the service has it), a new one, or
// with neither the current case, and a new one where there is none.
struct DropTarget {
  std::string case_id = {};
  bool new_case = false;
  std::string default_title = {};  // of a new case
};

struct Drag {
  bool is_known = false;  // else what it holds is not told before it is dropped
  std::vector<threat_response::Observable> observables;
  std::size_t ignored = 0;  // found in a text and left out, since they are on the ignore list
  bool from_case = false;   // they are rows of the shown case: what is dropped is a copy
};

// What a drop here would do, or why it would do nothing.
struct DropHint {
  enum class Kind {
    kNone,      // nothing is dragged
    kDragging,  // over nothing that takes it
    kAdd,
    kAddWhatIsFound,
    kCopy,
    kAlreadyThere,  // from here on refused
    kNothingFound,
    kNeedsScope,
  } kind = Kind::kNone;
  std::size_t count = 0;  // of observables
  std::string value;      // of the first one
  std::string title;      // of the case
  bool new_case = false;
  std::string scope;  // that is missing
  bool is_refused() const { return kind >= Kind::kAlreadyThere; }
  bool operator==(const DropHint&) const = default;
};

}  // namespace casebook
