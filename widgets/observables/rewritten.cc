#include "observables/rewritten.h"

#include <algorithm>
#include <array>

#include "observables/find.h"
#include "observables/url.h"

namespace observables {
namespace {

enum class Coding { kPercent, kUrlDefense2, kUrlDefense3, kBase64, kLastPart };

struct Rewriter {
  std::string_view host;       // a suffix when it starts with a dot
  std::string_view path;       // what the path begins with
  std::string_view parameter;  // that holds the URL; empty: it stands in the path
  Coding coding;
};

// From the vendors' public descriptions of their rewritten links.
constexpr std::array kRewriters = {
    Rewriter{".safelinks.protection.outlook.com", "/", "url", Coding::kPercent},
    Rewriter{"urldefense.proofpoint.com", "/v1/", "u", Coding::kPercent},
    Rewriter{"urldefense.proofpoint.com", "/v2/", "u", Coding::kUrlDefense2},
    Rewriter{"urldefense.com", "/v3/__", "", Coding::kUrlDefense3},
    Rewriter{"urldefense.us", "/v3/__", "", Coding::kUrlDefense3},
    Rewriter{"secure-web.cisco.com", "/", "", Coding::kLastPart},
    Rewriter{"linkprotect.cudasvc.com", "/url", "a", Coding::kPercent},
    Rewriter{"clicktime.symantec.com", "/", "u", Coding::kPercent},
    Rewriter{"protect2.fireeye.com", "/", "u", Coding::kPercent},
    Rewriter{".protection.sophos.com", "/", "u", Coding::kBase64},
    Rewriter{"www.google.com", "/url", "q", Coding::kPercent},
    Rewriter{"www.google.com", "/url", "url", Coding::kPercent},
    Rewriter{"www.youtube.com", "/redirect", "q", Coding::kPercent},
    Rewriter{"l.facebook.com", "/l.php", "u", Coding::kPercent},
    Rewriter{"slack-redir.net", "/link", "url", Coding::kPercent},
};

bool is_host_of(std::string_view host, const Rewriter& row) {
  return row.host.starts_with('.') ? host.ends_with(row.host) : host == row.host;
}

int hex_value(char c) { return ascii::is_digit(c) ? c - '0' : ascii::lower(c) - 'a' + 10; }

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded =
        text[i] == '%' && i + 2 < text.size() && ascii::is_hex(text[i + 1]) && ascii::is_hex(text[i + 2]);
    out += coded ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
    if (coded) i += 2;
  }
  return out;
}

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Of either alphabet, without padding or with it.
std::string base64_decoded(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (char c : text) {
    if (c == '+') c = '-';
    if (c == '/') c = '_';
    const std::size_t value = kBase64.find(c);
    if (value == std::string_view::npos) break;
    bits = bits << 6U | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> count & 0xFFU);
  }
  return out;
}

std::string url_defense_2(std::string_view text) {
  std::string out(text);
  std::ranges::replace(out, '-', '%');
  std::ranges::replace(out, '_', '/');
  return percent_decoded(out);
}

// "__URL__;CHARACTERS!!...": each '*' of the URL stands for the next of the coded characters, "**" and a
// letter for as many of them as the letter says.
std::string url_defense_3(std::string_view rest) {
  const std::size_t end = rest.find("__;");
  if (end == std::string_view::npos) return {};
  const std::string_view coded = rest.substr(end + 3);
  const std::string hidden = base64_decoded(coded.substr(0, coded.find('!')));
  std::string out;
  std::size_t next = 0;
  const std::string_view url = rest.substr(0, end);
  for (std::size_t i = 0; i < url.size(); ++i) {
    if (url[i] != '*') {
      out += url[i];
      continue;
    }
    std::size_t count = 1;
    if (i + 2 < url.size() && url[i + 1] == '*') {
      count = 2 + std::min(kBase64.find(url[i + 2]), kBase64.size());
      i += 2;
    }
    out += std::string_view(hidden).substr(std::min(next, hidden.size()), count);
    next += count;
  }
  return out;
}

std::string_view parameter_of(std::string_view url, std::string_view name) {
  std::size_t begin = url.find('?');
  while (begin != std::string_view::npos) {
    const std::string_view rest = url.substr(begin + 1);
    const std::size_t end = rest.find_first_of("&#");
    const std::string_view pair = rest.substr(0, end);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
      return pair.substr(name.size() + 1);
    begin = end == std::string_view::npos || rest[end] == '#' ? std::string_view::npos : begin + 1 + end;
  }
  return {};
}

std::string decoded(const Rewriter& row, std::string_view url, std::string_view path) {
  const std::string_view parameter = parameter_of(url, row.parameter);
  switch (row.coding) {
    case Coding::kPercent:
      return percent_decoded(parameter);
    case Coding::kUrlDefense2:
      return url_defense_2(parameter);
    case Coding::kUrlDefense3:
      return url_defense_3(path.substr(row.path.size()));
    case Coding::kBase64:
      return base64_decoded(percent_decoded(parameter));
    case Coding::kLastPart:
      return percent_decoded(path.substr(path.rfind('/') + 1));
  }
  return {};
}

}  // namespace

bool is_rewriter(std::string_view url) {
  const std::string_view host = host_of(url);
  return std::ranges::any_of(kRewriters, [host](const Rewriter& row) { return is_host_of(host, row); });
}

std::optional<std::string> rewritten_url(std::string_view url) {
  const std::string_view host = host_of(url);
  const std::string_view path = url.substr(std::min(url.find('/', after_scheme(url)), url.size()));
  for (const Rewriter& row : kRewriters) {
    if (!is_host_of(host, row) || !path.starts_with(row.path)) continue;
    const Hits inner = recognise_as(Type::kUrl, decoded(row, url, path));
    if (!inner.list.empty()) return inner.values;
  }
  return std::nullopt;
}

}  // namespace observables
