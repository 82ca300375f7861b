// A link template: an https address with placeholders for an observable.
//
//   https://lookup.example/?q={value}
//   https://lookup.example/{type}/{value|path}         '/', ':' and '@' of the value stay as they are
//   https://{value}.lookup.example/                    a host's first labels, before a name of the template's
//   own https://lookup.example/u/{value|slash|sha256}      steps, from the left: steps.h
//
// {value} is the canonical value, {type} the kind as Threat Response names it. What is put in is written for
// the place it stands in: percent-encoded in path, query and fragment, a host's name in the host. Templates
// come from a page or a file and are hostile: what is not understood whole is refused.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "custom_pivots/steps.h"

namespace custom_pivots {

enum class Refused : std::uint8_t {
  kNotHttps,            // it does not begin with https://
  kCredentials,         // it has a user name or a password
  kHost,                // its host is none, or could be any: it must end in a name of the template's own
  kCharacters,          // an address cannot have these characters
  kUnknownPlaceholder,  // neither {value} nor {type}, or a step that there is not
  kNoValue,             // no placeholder: it would lead everybody to the same place
  kDots,                // "/../"
  kTooLong,             // more than kLongestTemplate
};
inline constexpr std::size_t kLongestTemplate = 2048;
inline constexpr std::size_t kLongestAddress = 8192;

class Template {
 public:
  static std::expected<Template, Refused> parse(std::string_view text);

  // The address for an observable; nothing when its value cannot stand there: a name with a blank in a host,
  // an address longer than kLongestAddress, "..".
  std::optional<std::string> expand(std::string_view type, std::string_view value) const;

 private:
  enum class Place : std::uint8_t { kHost, kPath, kQuery, kFragment };
  struct Part {
    std::string literal;  // or:
    bool is_placeholder = false, is_type = false;
    Place place = Place::kHost;
    std::vector<Step> steps;
  };
  class Parser;

  std::vector<Part> parts_;
};

}  // namespace custom_pivots
