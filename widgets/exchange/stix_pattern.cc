#include "exchange/stix_pattern.h"

#include <string>

#include "exchange/stix_objects.h"
#include "observables/ascii.h"

namespace exchange {
namespace {

namespace ascii = observables::ascii;

// Reads a pattern from its start to its end, once.
class Reader {
 public:
  explicit Reader(std::string_view pattern) : rest_(pattern) {}

  bool done() const { return rest_.empty(); }
  char front() const { return rest_.empty() ? '\0' : rest_.front(); }
  void skip() { rest_.remove_prefix(1); }
  void skip_blanks() {
    while (ascii::is_blank(front()) || front() == '\n' || front() == '\r') skip();
  }
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  // Letters, digits, '-' and '_'; may be empty.
  std::string_view word() {
    std::size_t size = 0;
    while (size < rest_.size() && ascii::is(rest_[size], ascii::kName)) ++size;
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  // 'text' with \' and \\ for what would end it; nothing when there is none here.
  bool text(std::string& out) {
    out.clear();
    if (!take("'")) return false;
    while (!done() && front() != '\'') {
      if (front() == '\\' && rest_.size() > 1) skip();
      out += front();
      skip();
    }
    return take("'");
  }
  // Behind "type:", the path without quotes: hashes.'SHA-256' is "hashes.SHA-256".
  std::string path() {
    std::string path;
    for (;;) {
      std::string part;
      if (text(part))
        path += part;
      else
        path += word();
      if (!take(".")) return path;
      path += '.';
    }
  }

 private:
  std::string_view rest_;
};

void read_values(Reader& reader, std::string_view type, std::string_view path,
                 std::vector<Observable>& found) {
  const auto add = [&](const std::string& value) {
    Observable one = observable_at(type, path, value);
    if (!one.type.empty() && !one.value.empty()) found.push_back(std::move(one));
  };
  std::string value;
  if (reader.take("=")) {
    reader.take("=");
    reader.skip_blanks();
    if (reader.text(value)) add(value);
    return;
  }
  if (!reader.take("IN")) return;
  reader.skip_blanks();
  if (!reader.take("(")) return;
  for (;;) {
    reader.skip_blanks();
    if (!reader.text(value)) return;
    add(value);
    reader.skip_blanks();
    if (!reader.take(",")) return;
  }
}

}  // namespace

std::vector<Observable> observables_of_pattern(std::string_view pattern) {
  std::vector<Observable> found;
  Reader reader(pattern);
  std::string passed;
  bool is_denied = false;
  while (!reader.done()) {
    if (reader.front() == '\'') {  // a text of a comparison that is none of ours
      if (!reader.text(passed)) return found;
      continue;
    }
    const std::string_view word = reader.word();
    if (word.empty()) {
      reader.skip();
      continue;
    }
    if (word == "NOT") {
      is_denied = true;
      continue;
    }
    if (!reader.take(":")) {
      is_denied = false;
      continue;
    }
    const std::string path = reader.path();
    reader.skip_blanks();
    if (!is_denied) read_values(reader, word, path, found);
    is_denied = false;
  }
  return found;
}

}  // namespace exchange
