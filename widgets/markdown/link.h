// Where a link of a text nobody vouches for may lead.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace markdown {

struct Link {
  std::string href;  // begins with https://
  std::string
      host;  // in lower case, in letters that cannot be mistaken (A-labels), with a port that is given

  bool operator==(const Link&) const = default;
};

// The link that `target` is; nothing when it is no absolute https address, or one of which a reader could be
// deceived about the host: with a user name, with letters outside of ASCII, with percent-encoding or a
// backslash in the authority, with a number that browsers read as another address.
std::optional<Link> link_to(std::string_view target);

}  // namespace markdown
