// What became of an action, as a note of a case (D-07).
#include "pivot_menu/words.h"

#include <gtest/gtest.h>

#include "markdown/markdown.h"
#include "threat_response/casebooks.h"

namespace pivot_menu {
namespace {

using messages::Language;
using State = Run::State;

constexpr double kStart = 1'795'421'430, kLater = kStart + 75;  // 2026-11-23 08:10:30

Run run(State state) {
  Run one{.about = {observables::Type::kDomain, "bad.example"},
          .action = {.module = {.instance_id = "m", .type_id = {}, .name = "Umbrella"},
                     .id = {},
                     .title = "Block this domain",
                     .description = {},
                     .categories = {},
                     .url = "/respond/trigger/m/block"},
          .tag = 1,
          .at = kStart,
          .known_at = state == State::kRunning ? kStart : kLater,
          .state = state,
          .reason = {},
          .problem = {}};
  return one;
}
std::string note(const Run& one) { return note_words(Language::kEnglish, one); }
const std::string kHead = "Response action of Umbrella on bad[.]example, started 2026-11-23 08:10:30 UTC. ";

TEST(RunNote, SaysWhenWhatOnWhatAndWhatBecameOfIt) {
  EXPECT_EQ(note(run(State::kRunning)), kHead + "As of 2026-11-23 08:10:30 UTC: Block this domain: running…");
  const std::string later = kHead + "As of 2026-11-23 08:11:45 UTC: Block this domain: ";
  EXPECT_EQ(note(run(State::kAccepted)),
            later + "accepted by the module, which does not say when it is done.");
  EXPECT_EQ(note(run(State::kDone)), later + "done.");
  EXPECT_EQ(note(run(State::kUnknown)),
            later + "no answer. It may have been done; check in Umbrella before you run it again.");
  pivot_menu::Run refused = run(State::kRefused);
  refused.reason = "No such list.";
  EXPECT_EQ(note(refused), later + "not done. No such list.");
  refused.problem = {.kind = threat_response::Problem::Kind::kNotAllowed};
  EXPECT_EQ(note(refused),
            later + "not done. " + messages::problem_sentence(Language::kEnglish, refused.problem));
}

TEST(RunNote, IsInTheLanguageOfTheUser) {
  EXPECT_EQ(
      note_words(Language::kGerman, run(State::kDone)),
      "Aktion von Umbrella für bad[.]example, gestartet 2026-11-23 08:10:30 UTC. Stand 2026-11-23 08:11:45 "
      "UTC: Block this domain: ausgeführt.");
  for (const auto language : {Language::kJapanese, Language::kArabic})
    for (const char* part : {"Umbrella", "bad[.]example", "08:10:30", "08:11:45", "Block this domain"})
      EXPECT_TRUE(note_words(language, run(State::kDone)).contains(part)) << part;
}

TEST(RunNote, WhatAModuleSaysIsTextInIt) {
  pivot_menu::Run hostile = run(State::kRefused);
  hostile.action.title = "[Block](https://evil.example/a)\n\n# **now**";
  hostile.action.module.name = "<b>`M`</b> &lt;\xE2\x80\xAE";
  hostile.reason =
      "![x](https://evil.example/p.png)\n> see http://evil.example/_a_\n[1]: https://evil.example";
  const std::string words = note(hostile);
  const markdown::Document document = markdown::parse(words);
  ASSERT_EQ(document.blocks.size(), 1U) << words;
  EXPECT_EQ(document.blocks[0].kind, markdown::Kind::kParagraph);
  EXPECT_TRUE(document.links.empty());
  ASSERT_EQ(document.blocks[0].spans.size(), 1U) << words;
  const std::string& read = document.blocks[0].spans[0].text;
  EXPECT_TRUE(read.starts_with("Response action of <b>`M`</b> &lt;\xEF\xBF\xBD on bad[.]example")) << read;
  EXPECT_TRUE(
      read.contains("not done. ![x](hxxps[:]//evil[.]example/p.png) > see hxxp[:]//evil[.]example/_a_"))
      << read << "\nno reader of the note makes links of what a module writes";
  EXPECT_FALSE(words.contains("://")) << words;
}

TEST(RunNote, AnEndlessTextOfAModuleIsCut) {
  pivot_menu::Run hostile = run(State::kRefused);
  hostile.action.title = hostile.action.module.name = std::string(1'000'000, '*');
  for (int i = 0; i < 400'000; ++i) hostile.reason += "\xE3\x81\x82";
  const std::string words = note(hostile);
  EXPECT_LE(threat_response::service_length(words), threat_response::kDescriptionLimit);
  EXPECT_TRUE(words.contains("started 2026-11-23 08:10:30 UTC. As of")) << "what is ours stays";
  EXPECT_TRUE(words.contains("not done. \xE3\x81\x82"));
  EXPECT_TRUE(words.ends_with("\xE3\x81\x82\xE2\x80\xA6"));
}

}  // namespace
}  // namespace pivot_menu
