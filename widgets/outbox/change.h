// One change that a user made to a case, on its way to the service (decision 11).
//
// An operation, never a whole case: what a colleague does to the same case meanwhile stays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "threat_response/case.h"
#include "threat_response/casebooks.h"

namespace outbox {

using threat_response::Case;
using threat_response::Note;
using threat_response::Observable;

// Its external id is the change's.
struct CreateCase {
  threat_response::NewCase made;
  bool operator==(const CreateCase&) const = default;
};
struct AddObservables {
  std::vector<Observable> observables;
  bool operator==(const AddObservables&) const = default;
};
struct RemoveObservables {
  std::vector<Observable> observables;
  bool operator==(const RemoveObservables&) const = default;
};
// The fields of a case that hold one text.
enum class Field { kTitle, kSummary, kDescription, kTlp };
// `before` is what its author saw: when the service has another text by now, somebody else has changed it.
struct EditField {
  Field field = Field::kTitle;
  std::string before, after;
  bool operator==(const EditField&) const = default;
};
struct AddNote {
  Note note;
  bool operator==(const AddNote&) const = default;
};
struct RemoveNote {
  Note note;
  bool operator==(const RemoveNote&) const = default;
};
struct DeleteCase {
  bool operator==(const DeleteCase&) const = default;
};
// Copied and ended in one place: see effects::Effect.
struct What : std::variant<CreateCase, AddObservables, RemoveObservables, EditField, AddNote, RemoveNote,
                           DeleteCase> {
  using variant::variant;
  What();
  What(const What&);
  What(What&&) noexcept;
  What& operator=(const What&);
  What& operator=(What&&) noexcept;
  ~What();
};

struct Change {
  std::string id;           // its own, in all tabs and browsers
  std::string account;      // the person and server it was made with: nobody else sends it
  std::string case_id;      // "" while the service has not made the case
  std::string external_id;  // of a case that was made here; else ""
  std::string title;        // of the case, to speak of it
  double made_at = 0;       // seconds since 1970, as all times
  double due_at = 0;        // not sent before: until then it can be undone
  // Of a change that takes out of one case what another change has put into another one: that one's id. Not
  // sent before that is through, and given up with it. "" for all others.
  std::string after = {};
  What what;
  std::uint32_t claims = 0;  // how often it was perhaps sent
  bool operator==(const Change&) const = default;
};

// Names the case of a change: changes of one case go one by one. When the service has made a case all its
// changes are told its id, so that they agree.
const std::string& case_key(const Change& change);
bool same_case(const Change& a, const Change& b);

// The member of a case that is the field: `one.*member_of(field)`.
std::string Case::* member_of(Field field);
// As the service names it: "short_description".
std::string_view field_name(Field field);
std::optional<Field> field_from_name(std::string_view name);

// As the store keeps it, and back; nothing for a record that is none of ours.
Json to_json(const Change& change);
std::optional<Change> read_change(const Json& record);

}  // namespace outbox
