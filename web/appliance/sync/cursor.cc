#include "appliance/sync/cursor.h"

#include <charconv>

namespace appliance {

std::string cursor_of(const std::string& store, std::int64_t place) {
  return store + '-' + std::to_string(place);
}

std::expected<std::int64_t, http::Response> read_cursor(std::string_view text, std::string_view store,
                                                        std::int64_t last_place) {
  if (text.empty()) return 0;
  const std::size_t dash = std::min(text.find('-'), text.size());
  const std::string_view digits = text.substr(std::min(dash + 1, text.size()));
  std::int64_t place = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place);
  // As it was given, to the letter: no sign, no leading zero.
  if (error != std::errc() || end != digits.data() + digits.size() || place < 0 ||
      cursor_of(std::string(text.substr(0, dash)), place) != text || dash != store.size())
    return std::unexpected(
        http::refusal(400, "The parameter after is no cursor: give the text of next as it came."));
  if (text.substr(0, dash) != store || place > last_place)
    return std::unexpected(http::refusal(
        410, "This store has not given that cursor: start again without after, and compare all cases."));
  return place;
}

}  // namespace appliance
