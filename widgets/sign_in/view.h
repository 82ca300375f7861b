// The picture of the sign-in dialog.
#pragma once

#include "kit/said.h"
#include "kit/surface.h"
#include "sign_in/model.h"

namespace sign_in {

inline constexpr float kDialogWidth = 440;

kit::Said<Message> draw(kit::Surface& surface, const Model& model);

}  // namespace sign_in
