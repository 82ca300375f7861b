// Any bytes as Markdown: it is a document within its bounds, and what can be followed is https (markdown.h).
#include "markdown/markdown.h"
#include "promise.h"

namespace {

using namespace markdown;

using fuzz::expect;

std::size_t check(const Document& document, const std::vector<Block>& blocks, std::size_t depth,
                  const std::string& text) {
  expect(depth <= kDeepest + 1, "a document is not deeper than it may be", text);
  std::size_t parts = blocks.size();
  for (const Block& block : blocks) {
    expect(block.blocks.empty() || block.spans.empty(), "a block holds text or blocks", text);
    expect((block.kind == Kind::kHeading) == (block.level >= 1 && block.level <= 6), "a heading has a level",
           text);
    parts += block.spans.size() + check(document, block.blocks, depth + 1, text);
    for (const Span& span : block.spans) {
      expect(!span.text.empty(), "a span has text", text);
      expect(span.link <= document.links.size(), "a link is there", text);
    }
  }
  return parts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  const Document document = parse(text);
  expect(check(document, document.blocks, 1, text) <= kMostParts, "a document has no more parts than it may",
         text);
  for (const Link& link : document.links) {
    expect(link.href.starts_with("https://" + link.host), "a link leads where it says", link.href);
    expect(link_to(link.href) == link, "a link is one", link.href);
  }
  return 0;
}
