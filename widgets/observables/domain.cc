#include "observables/domain.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "observables/idna.h"
#include "observables/script.h"
#include "observables/tlds.h"

namespace observables {
namespace {

// Top-level domains that files end in more often than names do. Left out: endings in wide use as domains
// (com, pl, ai, app).
constexpr std::array<std::string_view, 17> kFileEndings = {
    "cab",        "cat", "dot", "inc", "map", "md", "mk", "mov", "pm",
    "properties", "ps",  "pub", "py",  "rs",  "sh", "so", "zip",
};

// Whether a name in ASCII is one by its lengths and characters: labels of 1 to 63 characters that neither
// begin nor end in '-'. Only hosts and services below a registered name have underscores (RFC 8552).
bool has_labels(std::string_view domain) {
  if (domain.size() > 253) return false;
  std::size_t label = 0;  // where it begins
  std::size_t underscore = std::string_view::npos;
  std::size_t before = 0;  // where the label before it begins
  for (std::size_t i = 0; i <= domain.size(); ++i) {
    const char c = i < domain.size() ? domain[i] : '.';
    if (c == '_') {
      underscore = i;
    } else if (c == '.') {
      if (i == label || i - label > 63 || domain[label] == '-' || domain[i - 1] == '-') return false;
      if (i < domain.size()) {
        before = label;
        label = i + 1;
      }
    } else if (!ascii::is(c, ascii::kName)) {
      return false;
    }
  }
  return underscore == std::string_view::npos || underscore < before;
}

bool has_ascii_labels(std::string_view name) {
  return name.starts_with("xn--") || name.find(".xn--") != std::string_view::npos;
}

}  // namespace

bool become_domain(Name& name) {
  // The last label first: most dots of a text end here.
  if (name.dots == 0 || !is_top_level_domain(name.last_label())) return false;
  const bool beyond = (name.bits & ascii::kBeyond) != 0;
  if (!beyond && !has_labels(name.value())) return false;
  if (!beyond && !(name.has_two_dashes && has_ascii_labels(name.value()))) return true;
  HostBuffer buffer;
  if (beyond && is_mixed_script(name.value())) name.warning = std::max(name.warning, Warning::kMixedScript);
  const std::string_view domain = to_ascii(name.value(), buffer);
  if (domain.empty() || !has_labels(domain)) return false;
  name.become(domain);
  name.is_international = true;
  assert(is_top_level_domain(name.last_label()));  // the list has both forms of each
  if (!beyond && is_mixed_script(to_unicode(name.value(), buffer)))
    name.warning = std::max(name.warning, Warning::kMixedScript);
  return true;
}

bool is_like_file(const Name& name) {
  return name.dots == 1 && std::ranges::find(kFileEndings, name.last_label()) != kFileEndings.end();
}

}  // namespace observables
