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

// Prose: lines stay lines, and blanks at their beginning are not seen, so that none is an indented code
// block.
std::string prose(std::string_view text) {
  std::string out;
  const std::string safe = disguised(text);
  bool has_line = false;
  for (std::string_view rest = safe; !rest.empty();) {
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

  std::string write(const std::vector<Picture>& pictures) {
    heading("# ", case_.title.empty() ? words_.untitled : disguised(case_.title));
    facts();
    section(words_.summary, case_.short_description);
    section(words_.description, case_.description);
    observables();
    if (!pictures.empty()) heading("## ", words_.pictures);
    for (const Picture& picture : pictures)
      out_ += "![" + in_line(disguised(picture.caption)) + "](data:image/svg+xml," +
              threat_response::percent_encode(picture.svg) + ")\n\n";
    if (!case_.texts.empty()) heading("## ", words_.notes);
    for (const Note& note : case_.texts) {
      if (&note != &case_.texts.front()) out_ += "---\n\n";
      out_ += prose(note.text);
    }
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  void heading(std::string_view marks, std::string_view text) { (out_ += marks) += in_line(text) + "\n\n"; }
  void section(std::string_view title, std::string_view text) {
    if (text.empty()) return;
    heading("## ", title);
    out_ += prose(text);
  }
  void fact(std::string_view name, std::string_view value) {
    if (!value.empty()) out_ += "- " + in_line(name) + ": " + in_line(disguised(value)) + '\n';
  }
  void facts() {
    fact(words_.sharing, case_.tlp);
    fact(words_.made, case_.timestamp);
    if (!judgements_.of.empty()) fact(words_.judged, threat_response::to_iso(judgements_.at));
    if (out_.ends_with("\n") && !out_.ends_with("\n\n")) out_ += '\n';
  }

  Disposition disposition_of(const Observable& observable) const {
    const auto found = known_.find(observable);
    return found == known_.end() ? Disposition::kNone : found->second->disposition;
  }

  // A table a disposition, what asks for attention first.
  void observables() {
    if (case_.observables.empty()) return;
    heading("## ", words_.observables);
    for (const Disposition disposition :
         {Disposition::kMalicious, Disposition::kSuspicious, Disposition::kUnknown, Disposition::kCommon,
          Disposition::kClean, Disposition::kNone}) {
      std::string rows;
      for (const Observable& observable : case_.observables)
        if (disposition_of(observable) == disposition) rows += row(observable);
      if (rows.empty()) continue;
      heading("### ", word(disposition));
      out_ += "| " + in_line(words_.kind) + " | " + in_line(words_.value) + " | " + in_line(words_.modules) +
              " |\n| --- | --- | --- |\n" + rows + '\n';
    }
  }

  std::string row(const Observable& observable) const {
    const auto kind = words_.kinds.find(observable.type);
    std::string out = "| " + in_line(kind == words_.kinds.end() ? observable.type : kind->second) + " | " +
                      in_line(disguised(observable)) + " | ";
    const auto found = known_.find(observable);
    if (found == known_.end()) return out + "|\n";
    bool is_first = true;
    for (const ModuleOpinion& opinion : found->second->modules) {
      if (!is_first) out += ", ";
      out += in_line(disguised(opinion.module)) + ": " + in_line(word(opinion.disposition));
      is_first = false;
    }
    return out + " |\n";
  }

  std::string word(Disposition disposition) const {
    const auto found = words_.dispositions.find(disposition);
    return found == words_.dispositions.end() ? std::string() : found->second;
  }

  const Case& case_;
  const Judgements& judgements_;
  const ReportWords& words_;
  std::map<Observable, const Opinions*> known_;
  std::string out_;
};

}  // namespace

std::string markdown_report(const Case& one, const Judgements& judgements,
                            const std::vector<Picture>& pictures, const ReportWords& words) {
  return Report(one, judgements, words).write(pictures);
}

}  // namespace exchange
