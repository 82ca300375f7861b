#include "exchange/report.h"

#include <algorithm>

#include "exchange/disguised.h"
#include "threat_response/request.h"

namespace exchange {
namespace {

constexpr std::string_view kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

// The text as words and nothing else: each punctuation mark may be escaped (CommonMark 2.4). A line break is
// `line_break`.
std::string escaped(std::string_view text, std::string_view line_break) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (c == '\n' || c == '\r') {
      out += line_break;
      continue;
    }
    if (kPunctuation.contains(c)) out += '\\';
    out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return out;
}

std::string in_line(std::string_view text) { return escaped(text, " "); }

// Prose, defanged already: lines stay lines, and blanks at their beginning are not seen, so that none is an
// indented code block.
std::string prose(std::string_view text) {
  std::string out;
  bool has_line = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r\v\f"), line.size()));
    while (line.ends_with('\r') || line.ends_with(' ')) line.remove_suffix(1);
    if (line.empty()) {
      if (has_line) out += "\n\n";
      has_line = false;
      continue;
    }
    if (has_line) out += "\\\n";
    out += in_line(line);
    has_line = true;
  }
  return out + "\n\n";
}

class Report {
 public:
  Report(const Case& one, const Judgements& judgements, const ReportWords& words)
      : case_(one), judgements_(judgements), words_(words) {
    for (const Opinions& opinions : judgements.of) known_.emplace(opinions.observable, &opinions);
  }

  std::vector<Block> write(const std::vector<Picture>& pictures) {
    heading(1, case_.title.empty() ? words_.untitled : disguised(case_.title));
    facts();
    section(words_.summary, case_.short_description);
    section(words_.description, case_.description);
    observables();
    if (!pictures.empty()) heading(2, words_.pictures);
    for (const Picture& picture : pictures)
      blocks_.push_back({.kind = Kind::kPicture, .text = disguised(picture.caption), .svg = picture.svg});
    if (!case_.texts.empty()) heading(2, words_.notes);
    for (const Note& note : case_.texts) {
      if (&note != &case_.texts.front()) blocks_.push_back({.kind = Kind::kRule});
      blocks_.push_back({.kind = Kind::kProse, .text = disguised(note.text)});
    }
    return std::move(blocks_);
  }

 private:
  using Kind = Block::Kind;

  void heading(int level, std::string text) {
    blocks_.push_back({.kind = Kind::kHeading, .level = level, .text = std::move(text)});
  }
  void section(const std::string& title, const std::string& text) {
    if (text.empty()) return;
    heading(2, title);
    blocks_.push_back({.kind = Kind::kProse, .text = disguised(text)});
  }
  void facts() {
    Block facts{.kind = Kind::kFacts};
    const auto add = [&](const std::string& name, const std::string& value) {
      if (!value.empty()) facts.rows.push_back({name, disguised(value)});
    };
    add(words_.sharing, case_.tlp);
    add(words_.made, case_.timestamp);
    if (!judgements_.of.empty()) add(words_.judged, threat_response::to_iso(judgements_.at));
    if (!facts.rows.empty()) blocks_.push_back(std::move(facts));
  }

  Disposition disposition_of(const Observable& observable) const {
    const auto found = known_.find(observable);
    return found == known_.end() ? Disposition::kNone : found->second->disposition;
  }

  // A table a disposition, what asks for attention first.
  void observables() {
    if (case_.observables.empty()) return;
    heading(2, words_.observables);
    for (const Disposition disposition :
         {Disposition::kMalicious, Disposition::kSuspicious, Disposition::kUnknown, Disposition::kCommon,
          Disposition::kClean, Disposition::kNone}) {
      Block table{.kind = Kind::kTable, .rows = {{words_.kind, words_.value, words_.modules}}};
      for (const Observable& observable : case_.observables)
        if (disposition_of(observable) == disposition) table.rows.push_back(row(observable));
      if (table.rows.size() == 1) continue;
      heading(3, word(disposition));
      blocks_.push_back(std::move(table));
    }
  }

  std::vector<std::string> row(const Observable& observable) const {
    const auto kind = words_.kinds.find(observable.type);
    std::string modules;
    if (const auto found = known_.find(observable); found != known_.end())
      for (const ModuleOpinion& opinion : found->second->modules)
        modules +=
            (modules.empty() ? "" : ", ") + disguised(opinion.module) + ": " + word(opinion.disposition);
    return {kind == words_.kinds.end() ? observable.type : kind->second, disguised(observable),
            std::move(modules)};
  }

  std::string word(Disposition disposition) const {
    const auto found = words_.dispositions.find(disposition);
    return found == words_.dispositions.end() ? std::string() : found->second;
  }

  const Case& case_;
  const Judgements& judgements_;
  const ReportWords& words_;
  std::map<Observable, const Opinions*> known_;
  std::vector<Block> blocks_;
};

std::string markdown_of(const Block& block) {
  std::string out;
  switch (block.kind) {
    case Block::Kind::kHeading:
      return std::string(static_cast<std::size_t>(block.level), '#') + ' ' + in_line(block.text) + "\n\n";
    case Block::Kind::kProse:
      return prose(block.text);
    case Block::Kind::kRule:
      return "---\n\n";
    case Block::Kind::kPicture:
      return "![" + in_line(block.text) + "](data:image/svg+xml," +
             threat_response::percent_encode(block.svg) + ")\n\n";
    case Block::Kind::kFacts:
      for (const auto& fact : block.rows) out += "- " + in_line(fact[0]) + ": " + in_line(fact[1]) + '\n';
      return out + '\n';
    case Block::Kind::kTable:
      for (const auto& row : block.rows) {
        out += '|';
        for (const std::string& cell : row) out += cell.empty() ? " |" : ' ' + in_line(cell) + " |";
        out += &row == &block.rows.front() ? "\n| --- | --- | --- |\n" : "\n";
      }
      return out + '\n';
  }
  return out;
}

}  // namespace

std::vector<Block> report_of(const Case& one, const Judgements& judgements,
                             const std::vector<Picture>& pictures, const ReportWords& words) {
  return Report(one, judgements, words).write(pictures);
}

std::string markdown_report(const Case& one, const Judgements& judgements,
                            const std::vector<Picture>& pictures, const ReportWords& words) {
  std::string out;
  for (const Block& block : report_of(one, judgements, pictures, words)) out += markdown_of(block);
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

}  // namespace exchange
