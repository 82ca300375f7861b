// What a placeholder does to an observable's value before it is put into an address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace custom_pivots {

// "name" or "name=text".
struct Step {
  enum class Kind : std::uint8_t {
    kLower,   // lower      letters A to Z become small
    kDefang,  // defang     hxxp://evil[.]example
    kHost,    // host       of a URL its host; else the value as it is
    kSlash,   // slash      of a URL without a path the one that a browser adds
    kBase64,  // base64
    kSha256,  // sha256     its digest in hex
    kStrip,   // strip=CVE- without this at its beginning, if it is there
    kFirst,   // first=12   so many bytes of it
    kBefore,  // before=x   with x before it
    kAfter,   // after=x    with x behind it
    kPath,    // path       '/', ':' and '@' stay as they are in the address
  } kind = Kind::kLower;
  std::string text;
  std::size_t count = 0;  // of kFirst
};

// Nothing for a step that there is not.
std::optional<Step> read_step(std::string_view text);
// Changes `value`, which is of this type as Threat Response names it. kPath changes nothing.
void apply(const Step& step, std::string_view type, std::string& value);

}  // namespace custom_pivots
