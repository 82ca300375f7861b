#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "json/json.h"

namespace json {
namespace {

using Library = nlohmann::json;

void write(const Json& value, Output& out);

// The library's writer takes a microsecond for the smallest value, and a frame is thousands of them: the
// common kinds are written here, as the library does.
void write_library(const Library& value, Output& out) {
  out.add(value.dump(-1, ' ', false, Library::error_handler_t::replace));
}

void write_text(std::string_view text, Output& out) {
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; };
  if (!std::ranges::all_of(text, is_plain)) return write_library(std::string(text), out);
  out.add('"');
  out.add(text);
  out.add('"');
}

void write_whole(std::int64_t whole, Output& out) {
  char digits[20];
  const char* end = std::to_chars(std::begin(digits), std::end(digits), whole).ptr;
  out.add(std::string_view(std::begin(digits), end));
}

void write_fraction(double fraction, Output& out) {
  constexpr double kLargest = 1e9;
  const bool is_whole = std::trunc(fraction) == fraction && std::abs(fraction) < kLargest;
  if (!is_whole || std::signbit(fraction)) return write_library(fraction, out);
  write_whole(static_cast<std::int64_t>(fraction), out);
  out.add(".0");
}

void write_list(const Json::List& list, Output& out) {
  out.add('[');
  for (const Json& element : list) {
    if (&element != &list.front()) out.add(',');
    write(element, out);
  }
  out.add(']');
}

void write_object(const Json::Object& object, Output& out) {
  out.add('{');
  for (auto member = object.begin(); member != object.end(); ++member) {
    if (member != object.begin()) out.add(',');
    write_text(member->first, out);
    out.add(':');
    write(member->second, out);
  }
  out.add('}');
}

void write(const Json& value, Output& out) {
  if (const auto* flag = std::get_if<bool>(&value.value)) {
    out.add(*flag ? "true" : "false");
    return;
  }
  if (const auto* whole = std::get_if<std::int64_t>(&value.value)) return write_whole(*whole, out);
  if (const auto* natural = std::get_if<std::uint64_t>(&value.value)) return write_library(*natural, out);
  if (const auto* fraction = std::get_if<double>(&value.value)) return write_fraction(*fraction, out);
  if (const auto* text = std::get_if<std::string>(&value.value)) return write_text(*text, out);
  if (const auto* list = std::get_if<Json::List>(&value.value)) return write_list(*list, out);
  if (const auto* object = std::get_if<Json::Object>(&value.value)) return write_object(*object, out);
  out.add("null");
}

}  // namespace

std::string dump(const Json& document) {
  Output out;
  write(document, out);
  return out.take();
}

void Writer::separate() {
  if (!is_first_) out_.add(',');
  is_first_ = false;
}

void Writer::begin(char bracket) {
  separate();
  out_.add(bracket);
  is_first_ = true;
}

void Writer::end(char bracket) {
  out_.add(bracket);
  is_first_ = false;
}

Writer& Writer::key(std::string_view key) {
  out_.add(is_first_ ? "\"" : ",\"");
  out_.add(key);
  out_.add("\":");
  is_first_ = true;
  return *this;
}

void Writer::text(std::string_view text) {
  separate();
  write_text(text, out_);
}

void Writer::whole(std::int64_t whole) {
  separate();
  write_whole(whole, out_);
}

void Writer::boolean(bool flag) {
  separate();
  out_.add(flag ? "true" : "false");
}

void Writer::hundredths(double fraction) {
  separate();
  const std::int64_t all = std::llround(fraction * 100), rest = std::abs(all % 100);
  if (all < 0) out_.add('-');
  write_whole(std::abs(all / 100), out_);
  if (rest == 0) return;
  out_.add(rest < 10 ? ".0" : ".");
  write_whole(rest % 10 == 0 ? rest / 10 : rest, out_);
}

}  // namespace json
