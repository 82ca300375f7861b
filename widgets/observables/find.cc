#include "observables/find.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "observables/anchors.h"
#include "observables/digest.h"
#include "observables/domain.h"
#include "observables/ip.h"
#include "observables/ipv6_in_text.h"
#include "observables/tlds.h"
#include "observables/url.h"
#include "observables/version.h"

namespace observables {
namespace {

// One pass over a text: blocks of 64 bytes say where a dot, a colon, a bracket or a long word stands; what is
// around it is then read byte by byte. Each reader says how far it has read, and nothing before that is read
// for the same purpose again, so the whole is linear.
class Finder {
 public:
  // Adds to `hits`, which is empty.
  Finder(std::string_view utf8, Hits& hits) : text_{utf8}, hits_(hits) {}

  void run() {
    Anchors anchors_of;
    for (std::size_t base = 0; base < text_.size(); base += kBlock) {
      const Block block = block_at(text_.bytes, base);
      if (block.beyond) add_beyond(text_.bytes, base, hits_);
      std::uint64_t anchors = anchors_of.in(block);
      if (floor_ > base)
        anchors = floor_ - base < kBlock ? anchors & (~std::uint64_t{0} << (floor_ - base)) : 0;
      for (; anchors != 0; anchors &= anchors - 1) {
        const std::size_t i = base + static_cast<std::size_t>(std::countr_zero(anchors));
        if (i >= floor_) anchor(block, base, i);
      }
      long_words(base, block.words);
    }
    end_word(text_.size());
  }

 private:
  static constexpr std::size_t kLongWord = 16;

  void anchor(const Block& block, std::size_t base, std::size_t i) {
    switch (text_.bytes[i]) {
      case '.':
        if (!is_plainly_no_name(block.words, base, i)) name_around(i);
        break;
      case ':':
        colon(i);
        break;
      default:
        if (ascii::is(text_.at(i + 1), ascii::kDisguised | ascii::kBlank)) bracket(i);
    }
  }

  void colon(std::size_t i) {
    const char next = text_.at(i + 1);
    if (next == '/' || next == '[') {
      if (separator_at(text_, i).size > 0) {
        url(i);
        return;
      }
    }
    if (ascii::is_hex(next) || next == ':' || next == '[') address(i);
  }

  // How many letters and digits follow byte `bit` of the block; what lies behind the block counts as one
  // more.
  static unsigned word_behind(std::uint64_t words, unsigned bit) {
    return bit < kBlock - 1 ? static_cast<unsigned>(std::countr_one(words >> (bit + 1))) : 0;
  }

  // Whether the dot at `i` is one of the many in file names, numbers and abbreviations: nothing goes on
  // behind the label that follows it, and that is no top-level domain. Decided by the block alone where that
  // is enough.
  bool is_plainly_no_name(std::uint64_t words, std::size_t base, std::size_t i) {
    const auto bit = static_cast<unsigned>(i - base);
    const unsigned size = word_behind(words, bit);
    const std::size_t end = i + 1 + size;
    if (bit + 1 + size >= kBlock - 1 || std::max(end + 2, i + 1 + sizeof(std::uint64_t)) > text_.size())
      return false;
    const char next = text_.bytes[end];
    const std::uint16_t after = ascii::bits(text_.bytes[end + 1]);
    if (ascii::is(next, ascii::kDash | ascii::kOpen | ascii::kBeyond) || next == '\\') return false;
    if (next == '.' && (after & (ascii::kName | ascii::kClose | ascii::kBeyond)) != 0) return false;
    if (size == 0) return !ascii::is(next, ascii::kClose) || (after & (ascii::kName | ascii::kBeyond)) == 0;
    if (size > sizeof(std::uint64_t)) return false;
    std::uint64_t label;
    std::memcpy(&label, text_.bytes.data() + i + 1, sizeof label);
    // Letters in lower case; digits have that bit already.
    const std::uint64_t used = ~std::uint64_t{0} >> (8 * (sizeof label - size));
    if (size >= 2 && is_top_level_domain((label & used) | (0x2020202020202020U & used))) return false;
    floor_ = end;
    return true;
  }

  void bracket(std::size_t i) {
    const Disguise found = enclosed_at(text_, i);
    if (found.size == 0) return;
    if (found.means == ".") {
      name_around(i);
    } else if (found.means == "://" || found.means == ":") {
      if (separator_at(text_, i).size > 0)
        url(i);
      else
        address(i);
    }
  }

  void url(std::size_t i) {
    const std::size_t value_at = hits_.values.size();
    const auto found = read_url(text_, i, floor_, name_, hits_.values);
    if (!found) {
      hits_.values.resize(value_at);
      return;
    }
    add(Type::kUrl, found->begin, found->end, value_at, found->style, found->warning);
    hits_.list.back().is_international = found->is_international;
    floor_ = found->end;
  }

  void address(std::size_t i) {
    if (i < address_floor_) return;
    const Ipv6InText found = read_ipv6(text_, i, std::max(floor_, address_floor_));
    address_floor_ = found.run_end;
    if (found.value.empty()) return;
    add(Type::kIpv6, found.begin, found.end, found.value, found.style, Warning::kNone);
    floor_ = found.end;
  }

  // Whether a name can have a plain dot at `i`, by what stands before it.
  bool continues_name(std::size_t i) const {
    return ascii::is(text_.before(i), ascii::kName | ascii::kBeyond);
  }

  void name_around(std::size_t dot) {
    // The bracket of a one-sided disguise belongs to the dot.
    if (dot > floor_ && (ascii::is(text_.before(dot), ascii::kOpen) || text_.before(dot) == '\\')) --dot;
    std::size_t begin = dot;
    const Text text = text_;
    const std::size_t floor = floor_;
    while (begin > floor) {
      const char c = text.bytes[begin - 1];
      if (ascii::is(c, ascii::kName) || (c == '.' && begin - 1 > floor && continues_name(begin - 1))) {
        --begin;
      } else if (ascii::is(c, ascii::kBeyond)) {
        const Character before = character_before(text_.bytes, begin);
        if (before.kind == Class::kBreak || before.kind == Class::kSymbol) break;
        assert(before.size <= begin - floor_);  // nothing ends inside of a character
        begin -= before.size;
      } else {
        break;
      }
    }
    // A dot that nothing stands before: the next one has the name.
    if (begin == dot) return;
    name_.read(text_, begin);
    floor_ = std::max(floor_, name_.run_end);
    if (name_.dots == 0 || name_.is_too_long()) return;
    if ((name_.bits & (ascii::kLetter | ascii::kBeyond)) == 0)
      ipv4();
    else
      domain();
  }

  void domain() {
    if (!become_domain(name_)) return;
    const std::size_t begin = name_.begin;
    if (is_local_part(name_.run_end) || is_in_path(begin)) return;
    const bool meant = name_.style != Style::kNone || is_behind_at(begin);
    if (!meant && is_like_file(name_)) return;
    add(Type::kDomain, begin, name_.end, name_.value(), name_.style, name_.warning);
    hits_.list.back().is_international = name_.is_international;
  }

  // An IPv4 address, or the two of a range.
  void ipv4() {
    if (name_.dots < 3) return;
    const std::string_view all = name_.value();
    const std::size_t middle =
        (name_.bits & ascii::kDash) != 0 ? std::min(all.find('-'), all.size()) : all.size();
    if (!is_ipv4(all.substr(0, middle)) || name_.warning != Warning::kNone) return;
    if (is_local_part(name_.run_end) || follows_version_word(text_, name_.begin)) return;
    if (middle == all.size()) {
      add(Type::kIp, name_.begin, name_.end, all, name_.style, Warning::kNone);
      return;
    }
    const std::string_view second = all.substr(middle + 1);
    if (!is_ipv4(second)) return;
    const std::size_t dash = text_.bytes.find('-', name_.begin);
    add(Type::kIp, name_.begin, dash, all.substr(0, middle), name_.style, Warning::kNone);
    add(Type::kIp, dash + 1, name_.end, second, name_.style, Warning::kNone);
  }

  // What ends at `end` is left of the '@' of an e-mail address, perhaps with a "+tag" between.
  bool is_local_part(std::size_t end) const {
    static constexpr std::size_t kLongest = 64;  // RFC 5321, 4.5.3.1.1
    std::size_t i = end;
    if (text_.at(i) == '+' || text_.at(i) == '%')
      while (i - end < kLongest && (ascii::is(text_.at(i), ascii::kName | ascii::kBeyond) ||
                                    std::string_view(".+%").find(text_.at(i)) != std::string_view::npos))
        ++i;
    if (text_.at(i) == '@') return text_.word_at(i + 1);
    return text_.at(i) == '[' && enclosed_at(text_, i).means == "@";
  }

  bool is_behind_at(std::size_t begin) const {
    return text_.before(begin) == '@' ||
           (text_.before(begin) == ']' && begin >= 4 && text_.has(begin - 4, "[at]"));
  }

  // "dir/setup.com", "C:\setup.com", and the path behind a name without a scheme.
  bool is_in_path(std::size_t begin) const {
    if (begin < 2 || (text_.before(begin) != '/' && text_.before(begin) != '\\')) return false;
    const char c = text_.at(begin - 2);
    return ascii::is(c, ascii::kName | ascii::kBeyond) ||
           std::string_view(".:%~*").find(c) != std::string_view::npos;
  }

  // Words of letters and digits long enough to be half a digest.
  void long_words(std::size_t base, std::uint64_t words) {
    const auto lead = static_cast<std::size_t>(std::countr_one(words));
    if (lead == kBlock) {
      word_ += kBlock;
      return;
    }
    word_ += lead;
    end_word(base + lead);
    word_ = static_cast<std::size_t>(std::countl_one(words));
    // Bit i of `runs`: the 16 bytes up to i are all of a word.
    std::uint64_t inner = lead > 0 ? words & (~std::uint64_t{0} << lead) : words;
    if (word_ > 0) inner &= ~std::uint64_t{0} >> word_;
    std::uint64_t runs = inner & inner << 1U;
    runs &= runs << 2U;
    runs &= runs << 4U;
    runs &= runs << 8U;
    while (runs != 0) {
      const auto last = static_cast<std::size_t>(std::countr_zero(runs));
      const auto rest = static_cast<std::size_t>(std::countr_one(runs >> last));
      word(base + last + 1 - kLongWord, base + last + rest);
      runs &= ~std::uint64_t{0} << (last + rest);  // what reaches the end of the block is `word_`
    }
  }

  void end_word(std::size_t end) {
    if (word_ >= kLongWord) word(end - word_, end);
    word_ = 0;
  }

  void word(std::size_t begin, std::size_t end) {
    const Digest found = read_digest(text_, begin, end);
    if (found.size() == 0) return;
    // Other hits of this block may have been found before.
    auto place = hits_.list.end();
    while (place != hits_.list.begin() && (place - 1)->start > found.begin) --place;
    if (place != hits_.list.begin() && (place - 1)->end > found.begin) return;
    if (place != hits_.list.end() && place->start < found.end) return;
    const std::size_t value_at = hits_.values.size();
    append_digest(text_, found, hits_.values);
    const std::string_view value = std::string_view(hits_.values).substr(value_at);
    Hit hit{found.begin, found.end, value_at, value.size(), Type::kSha256};
    hit.as_it_stood = are_equal(text_.part(found.begin, found.end), value);
    hits_.list.insert(place, hit);
  }

  void add(Type type, std::size_t begin, std::size_t end, std::string_view value, Style style,
           Warning warning) {
    const std::size_t value_at = hits_.values.size();
    ascii::append(hits_.values, value);
    add(type, begin, end, value_at, style, warning);
  }
  void add(Type type, std::size_t begin, std::size_t end, std::size_t value_at, Style style,
           Warning warning) {
    const std::size_t size = hits_.values.size() - value_at;
    // Half a digest in the line before seemed to go on here: it is no digest then.
    if (!hits_.list.empty() && hits_.list.back().end > begin) hits_.list.pop_back();
    // Now that the text is at hand: later it has left the processor's cache.
    const bool as_it_stood =
        are_equal(text_.part(begin, end), std::string_view(hits_.values).substr(value_at));
    hits_.list.push_back({begin, end, value_at, size, type, style, warning, false, as_it_stood});
  }

  // The library's comparison goes byte by byte in WebAssembly.
  static bool are_equal(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    std::size_t i = 0;
    for (; i + sizeof(std::uint64_t) <= a.size(); i += sizeof(std::uint64_t)) {
      std::uint64_t words[2];
      std::memcpy(&words[0], a.data() + i, sizeof words[0]);
      std::memcpy(&words[1], b.data() + i, sizeof words[1]);
      if (words[0] != words[1]) return false;
    }
    for (; i < a.size(); ++i)
      if (a[i] != b[i]) return false;
    return true;
  }

  Text text_;
  Hits& hits_;
  Name name_;
  std::size_t floor_ = 0;  // what is before it has been read
  std::size_t address_floor_ =
      0;                  // the same for IPv6 addresses: the words between colons are read as names too
  std::size_t word_ = 0;  // letters and digits right before the block
};

}  // namespace

void find(std::string_view utf8, Hits& hits) {
  hits.list.clear();
  hits.values.clear();
  hits.beyond.clear();
  Finder(utf8, hits).run();
}

Hits find(std::string_view utf8) {
  Hits hits;
  find(utf8, hits);
  return hits;
}

}  // namespace observables
