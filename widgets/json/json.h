// Reading and writing JSON that nobody vouches for: replies, stored text, messages from the page.
//
//   const Result<Json> reply = json::parse(body);
//   if (!reply) return std::unexpected(reply.error());
//   std::string title = json::text(*reply, "title");          // "" when missing or not a string
//
// The library underneath (nlohmann/json) ends a WebAssembly program on a wrong type or a missing key, so
// only this layer touches `value`, `at`, `get` and `[]`. Getters never fail: a missing or mistyped field
// is the given default. Where a field must be there, ask `find` and say what is wrong.
#pragma once

#include <cstdint>
#include <expected>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using Json = nlohmann::json;

namespace json {

// Deeper documents are refused. CTIM bundles nest 9 levels; 64 leaves room and keeps `dump` off deep stacks.
inline constexpr int kMaxDepth = 64;

// The error is one sentence without the document's text, which may hold what must not reach a log.
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

bool is_object(const Json& value);
bool is_array(const Json& value);

// Building. `object({{"type", "domain"}, {"value", value}})`.
Json object(std::initializer_list<std::pair<std::string_view, Json>> members);
Json list(std::vector<Json> elements);
void set(Json& object, std::string_view key, Json value);
void append(Json& list, Json value);

}  // namespace json
