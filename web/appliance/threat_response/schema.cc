#include "appliance/threat_response/schema.h"

#include <algorithm>
#include <array>
#include <string>

#include "appliance/instant.h"
#include "appliance/threat_response/observable_types.h"

namespace appliance::schema {
namespace {

// What stands in a reason for the value; long ones are not echoed.
Json reason(std::string_view predicate, const Json& value) {
  constexpr std::size_t kLongestEcho = 64;
  std::string shown = json::dump(value);
  if (shown.size() > kLongestEcho) shown = "a-" + std::string(json::type_name(value));
  return "(not (" + std::string(predicate) + "? " + shown + "))";
}

}  // namespace

Json object(const Json& value, std::span<const Field> fields) {
  if (!json::is_object(value)) return reason("map", value);
  Json wrong;
  for (const auto& [key, member] : json::members(value)) {
    const auto field = std::ranges::find(fields, key, &Field::name);
    Json why = field == fields.end() ? Json("disallowed-key") : field->check(member);
    if (!fits(why)) json::set(wrong, key, std::move(why));
  }
  for (const Field& field : fields)
    if (field.required && !json::find(value, field.name))
      json::set(wrong, field.name, "missing-required-key");
  return wrong;
}

Json list(const Json& value, const Check& element) {
  if (!json::is_array(value)) return reason("sequential", value);
  Json reasons = json::list({});
  bool wrong = false;
  for (const Json* item : json::elements(value)) {
    Json why = element(*item);
    wrong = wrong || !fits(why);
    json::append(reasons, std::move(why));
  }
  return wrong ? reasons : Json();
}

Json any_object(const Json& value) { return json::is_object(value) ? Json() : reason("map", value); }

Json text(const Json& value) { return json::is_text(value) ? Json() : reason("string", value); }

Json texts(const Json& value) { return list(value, text); }

Json natural(const Json& value) { return json::is_natural(value) ? Json() : reason("natural-int", value); }

Json iso_time(const Json& value) { return parse_iso(json::text_of(value)) ? Json() : reason("inst", value); }

Check one_of(std::vector<std::string_view> words) {
  return [words = std::move(words)](const Json& value) {
    const bool known =
        json::is_text(value) && std::ranges::contains(words, std::string_view(json::text_of(value)));
    return known ? Json() : reason("allowed-value", value);
  };
}

Json observable(const Json& value) {
  static const std::array kFields = {
      Field{.name = "type",
            .check =
                [](const Json& type) {
                  return is_observable_type(json::text_of(type)) ? Json() : reason("observable-type", type);
                },
            .required = true},
      Field{.name = "value", .check = text, .required = true}};
  return object(value, kFields);
}

Json observables(const Json& value) { return list(value, observable); }

}  // namespace appliance::schema
