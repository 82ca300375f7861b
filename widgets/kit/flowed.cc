#include "kit/flowed.h"

#include <algorithm>

#include "kit/bidi.h"
#include "kit/text.h"

namespace kit {
namespace {

constexpr std::string_view kTab = "    ";
constexpr std::uint32_t kZeroWidthSpace = 0x200B;

// A part of a word, a run of blanks, or a line feed.
struct Chunk {
  enum Kind { kWord, kBlank, kFeed } kind = kWord;
  std::size_t style = 0;
  std::string text;
  bool may_break = false;  // a line may begin with it
  float width = 0;
};

// Han, kana and their punctuation: a line may end behind each.
bool is_ideograph(std::uint32_t codepoint) {
  return (codepoint >= 0x2E80 && codepoint <= 0xA4CF) || (codepoint >= 0xF900 && codepoint <= 0xFAFF) ||
         (codepoint >= 0xFF00 && codepoint <= 0xFFEF) || (codepoint >= 0x20000 && codepoint <= 0x3FFFF);
}

// What must not begin a line (JIS X 4051): closing brackets, stops, small kana, the mark of a long vowel.
bool never_first(std::uint32_t codepoint) {
  constexpr std::uint32_t kSmall[] = {
      0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x30A1, 0x30A3, 0x30A5, 0x30A7,
      0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30FC, 0x3001, 0x3002, 0x3005, 0x3009, 0x300B, 0x300D, 0x300F,
      0x3011, 0x3015, 0x3017, 0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D};
  return std::ranges::find(kSmall, codepoint) != std::end(kSmall);
}

class Chunks {
 public:
  explicit Chunks(const Surface& surface) : surface_(surface) {}

  void add(std::size_t style, const Styled& styled) {
    style_ = style;
    std::string spaced;
    for (const char c : styled.text) {
      if (c == '\t')
        spaced += kTab;
      else
        spaced += c;
    }
    const std::string clean = text::cleaned(spaced);
    std::string_view rest = clean;
    begin_ = true;
    while (!rest.empty()) {
      const std::size_t length = text::sequence_length(rest);
      put(rest.substr(0, length));
      rest.remove_prefix(length);
    }
  }

  std::vector<Chunk> take(const std::vector<Styled>& text) {
    for (Chunk& chunk : made_)
      if (chunk.kind != Chunk::kFeed) {
        const Styled& styled = text[chunk.style];
        chunk.width = surface_.piece_width(chunk.text, styled.size, styled.face);
      }
    return std::move(made_);
  }

 private:
  void put(std::string_view sequence) {
    std::string_view rest = sequence;
    const std::uint32_t first = text::next_codepoint(rest);
    if (first == '\n') {
      made_.push_back({.kind = Chunk::kFeed, .style = style_, .text = "\n"});
      before_ = '\n';
      begin_ = true;
      return;
    }
    const Chunk::Kind kind = first == ' ' ? Chunk::kBlank : Chunk::kWord;
    const bool after_blank = before_ == ' ' || before_ == '\n' || before_ == 0;
    const bool between = before_ == kZeroWidthSpace || is_ideograph(before_) || is_ideograph(first);
    const bool may_break = after_blank || (between && !never_first(first));
    const bool goes_on = !begin_ && made_.back().kind == kind && (kind == Chunk::kBlank || !may_break);
    if (goes_on)
      made_.back().text += sequence;
    else
      made_.push_back({.kind = kind, .style = style_, .text = std::string(sequence), .may_break = may_break});
    before_ = first;
    begin_ = false;
  }

  const Surface& surface_;
  std::vector<Chunk> made_;
  std::size_t style_ = 0;
  std::uint32_t before_ = 0;  // 0 at the very beginning
  bool begin_ = true;         // of a style or line: the next sequence is a chunk of its own
};

// Fills lines with chunks.
class Filler {
 public:
  Filler(const Surface& surface, const std::vector<Styled>& text, float width)
      : surface_(surface), text_(text), width_(width) {}

  void blank(const Chunk& chunk) { blanks_.push_back(chunk); }
  void feed() {
    blanks_.clear();  // what is blank at the end is not seen
    end("\n");
  }

  // Chunks between which there is no break.
  void word(const std::vector<Chunk>& chunks) {
    float wide = 0, blank = 0;
    for (const Chunk& chunk : chunks) wide += chunk.width;
    for (const Chunk& chunk : blanks_) blank += chunk.width;
    if (!is_empty() && at_ + blank + wide > width_) {
      const bool blanks = !blanks_.empty();
      blanks_.clear();
      end(blanks ? " " : "");
      blank = 0;
    }
    for (const Chunk& chunk : blanks_) put(chunk.style, chunk.text, chunk.width);
    blanks_.clear();
    for (const Chunk& chunk : chunks) {
      if (at_ + chunk.width <= width_)
        put(chunk.style, chunk.text, chunk.width);
      else
        cut(chunk);
    }
  }

  std::vector<FlowedLine> take() {
    lines_.push_back(std::move(line_));
    return std::move(lines_);
  }

 private:
  bool is_empty() const { return line_.reads.empty(); }

  void end(std::string_view with) {
    line_.end = with;
    lines_.push_back(std::move(line_));
    line_ = {};
    at_ = 0;
  }

  void put(std::size_t style, std::string_view text, float width) {
    if (is_empty() || line_.reads.back().first != style) line_.reads.emplace_back(style, "");
    line_.reads.back().second += text;
    at_ += width;
  }

  // A word that is wider than what is left of the line and than a line: sequence by sequence.
  void cut(const Chunk& chunk) {
    const Styled& styled = text_[chunk.style];
    std::string_view rest = chunk.text;
    while (!rest.empty()) {
      std::size_t taken = 0;
      float wide = 0;
      while (taken < rest.size()) {
        const std::size_t next = taken + text::sequence_length(rest.substr(taken));
        const float to = surface_.piece_width(rest.substr(0, next), styled.size, styled.face);
        const bool must = taken == 0 && is_empty();
        if (at_ + to > width_ && !must) break;
        taken = next;
        wide = to;
      }
      if (taken > 0) put(chunk.style, rest.substr(0, taken), wide);
      rest.remove_prefix(taken);
      if (!rest.empty()) end("");
    }
  }

  const Surface& surface_;
  const std::vector<Styled>& text_;
  float width_, at_ = 0;
  FlowedLine line_;
  std::vector<Chunk> blanks_;  // not put yet: at the end of a line they are not seen
  std::vector<FlowedLine> lines_;
};

// Cuts what a line reads into pieces that run one way, and puts them from left to right.
void place(const Surface& surface, const std::vector<Styled>& text, bool from_right, FlowedLine& line) {
  std::string whole;
  for (const auto& [style, part] : line.reads) whole += part;
  std::vector<std::uint8_t> levels(whole.size(), 0);
  if (from_right || text::needs_shaping(whole)) levels = bidi::levels(whole, from_right);
  std::vector<Piece> pieces;
  std::vector<std::uint8_t> piece_levels;
  std::size_t at = 0;
  for (const auto& [style, part] : line.reads) {
    for (const std::size_t last = at + part.size(); at < last;) {
      std::size_t end = at;
      while (end < last && levels[end] == levels[at]) ++end;
      const std::string_view shown = std::string_view(whole).substr(at, end - at);
      const bool turns = levels[at] % 2 == 1 && !text::needs_shaping(shown);
      Piece piece{.style = style, .text = turns ? bidi::turned(shown) : std::string(shown)};
      piece.width = surface.piece_width(piece.text, text[style].size, text[style].face);
      pieces.push_back(std::move(piece));
      piece_levels.push_back(levels[at]);
      at = end;
    }
  }
  for (const std::size_t index : bidi::visual_order(piece_levels)) {
    pieces[index].left = line.width;
    line.width += pieces[index].width;
  }
  line.pieces = std::move(pieces);
}

}  // namespace

Flowed flow(const Surface& surface, const std::vector<Styled>& text, float width) {
  Chunks chunks(surface);
  std::string whole;
  for (std::size_t style = 0; style < text.size(); ++style) {
    chunks.add(style, text[style]);
    whole += text[style].text;
  }
  Flowed flowed{.from_right = bidi::runs_from_right(whole).value_or(surface.frame().right_to_left)};
  Filler filler(surface, text, width);
  std::vector<Chunk> word;
  const auto end_word = [&] {
    if (!word.empty()) filler.word(word);
    word.clear();
  };
  for (Chunk& chunk : chunks.take(text)) {
    if (chunk.kind != Chunk::kWord || chunk.may_break) end_word();
    if (chunk.kind == Chunk::kBlank)
      filler.blank(chunk);
    else if (chunk.kind == Chunk::kFeed)
      filler.feed();
    else
      word.push_back(std::move(chunk));
  }
  end_word();
  flowed.lines = filler.take();
  for (FlowedLine& line : flowed.lines) place(surface, text, flowed.from_right, line);
  return flowed;
}

}  // namespace kit
