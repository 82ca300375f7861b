// A case as a report to read, to print and to send: Markdown (CommonMark with tables).
//
// No text of the case becomes markup, and no value a live link: everything is escaped, and observables are
// defanged also where they stand in prose. Pictures are embedded, so that opening the report asks nobody.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "exchange/ctim.h"
#include "exchange/opinions.h"

namespace exchange {

struct Picture {
  std::string caption, svg;
};

// What the report says in the reader's language (messages.h has them).
struct ReportWords {
  std::string untitled, sharing, made, judged;            // the title of a case without one; names of facts
  std::string summary, description, notes, pictures;      // headings
  std::string observables, kind, value, modules;          // heading and columns
  std::map<Disposition, std::string> dispositions;        // kNone: no verdict
  std::map<std::string, std::string, std::less<>> kinds;  // of observables; others as the service calls them
};

// A part of a report, in the order in which it is read. Its texts are plain, and defanged.
struct Block {
  enum class Kind {
    kHeading,
    kFacts,    // rows of a name and a value
    kProse,    // `text`, of lines
    kTable,    // the first row is its head
    kPicture,  // `text` is its caption
    kRule,     // between two texts
  } kind = Kind::kProse;
  int level = 0;  // of a heading, from 1
  std::string text, svg;
  std::vector<std::vector<std::string>> rows;
  bool operator==(const Block&) const = default;
};
std::vector<Block> report_of(const Case& one, const Judgements& judgements,
                             const std::vector<Picture>& pictures, const ReportWords& words);

// The same, written.
std::string markdown_report(const Case& one, const Judgements& judgements,
                            const std::vector<Picture>& pictures, const ReportWords& words);

}  // namespace exchange
