#include "messages/messages.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <ranges>
#include <set>

#include "messages/locale.h"

using namespace messages;
using threat_response::Disposition;
using threat_response::Problem;

namespace {

constexpr Language kLanguages[] = {Language::kEnglish, Language::kGerman, Language::kJapanese,
                                   Language::kArabic};

std::vector<Text> all_texts() {
  std::vector<Text> all;
  for (int i = 0; i < static_cast<int>(Text::kCount); ++i) all.push_back(static_cast<Text>(i));
  return all;
}

// The forms of a message about a number by their categories; empty for another message.
std::map<std::string, std::string> forms(Language language, Text message) {
  std::map<std::string, std::string> found;
  for (const auto part : std::views::split(text(language, message, {"<0>", "<1>"}), '|')) {
    const std::string form(part.begin(), part.end());
    const std::string name = form.substr(0, form.find(':'));
    if (std::ranges::contains(kPluralNames, name)) found[name] = form.substr(name.size() + 1);
  }
  return found;
}

// Which of the arguments 0 to 9 a text takes.
std::set<int> placeholders(Language language, Text message) {
  std::set<int> taken;
  const std::string_view a[] = {"<0>", "<1>", "<2>", "<3>"};
  const std::string shown = text(language, message, {a[0], a[1], a[2], a[3]});
  for (int i = 0; i < 4; ++i)
    if (shown.contains(a[i])) taken.insert(i);
  return taken;
}

Problem problem(Problem::Kind kind) {
  return {
      .kind = kind, .detail = "its own words", .trace_id = {}, .scopes = {"casebook:write", "enrich/x:read"}};
}

TEST(Messages, EveryProblemOfAFileHasItsSentence) {
  using enum exchange::ImportProblem;
  for (const Language language : kLanguages) {
    std::set<std::string> sentences;
    for (const auto problem :
         {kUnreadable, kEmpty, kTooLarge, kTooManyCases, kNotText, kBroken, kNothingFound}) {
      const std::string sentence = import_problem_sentence(language, problem);
      EXPECT_FALSE(sentence.empty());
      EXPECT_TRUE(sentences.insert(sentence).second) << sentence;
    }
  }
}

TEST(Messages, WhyALinkOfThePageIsNotShownIsSaidInASentenceOfItsOwn) {
  using enum custom_pivots::Refused;
  for (const Language language : kLanguages) {
    std::set<std::string> sentences;
    for (const auto why :
         {kNotHttps, kCredentials, kHost, kCharacters, kUnknownPlaceholder, kNoValue, kDots, kTooLong})
      EXPECT_TRUE(sentences.insert(refusal_words(language, why)).second);
    EXPECT_FALSE(sentences.contains(""));
  }
  EXPECT_EQ(refusal_words(Language::kEnglish, kDots), "its path must not hold a step such as /../.");
}

TEST(Messages, AReportIsInTheReadersLanguage) {
  const exchange::ReportWords words = report_words(Language::kGerman);
  EXPECT_EQ(words.untitled, "Fall ohne Titel");
  EXPECT_EQ(words.dispositions.at(Disposition::kMalicious), "Bösartig");
  EXPECT_EQ(words.kinds.find("ip")->second, "IP-Adresse");
}

}  // namespace

TEST(Messages, EveryLanguageTakesTheSameArguments) {
  for (const Text message : all_texts())
    for (const Language language : kLanguages) {
      EXPECT_EQ(placeholders(Language::kEnglish, message), placeholders(language, message))
          << text(language, message);
      EXPECT_EQ(text(Language::kEnglish, message).contains("%T"), text(language, message).contains("%T"))
          << text(language, message);
    }
}

TEST(Messages, NoTextIsEmptyAndNoBraceIsLeft) {
  for (const Language language : kLanguages)
    for (const Text message : all_texts()) {
      std::string shown = text(language, message, {"a", "b"});
      EXPECT_FALSE(shown.empty()) << static_cast<int>(message);
      // What somebody is told to write stands as it is written.
      for (const std::string_view placeholder : {"{value}", "{type}"})
        if (const auto at = shown.find(placeholder); at != std::string::npos)
          shown.erase(at, placeholder.size());
      EXPECT_EQ(shown.find_first_of("{}"), std::string::npos) << shown;
    }
}

TEST(Messages, ArgumentsStandAsTheyCame) {
  EXPECT_EQ(text(Language::kEnglish, Text::kAdded, {"{1}", "<b>{0}</b>"}), "{1} is now in <b>{0}</b>.");
  EXPECT_EQ(text(Language::kEnglish, Text::kAdded, {"a"}), "a is now in .");
}

TEST(Messages, LabelsThatRequirementsFixAreExact) {
  EXPECT_EQ(text(Language::kEnglish, Text::kSignInTitle), "Login to use Casebook/Pivot Menu");
  EXPECT_EQ(text(Language::kEnglish, Text::kClientId), "Client ID");
  EXPECT_EQ(text(Language::kEnglish, Text::kClientPassword), "Client Password");
  EXPECT_EQ(text(Language::kEnglish, Text::kAuthenticate), "Authenticate");
  EXPECT_EQ(text(Language::kEnglish, Text::kAddToNewCase), "Add to New Case");
  EXPECT_EQ(text(Language::kEnglish, Text::kAddToCurrentCase), "Add to Current Case");
  EXPECT_EQ(text(Language::kEnglish, Text::kInvestigate), "Investigate this Case");
}

TEST(Messages, ALanguageIsChosenByItsTagAndItsRegionsOnly) {
  for (const char* tag : {"de", "de-AT", "DE", "De-ch"})
    EXPECT_EQ(language_from_tag(tag), Language::kGerman) << tag;
  for (const char* tag : {"ja", "ja-JP", "JA", "Ja-jp"})
    EXPECT_EQ(language_from_tag(tag), Language::kJapanese) << tag;
  for (const char* tag : {"ar", "ar-EG", "AR-sa", "ar-Arab-MA"})
    EXPECT_EQ(language_from_tag(tag), Language::kArabic) << tag;
  for (const char* tag : {"en", "en-US", "", "-", "den", "d", "fr", "x-de", "jav", "arz", "ja_JP"})
    EXPECT_EQ(language_from_tag(tag), Language::kEnglish) << tag;
}

TEST(Messages, NoTextIsLeftInEnglish) {
  // What is the same in every language: names, and signs between arguments.
  const std::set<std::string> names = {"URL", "SHA-256", "Threat Response", "Casebook"};
  for (const Text message : all_texts()) {
    const std::string english = text(Language::kEnglish, message);
    const bool words = std::ranges::any_of(english, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!words || names.contains(english)) continue;
    EXPECT_NE(text(Language::kJapanese, message), english);
    EXPECT_NE(text(Language::kArabic, message), english);
  }
}

TEST(Messages, EveryDispositionHasWordsOfItsOwn) {
  for (const Language language : kLanguages) {
    std::set<std::string> words;
    for (const Disposition one : {Disposition::kNone, Disposition::kClean, Disposition::kMalicious,
                                  Disposition::kSuspicious, Disposition::kCommon, Disposition::kUnknown})
      words.insert(disposition_words(language, one));
    EXPECT_EQ(words.size(), 6U);
    EXPECT_FALSE(words.contains(""));
  }
}

TEST(Messages, EveryKindOfObservableHasWords) {
  for (const Language language : kLanguages)
    for (const char* type : {"ip", "ipv6", "domain", "url", "sha256"})
      EXPECT_NE(type_words(language, type), type);
  EXPECT_EQ(type_words(Language::kEnglish, "amp_computer_guid"), "amp_computer_guid");
}

TEST(Messages, EveryProblemHasASentenceOfItsOwn) {
  constexpr int kKinds = static_cast<int>(Problem::Kind::kNotKept);
  for (const Language language : kLanguages) {
    std::set<std::string> sentences;
    for (int kind = 1; kind <= kKinds; ++kind)
      sentences.insert(problem_sentence(language, problem(static_cast<Problem::Kind>(kind))));
    EXPECT_EQ(sentences.size(), static_cast<std::size_t>(kKinds));
    EXPECT_FALSE(sentences.contains(""));
    EXPECT_EQ(problem_sentence(language, {}), "");
  }
}

TEST(Messages, MissingScopesAreNamedAsOnTheFormWhereClientsAreMade) {
  Problem missing = problem(Problem::Kind::kMissingScopes);
  EXPECT_TRUE(problem_sentence(Language::kEnglish, missing).contains("Casebook, Enrich"));
  EXPECT_TRUE(problem_sentence(Language::kJapanese, missing).contains("Casebook、Enrich"));
  EXPECT_TRUE(problem_sentence(Language::kArabic, missing).contains("Casebook، Enrich"));
  missing.scopes = {"private-intel", "response", "inspect:read", "integration",
                    "profile",       "casebook", "casebook:read"};
  EXPECT_TRUE(
      problem_sentence(Language::kEnglish, missing)
          .contains("scope Private Intelligence, Response, Inspect, Integration, Profile, Casebook:"));
  missing.scopes = {"something-new"};
  EXPECT_TRUE(problem_sentence(Language::kEnglish, missing).contains("something-new"));
}

TEST(Messages, TheServicesOwnWordsAreShownAsTheyCame) {
  EXPECT_TRUE(problem_sentence(Language::kGerman, problem(Problem::Kind::kRefusedByService))
                  .ends_with("its own words"));
}

TEST(Messages, DurationsAreRoundedDownToTheirLargestUnit) {
  EXPECT_EQ(duration_words(Language::kEnglish, 59), "0\u00A0min");
  EXPECT_EQ(duration_words(Language::kEnglish, 3599), "59\u00A0min");
  EXPECT_EQ(duration_words(Language::kEnglish, 47 * 3600), "47\u00A0h");
  EXPECT_EQ(duration_words(Language::kGerman, 49 * 3600), "2\u00A0T");
  EXPECT_EQ(duration_words(Language::kJapanese, 47 * 3600), "47\u00A0時間");
  EXPECT_EQ(duration_words(Language::kArabic, 86'400'000.0), "1,000\u00A0ي");
  EXPECT_EQ(duration_words(Language::kEnglish, -1), "0\u00A0min");
}

TEST(Messages, AProblemSaysWhoseAndWhatForSupport) {
  Problem failed = problem(Problem::Kind::kServiceFailed);
  failed.service = threat_response::Service::kPrivateIntel;
  failed.trace_id = "ctx-1";
  EXPECT_EQ(
      problem_sentence(Language::kEnglish, failed),
      "The casebook of Threat Response has a fault of its own: try again in a moment. For support: ctx-1.");
}

TEST(Messages, AFieldIsCalledAsOnTheScreen) {
  Problem long_title = problem(Problem::Kind::kTooLong);
  long_title.field = "title";
  long_title.limit = 1024;
  EXPECT_EQ(problem_sentence(Language::kEnglish, long_title),
            "Title is too long: shorten it to 1,024 characters.");
  long_title.field = "short_description";
  EXPECT_TRUE(problem_sentence(Language::kEnglish, long_title).starts_with("Summary is too long"));
  long_title.field = "description";
  EXPECT_TRUE(problem_sentence(Language::kEnglish, long_title).starts_with("Description is too long"));
  long_title.field = "owner";
  EXPECT_TRUE(problem_sentence(Language::kEnglish, long_title).starts_with("owner is too long"));
}

TEST(Messages, AFieldThatIsRefusedIsNamedOnce) {
  Problem refused = problem(Problem::Kind::kRefusedByService);
  refused.field = "description";
  EXPECT_EQ(problem_sentence(Language::kEnglish, refused),
            "Threat Response refused the field Description: its own words");
  refused.detail = "description is wrong";
  EXPECT_EQ(problem_sentence(Language::kEnglish, refused),
            "Threat Response refused the request: description is wrong");
}

TEST(Messages, AMessageAboutANumberIsOneInEveryLanguage) {
  for (const Text message : all_texts())
    for (const Language language : kLanguages)
      EXPECT_EQ(forms(language, message).empty(), forms(Language::kEnglish, message).empty())
          << text(language, message);
}

TEST(Messages, EveryFormIsOneTheLanguageHasAndTheLastIsForTheOthers) {
  const std::map<Language, std::set<std::string>> categories = {
      {Language::kEnglish, {"one", "other"}},
      {Language::kGerman, {"one", "other"}},
      {Language::kJapanese, {"other"}},
      {Language::kArabic, {"zero", "one", "two", "few", "many", "other"}}};
  for (const Text message : all_texts())
    for (const Language language : kLanguages) {
      const auto found = forms(language, message);
      if (found.empty()) continue;
      const std::string whole = text(language, message);
      EXPECT_EQ(found.size(), static_cast<std::size_t>(std::ranges::count(whole, '|')) + 1) << whole;
      EXPECT_TRUE(whole.substr(whole.rfind('|') + 1).starts_with("other:")) << whole;
      const std::string& other = found.find("other")->second;
      for (const auto& [name, form] : found) {
        EXPECT_TRUE(categories.at(language).contains(name)) << whole;
        EXPECT_EQ(form.contains("<1>"), other.contains("<1>")) << whole;
      }
      EXPECT_TRUE(other.contains("<0>")) << whole;
      if (language == Language::kArabic) EXPECT_EQ(found.size(), 6U) << whole;
    }
}

TEST(Messages, ACaseCountsItsObservablesInEveryForm) {
  const auto facts = [](Language language, double count) {
    return plural_text(language, Text::kCaseFacts, count, {"amber"});
  };
  EXPECT_EQ(facts(Language::kEnglish, 0), "0 observables · TLP amber");
  EXPECT_EQ(facts(Language::kEnglish, 1), "1 observable · TLP amber");
  EXPECT_EQ(facts(Language::kEnglish, 2), "2 observables · TLP amber");
  EXPECT_EQ(facts(Language::kEnglish, 1234), "1,234 observables · TLP amber");
  EXPECT_EQ(facts(Language::kGerman, 1), "1 Observable · TLP amber");
  EXPECT_EQ(facts(Language::kGerman, 12), "12 Observables · TLP amber");
  EXPECT_EQ(facts(Language::kJapanese, 1), "監視対象 1 件 · TLP amber");
  EXPECT_EQ(facts(Language::kJapanese, 12), "監視対象 12 件 · TLP amber");
  EXPECT_EQ(facts(Language::kArabic, 0), "لا عناصر مرصودة · TLP amber");
  EXPECT_EQ(facts(Language::kArabic, 1), "عنصر مرصود واحد · TLP amber");
  EXPECT_EQ(facts(Language::kArabic, 2), "عنصران مرصودان · TLP amber");
  EXPECT_EQ(facts(Language::kArabic, 3), "3 عناصر مرصودة · TLP amber");
  EXPECT_EQ(facts(Language::kArabic, 11), "11 عنصرًا مرصودًا · TLP amber");
  EXPECT_EQ(facts(Language::kArabic, 100), "100 عنصر مرصود · TLP amber");
}

TEST(Messages, ALimitOfLengthIsSaidInEveryForm) {
  const auto too_long = [](Language language, std::size_t limit) {
    Problem one = problem(Problem::Kind::kTooLong);
    one.field = "title";
    one.limit = limit;
    return problem_sentence(language, one);
  };
  EXPECT_EQ(too_long(Language::kEnglish, 1), "Title is too long: shorten it to 1 character.");
  EXPECT_EQ(too_long(Language::kGerman, 1), "Titel ist zu lang: Kürzen Sie auf 1 Zeichen.");
  EXPECT_EQ(too_long(Language::kGerman, 64), "Titel ist zu lang: Kürzen Sie auf 64 Zeichen.");
  EXPECT_EQ(too_long(Language::kJapanese, 1024), "タイトルが長すぎます。1,024 文字以内に短縮してください。");
  EXPECT_EQ(too_long(Language::kArabic, 0), "العنوان: النص طويل جدًا، احذفه.");
  EXPECT_EQ(too_long(Language::kArabic, 1), "العنوان: النص طويل جدًا، اختصره إلى حرف واحد.");
  EXPECT_EQ(too_long(Language::kArabic, 2), "العنوان: النص طويل جدًا، اختصره إلى حرفين.");
  EXPECT_EQ(too_long(Language::kArabic, 5), "العنوان: النص طويل جدًا، اختصره إلى 5 أحرف.");
  EXPECT_EQ(too_long(Language::kArabic, 1024), "العنوان: النص طويل جدًا، اختصره إلى 1,024 حرفًا.");
  EXPECT_EQ(too_long(Language::kArabic, 100), "العنوان: النص طويل جدًا، اختصره إلى 100 حرف.");
}

TEST(Messages, TheWordsOfAPluralsArgumentsStandAsTheyCame) {
  EXPECT_EQ(plural_text(Language::kEnglish, Text::kCaseFacts, 2, {"{0}|one:x"}),
            "2 observables · TLP {0}|one:x");
}
