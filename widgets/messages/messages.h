// Every sentence and label the widgets show, by name, in each language.
//
//   messages::text(language, Text::kAdded, {value, title})
//
// `{0}` and `{1}` in a text stand for the arguments. A test compares the languages: same messages, same
// placeholders. Labels that requirements fix (LOG-15, LOG-16, PM-03, PM-04, CB-05) are exact in English.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "custom_pivots/template.h"
#include "exchange/problem.h"
#include "exchange/report.h"
#include "messages/language.h"
#include "observables/observable.h"
#include "threat_response/problem.h"
#include "threat_response/verdict.h"

namespace messages {

// "de", "de-AT", "DE" -> German; anything that is none of the languages is English.
Language language_from_tag(std::string_view tag);

enum class Text {
#define TR_MESSAGE(name, english, german, japanese, arabic) name,
#include "messages/catalogue.inc"
#undef TR_MESSAGE
  kCount
};

std::string text(Language language, Text message, std::initializer_list<std::string_view> arguments = {});
// The form of a message about a number that the language has for `count`, which is {0}; `arguments` begin at
// {1}.
std::string plural_text(Language language, Text message, double count,
                        std::initializer_list<std::string_view> arguments = {});

// The text with {0}, {1}, ... replaced by the arguments, which are not looked into.
std::string filled(std::string_view pattern, std::span<const std::string_view> arguments);
// "a, b, c"
std::string list_words(Language language, std::span<const std::string> members);
// The kind of an observable, a disposition, a problem: as words.
// A kind without words of its own, and there are many, is called as the service calls it.
std::string type_words(Language language, std::string_view type);
std::string disposition_words(Language language, threat_response::Disposition disposition);
// "5 min", "3 h", "12 d", on one line: the blank does not break; seconds, rounded down to the largest unit.
std::string duration_words(Language language, double seconds);
// How old a verdict is and how long it holds yet: "3 h old, 29 d left", "new"; "" of one without a beginning,
// or whose beginning has not come. REQUIRES: it holds.
std::string verdict_age(Language language, const threat_response::Verdict& verdict, double now);
// One sentence with what the user can do, and what to quote to support when the service has named it. The
// service's own text, where it is shown, stays as it came.
std::string problem_sentence(Language language, const threat_response::Problem& problem);
// The scopes as the form of API clients names them (LOG-07, LOG-09), each once.
std::string scope_words(Language language, const std::vector<std::string>& scopes);
// Why a link template is not used, as the end of a sentence.
std::string refusal_words(Language language, custom_pivots::Refused why);
// Why a file is no case, and what the person can do.
std::string import_problem_sentence(Language language, exchange::ImportProblem problem);
// What a report says besides the case's own text.
exchange::ReportWords report_words(Language language);

}  // namespace messages
