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

// Reads records of RFC 4180 one by one, with any one of three characters between cells.
class Rows {
 public:
  Rows(std::string_view text, char separator) : rest_(text), separator_(separator) {}

  // The next record that is not blank; false when there is none. A quote that is not closed goes on to the
  // end.
  bool next(Row& row) {
    while (!rest_.empty()) {
      read(row);
      if (row.size() > 1 || !row.front().empty()) return true;
    }
    return false;
  }

 private:
  // Further cells become part of the last one: a row of nothing but commas stays small.
  static constexpr std::size_t kMostCells = 256;

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void read_quoted(std::string& cell) {
    while (!rest_.empty()) {
      if (take('"') && !rest_.starts_with('"')) return;
      if (rest_.empty()) return;
      cell += rest_.front();
      rest_.remove_prefix(1);
    }
  }
  void read(Row& row) {
    row.assign(1, "");
    while (!rest_.empty()) {
      if (row.back().empty() && take('"')) {
        read_quoted(row.back());
      } else if (row.size() < kMostCells && take(separator_)) {
        row.emplace_back();
      } else if (take('\r')) {
        take('\n');
        return;
      } else if (take('\n')) {
        return;
      } else {
        row.back() += rest_.front();
        rest_.remove_prefix(1);
      }
    }
  }

  std::string_view rest_;
  char separator_;
};

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
  Rows rows(text, separator);
  Row row;
  if (!rows.next(row)) return std::nullopt;
  const std::size_t values = column_of(row, kValueColumns);
  const std::size_t kinds = column_of(row, kKindColumns);
  if (values == row.size()) return std::nullopt;

  const bool is_ours = first.starts_with("type,value,defanged,disposition");
  Case one;
  std::set<Observable> seen;
  std::string left;  // rows that hold no observable
  while (rows.next(row)) {
    const std::string kind = at(row, kinds), value = at(row, values);
    std::optional<Observable> found;
    if (is_ours)
      found = Observable{without_guard(kind), without_guard(value)};
    else
      found = foreign(kind, value);
    if (found && !found->type.empty() && !found->value.empty()) {
      add_once(one.observables, seen, *std::move(found));
      continue;
    }
    for (const std::string& cell : row) left += (&cell == &row.front() ? "" : ", ") + cell;
    left += '\n';
  }
  if (one.observables.empty()) return std::nullopt;
  if (!left.empty()) one.texts.push_back({std::string(kNote), std::move(left)});
  return one;
}

}  // namespace exchange
