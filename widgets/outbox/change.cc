#include "outbox/change.h"

#include <array>
#include <utility>

namespace outbox {
namespace {

constexpr std::array<std::pair<Field, std::string_view>, 4> kFieldNames = {{
    {Field::kTitle, "title"},
    {Field::kSummary, "short_description"},
    {Field::kDescription, "description"},
    {Field::kTlp, "tlp"},
}};

}  // namespace

const std::string& case_key(const Change& change) {
  return change.case_id.empty() ? change.external_id : change.case_id;
}

bool same_case(const Change& a, const Change& b) { return case_key(a) == case_key(b); }

std::string Case::* member_of(Field field) {
  switch (field) {
    case Field::kTitle:
      return &Case::title;
    case Field::kSummary:
      return &Case::short_description;
    case Field::kDescription:
      return &Case::description;
    case Field::kTlp:
      break;
  }
  return &Case::tlp;
}

std::string_view field_name(Field field) {
  for (const auto& [known, name] : kFieldNames)
    if (known == field) return name;
  return "";
}

std::optional<Field> field_from_name(std::string_view name) {
  for (const auto& [field, known] : kFieldNames)
    if (known == name) return field;
  return std::nullopt;
}

What::What() = default;
What::What(const What&) = default;
What::What(What&&) noexcept = default;
What& What::operator=(const What&) = default;
What& What::operator=(What&&) noexcept = default;
What::~What() = default;

}  // namespace outbox
