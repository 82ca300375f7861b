#include "observables/url.h"

#include <algorithm>
#include <array>

#include "observables/domain.h"
#include "observables/ip.h"
#include "observables/path.h"

namespace observables {
namespace {

constexpr std::array kSchemes = {
    Scheme{"http", "http://", false, Style::kNone},   Scheme{"https", "https://", true, Style::kNone},
    Scheme{"hxxp", "http://", false, Style::kHxxp},   Scheme{"hxxps", "https://", true, Style::kHxxp},
    Scheme{"h**p", "http://", false, Style::kHxxp},   Scheme{"h**ps", "https://", true, Style::kHxxp},
    Scheme{"h[tt]p", "http://", false, Style::kHxxp}, Scheme{"h[tt]ps", "https://", true, Style::kHxxp},
    Scheme{"ftp", "ftp://", false, Style::kNone},     Scheme{"ftps", "ftps://", true, Style::kNone},
};

// What is read of a URL so far; its canonical form is appended to `out` along the way.
struct Reading {
  Text text;
  Name& name;
  std::string& out;
  Url url;
  bool has_scheme = true;
  std::size_t bare_colon = 0;  // how long a colon without a port behind the host is
};

// [2001:db8::1], with its colons disguised or not.
bool read_ipv6_literal(Reading& reading, std::size_t begin) {
  static constexpr std::size_t kLongest = 64;
  Text text = reading.text;
  std::string address;
  std::size_t i = begin + 1;
  while (address.size() < kLongest && text.at(i) != ']') {
    const Disguise colon = colon_at(text, i);
    if (colon.size == 0 && !ascii::is_hex(text.at(i)) && text.at(i) != '.') return false;
    address += colon.size > 0 ? ':' : text.at(i);
    if (colon.size > 0) reading.url.style = reading.url.style | colon.style;
    i += std::max<std::size_t>(colon.size, 1);
  }
  const auto canonical = canonical_ipv6(address);
  if (!canonical) return false;  // one that is cut is longer than any address
  reading.url.end = i + 1;
  reading.out += '[';
  reading.out += *canonical;
  reading.out += ']';
  return true;
}

bool begins_with_digit(std::string_view word) { return !word.empty() && ascii::is_digit(word[0]); }

bool append_host(Name& name, std::string& out) {
  if (name.dots == 0 && !begins_with_digit(name.value())) {
    if (name.value() != "localhost") return false;
  } else if (begins_with_digit(name.last_label())) {
    if (!is_ipv4(name.value())) {
      const auto address = ipv4_by_url_standard(name.value());
      if (!address) return false;
      out += *address;
      return true;
    }
  } else if (!become_domain(name)) {
    return false;
  }
  ascii::append(out, name.value());
  return true;
}

constexpr bool begins_path(char c) { return c == '/' || c == '?' || c == '#'; }

bool read_host(Reading& reading, std::size_t begin) {
  Text text = reading.text;
  if (text.at(begin) == '[') return read_ipv6_literal(reading, begin);
  Name& name = reading.name;
  name.read(text, begin);
  // A name that begins later begins with a '-'.
  if ((name.begin != begin && !ascii::is(text.at(begin), ascii::kBeyond)) || !append_host(name, reading.out))
    return false;
  // "192,168,0,1" is no number with something behind it.
  if (name.dots == 0 && text.at(name.end) == ',' && ascii::is_digit(text.at(name.end + 1))) return false;
  Url& url = reading.url;
  url.end = name.end;
  url.style = url.style | name.style;
  url.warning = name.warning;
  url.is_international = name.is_international;
  // The dot of the root, where something follows it.
  const char next = text.at(url.end + 1);
  if (text.at(url.end) == '.' && (begins_path(next) || next == ':')) ++url.end;
  return true;
}

// Reads a port, if there is one; false when what follows makes the host none.
bool read_port(Reading& reading) {
  Text text = reading.text;
  const Disguise colon = colon_at(text, reading.url.end);
  if (colon.size == 0) return true;
  const std::size_t begin = reading.url.end + colon.size;
  std::size_t end = begin;
  unsigned port = 0;
  while (end - begin < 6 && ascii::is_digit(text.at(end)))
    port = port * 10 + static_cast<unsigned>(text.at(end++) - '0');
  if (text.word_at(end) || port > 65535) return false;
  // A colon before anything but a port or a path is punctuation; without a scheme before it, "a.b://" is none
  // of ours.
  if (end == begin && (!reading.has_scheme || !begins_path(text.at(end)))) return true;
  if (end == begin) {
    reading.bare_colon = colon.size;
  } else {
    reading.out += ':';
    reading.out += text.part(begin, end);
  }
  reading.url.style = reading.url.style | colon.style;
  reading.url.end = end;
  return true;
}

// What cannot follow a host: rather a part of it, or of a user's name before an '@'.
constexpr bool may_follow_host(char c) { return c != '%' && c != '@' && c != '$' && c != '+' && c != '='; }

bool read_host_and_port(Reading& reading, std::size_t begin) {
  return read_host(reading, begin) && read_port(reading) && may_follow_host(reading.text.at(reading.url.end));
}

// Whether a single word stands where a host should; most wrong URLs are told by that.
bool is_single_word(Text text, std::size_t begin) {
  static constexpr std::string_view kLocal = "localhost";
  std::size_t end = begin;
  while (ascii::is(text.at(end), ascii::kName)) ++end;
  const char next = text.at(end);
  const bool ended = (ascii::is(next, ascii::kUrlEnd) && next != '\\') || begins_path(next) ||
                     (next == ':' && begins_path(text.at(end + 1)));
  return ended && !ascii::is_digit(text.at(begin)) && end - begin != kLocal.size();
}

bool read_authority(Reading& reading, std::size_t begin) {
  const std::size_t written = reading.out.size();
  const Url before = reading.url;
  if (read_host_and_port(reading, begin)) return true;
  const std::size_t host = after_user(reading.text, begin);
  if (host == begin) return false;
  reading.out.resize(written);
  reading.url = before;
  append_path(reading.text.part(begin, host), reading.out);
  return read_host_and_port(reading, host);
}

// Reads on behind the authority, which the URL ends with so far.
void read_rest(Reading& reading) {
  Url& url = reading.url;
  const char c = reading.text.at(url.end);
  if (!begins_path(c) && (c != '[' || slash_at(reading.text, url.end).size == 0)) return;
  const Path path = read_path(reading.text, url.begin, url.end);
  append_path(reading.text.part(url.end, path.end), reading.out);
  // Of a path that is punctuation alone nothing is left.
  url.end = path.end > url.end ? path.end : url.end - reading.bare_colon;
  url.style = url.style | path.style;
}

}  // namespace

const Scheme* scheme_before(Text text, std::size_t end, std::size_t floor) {
  const bool secure = ascii::lower(text.before(end)) == 's';
  const std::size_t stem_end = secure ? end - 1 : end;
  if (ascii::lower(text.before(stem_end)) != 'p') return nullptr;
  for (const Scheme& scheme : kSchemes) {
    if (scheme.secure != secure || end < floor + scheme.written.size()) continue;
    const std::size_t begin = end - scheme.written.size();
    if (!ascii::starts_with(text.part(begin, end), scheme.written)) continue;
    const bool glued = text.word_before(begin) || text.before(begin) == '+';
    if (!glued) return &scheme;
  }
  return nullptr;
}

std::size_t after_user(Text text, std::size_t begin) {
  std::size_t after = begin;
  for (std::size_t i = begin; i < text.size(); ++i) {
    const char c = text.bytes[i];
    if (ascii::is(c, ascii::kUrlEnd) || c == '/' || c == '?' || c == '#') break;
    if (c == '@') after = i + 1;
  }
  return after;
}

Disguise separator_at(Text text, std::size_t i) {
  if (text.at(i) == ':' && text.at(i + 1) == '/' && text.at(i + 2) == '/') return {"://", 3, Style::kNone};
  if (text.at(i) == '[')
    if (const Disguise whole = enclosed_at(text, i); whole.means == "://") return whole;
  const Disguise colon = colon_at(text, i);
  if (colon.size == 0) return {};
  const Disguise first = slash_at(text, i + colon.size);
  if (first.size == 0) return {};
  const Disguise second = slash_at(text, i + colon.size + first.size);
  if (second.size == 0) return {};
  return {"://", colon.size + first.size + second.size, colon.style | first.style | second.style};
}

std::optional<Url> read_url(Text text, std::size_t i, std::size_t floor, Name& name, std::string& out) {
  const Disguise separator = separator_at(text, i);
  if (is_single_word(text, i + separator.size)) return std::nullopt;
  const Scheme* scheme = scheme_before(text, i, floor);
  if (!scheme) return std::nullopt;
  ascii::append(out, scheme->means);
  Reading reading{
      text, name, out, {.begin = i - scheme->written.size(), .style = scheme->style | separator.style}};
  // The host first: what follows a wrong one is left unread, so a row of wrong ones is read once.
  if (!read_authority(reading, i + separator.size)) return std::nullopt;
  read_rest(reading);
  return reading.url;
}

std::optional<Url> read_schemeless_url(Text text, std::size_t begin, Name& name, std::string& out) {
  Reading reading{text, name, out, {.begin = begin}, false};
  if (!read_host_and_port(reading, begin)) return std::nullopt;
  read_rest(reading);
  return reading.url;
}

std::string_view host_of(std::string_view url) {
  std::size_t begin = after_scheme(url);
  std::size_t end = begin;
  std::size_t colon = std::string_view::npos;
  // The last '@' before the path ends the user, the last colon behind it the host.
  for (; end < url.size() && !begins_path(url[end]); ++end) {
    if (url[end] == '@') begin = end + 1;
    if (url[end] == '@' || url[end] == ']') colon = std::string_view::npos;
    if (url[end] == ':') colon = end;
  }
  // The colons of an IPv6 address stand before its bracket.
  const bool has_port = colon != std::string_view::npos;
  return url.substr(begin, (has_port ? colon : end) - begin);
}

}  // namespace observables
