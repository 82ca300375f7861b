#include "threat_response/case_search.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace threat_response {
namespace {

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Letters of any script, digits: what no syntax uses.
bool is_plain(std::string_view word) {
  constexpr std::array<std::string_view, 3> kOperators = {"AND", "OR", "NOT"};
  return !std::ranges::contains(kOperators, word) && std::ranges::all_of(word, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
  });
}

std::string phrase(std::string_view word) {
  std::string out = "\"";
  for (const char c : word) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string whose_clause(const CaseSearch& search) {
  const std::string mine = "owner:" + phrase(search.user);
  switch (search.whose) {
    case Whose::kEverybody:
      return "";
    case Whose::kMine:
      return mine;
    case Whose::kOthers:
      return "NOT " + mine;
    case Whose::kShared:
      return mine + " NOT tlp:red";
  }
  return "";
}

std::string path_of(const CaseSearch& search) {
  std::string query = lucene(search.text);
  const std::string whose = whose_clause(search);
  if (!whose.empty()) query += (query.empty() ? "" : " ") + whose;
  std::string path = "/ctia/casebook/search?";
  if (!query.empty()) path += "query=" + percent_encode(query) + '&';
  return path + "sort_by=timestamp&sort_order=desc";
}

// Only the parameters that say which page, and only what is encoded: the header is the service's text, the
// path is ours.
std::string page_parameters(std::string_view next) {
  constexpr std::array<std::string_view, 3> kKeys = {"limit", "offset", "search_after"};
  std::string out;
  for (std::size_t start = 0; start < next.size();) {
    const std::size_t end = std::min(next.find('&', start), next.size());
    const std::string_view pair = next.substr(start, end - start);
    start = end + 1;
    const bool encoded = std::ranges::all_of(pair, [](char c) {
      return std::string_view("-._~%+*=").contains(c) || (c >= '0' && c <= '9') ||
             ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    });
    if (encoded && std::ranges::contains(kKeys, pair.substr(0, pair.find('='))))
      out += '&' + std::string(pair);
  }
  return out;
}

std::optional<std::int64_t> total_of(const Reply& reply) {
  const std::string_view text = header_of(reply, "x-total-hits");
  std::int64_t total = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), total);
  if (error != std::errc() || end != text.data() + text.size() || total < 0) return std::nullopt;
  return total;
}

}  // namespace

std::string lucene(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    const std::string word(text.substr(at, end - at));
    at = end;
    if (!out.empty()) out += ' ';
    // A start of a word is no word of its own to the service, and a word is stored by its stem: look for
    // both.
    out += is_plain(word) ? '(' + word + " OR " + word + "*)" : phrase(word);
  }
  return out;
}

Request search_cases_request(const CaseSearch& search) {
  return {.service = Service::kPrivateIntel,
          .path = path_of(search) + "&limit=" + std::to_string(search.limit)};
}

Request next_cases_request(const CaseSearch& search, std::string_view next) {
  return {.service = Service::kPrivateIntel, .path = path_of(search) + page_parameters(next)};
}

std::expected<CasePage, Problem> read_case_page(const Reply& reply) {
  auto cases = read_cases(reply);
  if (!cases) return std::unexpected(cases.error());
  return CasePage{
      .cases = *std::move(cases), .total = total_of(reply), .next = std::string(header_of(reply, "x-next"))};
}

}  // namespace threat_response
