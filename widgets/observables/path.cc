#include "observables/path.h"

#include <algorithm>
#include <array>

namespace observables {
namespace {

// A line that ends before this column was not broken for its length.
constexpr std::size_t kFullLine = 60;
// What is looked at behind a line break, and before it.
constexpr std::size_t kNear = 512;

bool scheme_follows(Text text, std::size_t i) {
  const std::string_view rest = text.bytes.substr(std::min(i, text.size()));
  for (const std::string_view scheme : {"http", "hxxp", "h**p", "h[tt]p", "ftp"}) {
    if (!ascii::starts_with(rest, scheme)) continue;
    const std::size_t end = i + scheme.size();
    return colon_at(text, end + (ascii::lower(text.at(end)) == 's' ? 1 : 0)).size > 0;
  }
  return false;
}

std::size_t after_break(Text text, std::size_t i) {
  if (text.at(i) == '=') ++i;  // of quoted-printable (RFC 2045, 6.7)
  if (text.at(i) == '\r') ++i;
  return text.at(i) == '\n' ? i + 1 : 0;
}

bool is_full_line(Text text, std::size_t end) {
  for (std::size_t columns = 0; columns < kFullLine; ++columns)
    if (end < columns + 1 || text.at(end - columns - 1) == '\n') return false;
  return true;
}

// Where the URL goes on when the line break at `i` is a soft one, else 0.
std::size_t soft_break(Text text, std::size_t url, std::size_t i) {
  const std::size_t next = after_break(text, i);
  if (next == 0 || scheme_follows(text, next)) return 0;
  std::size_t stop = next;
  bool in_query = false;
  bool slash = false;
  bool letters = true;
  const bool enclosed = text.before(url) == '<' || text.has(url - std::min<std::size_t>(url, 5), "<URL:");
  while (stop < next + kNear &&
         (!ascii::is(text.at(stop), ascii::kUrlEnd) || (enclosed && after_break(text, stop) > 0))) {
    const char c = text.at(stop++);
    in_query = in_query || std::string_view("?=&%#").find(c) != std::string_view::npos;
    slash = slash || c == '/';
    letters = letters && (ascii::is(c, ascii::kLetter) || c == '/');
  }
  if (stop == next) return 0;
  if (enclosed) return text.at(stop) == '>' ? next : 0;
  const bool ended = std::string_view(".,;:!?").find(text.before(i)) != std::string_view::npos;
  // "and/or" is no path.
  const bool like_url = in_query || (slash && !letters);
  return like_url && !ended && is_full_line(text, i) ? next : 0;
}

std::size_t bracket_kind(char c) { return c == '(' || c == ')' ? 0 : c == '[' || c == ']' ? 1 : 2; }

// Moves from `i` over what needs a second look; returns `i` itself where the URL ends.
class Reader {
 public:
  Reader(Text text, std::size_t url) : text_(text), url_(url), quoted_(text.before(url) == '\'') {}

  std::size_t next(std::size_t i, Style& style) {
    const char c = text_.at(i);
    if (ascii::is(c, ascii::kBeyond)) {
      const Character found = character_at(text_.bytes, i);
      return found.kind == Class::kBreak ? i : i + found.size;
    }
    if (c == '\'') return quoted_ ? i : i + 1;
    if (c == ',' || c == ';') return scheme_follows(text_, i + 1) ? i : i + 1;
    if (c == '=' || c == '\r' || c == '\n') {
      const std::size_t soft = soft_break(text_, url_, i);
      return soft > 0 ? soft : c == '=' ? i + 1 : i;
    }
    if (ascii::is(c, ascii::kOpen)) {
      const Disguise found = path_disguise_at(text_, i);
      if (found.size == 0) ++open_[bracket_kind(c)];
      style = found.size > 0 ? style | found.style : style;
      return i + std::max<std::size_t>(found.size, 1);
    }
    if (!ascii::is(c, ascii::kClose) || open_[bracket_kind(c)] == 0) return i;
    --open_[bracket_kind(c)];
    return i + 1;
  }

 private:
  Text text_;
  std::size_t url_;
  bool quoted_;
  std::array<std::size_t, 3> open_{};
};

std::string without_breaks(Text text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t next = after_break(text, i);
    if (next == 0) out += text.at(i);
    i = next > 0 ? next : i + 1;
  }
  return out;
}

}  // namespace

Disguise path_disguise_at(Text text, std::size_t i) {
  const Disguise found = enclosed_at(text, i);
  if (found.size == 0 || (found.means != "." && found.means != ":")) return found;
  const char next = text.at(i + found.size);
  return ascii::is(next, ascii::kName | ascii::kBeyond) || next == '/' ? found : Disguise{};
}

Path read_path(Text text, std::size_t url, std::size_t begin) {
  Path path{begin};
  Reader reader(text, url);
  std::size_t i = begin;
  while (i < text.size()) {
    if (!ascii::is(text.bytes[i], ascii::kUrlLook)) {
      ++i;
      continue;
    }
    const std::size_t after = reader.next(i, path.style);
    if (after == i) break;
    i = after;
  }
  while (i > begin && std::string_view(".,;:!?'").find(text.before(i)) != std::string_view::npos) --i;
  path.end = i;
  return path;
}

void append_path(std::string_view path, std::string& out) {
  if (path.find_first_of("([{\n") == std::string_view::npos) {
    ascii::append(out, path);
    return;
  }
  // From its end on: what was undone may be a part of a disguise that begins before it, brackets in brackets.
  std::string written = without_breaks(Text{path});
  std::size_t begin = written.size();  // of what is done
  for (std::size_t i = written.size(); i > 0;) {
    written[--begin] = written[--i];
    if (!ascii::is(written[begin], ascii::kOpen)) continue;
    const Disguise found = path_disguise_at(Text{std::string_view(written).substr(begin)}, 0);
    if (found.size == 0) continue;
    begin += found.size - found.means.size();
    std::ranges::copy(found.means, written.begin() + static_cast<std::ptrdiff_t>(begin));
  }
  out.append(written, begin);
}

}  // namespace observables
