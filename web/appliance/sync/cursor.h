// Where a program has got to in the order of the writes: "<store>-<place>". It names its store, so that one
// of another store, or of a time that this one has lost, is told so and never skips a change.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "appliance/http/message.h"

namespace appliance {

std::string cursor_of(const std::string& store, std::int64_t place);
// 0 for an empty text, the beginning. 400 for what is no cursor, 410 for one of nowhere in this store.
std::expected<std::int64_t, http::Response> read_cursor(std::string_view text, std::string_view store,
                                                        std::int64_t last_place);

}  // namespace appliance
