#include "appliance/threat_response/search_query.h"

#include <algorithm>

namespace appliance {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string text) {
  for (char& c : text) c = lower(c);
  return text;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Letters, digits, every byte above ASCII, and the marks that hold a host or a word together: "127" is no
// word of "127.0.0.1".
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

bool contains(std::string_view text, std::string_view term) {
  for (std::size_t at = text.find(term); at != std::string_view::npos; at = text.find(term, at + 1))
    if (starts_word(text, at) && ends_word(text, at + term.size())) return true;
  return false;
}

// Reads one query, character by character.
struct Reader {
  std::vector<std::string> terms = {};
  std::string term = "";
  bool quoted = false;

  void end_term() {
    // AND is what blanks mean already.
    if (!term.empty() && term != "AND" && term != "*") terms.push_back(lower(term));
    term.clear();
  }
};

}  // namespace

std::expected<std::vector<std::string>, std::string> parse_query(std::string_view query) {
  constexpr std::string_view kSyntax = ":/()[]{}^~?+!";
  Reader reader;
  for (std::size_t i = 0; i < query.size(); ++i) {
    const char c = query[i];
    if (c == '\\' && i + 1 < query.size()) {
      reader.term += query[++i];
    } else if (c == '"') {
      reader.end_term();
      reader.quoted = !reader.quoted;
    } else if (!reader.quoted && is_blank(c)) {
      if (reader.term == "OR" || reader.term == "NOT")
        return std::unexpected("Only words that must all occur can be searched for, without OR and NOT.");
      reader.end_term();
    } else if (!reader.quoted && kSyntax.contains(c)) {
      return std::unexpected(std::string("Cannot read the query: quote or escape '") + c + "'.");
    } else {
      reader.term += c;
    }
  }
  if (reader.quoted) return std::unexpected("Cannot read the query: a quotation mark is missing.");
  reader.end_term();
  return std::move(reader.terms);
}

std::vector<std::string> parse_simple_query(std::string_view query) {
  Reader reader;
  for (const char c : query) {
    if (c == '"' || (is_blank(c) && !reader.quoted)) {
      reader.end_term();
      reader.quoted = reader.quoted != (c == '"');
    } else {
      reader.term += c;
    }
  }
  reader.end_term();
  return std::move(reader.terms);
}

bool matches(const IndexedCase& entry, const std::vector<std::string>& terms,
             const std::vector<std::string>& fields) {
  return std::ranges::all_of(terms, [&](const std::string& term) {
    return std::ranges::any_of(entry.texts, [&](const auto& text) {
      return std::ranges::contains(fields, text.first) && contains(text.second, term);
    });
  });
}

}  // namespace appliance
