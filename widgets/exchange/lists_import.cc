#include <algorithm>
#include <set>
#include <string>

#include "exchange/reading.h"
#include "observables/find.h"
#include "observables/refang.h"

namespace exchange {
namespace {

constexpr std::string_view kKind = "# kind:";

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// Plain words, or a JSON string.
std::string unquoted(std::string_view text) {
  if (!text.starts_with('"')) return observables::refang(text);
  const auto read = json::parse(text);
  return read && json::is_text(*read) ? json::text_of(*read) : std::string(text);
}

// Reads a list line by line.
class List {
 public:
  void line(std::string_view text) {
    const std::string_view line = trimmed(text);
    if (line.starts_with(kKind)) {
      kind_ = unquoted(trimmed(line.substr(kKind.size())));
      return;
    }
    if (line.empty() || line.starts_with('#')) return;
    if (!kind_.empty()) return add({kind_, unquoted(line)});
    if (const auto found = observables::recognise(line))
      add(*found);
    else
      is_list_ = false;
  }
  bool is_list() const { return is_list_ && !found_.empty(); }
  std::vector<Observable> take() { return std::move(found_); }

 private:
  void add(Observable one) {
    if (!one.value.empty()) add_once(found_, seen_, std::move(one));
  }

  std::string kind_;
  std::vector<Observable> found_;
  std::set<Observable> seen_;
  bool is_list_ = true;
};

// A report in Markdown (report.h) has every mark escaped: as words it is what was written.
std::string unescaped(std::string_view text) {
  constexpr std::string_view kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && kPunctuation.contains(text[i + 1])) ++i;
    out += text[i];
  }
  return out;
}

}  // namespace

void add_once(std::vector<Observable>& all, std::set<Observable>& seen, Observable one) {
  if (seen.insert(one).second) all.push_back(std::move(one));
}

Case case_of_text(std::string_view text) {
  Case one;
  List list;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    list.line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (list.is_list()) {
    one.observables = list.take();
    return one;
  }
  std::set<Observable> seen;
  const std::string words = text.starts_with("# ") ? unescaped(text) : std::string(text);
  const observables::Hits hits = observables::find(words);
  for (const observables::Hit& hit : hits.list)
    add_once(one.observables, seen, observables::Observable{hit.type, std::string(hits.value(hit))});
  if (!one.observables.empty()) one.description = std::string(text);
  return one;
}

}  // namespace exchange
