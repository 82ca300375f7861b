#include "custom_pivots/template.h"

#include <algorithm>

namespace custom_pivots {
namespace {

constexpr std::string_view kScheme = "https://";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_host(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_'; }
// What may stand in an address as it is (RFC 3986, 2).
bool is_plain(char c) {
  return is_letter(c) || is_digit(c) || std::string_view("-._~:/?#@!$&'()*+,;=").contains(c);
}

// Labels of 1 to 63 letters, digits and dashes, dots between them.
bool is_name(std::string_view host) {
  if (host.empty() || host.size() > 253 || !std::ranges::all_of(host, is_host)) return false;
  while (true) {
    const std::size_t end = std::min(host.find('.'), host.size());
    const std::string_view label = host.substr(0, end);
    if (label.empty() || label.size() > 63 || label.starts_with('-') || label.ends_with('-')) return false;
    if (end == host.size()) return true;
    host.remove_prefix(end + 1);
  }
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, is_digit);
}

std::string encoded(std::string_view value, std::string_view stays) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : value) {
    if (is_letter(c) || is_digit(c) || std::string_view("-._~").contains(c) || stays.contains(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
  }
  return out;
}

// "." or "..", however it is written: every parser of addresses goes a step up there.
bool is_dots(std::string_view segment) {
  std::size_t dots = 0;
  while (!segment.empty()) {
    const bool is_coded = segment.starts_with("%2e") || segment.starts_with("%2E");
    if (!is_coded && segment[0] != '.') return false;
    segment.remove_prefix(is_coded ? 3 : 1);
    ++dots;
  }
  return dots == 1 || dots == 2;
}

bool has_dots(std::string_view address) {
  address.remove_prefix(kScheme.size());
  std::string_view path = address.substr(0, address.find_first_of("?#"));
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (is_dots(path.substr(0, end))) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

}  // namespace

class Template::Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::expected<Template, Refused> parse() {
    if (text_.size() > kLongestTemplate) return std::unexpected(Refused::kTooLong);
    if (!text_.starts_with(kScheme)) return std::unexpected(Refused::kNotHttps);
    text_.remove_prefix(kScheme.size());
    literal_ = kScheme;
    while (!text_.empty() && !refused_) text_[0] == '{' ? take_placeholder() : take_literal();
    if (!refused_ && place_ == Place::kHost) check_host();
    if (!refused_ && !has_value_) refused_ = Refused::kNoValue;
    if (refused_) return std::unexpected(*refused_);
    end_literal();
    if (has_dots(skeleton_)) return std::unexpected(Refused::kDots);
    return std::move(made_);
  }

 private:
  void take_literal() {
    const char c = text_[0];
    if (c == '%' ? text_.size() < 3 || !is_hex(text_[1]) || !is_hex(text_[2]) : !is_plain(c)) {
      refused_ = Refused::kCharacters;
      return;
    }
    if (place_ == Place::kHost && c == '@') refused_ = Refused::kCredentials;
    if (c == '#' && place_ == Place::kFragment) refused_ = Refused::kCharacters;
    enter(c);
    if (place_ == Place::kHost) host_ += c;
    literal_ += c;
    text_.remove_prefix(1);
  }

  void enter(char c) {
    const Place before = place_;
    if (c == '#')
      place_ = Place::kFragment;
    else if (c == '?' && place_ < Place::kQuery)
      place_ = Place::kQuery;
    else if (c == '/' && place_ == Place::kHost)
      place_ = Place::kPath;
    if (before == Place::kHost && place_ != before) check_host();
  }

  // What stands behind the last placeholder is the template's own; a port may follow.
  void check_host() {
    std::string_view host = host_;
    if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
      if (!is_port(host.substr(colon + 1))) refused_ = Refused::kHost;
      host = host.substr(0, colon);
    }
    const std::size_t mark = host.rfind(kMark);
    if (mark == std::string_view::npos) {
      if (!is_name(host)) refused_ = Refused::kHost;
      return;
    }
    const std::string_view own = host.substr(mark + 1);
    const bool is_own = own.starts_with('.') && is_name(own.substr(1)) && own.substr(1).contains('.');
    std::string example(host);
    std::ranges::replace(example, kMark, 'x');
    if (!is_own || !is_name(example)) refused_ = Refused::kHost;
  }

  void take_placeholder() {
    const std::size_t end = text_.find('}');
    if (end == std::string_view::npos) {
      refused_ = Refused::kUnknownPlaceholder;
      return;
    }
    std::string_view inside = text_.substr(1, end - 1);
    text_.remove_prefix(end + 1);
    Part part{.literal = {}, .is_placeholder = true, .place = place_, .steps = {}};
    const std::string_view name = inside.substr(0, inside.find('|'));
    part.is_type = name == "type";
    if (!part.is_type && name != "value") refused_ = Refused::kUnknownPlaceholder;
    has_value_ = has_value_ || !part.is_type;
    inside.remove_prefix(name.size());
    while (!inside.empty() && !refused_) {
      inside.remove_prefix(1);
      const std::string_view step = inside.substr(0, inside.find('|'));
      if (auto read = read_step(step))
        part.steps.push_back(*std::move(read));
      else
        refused_ = Refused::kUnknownPlaceholder;
      inside.remove_prefix(step.size());
    }
    if (place_ == Place::kHost) host_ += kMark;
    end_literal();
    skeleton_ += 'x';
    made_.parts_.push_back(std::move(part));
  }

  void end_literal() {
    skeleton_ += literal_;
    if (!literal_.empty()) made_.parts_.push_back({.literal = std::move(literal_), .steps = {}});
    literal_.clear();
  }

  static constexpr char kMark = '\x01';  // stands for a placeholder in host_

  std::string_view text_;
  Place place_ = Place::kHost;
  std::string literal_, host_, skeleton_;
  bool has_value_ = false;
  std::optional<Refused> refused_;
  Template made_;
};

std::expected<Template, Refused> Template::parse(std::string_view text) { return Parser(text).parse(); }

std::optional<std::string> Template::expand(std::string_view type, std::string_view value) const {
  std::string address;
  for (const Part& part : parts_) {
    if (!part.is_placeholder) {
      address += part.literal;
      continue;
    }
    std::string put(part.is_type ? type : value);
    std::string_view stays;
    for (const Step& step : part.steps) {
      apply(step, type, put);
      if (step.kind == Step::Kind::kPath) stays = "/:@";
      // Its padding says how it ends, and means nothing inside of a query's value.
      if (step.kind == Step::Kind::kBase64) stays = "=";
    }
    if (put.empty() || put.size() > kLongestAddress) return std::nullopt;
    if (part.place == Place::kHost && !is_name(put)) return std::nullopt;
    address += part.place == Place::kHost ? put : encoded(put, stays);
  }
  if (address.size() > kLongestAddress || has_dots(address)) return std::nullopt;
  const std::string_view host = std::string_view(address).substr(kScheme.size());
  const std::size_t end = std::min(host.find_first_of(":/?#"), host.size());
  return is_name(host.substr(0, end)) ? std::optional(std::move(address)) : std::nullopt;
}

}  // namespace custom_pivots
