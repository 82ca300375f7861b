#include "pivot_menu/words.h"

#include <cmath>

#include "exchange/disguised.h"
#include "exchange/fit.h"
#include "kit/text.h"
#include "markdown/literal.h"
#include "threat_response/instant.h"

namespace pivot_menu {
namespace {

using messages::Text;

// Of a note, in UTF-16 units: of a name, and of all that is said of the outcome.
constexpr std::size_t kLongestName = 200, kLongestOutcome = 1500;

// "2026-11-23 08:10:30 UTC": the colleague who reads it may be in another time zone.
std::string utc(double seconds) {
  const std::string iso = threat_response::to_iso(std::llround(seconds * 1000));
  return iso.substr(0, 10) + ' ' + iso.substr(11, 8) + " UTC";
}

// Text of a module, at most `longest` of it.
std::string quoted(std::string_view text, std::size_t longest) {
  // A unit has at most three bytes.
  const std::vector<std::string> parts =
      exchange::parts_of(text.substr(0, 3 * longest + 1), longest, longest);
  const std::string shown = parts.size() > 1 ? parts.front() + "\xE2\x80\xA6" : parts.front();
  return exchange::disguised(kit::text::cleaned(shown));
}

}  // namespace

std::string outcome_words(messages::Language language, const Run& run) {
  const std::string& title = run.action.title;
  switch (run.state) {
    case Run::State::kRunning:
      return messages::text(language, Text::kActionRunning, {title});
    case Run::State::kAccepted:
      return messages::text(language, Text::kActionDone, {title});
    case Run::State::kDone:
      return messages::text(language, Text::kActionFinished, {title});
    case Run::State::kUnknown:
      return messages::text(language, Text::kActionUnknown, {title, run.action.module.name});
    case Run::State::kRefused:
      break;
  }
  return messages::text(
      language, Text::kActionFailed,
      {title, run.problem ? messages::problem_sentence(language, run.problem) : run.reason});
}

std::string note_words(messages::Language language, const Run& run) {
  Run named = run;
  named.action.title = quoted(run.action.title, kLongestName);
  named.action.module.name = quoted(run.action.module.name, kLongestName);
  return markdown::literal(
      messages::text(language, Text::kActionNote,
                     {named.action.module.name, defang(run.about), utc(run.at), utc(run.known_at),
                      quoted(outcome_words(language, named), kLongestOutcome)}));
}

}  // namespace pivot_menu
