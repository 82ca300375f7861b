#include "json/json.h"

#include <cmath>
#include <limits>

namespace json {

std::expected<Json, std::string> parse(std::string_view bytes) {
  bool too_deep = false;
  const Json::parser_callback_t watch_depth = [&too_deep](int depth, Json::parse_event_t, Json&) {
    if (depth >= kMaxDepth) too_deep = true;
    return !too_deep;  // once too deep nothing more is kept, so a bomb costs no memory
  };
  Json document = Json::parse(bytes.begin(), bytes.end(), watch_depth, /*allow_exceptions=*/false);
  if (too_deep) return std::unexpected("The data is nested too deeply.");
  if (document.is_discarded()) return std::unexpected("The data is not valid JSON.");
  return document;
}

std::string dump(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json* find(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string text(const Json& object, std::string_view key, std::string_view otherwise) {
  const Json* value = find(object, key);
  return value && value->is_string() ? text_of(*value) : std::string(otherwise);
}

std::string text_of(const Json& value) {
  const auto* string = value.get_ptr<const Json::string_t*>();
  return string ? *string : std::string();
}

std::int64_t integer(const Json& object, std::string_view key, std::int64_t otherwise) {
  const Json* value = find(object, key);
  if (!value) return otherwise;
  if (const auto* natural = value->get_ptr<const Json::number_unsigned_t*>())
    return *natural <= std::uint64_t{std::numeric_limits<std::int64_t>::max()}
               ? static_cast<std::int64_t>(*natural)
               : otherwise;
  if (const auto* whole = value->get_ptr<const Json::number_integer_t*>()) return *whole;
  // A double is a disposition too ("disposition": 2.0); 2^53 is the last one that is exact.
  if (const auto* real = value->get_ptr<const Json::number_float_t*>())
    if (std::trunc(*real) == *real && std::abs(*real) <= 9007199254740992.0)
      return static_cast<std::int64_t>(*real);
  return otherwise;
}

double number(const Json& object, std::string_view key, double otherwise) {
  const Json* value = find(object, key);
  if (!value) return otherwise;
  if (const auto* natural = value->get_ptr<const Json::number_unsigned_t*>())
    return static_cast<double>(*natural);
  if (const auto* whole = value->get_ptr<const Json::number_integer_t*>()) return static_cast<double>(*whole);
  if (const auto* real = value->get_ptr<const Json::number_float_t*>()) return *real;
  return otherwise;
}

bool boolean(const Json& object, std::string_view key, bool otherwise) {
  const Json* value = find(object, key);
  const auto* flag = value ? value->get_ptr<const Json::boolean_t*>() : nullptr;
  return flag ? *flag : otherwise;
}

std::vector<const Json*> array(const Json& object, std::string_view key) {
  const Json* value = find(object, key);
  return value ? elements(*value) : std::vector<const Json*>();
}

std::vector<const Json*> elements(const Json& value) {
  std::vector<const Json*> all;
  if (const auto* items = value.get_ptr<const Json::array_t*>())
    for (const Json& item : *items) all.push_back(&item);
  return all;
}

std::vector<std::string> texts(const Json& object, std::string_view key) {
  std::vector<std::string> all;
  for (const Json* item : array(object, key))
    if (item->is_string()) all.push_back(text_of(*item));
  return all;
}

bool is_object(const Json& value) { return value.is_object(); }
bool is_array(const Json& value) { return value.is_array(); }

Json object(std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json made = Json::object();
  for (const auto& [key, value] : members) made.emplace(std::string(key), value);
  return made;
}

Json list(std::vector<Json> elements) {
  Json made = Json::array();
  for (Json& element : elements) made.push_back(std::move(element));
  return made;
}

void set(Json& object, std::string_view key, Json value) {
  if (object.is_null()) object = Json::object();
  if (!object.is_object()) return;
  object.erase(std::string(key));
  object.emplace(std::string(key), std::move(value));
}

void append(Json& list, Json value) {
  if (list.is_null()) list = Json::array();
  if (list.is_array()) list.push_back(std::move(value));
}

}  // namespace json
