#include "cloud_service/settings.h"

#include <utility>

namespace cloud_service {
namespace {

using Effects = std::vector<Effect>;

// Milliseconds between two looks: while something runs, while nobody answers, and while a first contact is
// late or a module is missing; and otherwise.
constexpr int kSoon = 1000, kLater = 3000, kSeldom = 10'000, kIdle = 60'000;
constexpr Instant kLate = 60'000;  // after a commit
constexpr int kSessionEnded = 401, kForbidden = 403;

// When to look again without anybody asking (D-12); 0: not at all.
int look_after(const Settings& settings) {
  if (!settings.answer || settings.trouble == Trouble::kSessionEnded) return 0;
  const Answer& answer = *settings.answer;
  // A module is added in another tab, of the service (INT-17).
  const bool awaits_module =
      situation(answer.state) == Situation::kRegistered && !answer.state.health.is_module;
  // What a command or the portal changes is shown, too, on a page that stays open.
  if (!is_under_way(answer.state) && !awaits_contact(answer) && !awaits_module) return kIdle;
  if (settings.trouble != Trouble::kNone) return kLater;
  if (awaits_module) return kSeldom;
  return is_under_way(answer.state) || answer.now - answer.state.committed_when < kLate ? kSoon : kSeldom;
}

Effects start(Settings& settings, StartCall call) {
  if (call.ask == Ask::kRead) {
    settings.reading = true;
    settings.acts_when_read = settings.acts;
    return {std::move(call)};
  }
  settings.asking = call.ask;
  settings.refused.reset();
  settings.done = Ask::kNothing;
  ++settings.acts;
  return {std::move(call)};
}

bool can_act(const Settings& settings) { return !hindrance(settings); }

Effects read_again(Settings& settings) {
  // While an act is under way its answer is newer.
  if (settings.reading || settings.asking != Ask::kNothing) return {};
  return start(settings, {.ask = Ask::kRead});
}

Effects on(Settings& settings, const Opened&) { return read_again(settings); }

Effects on(Settings& settings, const TryAgainPressed&) { return read_again(settings); }

Effects on(Settings& settings, const EditPressed&) {
  if (!can_act(settings)) return {};
  settings.form = wanted(settings.answer->state);
  settings.refused.reset();
  settings.done = Ask::kNothing;
  return {};
}

Effects on(Settings& settings, const EnableTicked& message) {
  if (settings.form) settings.form->enabled = message.on;
  return {};
}

Effects on(Settings& settings, const ServerPicked& message) {
  if (settings.form) settings.form->server = message.number;
  return {};
}

Effects on(Settings& settings, const SubmitPressed&) {
  if (!settings.form || !can_act(settings)) return {};
  return start(settings, {.ask = Ask::kSubmit, .configuration = *settings.form});
}

Effects on(Settings& settings, const CancelPressed&) {
  settings.form.reset();
  settings.refused.reset();
  return {};
}

Effects on(Settings& settings, const CommentTyped& message) {
  settings.comment = message.text;
  return {};
}

Effects on(Settings& settings, const CommitPressed&) {
  if (!can_act(settings)) return {};
  return start(settings, {.ask = Ask::kCommit, .comment = settings.comment});
}

Effects on(Settings& settings, const AbandonPressed&) {
  if (!can_act(settings)) return {};
  return start(settings, {.ask = Ask::kAbandon});
}

Effects on(Settings& settings, const TokenTyped& message) {
  settings.token_given = message.given;
  if (message.given) settings.token_missed = false;
  return {};
}

Effects on(Settings& settings, const RegisterPressed&) {
  if (!can_act(settings)) return {};
  settings.token_missed = !settings.token_given;
  if (settings.token_missed) return {};
  return start(settings, {.ask = Ask::kRegister});
}

Effects on(Settings& settings, const DeregisterPressed&) {
  if (can_act(settings)) settings.confirming = true;
  return {};
}

Effects on(Settings& settings, const DeregisterAnswered& message) {
  if (!std::exchange(settings.confirming, false) || !message.yes || !can_act(settings)) return {};
  return start(settings, {.ask = Ask::kDeregister});
}

Effects on(Settings& settings, const TestPressed&) {
  if (settings.testing || !settings.answer || settings.trouble == Trouble::kSessionEnded) return {};
  settings.testing = true;
  settings.test_failed = false;
  settings.tested.clear();
  return {StartCall{.ask = Ask::kTest}};
}

Effects on(Settings& settings, const SectionChosen& message) {
  settings.section = message.section;
  return {};
}

Effects on(Settings& settings, const PortalNamed& message) {
  settings.portal = message.address;
  return {};
}

Effects session_ended(Settings& settings) {
  settings.trouble = Trouble::kSessionEnded;
  settings.confirming = false;
  return {LookAgain{}, TellSessionEnded{}};
}

// What the appliance says by now is shown.
Effects take(Settings& settings, Answer answer) {
  const bool changed = !settings.answer || situation(settings.answer->state) != situation(answer.state);
  const int server = settings.answer ? wanted(settings.answer->state).server : 0;
  settings.answer = std::move(answer);
  settings.trouble = Trouble::kNone;
  const State& state = settings.answer->state;
  // The results are those of other hosts.
  if (wanted(state).server != server) settings.tested.clear();
  if (state.registration.phase != Phase::kRegistered) settings.confirming = false;
  if (!settings.answer->may_administer) settings.form.reset();
  Effects effects = {LookAgain{look_after(settings)}};
  if (changed) effects.emplace_back(TellSituation{situation(state)});
  return effects;
}

Effects failed(Settings& settings, Trouble trouble) {
  settings.trouble = trouble;
  return {LookAgain{look_after(settings)}};
}

Effects read_ended(Settings& settings, const Replied& reply) {
  settings.reading = false;
  // An act was begun meanwhile: this may be from before it.
  if (settings.acts_when_read != settings.acts) return read_again(settings);
  if (reply.status == kSessionEnded) return session_ended(settings);
  if (reply.status == 0) return failed(settings, Trouble::kUnreachable);
  auto answer = reply.status == 200 ? read_answer(reply.body) : std::nullopt;
  if (!answer) return failed(settings, Trouble::kUnreadable);
  return take(settings, *std::move(answer));
}

void done(Settings& settings, Ask ask) {
  settings.done = ask;
  if (ask == Ask::kSubmit) settings.form.reset();
  if (ask == Ask::kCommit || ask == Ask::kAbandon) settings.comment.clear();
}

Effects act_ended(Settings& settings, const Replied& reply) {
  if (settings.asking != reply.ask) return {};
  settings.asking = Ask::kNothing;
  Effects effects;
  if (reply.ask == Ask::kRegister) {  // A.6: the field is kept empty
    settings.token_given = false;
    effects.emplace_back(ForgetToken{});
  }
  const auto append = [&effects](Effects more) {
    effects.insert(effects.end(), more.begin(), more.end());
    return effects;
  };
  if (reply.status == kSessionEnded) return append(session_ended(settings));
  if (reply.status == 200 || reply.status == 202) {
    auto answer = read_answer(reply.body);
    if (!answer) return append(failed(settings, Trouble::kUnreadable));
    done(settings, reply.ask);
    return append(take(settings, *std::move(answer)));
  }
  if (reply.status == 0) {
    // It may have been done all the same: what is so now is asked.
    settings.trouble = Trouble::kUnreachable;
    return append(read_again(settings));
  }
  const std::string code = json::text(reply.body, "code");
  if (reply.status == kForbidden && settings.answer)
    settings.answer->may_administer = false;
  else
    settings.refused = Refused{.refusal = refusal_from(code),
                               .comment_too_long = code == "comment_too_long",
                               .words = json::text(reply.body, "error")};
  return append(read_again(settings));  // another person may have changed what this was about
}

Effects test_ended(Settings& settings, const Replied& reply) {
  settings.testing = false;
  if (reply.status == kSessionEnded) return session_ended(settings);
  auto tested = reply.status == 200 ? read_tested(reply.body) : std::nullopt;
  settings.test_failed = !tested;
  if (tested) settings.tested = *std::move(tested);
  return {};
}

Effects on(Settings& settings, const Replied& reply) {
  if (reply.ask == Ask::kRead) return read_ended(settings, reply);
  if (reply.ask == Ask::kTest) return test_ended(settings, reply);
  return act_ended(settings, reply);
}

}  // namespace

std::vector<Effect> update(Settings& settings, const Message& message) {
  return std::visit([&](const auto& one) { return on(settings, one); }, message);
}

int shown_server(const Settings& settings) {
  if (settings.form) return settings.form->server;
  return settings.answer ? wanted(settings.answer->state).server : 0;
}

std::optional<Hindrance> hindrance(const Settings& settings) {
  if (!settings.answer || settings.trouble == Trouble::kSessionEnded) return Hindrance::kNoAnswer;
  if (!settings.answer->may_administer) return Hindrance::kNotAdministrator;
  if (settings.answer->state.mode != Mode::kMachine) return Hindrance::kWrongMode;
  if (settings.asking != Ask::kNothing) return Hindrance::kBusy;
  return std::nullopt;
}

}  // namespace cloud_service
