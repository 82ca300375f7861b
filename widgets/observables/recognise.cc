#include <algorithm>

#include "observables/blocks.h"
#include "observables/digest.h"
#include "observables/domain.h"
#include "observables/find.h"
#include "observables/idna.h"
#include "observables/ip.h"
#include "observables/path.h"
#include "observables/refang.h"
#include "observables/url.h"

namespace observables {
namespace {

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Range without_blanks(std::string_view cell) {
  static constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = cell.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return {first, cell.find_last_not_of(kBlanks) + 1};
}

// Each fills in the type, the value and how it was written; false when the cell is no such thing.
bool as_domain(Text cell, Hit& hit, std::string& value) {
  Name name;
  name.read(cell, 0);
  const bool rooted = name.end + 1 == cell.size() && cell.at(name.end) == '.';
  if (name.end != cell.size() && !rooted) return false;
  if (name.begin != 0 || !become_domain(name)) return false;
  hit.style = name.style;
  hit.warning = name.warning;
  hit.is_international = name.is_international;
  value = name.value();
  return true;
}

bool as_address(Text cell, Hit& hit, std::string& value) {
  std::string address = refang(cell.bytes);
  hit.style = address == cell.bytes ? Style::kNone : Style::kBrackets;
  if (is_ipv4(address)) {
    hit.type = Type::kIp;
    value = std::move(address);
    return true;
  }
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  const std::size_t zone = std::min(address.find('%'), address.size());
  const bool named = std::ranges::all_of(address.substr(std::min(zone + 1, address.size())),
                                         [](char c) { return ascii::is(c, ascii::kName); });
  auto canonical = canonical_ipv6(std::string_view(address).substr(0, zone));
  if (!canonical || !named || zone + 1 == address.size()) return false;
  hit.type = Type::kIpv6;
  value = *canonical + address.substr(zone);
  return true;
}

bool as_url(Text cell, Hit& hit, std::string& value) {
  static constexpr std::size_t kLongestScheme = 8;
  Name name;
  std::optional<Url> url;
  for (std::size_t i = 0; i < kLongestScheme && !url; ++i)
    if (separator_at(cell, i).size > 0) url = read_url(cell, i, 0, name, value);
  if (!url) url = read_schemeless_url(cell, 0, name, value);
  if (!url || url->begin != 0) return false;
  // The page says that the cell is a URL: punctuation at the end of its path belongs to it.
  const std::string_view rest = cell.bytes.substr(url->end);
  if (!rest.empty() && value.find_first_of("/?#", after_scheme(value)) == std::string::npos) return false;
  if (std::ranges::any_of(rest, [](char c) { return ascii::is(c, ascii::kUrlEnd | ascii::kBeyond); }))
    return false;
  append_path(rest, value);
  hit.type = Type::kUrl;
  hit.style = url->style;
  hit.warning = url->warning;
  hit.is_international = url->is_international;
  return true;
}

bool as_digest(Text cell, Hit& hit, std::string& value) {
  std::size_t end = 0;
  while (ascii::is_word(cell.at(end))) ++end;
  const Digest digest = read_digest(cell, 0, end);
  if (digest.size() == 0 || digest.end != cell.size()) return false;
  hit.type = Type::kSha256;
  append_digest(cell, digest, value);
  return true;
}

}  // namespace

std::optional<Observable> recognise(std::string_view cell) {
  const auto [begin, end] = without_blanks(cell);
  cell = cell.substr(begin, end - begin);
  const Hits hits = find(cell);
  if (hits.list.size() != 1 || hits.list[0].start != 0) return std::nullopt;
  const Hit& hit = hits.list[0];
  const std::string_view rest = cell.substr(hit.end);
  // A host name may end in the dot of the root.
  const bool rooted = rest == "." && hit.type == Type::kDomain;
  if (!rest.empty() && !rooted) return std::nullopt;
  return Observable{hit.type, std::string(hits.value(hit))};
}

Hits recognise_as(Type declared, std::string_view cell) {
  const auto [begin, end] = without_blanks(cell);
  const Text text{cell.substr(begin, end - begin)};
  Hits found;
  Hit hit;
  const auto fits = [&] {
    switch (declared) {
      case Type::kDomain:
        return as_domain(text, hit, found.values);
      case Type::kUrl:
        return as_url(text, hit, found.values);
      case Type::kSha256:
        return as_digest(text, hit, found.values);
      case Type::kIp:
      case Type::kIpv6:
        break;
    }
    return as_address(text, hit, found.values);
  };
  if (begin == end || !fits()) return {};
  hit.start = begin;
  hit.end = end;
  hit.value_size = found.values.size();
  hit.as_it_stood = text.bytes == found.values;
  found.list.push_back(hit);
  for (std::size_t base = 0; base < cell.size(); base += kBlock) add_beyond(cell, base, found);
  return found;
}

std::string unicode_form(Type type, std::string_view value) {
  if (type != Type::kDomain && type != Type::kUrl) return {};
  const std::string_view host = type == Type::kUrl ? host_of(value) : value;
  HostBuffer buffer;
  const std::string_view shown = to_unicode(host, buffer);
  if (shown.empty()) return {};
  const auto at = static_cast<std::size_t>(host.data() - value.data());
  std::string out(value.substr(0, at));
  out += shown;
  out += value.substr(at + host.size());
  return out;
}

}  // namespace observables
