// Reading and writing JSON that nobody vouches for: replies, stored text, messages from the page.
//
//   const std::expected<Json, std::string> reply = json::parse(body);
//   if (!reply) return std::unexpected(reply.error());
//   std::string title = json::text(*reply, "title");          // "" when missing or not a string
//
// A document is a value of our own. The library that reads and writes the text (nlohmann/json) is seen by
// json.cc and writing.cc alone: it ends a WebAssembly program on a wrong type or a missing key, and costs
// seconds in every source that includes it. Getters never fail: a missing or mistyped field is the given
// default. Where a field must be there, ask `find` and say what is wrong.
#pragma once

#include <concepts>
#include <cstdint>
#include <expected>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "json/output.h"

// null, boolean, whole number, fraction, string, list or object. Built from what it holds.
class Json {
 public:
  using List = std::vector<Json>;
  using Object = std::map<std::string, Json, std::less<>>;  // in the order of the keys

  Json() = default;
  Json(std::same_as<bool> auto flag) : value(flag) {}
  Json(std::signed_integral auto whole) : value(std::int64_t{whole}) {}
  Json(std::unsigned_integral auto natural)
    requires(!std::same_as<decltype(natural), bool>)
  {
    if (std::in_range<std::int64_t>(natural))
      value = static_cast<std::int64_t>(natural);
    else
      value = std::uint64_t{natural};
  }
  Json(double fraction) : value(fraction) {}
  Json(const char* text) : value(std::string(text)) {}
  Json(std::string_view text) : value(std::string(text)) {}
  Json(std::string text) : value(std::move(text)) {}
  Json(List elements) : value(std::move(elements)) {}
  Json(Object members) : value(std::move(members)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(value); }
  bool operator==(const Json& other) const { return value == other.value; }

  // uint64 holds only what int64 cannot: parse and the constructors keep to it, so that 5 equals 5.
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, List, Object> value;
};

namespace json {

// Deeper documents are refused. CTIM bundles nest 9 levels; 64 leaves room and keeps `dump` off deep stacks.
inline constexpr int kMaxDepth = 64;

// The error is one sentence without the document's text, which may hold what must not reach a log. An escaped
// surrogate that lacks its other half is U+FFFD, never an error.
std::expected<Json, std::string> parse(std::string_view bytes);

// UTF-8 that is not valid is replaced (U+FFFD), never an error.
std::string dump(const Json& document);

// The member `key` of an object; null pointer when `object` is no object or has no such member. Owned by
// `object`, valid while that is unchanged.
const Json* find(const Json& object, std::string_view key);

std::string text(const Json& object, std::string_view key, std::string_view otherwise = "");
// A value itself as a string; "" for any other type.
std::string text_of(const Json& value);
// Whole numbers only; a fraction or a number outside int64 is `otherwise`.
std::int64_t integer(const Json& object, std::string_view key, std::int64_t otherwise = 0);
double number(const Json& object, std::string_view key, double otherwise = 0);
bool boolean(const Json& object, std::string_view key, bool otherwise = false);
// The elements of the array `key`; empty when missing or no array. Pointers into `object`.
std::vector<const Json*> array(const Json& object, std::string_view key);
// The same for a document that is an array itself.
std::vector<const Json*> elements(const Json& value);
// The strings of the array `key`; other elements are left out.
std::vector<std::string> texts(const Json& object, std::string_view key);

// The members of an object; empty for any other value.
const Json::Object& members(const Json& value);

bool is_object(const Json& value);
bool is_array(const Json& value);
bool is_text(const Json& value);
bool is_natural(const Json& value);  // a whole number, not negative
// "null", "boolean", "number", "string", "array" or "object".
std::string_view type_name(const Json& value);

// Building. `object({{"type", "domain"}, {"value", value}})`.
Json object(std::initializer_list<std::pair<std::string_view, Json>> members);
Json list(std::vector<Json> elements);
// A value that is no object stays as it is, but null becomes one; so for `append`.
void set(Json& object, std::string_view key, Json value);
void remove(Json& object, std::string_view key);
void append(Json& list, Json value);

// Writes a document from its first member to its last without building it, for what is said in every frame.
//
//   out.begin_object();
//   out.key("id").whole(7);
//   out.end_object();
class Writer {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_list() { begin('['); }
  void end_list() { end(']'); }
  // REQUIRES: letters and digits.
  Writer& key(std::string_view key);
  void text(std::string_view text);
  void whole(std::int64_t whole);
  void boolean(bool flag);
  // Rounded to hundredths. REQUIRES: what is finite and smaller than a million million.
  void hundredths(double fraction);
  std::string take() { return out_.take(); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();

  Output out_;
  bool is_first_ = true;  // of what is open, or the value of a key
};

}  // namespace json
