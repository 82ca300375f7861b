// Writing and reading cases by their id (threat-response-api.md 6.3); case_search.h finds them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "threat_response/case.h"

namespace threat_response {

// Whether a write is answered only once a search finds it, which takes the service about a second.
enum class Wait { kUntilFound, kNo };

// How an external id begins that the widgets' outbox has made.
inline constexpr std::string_view kOutboxId = "tr-widgets-";

// What a new case is made of; fields that are "" or empty are not sent, but TLP always is: the service's
// default is not known (api.md 6.8). `external_id` finds the case again when the reply is lost (api.md 6.9).
struct NewCase {
  std::string title, short_description, description;
  std::string tlp = "amber";
  std::string external_id;
  std::vector<Observable> observables;
  std::vector<Note> texts;
  // What other tools have put to it (case.h).
  std::string language, source, source_uri;
  std::vector<std::string> external_ids;  // besides `external_id`
  std::vector<ExternalReference> external_references;
  Json bundle;
  bool operator==(const NewCase&) const = default;
};

// What is to change of a case. What is not named stays as it is (api.md 6.4-2).
struct CaseChange {
  std::optional<std::string> title, short_description, description, tlp;
};

// The service's limits, in UTF-16 units as it counts (api.md 6.1).
inline constexpr std::size_t kTitleLimit = 1024, kShortDescriptionLimit = 2048, kDescriptionLimit = 5000;
// How long the service takes the text to be.
std::size_t service_length(std::string_view utf8);
// The first field that is too long, before anything is sent; kNone when all fit.
Problem check_lengths(const CaseChange& change);
Problem check_lengths(const NewCase& made);

// The document that makes it, without `wait` and the rest of the request.
Json to_json(const NewCase& made);
// One with the content of the case: of no id, owner and time, and of the default TLP where it has none.
NewCase new_case_of(Case content);

Request create_case_request(const NewCase& made, Wait wait = Wait::kUntilFound);
Request case_request(std::string_view id);
Request patch_case_request(std::string_view id, const CaseChange& change, Wait wait = Wait::kUntilFound);
// Puts `entity` in the place of the case: what it leaves out is gone, so take the whole document of a fresh
// reply and change that. The fields that are the service's own (owner, created...) are left out of what is
// sent.
Request replace_case_request(std::string_view id, const Json& entity, Wait wait = Wait::kUntilFound);
// A 404 is a success too: somebody was faster.
Request delete_case_request(std::string_view id, Wait wait = Wait::kUntilFound);
Request cases_by_external_id_request(std::string_view external_id);

// The three lists of a case, each changed by one operation that is answered with the whole case. Give kAdd
// what missing_from() left and kRemove what held_by() found, and send nothing for nothing. Two adds at the
// same time may lose one (api.md 6.4-6): read the case again afterwards.
enum class Operation { kAdd, kRemove, kReplace };
Request observables_request(std::string_view id, Operation operation,
                            const std::vector<Observable>& observables, Wait wait = Wait::kUntilFound);
Request texts_request(std::string_view id, Operation operation, const std::vector<Note>& texts,
                      Wait wait = Wait::kUntilFound);
// A partial CTIM bundle: adding is a union of each group, removing takes what is equal as a whole (api.md
// 6.4-9).
Request bundle_request(std::string_view id, Operation operation, const Json& bundle,
                       Wait wait = Wait::kUntilFound);

}  // namespace threat_response
