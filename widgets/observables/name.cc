#include "observables/name.h"

#include <algorithm>
#include <cstring>

namespace observables {

std::string_view warning_name(Warning warning) {
  switch (warning) {
    case Warning::kMixedScript:
      return "mixed-script";
    case Warning::kZeroWidth:
      return "zero-width";
    case Warning::kBidi:
      return "bidi";
    case Warning::kNone:
      break;
  }
  return "";
}

Warning warning_from_name(std::string_view name) {
  for (const Warning one : {Warning::kMixedScript, Warning::kZeroWidth, Warning::kBidi})
    if (warning_name(one) == name) return one;
  return Warning::kNone;
}

void Name::push(std::string_view bytes) {
  too_long_ = size_ + bytes.size() > kCapacity;
  if (too_long_) return;
  std::memcpy(storage_.data() + size_, bytes.data(), bytes.size());
  size_ += bytes.size();
}

void Name::read(Text text, std::size_t from) {
  begin = end = from;
  dots = bits = 0;
  style = Style::kNone;
  warning = Warning::kNone;
  has_two_dashes = is_international = false;
  size_ = front_ = last_ = 0;
  too_long_ = false;
  // What was unseen counts once something seen follows: at the end of a name it is outside.
  Warning unseen = Warning::kNone;
  std::size_t i = from;
  for (;;) {
    const std::size_t before = i;
    i = plain(text, i);
    if (too_long_) {
      size_ = front_ = last_ = 0;
      run_end = skip(text, i);
      return;
    }
    if (i > before) {
      end = i;
      warning = std::max(warning, unseen);
    }
    const char c = text.at(i);
    if (ascii::is(c, ascii::kBeyond)) {
      const Character found = character_at(text.bytes, i);
      if (found.kind == Class::kBreak || found.kind == Class::kSymbol) break;
      i += found.size;
      if (found.kind == Class::kLetter) {
        bits |= ascii::kBeyond;
        push(text.part(i - found.size, i));
        end = i;
        warning = std::max(warning, unseen);
      } else {
        unseen = std::max(unseen, found.kind == Class::kBidi ? Warning::kBidi : Warning::kZeroWidth);
        if (end == begin) {
          begin = end = i;
          unseen = Warning::kNone;
        }
      }
      continue;
    }
    // The dot before a letter beyond ASCII; the rest below is rare.
    if (c == '.' && ascii::is(text.at(i + 1), ascii::kBeyond)) {
      if (!joins(text, i + 1)) break;
      ++dots;
      push(".");
      last_ = size_;
      ++i;
      continue;
    }
    if (c != '.' && c != '\\' && !ascii::is(c, ascii::kOpen)) break;
    const Disguise dot = dot_at(text, i);
    if (dot.size == 0 || !joins(text, i + dot.size)) break;
    style = style | dot.style;
    ++dots;
    push(".");
    last_ = size_;
    i += dot.size;
  }
  run_end = i;
  trim();
}

// Reads what is ASCII and no disguise; the bulk of every name. Works on copies of the members, which would
// else be written for every byte.
std::size_t Name::plain(Text text, std::size_t i) {
  const std::size_t from = i;
  const std::size_t end_of_room = i + std::min(kCapacity - size_, text.size() - i);
  char* const to = storage_.data() + size_;
  std::size_t inner_dots = 0;
  std::size_t last = 0;
  std::uint16_t seen = 0;
  bool two_dashes = false;
  for (; i < end_of_room; ++i) {
    const char c = text.bytes[i];
    const std::uint16_t of = ascii::bits(c);
    if ((of & ascii::kWord) == 0) {
      if (c == '.') {
        if (i + 1 >= text.size() || !ascii::is(text.bytes[i + 1], ascii::kName)) break;
        ++inner_dots;
        last = i - from + 1;
      } else if ((of & ascii::kDash) == 0) {
        break;
      } else if (i > from && text.bytes[i - 1] == '-') {
        two_dashes = true;
      }
    }
    seen |= of;
    to[i - from] = ascii::lower(c);
  }
  dots += inner_dots;
  if (inner_dots > 0) last_ = size_ + last;
  size_ += i - from;
  bits |= seen & ascii::kName;
  has_two_dashes = has_two_dashes || two_dashes;
  if (i < end_of_room || i == text.size()) return i;
  too_long_ = true;
  return i;
}

// Over the rest of a run that no host is as long as.
std::size_t Name::skip(Text text, std::size_t i) {
  for (;;) {
    const char c = text.at(i);
    if (ascii::is(c, ascii::kName) || is_inner_dot(text, i)) {
      ++i;
    } else if (ascii::is(c, ascii::kBeyond)) {
      const Character found = character_at(text.bytes, i);
      if (found.kind == Class::kBreak || found.kind == Class::kSymbol) return i;
      i += found.size;
    } else {
      return i;
    }
  }
}

// A dot inside a name, without the way over dot_at.
bool Name::is_inner_dot(Text text, std::size_t i) {
  return text.at(i) == '.' && ascii::is(text.at(i + 1), ascii::kName | ascii::kBeyond);
}

// Whether a name goes on at `i`, behind a dot.
bool Name::joins(Text text, std::size_t i) {
  if (!ascii::is(text.at(i), ascii::kBeyond)) return true;
  const Character next = character_at(text.bytes, i);
  return next.kind != Class::kBreak && next.kind != Class::kSymbol;
}

// "-example.com_" is a name between marks.
void Name::trim() {
  while (size_ > front_ && storage_[front_] == '-') {
    ++front_;
    ++begin;
  }
  while (size_ > front_ && ascii::is(storage_[size_ - 1], ascii::kDash)) {
    --size_;
    --end;
  }
  // "example.-": what was behind the dot is gone.
  if (size_ > front_ && storage_[size_ - 1] == '.') {
    size_ = front_;
    dots = 0;
  }
  last_ = std::min(std::max(last_, front_), size_);
}

void Name::become(std::string_view other) {
  front_ = 0;
  size_ = std::min(other.size(), kCapacity);
  std::memcpy(storage_.data(), other.data(), size_);
  last_ = other.rfind('.') + 1;
}

}  // namespace observables
