#include "observables/find.h"

#include <algorithm>
#include <utility>

#include "observables/domain.h"
#include "observables/ip.h"
#include "observables/refang.h"
#include "observables/sha256.h"
#include "observables/url.h"
#include "observables/version.h"

namespace observables {
namespace {

// One pass over a text. Ranges are [begin, end) in the bytes of the refanged text.
class Finder {
 public:
  explicit Finder(std::string_view utf8) : text_(refang(utf8)) {}

  std::vector<Hit> run() {
    std::size_t i = 0;
    while (i < text_.size()) {
      if (is_scheme_end(i)) {
        const auto url = url_at(text_, i);
        if (url) add(Type::kUrl, url->value, url->begin, url->end);
        i = url ? url->end : i + 3;
      } else if (text_.in_name(i) || text_.at(i) == ':') {
        i = token(i);
      } else {
        ++i;
      }
    }
    return std::move(hits_);
  }

 private:
  bool is_scheme_end(std::size_t i) const { return text_.at(i) == ':' && text_.part(i, i + 3) == "://"; }

  void add(Type type, std::string value, std::size_t begin, std::size_t end) {
    hits_.push_back({type, std::move(value), text_.origins[begin], text_.origins[end]});
  }

  // A run of names and colons; returns where it ended.
  std::size_t token(std::size_t begin) {
    std::size_t end = begin;
    std::size_t colons = 0;
    while (end < text_.size() && (text_.in_name(end) || text_.at(end) == ':') && !is_scheme_end(end)) {
      if (text_.at(end) == ':') ++colons;
      ++end;
    }
    if (colons >= 2)
      if (const std::size_t after = ipv6(begin, end); after > 0) return after;
    for (std::size_t i = begin; i < end;) {
      std::size_t colon = i;
      while (colon < end && text_.at(colon) != ':') ++colon;
      name(i, colon);
      i = colon + 1;
    }
    return end;
  }

  // The address that the token is, with a word before it ("IPv6:") and a zone behind it; returns its end,
  // 0 when there is none.
  std::size_t ipv6(std::size_t begin, std::size_t end) {
    const std::size_t token_end = end;
    while (end > begin && (text_.before(end) == '.' || text_.before(end) == '-')) --end;
    if (text_.part(begin, end).ends_with(':') && !text_.part(begin, end).ends_with("::")) --end;
    const std::size_t colon = begin + std::min(text_.part(begin, end).find(':'), end - begin);
    if (!std::ranges::all_of(text_.part(begin, colon), ascii::is_hex)) begin = colon + 1;
    if (begin >= end || !may_start_ipv6(begin)) return 0;
    const std::string_view address = text_.part(begin, end);
    auto value = canonical_ipv6(address);
    if (!value || is_doubtful_ipv6(address)) return 0;
    std::size_t zone = end;
    if (text_.at(end) == '%' && text_.in_word(end + 1))
      for (++zone; text_.in_word(zone);) ++zone;
    add(Type::kIpv6, std::move(*value), begin, zone);
    return std::max(zone, token_end);
  }

  // "::1" begins a token; "vector<int>::a1" is a scope.
  bool may_start_ipv6(std::size_t begin) const {
    if (text_.at(begin) != ':') return true;
    const char before = text_.before(begin);
    return before != '>' && before != ')' && before != ']';
  }

  void name(std::size_t begin, std::size_t end) {
    const bool touches_letters = std::any_of(text_.marks.begin() + static_cast<std::ptrdiff_t>(begin),
                                             text_.marks.begin() + static_cast<std::ptrdiff_t>(end),
                                             [](Mark mark) { return mark == Mark::kLetter; });
    if (is_local_part(end)) return;
    const std::size_t known = hits_.size();
    if (!touches_letters) whole_name(begin, end);
    if (hits_.size() == known) digests(begin, end);
  }

  void whole_name(std::size_t begin, std::size_t end) {
    while (begin < end && text_.at(begin) == '.') ++begin;
    while (begin < end && std::string_view(".-_").find(text_.before(end)) != std::string_view::npos) --end;
    const std::string_view name = text_.part(begin, end);
    if (std::ranges::all_of(name, [](char c) { return ascii::is_digit(c) || c == '.' || c == '-'; })) {
      addresses(begin, end);
      return;
    }
    auto domain = canonical_domain(name);
    if (!domain || is_in_path(begin)) return;
    const bool refanged = std::any_of(text_.marks.begin() + static_cast<std::ptrdiff_t>(begin),
                                      text_.marks.begin() + static_cast<std::ptrdiff_t>(end),
                                      [](Mark mark) { return mark == Mark::kRefanged; });
    const bool named = refanged || text_.before(begin) == '@';
    if (is_like_file(*domain) && !named) return;
    add(Type::kDomain, std::move(*domain), begin, end);
  }

  // An IPv4 address, or the two of a range.
  void addresses(std::size_t begin, std::size_t end) {
    if (follows_version_word(text_, begin)) return;
    const std::size_t middle = begin + std::min(text_.part(begin, end).find('-'), end - begin);
    if (!is_ipv4(text_.part(begin, middle))) return;
    if (middle != end && !is_ipv4(text_.part(middle + 1, end))) return;
    add(Type::kIp, std::string(text_.part(begin, middle)), begin, middle);
    if (middle != end) add(Type::kIp, std::string(text_.part(middle + 1, end)), middle + 1, end);
  }

  void digests(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end;) {
      std::size_t stop = i;
      while (stop < end && text_.in_word(stop)) ++stop;
      if (is_sha256(text_.part(i, stop))) add(Type::kSha256, ascii::lowered(text_.part(i, stop)), i, stop);
      i = stop + 1;
    }
  }

  // What ends at `end` is left of the '@' of an e-mail address, perhaps with a "+tag" between.
  bool is_local_part(std::size_t end) const {
    static constexpr std::size_t kLongest = 64;  // RFC 5321, 4.5.3.1.1
    std::size_t i = end;
    while (i - end < kLongest && text_.at(i) != '@' && i < text_.size() &&
           (text_.at(i) == '+' || text_.at(i) == '%' || (i > end && text_.in_name(i))))
      ++i;
    return text_.at(i) == '@' && text_.in_word(i + 1);
  }

  // "dir/setup.com", "C:\setup.com", and the path behind a name without a scheme.
  bool is_in_path(std::size_t begin) const {
    if (begin < 2 || (text_.before(begin) != '/' && text_.before(begin) != '\\')) return false;
    return text_.in_name(begin - 2) ||
           std::string_view(":%~*").find(text_.at(begin - 2)) != std::string_view::npos;
  }

  Text text_;
  std::vector<Hit> hits_;
};

}  // namespace

std::vector<Hit> find(std::string_view utf8) { return Finder(utf8).run(); }

std::optional<Observable> recognise(std::string_view cell) {
  static constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = cell.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return std::nullopt;
  cell = cell.substr(first, cell.find_last_not_of(kBlanks) - first + 1);
  auto hits = find(cell);
  if (hits.size() != 1 || hits[0].start != 0) return std::nullopt;
  const std::string_view rest = cell.substr(hits[0].end);
  // A host name may end in the dot of the root.
  const bool rooted = rest == "." && hits[0].type == Type::kDomain;
  if (!rest.empty() && !rooted) return std::nullopt;
  return Observable{hits[0].type, std::move(hits[0].value)};
}

}  // namespace observables
