#include "cloud_service/words.h"

#include <array>

#include "states.h"

namespace cloud_service {
namespace {

using enum messages::Language;

TEST(Words, EachRefusalAndReasonHasASentenceInEachLanguage) {
  const State state = registered();
  for (const auto language : {kEnglish, kGerman, kJapanese, kArabic}) {
    for (int i = 0; i <= static_cast<int>(Refusal::kServerWhileBusy); ++i) {
      const std::string sentence = refusal_sentence(language, static_cast<Refusal>(i), state);
      EXPECT_FALSE(sentence.empty());
      EXPECT_FALSE(sentence.contains('{')) << sentence;
    }
    for (int i = 1; i <= static_cast<int>(Reason::kStore); ++i) {
      const std::string sentence = reason_sentence(language, static_cast<Reason>(i), state, 2);
      EXPECT_FALSE(sentence.empty());
      EXPECT_FALSE(sentence.contains('{')) << sentence;
    }
  }
}

TEST(Words, LanguagesHaveTheSamePlaceholders) {
  constexpr std::array kRows = {
#define TR_WORDS(english, german, japanese, arabic) \
  std::to_array<std::string_view>({english, german, japanese, arabic}),
#include "cloud_service/words.inc"
#undef TR_WORDS
  };
  for (const auto& row : kRows)
    for (const std::string_view words : row)
      for (const char* mark : {"{0}", "{1}", "{2}", "{3}"})
        EXPECT_EQ(words.contains(mark), row.front().contains(mark)) << words;
}

TEST(Words, ATokenOfAnotherRegionIsGuessed) {  // D-13
  const std::string sentence = reason_sentence(kEnglish, Reason::kTokenUnknown, ready(), 2);
  EXPECT_TRUE(sentence.starts_with("The token is not known in EUROPE: was it made in AMERICAS?")) << sentence;
}

TEST(Words, WhatEndsAtTheEnrolmentHostNamesThatHost) {  // PRE-07
  State state = registering();
  ASSERT_TRUE(advance(state, StagePassed{.stage = Stage::kConnector}, kNow));
  ASSERT_TRUE(advance(state, StagePassed{.stage = Stage::kToken}, kNow));
  ASSERT_TRUE(advance(state, AttemptFailed{.reason = Reason::kUnreachable}, kNow));
  EXPECT_EQ(state.registration.failure->stage, Stage::kCertificate);
  EXPECT_EQ(failure_sentence(kEnglish, *state.registration.failure, state),
            "est.sco.cisco.com cannot be reached: open port 443 to it on the firewall.");
  EXPECT_EQ(reason_sentence(kEnglish, Reason::kUnreachable, state, 3),
            "api-sse.cisco.com cannot be reached: open port 443 to it on the firewall.");
}

TEST(Words, AsiaPacificIsRefusedWithWhatToChoose) {  // INT-08
  EXPECT_EQ(
      refusal_sentence(kEnglish, Refusal::kServerUnsupported, ready()),
      "Asia Pacific (1) is not supported for this integration: choose one of EUROPE (2), AMERICAS (3).");
}

TEST(Words, TheStepToTakeBeforeAnotherServerIsNamed) {  // INT-22
  EXPECT_EQ(refusal_sentence(kEnglish, Refusal::kServerWhileRegistered, registered()),
            "This appliance is registered with AMERICAS: deregister it, then commit the other server.");
}

}  // namespace
}  // namespace cloud_service
