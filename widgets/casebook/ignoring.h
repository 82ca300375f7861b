// What an analyst does not want to add: own domains, private addresses (D-06). Nothing is dropped in silence,
// it is shown and not preselected.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "threat_response/observable.h"

namespace casebook {

// Addresses that mean nothing outside of a network: RFC 1918, 3927, 4193, 4291, 6598, loopback.
extern const std::string_view kPrivateRanges;

struct IpAddress {
  std::array<unsigned char, 16> bytes{};
  std::size_t size = 0;  // 4 or 16
};

// Rules, read once for all that is held against them. One a line: a domain with everything below it
// ("example.com"), an address, a range ("10.0.0.0/8"), or any value as it stands. Lines that begin with '#'
// are notes.
class IgnoreRules {
 public:
  explicit IgnoreRules(std::string_view lines);
  bool cover(const threat_response::Observable& observable) const;

 private:
  struct Range {
    IpAddress base;
    std::size_t bits = 0;
  };
  std::vector<std::string> words_;
  std::vector<Range> ranges_;
};

}  // namespace casebook
