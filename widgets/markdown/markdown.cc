#include "markdown/markdown.h"

#include <md4c.h>

#include <cassert>
#include <optional>
#include <tuple>
#include <utility>

#include "markdown/entity.h"
#include "markdown/shield.h"

namespace markdown {
namespace {

constexpr unsigned kFlags = MD_FLAG_NOHTML | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
                            MD_FLAG_HARD_SOFT_BREAKS | MD_FLAG_NOINDENTEDCODEBLOCKS;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD", kEllipsis = "\xE2\x80\xA6";

Document plain(std::string_view text) {
  Span span;
  for (const char c : text.substr(0, kMostBytes))
    if (c != '\r') span.text += c;
  if (text.size() > kMostBytes) {
    // No half of a character at the end.
    while (!span.text.empty() && (static_cast<unsigned char>(span.text.back()) & 0xC0U) == 0x80)
      span.text.pop_back();
    if (!span.text.empty() && static_cast<unsigned char>(span.text.back()) >= 0xC0) span.text.pop_back();
    span.text += kEllipsis;
  }
  Document document;
  document.blocks.push_back({.spans = {std::move(span)}});
  return document;
}

bool same_style(const Span& one, const Span& other) {
  const auto style = [](const Span& it) {
    return std::tie(it.strong, it.emphasis, it.struck, it.code, it.aside, it.link);
  };
  return style(one) == style(other);
}

std::string text_of(const MD_ATTRIBUTE& attribute) {
  std::string made;
  if (!attribute.text) return made;
  const std::string_view whole(attribute.text, attribute.size);
  for (std::size_t part = 0; attribute.substr_offsets[part] < attribute.size; ++part) {
    const std::size_t begin = attribute.substr_offsets[part], end = attribute.substr_offsets[part + 1];
    const std::string_view text = whole.substr(begin, end - begin);
    if (attribute.substr_types[part] == MD_TEXT_NULLCHAR)
      made += kReplacement;
    else
      made += attribute.substr_types[part] == MD_TEXT_ENTITY ? entity(text) : text;
  }
  return unshielded(made);
}

// What md4c tells, put together. Every function says whether to go on.
class Reader {
 public:
  bool enter(MD_BLOCKTYPE type, void* detail);
  bool leave(MD_BLOCKTYPE type);
  bool enter(MD_SPANTYPE type, void* detail);
  bool leave(MD_SPANTYPE type);
  bool add(MD_TEXTTYPE type, std::string_view text);
  Document take() { return std::move(document_); }

 private:
  bool count() { return ++parts_ <= kMostParts; }
  std::vector<Block>& siblings() { return open_.empty() ? document_.blocks : open_.back()->blocks; }
  bool open(Block block);
  Block* holder();
  bool append(std::string_view text, bool aside = false);
  void begin_link(const MD_SPAN_A_DETAIL& detail);
  bool end_link();

  Document document_;
  // A block stays where it is while it is open: only the innermost one gets more blocks.
  std::vector<Block*> open_;
  Block* implied_ = nullptr;  // the paragraph of a text that stands in a list item without one
  std::size_t parts_ = 0;
  int strong_ = 0, emphasis_ = 0, struck_ = 0, code_ = 0, images_ = 0;
  std::size_t link_ = 0;
  std::string target_, words_;  // of the link that is open
  bool is_link_ = false, is_bare_ = false;
};

bool Reader::open(Block block) {
  implied_ = nullptr;
  if (!count() || open_.size() >= kDeepest) return false;
  siblings().push_back(std::move(block));
  open_.push_back(&siblings().back());
  return true;
}

bool Reader::enter(MD_BLOCKTYPE type, void* detail) {
  const auto align_of = [](MD_ALIGN align) {
    return align == MD_ALIGN_CENTER ? Align::kCentre : align == MD_ALIGN_RIGHT ? Align::kEnd : Align::kStart;
  };
  switch (type) {
    case MD_BLOCK_QUOTE:
      return open({.kind = Kind::kQuote});
    case MD_BLOCK_UL:
      return open({.kind = Kind::kList, .tight = static_cast<MD_BLOCK_UL_DETAIL*>(detail)->is_tight != 0});
    case MD_BLOCK_OL: {
      const auto* list = static_cast<MD_BLOCK_OL_DETAIL*>(detail);
      return open({.kind = Kind::kList, .ordered = true, .first = list->start, .tight = list->is_tight != 0});
    }
    case MD_BLOCK_LI:
      return open({.kind = Kind::kItem});
    case MD_BLOCK_HR:
      return open({.kind = Kind::kRule});
    case MD_BLOCK_H:
      return open({.kind = Kind::kHeading,
                   .level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level)});
    case MD_BLOCK_CODE:
      return open({.kind = Kind::kCode});
    case MD_BLOCK_P:
      return open({});
    case MD_BLOCK_TABLE:
      return open({.kind = Kind::kTable});
    case MD_BLOCK_TR:
      return open({.kind = Kind::kRow});
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      return open({.kind = Kind::kCell,
                   .head = type == MD_BLOCK_TH,
                   .align = align_of(static_cast<MD_BLOCK_TD_DETAIL*>(detail)->align)});
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
      return true;
  }
  return true;
}

bool Reader::leave(MD_BLOCKTYPE type) {
  implied_ = nullptr;
  if (type == MD_BLOCK_DOC || type == MD_BLOCK_THEAD || type == MD_BLOCK_TBODY) return true;
  if (type == MD_BLOCK_CODE) {
    std::vector<Span>& spans = open_.back()->spans;
    if (!spans.empty()) spans.back().text.pop_back();  // the end of the last line
    if (!spans.empty() && spans.back().text.empty()) spans.pop_back();
  }
  open_.pop_back();
  return true;
}

Block* Reader::holder() {
  if (implied_) return implied_;
  if (open_.back()->kind != Kind::kItem) return open_.back();
  if (!count()) return nullptr;
  siblings().push_back({});
  return implied_ = &siblings().back();
}

bool Reader::append(std::string_view text, bool aside) {
  assert(!text.empty());
  Block* const block = holder();
  if (!block) return false;
  Span span{.text = std::string(text),
            .strong = strong_ > 0,
            .emphasis = emphasis_ > 0,
            .struck = struck_ > 0,
            .code = code_ > 0,
            .aside = aside,
            .link = link_};
  if (!block->spans.empty() && same_style(block->spans.back(), span)) {
    block->spans.back().text += text;
    return true;
  }
  block->spans.push_back(std::move(span));
  return count();
}

bool Reader::add(MD_TEXTTYPE type, std::string_view text) {
  std::string shown;
  if (type == MD_TEXT_NULLCHAR)
    shown = kReplacement;
  else if (type == MD_TEXT_BR)
    shown = "\n";
  else if (type == MD_TEXT_ENTITY)
    shown = entity(text);
  else
    shown = unshielded(text);
  if (is_link_) words_ += shown;
  return append(shown);
}

void Reader::begin_link(const MD_SPAN_A_DETAIL& detail) {
  is_link_ = true;
  is_bare_ = detail.is_autolink != 0;
  words_.clear();
  target_ = text_of(detail.href);
  std::optional<Link> link = is_bare_ ? std::nullopt : link_to(target_);
  if (!link) return;
  document_.links.push_back(std::move(*link));
  link_ = document_.links.size();
}

bool Reader::end_link() {
  is_link_ = false;
  const std::string& leads = link_ > 0 ? document_.links[link_ - 1].host : target_;
  bool going = true;
  if (!is_bare_ && !leads.empty() && words_ != leads)
    going = append(words_.empty() ? leads : " (" + leads + ")", !words_.empty());
  link_ = 0;
  return going;
}

bool Reader::enter(MD_SPANTYPE type, void* detail) {
  if (type == MD_SPAN_STRONG) ++strong_;
  if (type == MD_SPAN_EM) ++emphasis_;
  if (type == MD_SPAN_DEL) ++struck_;
  if (type == MD_SPAN_CODE) ++code_;
  if (type == MD_SPAN_IMG) ++images_;
  if (type == MD_SPAN_A && images_ == 0) begin_link(*static_cast<MD_SPAN_A_DETAIL*>(detail));
  return true;
}

bool Reader::leave(MD_SPANTYPE type) {
  if (type == MD_SPAN_STRONG) --strong_;
  if (type == MD_SPAN_EM) --emphasis_;
  if (type == MD_SPAN_DEL) --struck_;
  if (type == MD_SPAN_CODE) --code_;
  if (type == MD_SPAN_IMG) --images_;
  return type != MD_SPAN_A || images_ > 0 || end_link();
}

int ended(bool going) { return going ? 0 : 1; }
Reader& reader(void* user) { return *static_cast<Reader*>(user); }

}  // namespace

Document parse(std::string_view text) {
  if (text.size() > kMostBytes) return plain(text);
  Reader made;
  MD_PARSER parser{};
  parser.flags = kFlags;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return ended(reader(user).enter(type, detail));
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void*, void* user) { return ended(reader(user).leave(type)); };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
    return ended(reader(user).enter(type, detail));
  };
  parser.leave_span = [](MD_SPANTYPE type, void*, void* user) { return ended(reader(user).leave(type)); };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* part, MD_SIZE size, void* user) {
    return ended(reader(user).add(type, {part, size}));
  };
  const std::string given = shielded(text);
  const int status = md_parse(given.data(), static_cast<MD_SIZE>(given.size()), &parser, &made);
  return status == 0 ? made.take() : plain(text);
}

}  // namespace markdown
