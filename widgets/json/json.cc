#include "json/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <nlohmann/json.hpp>

namespace json {
namespace {

using Library = nlohmann::json;

// Builds the document from what the library reads. A bomb ends the reading, so it costs no memory.
class Builder : public nlohmann::json_sax<Library> {
 public:
  bool null() override { return take({}); }
  bool boolean(bool flag) override { return take(flag); }
  bool number_integer(std::int64_t whole) override { return take(whole); }
  bool number_unsigned(std::uint64_t natural) override { return take(natural); }
  bool number_float(double fraction, const std::string& /*digits*/) override { return take(fraction); }
  bool string(std::string& text) override { return take(std::move(text)); }
  bool binary(Library::binary_t& /*bytes*/) override { return false; }
  bool start_object(std::size_t /*count*/) override { return open(Json::Object()); }
  bool end_object() override { return close(); }
  bool start_array(std::size_t /*count*/) override { return open(Json::List()); }
  bool end_array() override { return close(); }
  bool key(std::string& name) override {
    key_ = std::move(name);
    return true;
  }
  bool parse_error(std::size_t /*at*/, const std::string& /*token*/,
                   const Library::exception& /*error*/) override {
    return false;
  }

  Json document;
  bool too_deep = false;

 private:
  // Where the next value goes. Elements of a list move only while none of them is open.
  Json* place(Json value) {
    if (open_.empty()) return &(document = std::move(value));
    if (auto* list = std::get_if<Json::List>(&open_.back()->value))
      return &list->emplace_back(std::move(value));
    auto& object = *std::get_if<Json::Object>(&open_.back()->value);
    return &object.insert_or_assign(std::move(key_), std::move(value)).first->second;  // the last one holds
  }
  bool take(Json value) {
    place(std::move(value));
    return true;
  }
  bool open(Json value) {
    too_deep = open_.size() >= kMaxDepth;
    if (!too_deep) open_.push_back(place(std::move(value)));
    return !too_deep;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;
  std::string key_;
};

// U+D800 to U+DFFF, as the escape at the start of `text` says; 0 for anything else.
unsigned half_of(std::string_view text) {
  constexpr std::size_t kDigits = 2, kEnd = 6;
  unsigned unit = 0;
  if (!text.starts_with("\\u") || text.size() < kEnd) return 0;
  const auto [end, error] = std::from_chars(text.data() + kDigits, text.data() + kEnd, unit, 16);
  const bool is_half = error == std::errc{} && end == text.data() + kEnd && unit >= 0xD800 && unit <= 0xDFFF;
  return is_half ? unit : 0;
}

// Escapes of a surrogate without its other half (RFC 8259, 8.2) as U+FFFD. The library refuses a document for
// one, and anybody can write one into a text: cut between the halves of an emoji, for instance.
std::string with_whole_surrogates(std::string_view bytes) {
  constexpr std::size_t kEscape = 6;
  std::string whole;
  whole.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t plain = std::min(bytes.find('\\'), bytes.size());
    whole += bytes.substr(0, plain);
    bytes.remove_prefix(plain);
    const unsigned half = half_of(bytes);
    const unsigned other = half != 0 && half < 0xDC00 ? half_of(bytes.substr(kEscape)) : 0;
    const std::size_t taken = other >= 0xDC00 ? 2 * kEscape : half != 0 ? kEscape : 2;
    if (half != 0 && other < 0xDC00)
      whole += "\\ufffd";
    else
      whole += bytes.substr(0, taken);
    bytes.remove_prefix(std::min(taken, bytes.size()));
  }
  return whole;
}

}  // namespace

std::expected<Json, std::string> parse(std::string_view bytes) {
  Builder builder;
  // The library takes a NUL for the end of the text and would not look at what comes behind it.
  const bool has_nul = bytes.contains('\0');
  const bool has_halves = bytes.contains("\\ud") || bytes.contains("\\uD");
  const std::string whole = has_halves && !has_nul ? with_whole_surrogates(bytes) : std::string();
  if (has_halves) bytes = whole;
  if (!has_nul && Library::sax_parse(bytes.begin(), bytes.end(), &builder))
    return std::move(builder.document);
  return std::unexpected(builder.too_deep ? "The data is nested too deeply." : "The data is not valid JSON.");
}

const Json* find(const Json& object, std::string_view key) {
  const Json::Object& all = members(object);
  const auto found = all.find(key);
  return found == all.end() ? nullptr : &found->second;
}

std::string text(const Json& object, std::string_view key, std::string_view otherwise) {
  const Json* value = find(object, key);
  return value && is_text(*value) ? text_of(*value) : std::string(otherwise);
}

std::string text_of(const Json& value) {
  const auto* string = std::get_if<std::string>(&value.value);
  return string ? *string : std::string();
}

std::int64_t integer(const Json& object, std::string_view key, std::int64_t otherwise) {
  const Json* value = find(object, key);
  if (!value) return otherwise;
  if (const auto* whole = std::get_if<std::int64_t>(&value->value)) return *whole;
  // A double is a disposition too ("disposition": 2.0); 2^53 is the last one that is exact.
  if (const auto* real = std::get_if<double>(&value->value))
    if (std::trunc(*real) == *real && std::abs(*real) <= 9007199254740992.0)
      return static_cast<std::int64_t>(*real);
  return otherwise;
}

double number(const Json& object, std::string_view key, double otherwise) {
  const Json* value = find(object, key);
  if (!value) return otherwise;
  if (const auto* natural = std::get_if<std::uint64_t>(&value->value)) return static_cast<double>(*natural);
  if (const auto* whole = std::get_if<std::int64_t>(&value->value)) return static_cast<double>(*whole);
  const auto* real = std::get_if<double>(&value->value);
  return real ? *real : otherwise;
}

bool boolean(const Json& object, std::string_view key, bool otherwise) {
  const Json* value = find(object, key);
  const auto* flag = value ? std::get_if<bool>(&value->value) : nullptr;
  return flag ? *flag : otherwise;
}

std::vector<const Json*> array(const Json& object, std::string_view key) {
  const Json* value = find(object, key);
  return value ? elements(*value) : std::vector<const Json*>();
}

std::vector<const Json*> elements(const Json& value) {
  std::vector<const Json*> all;
  if (const auto* items = std::get_if<Json::List>(&value.value))
    for (const Json& item : *items) all.push_back(&item);
  return all;
}

std::vector<std::string> texts(const Json& object, std::string_view key) {
  std::vector<std::string> all;
  for (const Json* item : array(object, key))
    if (is_text(*item)) all.push_back(text_of(*item));
  return all;
}

const Json::Object& members(const Json& value) {
  static const Json::Object kNone;
  const auto* object = std::get_if<Json::Object>(&value.value);
  return object ? *object : kNone;
}

bool is_object(const Json& value) { return std::holds_alternative<Json::Object>(value.value); }
bool is_array(const Json& value) { return std::holds_alternative<Json::List>(value.value); }
bool is_text(const Json& value) { return std::holds_alternative<std::string>(value.value); }

bool is_natural(const Json& value) {
  const auto* whole = std::get_if<std::int64_t>(&value.value);
  return whole ? *whole >= 0 : std::holds_alternative<std::uint64_t>(value.value);
}

std::string_view type_name(const Json& value) {
  constexpr std::string_view kNames[] = {"null",   "boolean", "number", "number",
                                         "number", "string",  "array",  "object"};
  return kNames[value.value.index()];
}

Json object(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json::Object made;
  for (const auto& [key, value] : members) made.emplace(key, value);
  return made;
}

Json list(std::vector<Json> elements) { return elements; }

void set(Json& object, std::string_view key, Json value) {
  if (object.is_null()) object = Json::Object();
  if (auto* members = std::get_if<Json::Object>(&object.value))
    members->insert_or_assign(std::string(key), std::move(value));
}

void remove(Json& object, std::string_view key) {
  auto* members = std::get_if<Json::Object>(&object.value);
  if (!members) return;
  if (const auto found = members->find(key); found != members->end()) members->erase(found);
}

void append(Json& list, Json value) {
  if (list.is_null()) list = Json::List();
  if (auto* elements = std::get_if<Json::List>(&list.value)) elements->push_back(std::move(value));
}

}  // namespace json
