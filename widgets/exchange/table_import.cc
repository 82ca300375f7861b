#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "exchange/cell.h"
#include "exchange/fit.h"
#include "exchange/reading.h"
#include "observables/ascii.h"
#include "observables/find.h"
#include "observables/refang.h"

namespace exchange {
namespace {

using Row = std::vector<std::string>;

// Reads the records of RFC 4180, with any one of three characters between cells. A quote that is not closed
// goes on to the end.
std::vector<Row> rows_of(std::string_view text, char separator) {
  std::vector<Row> rows;
  Row row;
  std::string cell;
  bool is_quoted = false;
  const auto end_row = [&] {
    row.push_back(std::move(cell));
    cell.clear();
    const bool is_blank = row.size() == 1 && row.front().empty();
    if (!is_blank) rows.push_back(std::move(row));
    row.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_quoted) {
      const bool is_end = c == '"';
      if (is_end && i + 1 < text.size() && text[i + 1] == '"')
        cell += text[++i];
      else if (is_end)
        is_quoted = false;
      else
        cell += c;
    } else if (c == '"' && cell.empty()) {
      is_quoted = true;
    } else if (c == separator) {
      row.push_back(std::move(cell));
      cell.clear();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
      end_row();
    } else {
      cell += c;
    }
  }
  end_row();
  return rows;
}

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || !out.empty()) out += observables::ascii::lower(c);
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

// What columns of values and of kinds are called in what other tools write; the more telling ones first.
constexpr std::array<std::string_view, 9> kValueColumns = {
    "value",    "observable",      "indicator", "indicator_value", "ioc", "ioc_value",
    "artifact", "indicator value", "data"};
constexpr std::array<std::string_view, 7> kKindColumns = {
    "type", "observable_type", "indicator_type", "ioc_type", "datatype", "kind", "indicator type"};

template <std::size_t kCount>
std::size_t column_of(const Row& header, const std::array<std::string_view, kCount>& names) {
  for (const std::string_view name : names)
    for (std::size_t i = 0; i < header.size(); ++i)
      if (lower(header[i]) == name) return i;
  return header.size();
}

// Names of kinds that others use, as the service's.
std::string kind_of(std::string_view name) {
  static const std::map<std::string_view, std::string_view> kKinds = {{"ip-src", "ip"},
                                                                      {"ip-dst", "ip"},
                                                                      {"ipv4", "ip"},
                                                                      {"ipv4-addr", "ip"},
                                                                      {"ip_address", "ip"},
                                                                      {"ipv6-addr", "ipv6"},
                                                                      {"domain-name", "domain"},
                                                                      {"fqdn", "domain"},
                                                                      {"uri", "url"},
                                                                      {"filehash-md5", "md5"},
                                                                      {"filehash-sha1", "sha1"},
                                                                      {"filehash-sha256", "sha256"},
                                                                      {"sha-1", "sha1"},
                                                                      {"sha-256", "sha256"},
                                                                      {"hash_md5", "md5"},
                                                                      {"hash_sha1", "sha1"},
                                                                      {"hash_sha256", "sha256"},
                                                                      {"email-src", "email"},
                                                                      {"email-dst", "email"},
                                                                      {"email-addr", "email"},
                                                                      {"filename", "file_name"},
                                                                      {"mac-address", "mac_address"},
                                                                      {"mac-addr", "mac_address"}};
  const std::string plain = lower(name);
  const auto found = kKinds.find(plain);
  return std::string(found == kKinds.end() ? std::string_view(plain) : found->second);
}

std::string at(const Row& row, std::size_t column) {
  return column < row.size() ? row[column] : std::string();
}

// The observable of a foreign row: the value may be disguised, and the kind is the sender's word for it.
std::optional<Observable> foreign(const std::string& kind, const std::string& value) {
  const std::string plain = observables::refang(lower(value).empty() ? "" : value);
  if (plain.empty()) return std::nullopt;
  const std::string its_kind = kind_of(kind);
  const auto found = observables::recognise(value);
  const bool is_known = observables::type_from_name(its_kind).has_value();
  if (is_known || its_kind.empty()) {
    if (found) return Observable(*found);
    const Observable declared{its_kind, plain};
    const Observable usual = threat_response::canonical(declared);
    if (is_known && !usual.value.contains(' ')) return usual;
    return std::nullopt;
  }
  const bool is_word =
      std::ranges::all_of(its_kind, [](char c) { return observables::ascii::is_word(c) || c == '_'; });
  if (is_word) return Observable{its_kind, plain};
  if (found) return Observable(*found);
  return std::nullopt;
}

}  // namespace

std::optional<Case> case_of_table(std::string_view text) {
  const std::string_view first = text.substr(0, text.find_first_of("\r\n"));
  char separator = ',';
  for (const char other : {';', '\t'})
    if (std::ranges::count(first, other) > std::ranges::count(first, separator)) separator = other;
  const std::vector<Row> head = rows_of(first, separator);
  if (head.empty()) return std::nullopt;
  const std::size_t values = column_of(head.front(), kValueColumns);
  const std::size_t kinds = column_of(head.front(), kKindColumns);
  if (values == head.front().size()) return std::nullopt;

  const bool is_ours = first.starts_with("type,value,defanged,disposition");
  Case one;
  std::set<Observable> seen;
  std::string left;  // rows that hold no observable
  std::vector<Row> rows = rows_of(text, separator);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string kind = at(rows[i], kinds), value = at(rows[i], values);
    std::optional<Observable> found;
    if (is_ours)
      found = Observable{without_guard(kind), without_guard(value)};
    else
      found = foreign(kind, value);
    if (found && !found->type.empty() && !found->value.empty()) {
      add_once(one.observables, seen, *std::move(found));
      continue;
    }
    for (const std::string& cell : rows[i]) left += (&cell == &rows[i].front() ? "" : ", ") + cell;
    left += '\n';
  }
  if (one.observables.empty()) return std::nullopt;
  if (!left.empty()) one.texts.push_back({std::string(kNote), std::move(left)});
  return one;
}

}  // namespace exchange
