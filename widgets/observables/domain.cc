#include "observables/domain.h"

#include <algorithm>
#include <array>

#include "observables/ascii.h"
#include "observables/tlds.h"

namespace observables {
namespace {

// Top-level domains that files end in more often than names do. Left out: endings in wide use as domains
// (com, pl, ai, app).
constexpr std::array<std::string_view, 17> kFileEndings = {
    "cab",        "cat", "dot", "inc", "map", "md", "mk", "mov", "pm",
    "properties", "ps",  "pub", "py",  "rs",  "sh", "so", "zip",
};

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(label, [](char c) { return ascii::is_alnum(c) || c == '-' || c == '_'; });
}

}  // namespace

std::optional<std::string> canonical_domain(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.size() > 253) return std::nullopt;
  std::string domain = ascii::lowered(name);
  std::string_view last, registered;
  for (std::string_view rest = domain;;) {
    const std::size_t dot = rest.find('.');
    registered = last;
    last = rest.substr(0, dot);
    if (!is_label(last)) return std::nullopt;
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  // Only hosts and services below a registered name have underscores (RFC 8552).
  if (registered.empty() || registered.find('_') != std::string_view::npos) return std::nullopt;
  if (!std::ranges::binary_search(top_level_domains(), last)) return std::nullopt;
  return domain;
}

bool is_like_file(std::string_view domain) {
  const std::size_t dot = domain.find('.');
  const std::string_view ending = domain.substr(dot + 1);
  return std::ranges::find(kFileEndings, ending) != kFileEndings.end();
}

}  // namespace observables
