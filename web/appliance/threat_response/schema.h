// Checking a JSON body against a shape, with the service's way of saying what is wrong: a value nested like
// the body, with a reason where a field is wrong (threat-response-api.md 6.7).
//
//   {"colour":"disallowed-key","observables":[{"type":"(not (observable-type? \"sha512\"))"}]}
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "json/json.h"

namespace appliance::schema {

// Gives null when the value fits, else the reason: a string, an object or an array.
using Check = std::function<Json(const Json&)>;

struct Field {
  std::string_view name;
  Check check;
  bool required = false;
};

Json object(const Json& value, std::span<const Field> fields);
// Every element fits; a reason is an array with null for the elements that do.
Json list(const Json& value, const Check& element);

Json any_object(const Json& value);
Json text(const Json& value);
Json texts(const Json& value);
Json natural(const Json& value);
Json iso_time(const Json& value);
// One of `words`.
Check one_of(std::vector<std::string_view> words);

// {"type":<one of the 63>,"value":<text>} and nothing else; and a list of those.
Json observable(const Json& value);
Json observables(const Json& value);

// Nothing is wrong.
inline bool fits(const Json& reason) { return reason.is_null(); }

}  // namespace appliance::schema
