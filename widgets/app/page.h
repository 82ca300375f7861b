// The language between the page and the app: JSON, both ways.
#pragma once

#include <optional>
#include <string>

#include "app/app.h"
#include "json/json.h"

namespace app::page {

std::optional<effects::Surface> surface_from_name(std::string_view name);
std::string_view surface_name(effects::Surface surface);

// A message of the page that is not about an item; nothing for one that is not understood.
std::optional<Message> read(const Json& message);

// An order for the page. StartCall has none: calls go through the Fetch API.
Json write(const Order& order);
// What the ribbon says; {"text": ""} for nothing. With `held_until`, seconds since 1970, that calls wait
// until then; the page writes the time in place of "%T".
Json write(const casebook::Notice& notice, double now, double held_until, messages::Language language);

// What is told of a drag: {"text": ""} when there is none; "refused" when a drop there would do nothing.
Json write(const casebook::DropHint& hint, messages::Language language);

}  // namespace app::page
