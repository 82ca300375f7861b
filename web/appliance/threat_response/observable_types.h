// The 63 kinds of observables the service knows (threat-response-api.md 3.1); the widgets show five of them.
#pragma once

#include <string_view>

namespace appliance {

bool is_observable_type(std::string_view name);

}  // namespace appliance
