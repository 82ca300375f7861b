#include "appliance/threat_response/search_query.h"

#include <algorithm>
#include <array>
#include <format>

namespace appliance {
namespace {

using Occur = Clause::Occur;
using Problem = std::unexpected<std::string>;

constexpr std::array<std::string_view, 9> kFields = {"id",          "title",  "short_description",
                                                     "description", "source", "observables.value",
                                                     "texts.text",  "owner",  "tlp"};
constexpr std::array<std::string_view, 5> kOperators = {"AND", "&&", "OR", "||", "NOT"};
constexpr std::string_view kEndsWord = "():\"!";
constexpr std::string_view kUnknownSyntax = "/[]{}^~";
constexpr std::string_view kModifiers = "+-!";

Problem unreadable(std::string_view why) { return Problem(std::format("Cannot read the query: {}.", why)); }

enum class Join { kNone, kAnd, kOr };

// How the words before a clause change it and its neighbour (QueryParserBase::addClause, default AND).
void add(Query& query, Clause clause, Join join, bool negated) {
  const bool has_neighbour = !query.empty() && query.back().occur != Occur::kMustNot;
  if (has_neighbour && join != Join::kNone)
    query.back().occur = join == Join::kAnd ? Occur::kMust : Occur::kShould;
  clause.occur = negated ? Occur::kMustNot : join == Join::kOr ? Occur::kShould : Occur::kMust;
  query.push_back(std::move(clause));
}

// Recursive descent over one query; each function reads its part and leaves `at_` behind it.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::expected<Query, std::string> all() {
    auto query = clauses("", 0);
    if (query && !at_end()) return unreadable("a bracket is closed that was never opened");
    return query;
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  bool sees(std::string_view characters) const { return !at_end() && characters.contains(text_[at_]); }
  bool take(char c) {
    const bool there = !at_end() && text_[at_] == c;
    at_ += there ? 1 : 0;
    return there;
  }
  void skip_blanks() {
    while (!at_end() && is_blank(text_[at_])) ++at_;
  }

  bool sees_operator() const {
    return std::ranges::any_of(kOperators, [&](std::string_view name) { return sees_operator(name); });
  }
  bool sees_operator(std::string_view name) const {
    if (!text_.substr(at_).starts_with(name)) return false;
    const std::string_view rest = text_.substr(at_ + name.size());
    return rest.empty() || is_blank(rest[0]) || kEndsWord.contains(rest[0]) ||
           kUnknownSyntax.contains(rest[0]);
  }
  bool take_operator(std::string_view name) {
    if (!sees_operator(name)) return false;
    at_ += name.size();
    skip_blanks();
    return true;
  }
  Join take_join() {
    if (take_operator("AND") || take_operator("&&")) return Join::kAnd;
    return take_operator("OR") || take_operator("||") ? Join::kOr : Join::kNone;
  }
  bool take_negation() {
    if (take_operator("NOT")) return true;
    if (!sees(kModifiers)) return false;
    const bool negates = text_[at_++] != '+';
    skip_blanks();
    return negates;
  }

  // Until the end or the bracket that closes the group.
  std::expected<Query, std::string> clauses(const std::string& field, int depth) {
    if (depth > kDeepestQuery)
      return unreadable(std::format("its brackets are more than {} deep", kDeepestQuery));
    Query query;
    for (skip_blanks(); !at_end() && !sees(")"); skip_blanks()) {
      const Join join = take_join();
      if (join != Join::kNone && query.empty()) return unreadable("an operator has nothing before it");
      const bool negated = take_negation();
      auto next = clause(field, depth);
      if (!next) return Problem(next.error());
      if (++count_ > kMostClauses)
        return unreadable(std::format("it has more than {} clauses", kMostClauses));
      add(query, *std::move(next), join, negated);
    }
    return query;
  }

  // [field ":"] value
  std::expected<Clause, std::string> clause(const std::string& field, int depth) {
    if (at_end() || sees(")")) return unreadable("an operator has nothing after it");
    if (sees("(\"")) return value(field, depth);
    auto first = word();
    if (!first) return Problem(first.error());
    skip_blanks();
    if (!take(':')) return finished({.field = field, .term = *std::move(first)});
    skip_blanks();
    if (!first->wild.empty() && first->text == "*") return value("", depth);
    if (!first->wild.empty() || !std::ranges::contains(kFields, first->text))
      return unreadable("before ':' stands no field that can be searched; quote or escape it");
    return value(first->text, depth);
  }

  // A group, a phrase or a word.
  std::expected<Clause, std::string> value(const std::string& field, int depth) {
    if (take('(')) return group(field, depth);
    auto term = take('"') ? phrase() : word();
    if (!term) return Problem(term.error());
    return finished({.field = field, .term = *std::move(term)});
  }

  std::expected<Clause, std::string> group(const std::string& field, int depth) {
    auto inside = clauses(field, depth + 1);
    if (!inside) return Problem(inside.error());
    if (!take(')')) return unreadable("a bracket is not closed");
    if (inside->empty()) return unreadable("there is nothing in a pair of brackets");
    return Clause{.field = field, .group = *std::move(inside)};
  }

  std::expected<Term, std::string> phrase() {
    Term term;
    while (!take('"')) {
      if (take('\\') && at_end()) return unreadable("nothing follows the backslash");
      if (at_end()) return unreadable("a quotation mark is missing");
      term.text += text_[at_++];
    }
    return term;
  }

  std::expected<Term, std::string> word() {
    if (sees_operator()) return unreadable("an operator stands where a word should");
    Term term;
    bool has_wildcard = false;
    while (!at_end() && !is_blank(text_[at_]) && !sees(kEndsWord)) {
      if (sees(kUnknownSyntax) || (term.text.empty() && sees(kModifiers))) break;
      const bool escaped = take('\\');
      if (at_end()) return unreadable("nothing follows the backslash");
      term.wild.push_back(!escaped && sees("*?"));
      has_wildcard = has_wildcard || term.wild.back();
      term.text += text_[at_++];
    }
    if (sees(kUnknownSyntax) || (term.text.empty() && !at_end()))
      return unreadable(std::format("quote or escape '{}'", text_[at_]));
    if (term.text.empty()) return unreadable("nothing follows the ':'");
    if (!has_wildcard) term.wild.clear();
    return term;
  }

  std::expected<Clause, std::string> finished(Clause clause) {
    if (!clause.term.wild.empty()) wildcards_ += clause.term.text.size();
    if (wildcards_ > kLongestWildcards)
      return unreadable(
          std::format("its words with wildcards have more than {} characters", kLongestWildcards));
    clause.term.text = lower_case(std::move(clause.term.text));
    return clause;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
  std::size_t wildcards_ = 0;
};

bool is_everything(const Clause& clause) {
  return clause.field.empty() && clause.term.text == "*" && !clause.term.wild.empty();
}

bool holds(const IndexedCase& entry, const Clause& clause, const std::vector<std::string>& fields) {
  if (!clause.group.empty()) return matches(entry, clause.group, fields);
  if (is_everything(clause)) return true;
  const bool whole = clause.field == "owner" || clause.field == "tlp";
  return std::ranges::any_of(entry.texts, [&](const auto& text) {
    const auto& [field, value] = text;
    const bool asked = clause.field.empty() ? std::ranges::contains(fields, field) : field == clause.field;
    return asked && (whole ? is_all_of(clause.term, value) : occurs(clause.term, value));
  });
}

}  // namespace

std::expected<Query, std::string> parse_query(std::string_view query) {
  auto parsed = Parser(query).all();
  if (parsed && parsed->empty() && !query.empty()) parsed->push_back({});
  return parsed;
}

Query parse_simple_query(std::string_view text) {
  Query query;
  std::string word;
  const auto end_word = [&] {
    // AND is what blanks mean already.
    if (!word.empty() && word != "AND" && word != "*")
      query.push_back({.term = {.text = lower_case(std::move(word))}});
    word.clear();
  };
  bool quoted = false;
  for (const char c : text) {
    if (c == '"' || (is_blank(c) && !quoted)) {
      end_word();
      quoted = quoted != (c == '"');
    } else {
      word += c;
    }
  }
  end_word();
  return query;
}

bool matches(const IndexedCase& entry, const Query& query, const std::vector<std::string>& fields) {
  bool may = false, must = false, found = false;
  for (const Clause& clause : query) {
    const bool held = holds(entry, clause, fields);
    if (clause.occur == Occur::kShould) {
      may = true;
      found = found || held;
    } else if (held == (clause.occur == Occur::kMustNot)) {
      return false;
    } else {
      must = must || clause.occur == Occur::kMust;
    }
  }
  return must || !may || found;
}

}  // namespace appliance
