// Markdown as plain values: what a text nobody vouches for is made of (CommonMark with tables and
// strike-through).
//
// Never fails: a text that is too large, too deep or too much for its size is one paragraph of plain text. No
// HTML: tags are text. Line ends are kept, and indentation makes no code, because the texts are typed and
// pasted into plain fields. What a link says and where it leads are both text (`aside`); only a link written
// as such, to an address that link_to takes, can be followed. An address that merely stands in the text
// cannot, with <> around it neither: observables are looked at, not visited. Images are their alternative
// text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "markdown/link.h"

namespace markdown {

inline constexpr std::size_t kMostBytes = 64 * 1024;  // what lies beyond is left out, with an ellipsis
inline constexpr std::size_t kDeepest = 16;           // blocks in blocks
inline constexpr std::size_t kMostParts = 8192;       // blocks and spans

// A piece of text in one style. '\n' breaks the line.
struct Span {
  std::string text;
  bool strong = false, emphasis = false, struck = false, code = false;
  bool aside = false;    // where the link before it leads
  std::size_t link = 0;  // of Document::links, from 1; 0 for none

  bool operator==(const Span&) const = default;
};

enum class Kind { kParagraph, kHeading, kQuote, kList, kItem, kCode, kRule, kTable, kRow, kCell };
enum class Align { kStart, kCentre, kEnd };

struct Block {
  Kind kind = Kind::kParagraph;
  int level = 0;         // of a heading, 1 to 6
  bool ordered = false;  // a list with numbers
  unsigned first = 1;    // of these, the first
  bool tight = false;    // a list without room between its items
  bool head = false;     // a cell that heads its column
  Align align = Align::kStart;
  std::vector<Span> spans;    // of paragraph, heading, code and cell
  std::vector<Block> blocks;  // of the others
};

struct Document {
  std::vector<Block> blocks;
  std::vector<Link> links;
};

// Linear in the size of the text. REQUIRES: nothing; bytes that are no UTF-8 are kept as they are.
Document parse(std::string_view text);

}  // namespace markdown
