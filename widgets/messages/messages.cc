#include "messages/messages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "messages/locale.h"

namespace messages {
namespace {

// By message, then by language.
constexpr std::array kTexts = {
#define TR_MESSAGE(name, english, german, japanese, arabic) \
  std::to_array<std::string_view>({english, german, japanese, arabic}),
#include "messages/catalogue.inc"
#undef TR_MESSAGE
};
static_assert(kTexts[0].size() == kLanguageTags.size());

std::string_view pattern_of(Language language, Text message) {
  return kTexts[static_cast<std::size_t>(message)][static_cast<std::size_t>(language)];
}

// Of "one:a|other:b". Without one for this category it is that for the others, which is the last.
std::string_view form_of(std::string_view forms, Plural category) {
  const std::string_view name = kPluralNames[static_cast<std::size_t>(category)];
  for (;;) {
    const std::size_t end = forms.find('|');
    const std::string_view form = forms.substr(0, end);
    const std::size_t colon = form.find(':');
    if (end == std::string_view::npos || form.substr(0, colon) == name) return form.substr(colon + 1);
    forms.remove_prefix(end + 1);
  }
}

// The names of scopes on the API client form (LOG-07, LOG-09) for those the calls name.
std::string_view scope_screen_name(std::string_view scope) {
  const std::string_view root = scope.substr(0, std::min(scope.find_first_of(":/"), scope.size()));
  if (root == "casebook") return "Casebook";
  if (root == "enrich") return "Enrich";
  if (root == "private-intel") return "Private Intelligence";
  if (root == "response") return "Response";
  if (root == "inspect") return "Inspect";
  if (root == "integration") return "Integration";
  if (root == "profile") return "Profile";
  return scope;
}

}  // namespace

std::string filled(std::string_view pattern, std::span<const std::string_view> arguments) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    if (!placeholder) {
      out += pattern[i];
      continue;
    }
    const auto index = static_cast<std::size_t>(pattern[i + 1] - '0');
    if (index < arguments.size()) out += arguments[index];
    i += 2;
  }
  return out;
}

Language language_from_tag(std::string_view tag) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  const std::string_view primary = tag.substr(0, tag.find('-'));
  for (std::size_t i = 0; i < kLanguageTags.size(); ++i)
    if (std::ranges::equal(primary, std::string_view(kLanguageTags[i]), {}, lower))
      return static_cast<Language>(i);
  return Language::kEnglish;
}

std::string text(Language language, Text message, std::initializer_list<std::string_view> arguments) {
  return filled(pattern_of(language, message), {arguments.begin(), arguments.size()});
}

std::string plural_text(Language language, Text message, double count,
                        std::initializer_list<std::string_view> arguments) {
  const std::string written = number(language, count);
  std::vector<std::string_view> all = {written};
  all.insert(all.end(), arguments);
  return filled(form_of(pattern_of(language, message), plural(language, count)), all);
}

std::string list_words(Language language, std::span<const std::string> members) {
  std::string out;
  for (const std::string& member : members)
    out = out.empty() ? member : text(language, Text::kListed, {out, member});
  return out;
}

std::string type_words(Language language, std::string_view type) {
  using observables::Type;
  const auto known = observables::type_from_name(type);
  if (!known) return std::string(type);
  switch (*known) {
    case Type::kIp:
      return text(language, Text::kIp);
    case Type::kIpv6:
      return text(language, Text::kIpv6);
    case Type::kDomain:
      return text(language, Text::kDomain);
    case Type::kUrl:
      return text(language, Text::kUrl);
    case Type::kSha256:
      return text(language, Text::kSha256);
  }
  return "";
}

std::string disposition_words(Language language, threat_response::Disposition disposition) {
  using threat_response::Disposition;
  switch (disposition) {
    case Disposition::kNone:
      return text(language, Text::kNoVerdict);
    case Disposition::kClean:
      return text(language, Text::kClean);
    case Disposition::kMalicious:
      return text(language, Text::kMalicious);
    case Disposition::kSuspicious:
      return text(language, Text::kSuspicious);
    case Disposition::kCommon:
      return text(language, Text::kCommon);
    case Disposition::kUnknown:
      return text(language, Text::kUnknown);
  }
  return "";
}

std::string duration_words(Language language, double seconds) {
  constexpr double kMinute = 60, kHour = 3600, kDay = 86'400;
  const auto whole = [&](Text unit, double size) {
    return text(language, unit, {number(language, std::floor(std::clamp(seconds / size, 0.0, 1e9)))});
  };
  if (seconds < kHour) return whole(Text::kMinutes, kMinute);
  return seconds < 2 * kDay ? whole(Text::kHours, kHour) : whole(Text::kDays, kDay);
}

std::string verdict_age(Language language, const threat_response::Verdict& verdict, double now) {
  constexpr double kTwentyYears = 20 * 365.25 * 86'400;  // longer is "never ends" (api.md 4.2)
  if (verdict.valid_from <= 0 || verdict.valid_from > now) return "";
  const double seconds = now - verdict.valid_from, left = verdict.valid_until - now;
  std::string age = seconds < 60 ? text(language, Text::kNew)
                                 : text(language, Text::kOld, {duration_words(language, seconds)});
  return left > kTwentyYears ? age : text(language, Text::kAgeAndEnd, {age, duration_words(language, left)});
}

namespace {

std::string service_words(Language language, threat_response::Service service) {
  return text(language, service == threat_response::Service::kVisibility ? Text::kServiceVisibility
                                                                         : Text::kServicePrivateIntel);
}

// The fields of a case that somebody types, as they are called on the screen.
std::string field_words(Language language, std::string_view field) {
  if (field == "title") return text(language, Text::kTitle);
  if (field == "short_description") return text(language, Text::kSummary);
  if (field == "description") return text(language, Text::kDescription);
  return std::string(field);
}

std::string sentence(Language language, const threat_response::Problem& problem) {
  using Kind = threat_response::Problem::Kind;
  switch (problem.kind) {
    case Kind::kNone:
      return "";
    case Kind::kWrongCredentials:
      return text(language, Text::kWrongCredentials);
    case Kind::kSignedOut:
      return text(language, Text::kSignedOut);
    case Kind::kMissingScopes:
      return text(language, Text::kMissingScopes, {scope_words(language, problem.scopes)});
    case Kind::kNotAllowed:
      return text(language, Text::kNotAllowed);
    case Kind::kNotFound:
      return text(language, Text::kNotFound);
    case Kind::kRefusedByService:
      return problem.field.empty() || problem.detail.contains(problem.field)
                 ? text(language, Text::kRefusedByService, {problem.detail})
                 : text(language, Text::kFieldRefused,
                        {field_words(language, problem.field), problem.detail});
    case Kind::kTooManyRequests:
      return text(language, Text::kTooManyRequests);
    case Kind::kServiceFailed:
      return text(language, Text::kServiceFailed, {service_words(language, problem.service)});
    case Kind::kNoConnection:
      return text(language, Text::kNoConnection, {service_words(language, problem.service)});
    case Kind::kTimedOut:
      return text(language, Text::kTimedOut, {service_words(language, problem.service)});
    case Kind::kUnreadable:
      return text(language, Text::kUnreadable, {service_words(language, problem.service)});
    case Kind::kTooLong:
      return plural_text(language, Text::kTooLong, static_cast<double>(problem.limit),
                         {field_words(language, problem.field)});
    case Kind::kNotKept:
      return text(language, Text::kNotKept);
    case Kind::kRefusedHere:
      return text(language, Text::kRefusedHere);
  }
  return "";
}

}  // namespace

std::string refusal_words(Language language, custom_pivots::Refused why) {
  using Why = custom_pivots::Refused;
  switch (why) {
    case Why::kNotHttps:
      return text(language, Text::kTemplateNotHttps);
    case Why::kCredentials:
      return text(language, Text::kTemplateCredentials);
    case Why::kHost:
      return text(language, Text::kTemplateHost);
    case Why::kCharacters:
      return text(language, Text::kTemplateCharacters);
    case Why::kUnknownPlaceholder:
      return text(language, Text::kTemplatePlaceholder);
    case Why::kNoValue:
      return text(language, Text::kTemplateNoValue);
    case Why::kDots:
      return text(language, Text::kTemplateDots);
    case Why::kTooLong:
      return text(language, Text::kTemplateTooLong);
  }
  return "";
}

std::string scope_words(Language language, const std::vector<std::string>& scopes) {
  std::vector<std::string> names;
  for (const std::string& scope : scopes)
    if (const std::string_view name = scope_screen_name(scope); !std::ranges::contains(names, name))
      names.emplace_back(name);
  return list_words(language, names);
}

std::string problem_sentence(Language language, const threat_response::Problem& problem) {
  const std::string words = sentence(language, problem);
  if (words.empty() || problem.trace_id.empty()) return words;
  return text(language, Text::kForSupport, {words, problem.trace_id});
}

std::string import_problem_sentence(Language language, exchange::ImportProblem problem) {
  using enum exchange::ImportProblem;
  switch (problem) {
    case kUnreadable:
      return text(language, Text::kImportUnreadable);
    case kEmpty:
      return text(language, Text::kImportEmpty);
    case kTooLarge:
      return text(language, Text::kImportTooLarge);
    case kTooManyCases:
      return text(language, Text::kImportTooManyCases);
    case kNotText:
      return text(language, Text::kImportNotText);
    case kBroken:
      return text(language, Text::kImportBroken);
    case kNothingFound:
      return text(language, Text::kImportNothingFound);
  }
  return "";
}

exchange::ReportWords report_words(Language language) {
  exchange::ReportWords words{.untitled = text(language, Text::kReportUntitled),
                              .sharing = text(language, Text::kReportSharing),
                              .made = text(language, Text::kReportMade),
                              .judged = text(language, Text::kReportJudged),
                              .summary = text(language, Text::kReportSummary),
                              .description = text(language, Text::kReportDescription),
                              .notes = text(language, Text::kReportNotes),
                              .pictures = text(language, Text::kReportPictures),
                              .observables = text(language, Text::kObservables),
                              .kind = text(language, Text::kReportKind),
                              .value = text(language, Text::kReportValue),
                              .modules = text(language, Text::kReportModules),
                              .dispositions = {},
                              .kinds = {}};
  using enum threat_response::Disposition;
  for (const auto disposition : {kNone, kClean, kMalicious, kSuspicious, kCommon, kUnknown})
    words.dispositions.emplace(disposition, disposition_words(language, disposition));
  for (const char* type : {"ip", "ipv6", "domain", "url", "sha256"})
    words.kinds.emplace(type, type_words(language, type));
  return words;
}

}  // namespace messages
