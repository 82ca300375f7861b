// The ignore list as it is kept and changed (D-06): what it covers stands in ignoring.h. It is of this
// device, for all cases and whoever is signed in.
#pragma once

#include <optional>
#include <string>

#include "casebook/model.h"
#include "effects/effect.h"

namespace casebook {

inline constexpr std::size_t kLongestIgnored = 20'000;  // UTF-16 units

// In the form that adds observables, instead of what was found. Both do nothing where that is not open.
effects::Effects open_ignored(Model& model);
effects::Effects close_ignored(Model& model);
// What was typed holds from now on, here and elsewhere; nothing while it is too long.
effects::Effects save_ignored(Model& model);
// `lines` come from anybody; nothing, or too many: the list is as it is at first.
effects::Effects ignored_is(Model& model, const std::optional<std::string>& lines);

}  // namespace casebook
