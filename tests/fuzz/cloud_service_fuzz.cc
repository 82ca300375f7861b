// Any bytes as what the appliance answers to the page of its Cloud Service Settings, and as what its store
// holds: a state is written and read as the same, and no act makes one that is not (document.h, rules.h).
#include "cloud_service/document.h"
#include "cloud_service/settings.h"
#include "promise.h"

namespace {

using namespace cloud_service;
using fuzz::expect;

constexpr Instant kNow = 1'764'000'000'000;

void check_state(const State& state, const std::string& of) {
  const std::string written = json::dump(write(state));
  const auto back = read(*json::parse(written));
  expect(back && *back == state, "a state comes back", of, written);
}

void check_acts(const State& state, const std::string& of) {
  const std::vector<Act> acts = {Enable{},
                                 Disable{},
                                 ChooseServer{2},
                                 Submit{{.enabled = true, .server = 1}},
                                 Commit{},
                                 Abandon{},
                                 Register{"a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6"},
                                 Deregister{true}};
  for (const Act& first : acts) {
    State changed = state;
    if (!update(changed, first, "admin", kNow)) {
      expect(changed == state, "what is refused changes nothing", of);
      continue;
    }
    check_state(changed, of);
    for (const Act& second : acts) (void)update(changed, second, "admin", kNow + 1);
    check_state(changed, of);
  }
  const std::vector<Progress> all = {StagePassed{Stage::kConnector},
                                     StagePassed{Stage::kCertificate, kNow + 1000},
                                     CertificateRenewed{kNow + 2000},
                                     AttemptFailed{Reason::kTokenExpired},
                                     Deregistered{},
                                     Contacted{5, true, 1},
                                     ContactFailed{Reason::kTls, 1}};
  for (const Progress& one : all) {
    State changed = state;
    const bool taken = advance(changed, one, kNow);
    expect(taken || changed == state, "what comes late changes nothing", of);
    check_state(changed, of);
  }
}

void check_page(const Json& document, const std::string& of) {
  Settings settings;
  const auto say = [&](const Message& message) {
    for (const Effect& effect : update(settings, message))
      if (const auto* look = std::get_if<LookAgain>(&effect))
        expect(look->after >= 0, "the next look is not in the past", of);
    (void)shown_server(settings);
    (void)hindrance(settings);
  };
  say(Opened{});
  say(Replied{.ask = Ask::kRead, .status = 200, .body = document});
  expect(settings.answer.has_value() == read_answer(document).has_value(), "an answer is taken", of);
  for (const Ask ask : {Ask::kSubmit, Ask::kCommit, Ask::kRegister, Ask::kDeregister, Ask::kTest}) {
    say(EditPressed{});
    say(EnableTicked{true});
    say(SubmitPressed{});
    say(CommitPressed{});
    say(TokenTyped{true});
    say(RegisterPressed{});
    say(DeregisterPressed{});
    say(DeregisterAnswered{true});
    say(TestPressed{});
    say(Replied{.ask = ask, .status = 409, .body = document});
    say(Replied{.ask = ask, .status = 200, .body = document});
    say(Opened{});
    say(Replied{.ask = Ask::kRead, .status = 200, .body = document});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  const auto document = json::parse(text);
  if (!document) return 0;
  if (const auto state = read(*document)) {
    check_state(*state, text);
    check_acts(*state, text);
  }
  if (const auto answer = read_answer(*document)) check_state(answer->state, text);
  (void)read_tested(*document);
  check_page(*document, text);
  return 0;
}
