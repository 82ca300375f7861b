#include "custom_pivots/steps.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "custom_pivots/sha256.h"
#include "observables/observable.h"
#include "observables/url.h"

namespace custom_pivots {
namespace {

using Kind = Step::Kind;

struct Row {
  std::string_view name;
  Kind kind;
  bool takes_text;
};
constexpr std::array<Row, 11> kSteps = {{
    {"lower", Kind::kLower, false},
    {"defang", Kind::kDefang, false},
    {"host", Kind::kHost, false},
    {"slash", Kind::kSlash, false},
    {"base64", Kind::kBase64, false},
    {"sha256", Kind::kSha256, false},
    {"strip", Kind::kStrip, true},
    {"first", Kind::kFirst, true},
    {"before", Kind::kBefore, true},
    {"after", Kind::kAfter, true},
    {"path", Kind::kPath, false},
}};

std::string base64(std::string_view text) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += 3) {
    const std::string_view part = text.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i)
      bits = (bits << 8) | (i < part.size() ? static_cast<unsigned char>(part[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i)
      out += i <= part.size() ? kLetters[(bits >> (18 - 6 * i)) & 0x3F] : '=';
  }
  return out;
}

std::string host_of(std::string_view value) {
  std::string host(observables::host_of(value));
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  return host;
}

}  // namespace

std::optional<Step> read_step(std::string_view text) {
  const std::size_t equals = text.find('=');
  const std::string_view name = text.substr(0, equals);
  const bool has_text = equals != std::string_view::npos;
  const auto row = std::ranges::find(kSteps, name, &Row::name);
  if (row == kSteps.end() || row->takes_text != has_text) return std::nullopt;
  Step step{.kind = row->kind, .text = std::string(has_text ? text.substr(equals + 1) : "")};
  if (row->takes_text && step.text.empty()) return std::nullopt;
  if (step.kind == Kind::kFirst) {
    const char* const end = step.text.data() + step.text.size();
    const auto read = std::from_chars(step.text.data(), end, step.count);
    if (read.ec != std::errc() || read.ptr != end || step.count == 0) return std::nullopt;
  }
  return step;
}

void apply(const Step& step, std::string_view type, std::string& value) {
  const bool is_url = type == "url";
  switch (step.kind) {
    case Kind::kLower:
      for (char& c : value)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      break;
    case Kind::kDefang:
      if (const auto known = observables::type_from_name(type)) value = observables::defang({*known, value});
      break;
    case Kind::kHost:
      if (is_url) value = host_of(value);
      break;
    case Kind::kSlash:
      if (is_url && value.find('/', observables::after_scheme(value)) == std::string::npos) value += '/';
      break;
    case Kind::kBase64:
      value = base64(value);
      break;
    case Kind::kSha256:
      value = sha256(value);
      break;
    case Kind::kStrip:
      if (value.starts_with(step.text)) value.erase(0, step.text.size());
      break;
    case Kind::kFirst:
      if (value.size() > step.count) value.resize(step.count);
      break;
    case Kind::kBefore:
      value.insert(0, step.text);
      break;
    case Kind::kAfter:
      value += step.text;
      break;
    case Kind::kPath:
      break;
  }
}

}  // namespace custom_pivots
