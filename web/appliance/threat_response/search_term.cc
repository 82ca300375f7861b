#include "appliance/threat_response/search_term.h"

#include <algorithm>
#include <utility>

namespace appliance {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_word(char c) {
  const char folded = lower(c);
  return (folded >= 'a' && folded <= 'z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80 || c == '.' || c == '-' || c == '_';
}

bool starts_word(std::string_view text, std::size_t at) { return at == 0 || !is_word(text[at - 1]); }

// A full stop at the end of a sentence does not belong to the word before it.
bool ends_word(std::string_view text, std::size_t at) {
  if (at == text.size() || !is_word(text[at])) return true;
  return text[at] == '.' && (at + 1 == text.size() || !is_word(text[at + 1]));
}

// Bytes after the first of a UTF-8 sequence.
bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Reads a text once, byte by byte, and knows how much of the pattern it may have come to: the time is that of
// text times pattern, whatever they are.
class Matcher {
 public:
  explicit Matcher(const Term& term) : term_(term), reached_(term.text.size() + 1, false), next_(reached_) {}

  void start() { reach(reached_, 0); }
  bool complete() const { return reached_.back(); }

  void read(char c) {
    next_.assign(reached_.size(), false);
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      if (!reached_[i]) continue;
      if (stays(i, c)) reach(next_, i);
      if (i < term_.text.size() && takes(i, c)) reach(next_, i + 1);
    }
    std::swap(reached_, next_);
  }

 private:
  bool is(std::size_t i, char wildcard) const {
    return i < term_.text.size() && term_.wild[i] && term_.text[i] == wildcard;
  }
  bool stays(std::size_t i, char c) const {
    return (is(i, '*') && !is_blank(c)) || (i > 0 && is(i - 1, '?') && continues_character(c));
  }
  bool takes(std::size_t i, char c) const {
    if (term_.wild[i]) return is(i, '?') && !is_blank(c) && !continues_character(c);
    return term_.text[i] == c;
  }
  // '*' may stand for nothing.
  void reach(std::vector<char>& positions, std::size_t i) const {
    positions[i] = true;
    while (is(i, '*')) positions[++i] = true;
  }

  const Term& term_;
  // By position: the characters of the pattern before it fit what was read; and the same one byte later.
  std::vector<char> reached_, next_;
};

bool occurs_plain(std::string_view term, std::string_view text) {
  for (std::size_t at = text.find(term); at != std::string_view::npos; at = text.find(term, at + 1))
    if (starts_word(text, at) && ends_word(text, at + term.size())) return true;
  return false;
}

bool occurs_wild(const Term& term, std::string_view text) {
  Matcher matcher(term);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (starts_word(text, at)) matcher.start();
    matcher.read(text[at]);
    if (matcher.complete() && ends_word(text, at + 1)) return true;
  }
  return false;
}

}  // namespace

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), lower);
  return text;
}

bool occurs(const Term& term, std::string_view text) {
  if (term.text.empty()) return false;
  return term.wild.empty() ? occurs_plain(term.text, text) : occurs_wild(term, text);
}

bool is_all_of(const Term& term, std::string_view text) {
  if (term.wild.empty()) return term.text == text;
  Matcher matcher(term);
  matcher.start();
  for (const char c : text) matcher.read(c);
  return matcher.complete();
}

}  // namespace appliance
