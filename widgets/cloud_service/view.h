// Draws the page. Every state has its picture: loading, unreachable, empty, busy, failed, read only.
#pragma once

#include "cloud_service/settings.h"
#include "kit/said.h"
#include "kit/surface.h"

namespace cloud_service {

kit::Said<Message> draw(kit::Surface& surface, const Settings& settings);

}  // namespace cloud_service
