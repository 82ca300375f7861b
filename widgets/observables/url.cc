#include "observables/url.h"

#include <algorithm>
#include <array>
#include <utility>

#include "observables/domain.h"
#include "observables/ip.h"

namespace observables {
namespace {

// A scheme as written, and as meant. Longer ones first: the look back takes the first that fits.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kSchemes = {{
    {"h[tt]ps", "https"},
    {"h[tt]p", "http"},
    {"https", "https"},
    {"hxxps", "https"},
    {"h**ps", "https"},
    {"http", "http"},
    {"hxxp", "http"},
    {"h**p", "http"},
    {"ftps", "ftps"},
    {"ftp", "ftp"},
}};

struct Scheme {
  std::size_t begin = 0;
  std::string_view name;
};

std::optional<Scheme> scheme_before(const Text& text, std::size_t colon) {
  for (const auto& [written, meant] : kSchemes) {
    if (colon < written.size()) continue;
    const std::size_t begin = colon - written.size();
    if (!ascii::starts_with(text.part(begin, colon), written)) continue;
    const bool glued = begin > 0 && (text.in_word(begin - 1) || text.before(begin) == '+');
    if (!glued) return Scheme{begin, meant};
  }
  return std::nullopt;
}

// Whether a further URL starts at `i`, as in lists without blanks.
bool scheme_at(const Text& text, std::size_t i) {
  return std::ranges::any_of(kSchemes, [&](const auto& scheme) {
    const std::size_t end = i + scheme.first.size();
    return end + 3 <= text.size() && ascii::starts_with(text.part(i, end), scheme.first) &&
           text.part(end, end + 3) == "://";
  });
}

bool ends_url(const Text& text, std::size_t i) {
  const char c = text.at(i);
  if (text.marks[i] == Mark::kBreak) return true;
  if (ascii::is_control(c) || std::string_view(" <>\"`|\\^").find(c) != std::string_view::npos) return true;
  return (c == ',' || c == ';') && scheme_at(text, i + 1);
}

// Where the text from `begin` ends at a closing bracket that was not opened in it, at the end of the URL, or
// at `limit`.
std::size_t balanced_end(const Text& text, std::size_t begin, std::size_t limit) {
  static constexpr std::string_view kOpening = "([{";
  static constexpr std::string_view kClosing = ")]}";
  std::array<std::size_t, 3> open{};
  std::size_t end = begin;
  for (; end < limit && !ends_url(text, end); ++end) {
    if (const auto kind = kOpening.find(text.at(end)); kind != std::string_view::npos) ++open[kind];
    const auto kind = kClosing.find(text.at(end));
    if (kind == std::string_view::npos) continue;
    if (open[kind] == 0) break;
    --open[kind];
  }
  return end;
}

std::size_t without_punctuation(const Text& text, std::size_t begin, std::size_t end) {
  while (end > begin && std::string_view(".,;:!?'\">").find(text.at(end - 1)) != std::string_view::npos)
    --end;
  return end;
}

bool is_port(std::string_view port) {
  return port.empty() ||
         (port[0] == ':' && port.size() <= 6 && std::ranges::all_of(port.substr(1), ascii::is_digit));
}

// user@HOST:port with the host in canonical form.
std::optional<std::string> canonical_authority(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  const std::size_t host_begin = at == std::string_view::npos ? 0 : at + 1;
  const std::string user(authority.substr(0, host_begin));
  const std::string_view rest = authority.substr(host_begin);
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    if (close == std::string_view::npos || !is_port(rest.substr(close + 1))) return std::nullopt;
    const auto address = canonical_ipv6(rest.substr(1, close - 1));
    if (!address) return std::nullopt;
    return user + "[" + *address + "]" + std::string(rest.substr(close + 1));
  }
  const std::size_t colon = std::min(rest.find(':'), rest.size());
  const std::string_view host = rest.substr(0, colon);
  const std::string_view port = rest.substr(colon);
  if (!is_port(port)) return std::nullopt;
  if (is_ipv4(host)) return user + std::string(host) + std::string(port);
  const auto domain = canonical_domain(host);
  if (!domain) return std::nullopt;
  return user + *domain + std::string(port);
}

}  // namespace

std::optional<Url> url_at(const Text& text, std::size_t colon) {
  const auto scheme = scheme_before(text, colon);
  if (!scheme) return std::nullopt;
  const std::size_t begin = colon + 3;
  std::size_t slash = begin;
  while (slash < text.size() && std::string_view("/?#").find(text.at(slash)) == std::string_view::npos &&
         !ends_url(text, slash))
    ++slash;
  std::size_t authority_end = balanced_end(text, begin, slash);
  const bool goes_on = authority_end == slash && slash < text.size() && !ends_url(text, slash);
  if (!goes_on) authority_end = without_punctuation(text, begin, authority_end);
  // The host first: what follows a wrong one is left unread, so a row of wrong ones is read once.
  const auto authority = canonical_authority(text.part(begin, authority_end));
  if (!authority) return std::nullopt;
  std::size_t end = authority_end;
  if (goes_on) end = without_punctuation(text, begin, balanced_end(text, begin, text.size()));
  const std::string_view path = end > authority_end ? text.part(authority_end, end) : std::string_view();
  return Url{scheme->begin, end, std::string(scheme->name) + "://" + *authority + std::string(path)};
}

}  // namespace observables
