// A page's calls of the service, and all that becomes of them on the way.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "world.h"

namespace simulation {
namespace {

using threat_response::Failure;
using threat_response::Reply;
using threat_response::Session;

constexpr double kWorkEnds = 4;  // of a call: see faults.h

bool is_token(const app::StartCall& call) { return call.id == Session::kTokenCall; }

// "Sun, 06 Nov 1994 08:49:37 GMT"; the day of the week is not read.
std::string date_of(double time) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto whole = static_cast<std::int64_t>(time);
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(whole / 86'400))};
  const auto two = [](std::int64_t number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  const auto month = static_cast<unsigned>(day.month());
  return "Sun, " + two(static_cast<unsigned>(day.day())) + ' ' +
         std::string(kMonths.substr(3 * month - 3, 3)) + ' ' + std::to_string(static_cast<int>(day.year())) +
         ' ' + two(whole / 3600 % 24) + ':' + two(whole / 60 % 60) + ':' + two(whole % 60) + " GMT";
}

Reply failed(Failure why) { return {.failure = why, .body = {}, .headers = {}}; }
Reply status(int code, std::string body = "") {
  return {.status = code, .body = std::move(body), .headers = {}};
}

}  // namespace

// A call that ends without ever reaching the service; `after` is when that is heard.
std::optional<Reply> World::stopped(std::size_t tab, const app::StartCall& call, double& after) {
  const double timeout = static_cast<double>(call.request.timeout_ms) / 1000;
  after = 0.02;
  if (!is_token(call) && now_ > tabs_[tab].token_until) return status(401);
  if (strikes(Fault::kVaultRefuses)) return failed(Failure::kRefused);
  if (strikes(Fault::kNoConnection)) return failed(Failure::kNetwork);
  if (strikes(Fault::kPortalPage)) return status(200, "<!doctype html><title>Log in</title>");
  if (strikes(Fault::kFailedBefore)) return status(503, "<html>503</html>");
  if (is_token(call) && strikes(Fault::kTokenRefused)) return status(400, R"({"error":"invalid_client"})");
  if (!is_token(call) && strikes(Fault::kTokenRevoked)) {
    tabs_[tab].token_until = 0;
    return status(401);
  }
  if (strikes(Fault::kCallLost)) {
    after = timeout;
    return failed(Failure::kTimeout);
  }
  return std::nullopt;
}

// With each form of Retry-After; `until`: when it is over, if it can be known.
Reply World::too_many(double& until) {
  Reply reply = status(429, R"({"error":"too_many_requests"})");
  static constexpr std::array<double, 5> kSeconds = {0, 1, 7, 30, 3557};
  const double seconds = dice_.any(kSeconds);
  const auto whole = static_cast<std::int64_t>(seconds);
  const bool has_date = dice_.chance(0.5);
  const std::string date = has_date ? "date: " + date_of(now_) + "\r\n" : "";
  until = now_ + std::max(seconds, 1.0);
  switch (dice_.below(7)) {
    case 0:
      break;  // none
    case 1:
      reply.headers = "retry-after: soon\r\n";
      break;
    case 2:
      reply.headers = "retry-after: -5\r\n";
      break;
    case 3:
      reply.headers = "Retry-After: " + std::to_string(whole) + "s\r\n";
      return reply;
    case 4:
      reply.headers = date + "retry-after: " + date_of(now_ + seconds) + "\r\n";
      until = has_date ? std::max(now_ + 1, std::floor(now_) + seconds) : 0;
      return reply;
    default:
      reply.headers = date + "retry-after: " + std::to_string(whole) + "\r\n";
      return reply;
  }
  until = 0;
  return reply;
}

std::string World::spoilt(const std::string& body) {
  constexpr int kTries = 50;
  std::string bad = body;
  for (int tries = 0; tries < kTries && !bad.empty() && json::parse(bad); ++tries)
    bad[dice_.below(bad.size())] ^= static_cast<char>(1U << dice_.below(8));
  return json::parse(bad) ? "" : bad;
}

void World::note_recovery(std::size_t tab, const app::StartCall& call) {
  using State = outbox::Entry::State;
  Tab& one = tabs_[tab];
  if (is_token(call) && one.app->signed_in()) recovers(Recovery::kRenewing);
  const auto before = one.answered.find(call.id);
  const int answered = before == one.answered.end() ? -1 : before->second;
  const bool is_retry = answered == 0 || answered >= 500;
  if (answered == 401) recovers(Recovery::kAfter401);
  if (answered == 429) recovers(Recovery::kAfterPause);
  if (is_retry) recovers(Recovery::kRetrying);
  if (before != one.answered.end()) one.answered.erase(before);
  audit_.sent(one.life, call.id, is_retry && !is_token(call));  // each token call is a new one
  if (call.request.path.contains("/external_id/")) recovers(Recovery::kLookingUp);
  const bool reads = call.request.method == "GET";
  for (const auto& entry : one.app->casebook().outbox.entries) {
    if (is_token(call) || entry.sent_at != wall(tab)) continue;
    if (entry.state == State::kSettling && reads) recovers(Recovery::kSecondLook);
    if (entry.state != State::kSending) continue;
    if (entry.repeats > 0) recovers(Recovery::kMending);
    if (entry.change.claims > 1) recovers(reads ? Recovery::kReadingAgain : Recovery::kWritingAgain);
  }
}

void World::send(std::size_t tab, const app::StartCall& call) {
  Tab& one = tabs_[tab];
  ++calls_;
  if (is_planted(Defect::kRepeatsWithoutEnd))
    in_tab(tab, 1, [this, tab, call] {
      for (int times = 0; times < 4; ++times) {
        tabs_[tab].answered[call.id] = 503;
        send(tab, call);
      }
    });
  note(tab, "calls", call.request.method + ' ' + call.request.path + ' ' + call.request.body);
  note_recovery(tab, call);
  audit_.sending(browser_of(tab), one.life, now_, call.request.path);
  const Sent sent{.tab = tab, .life = one.life, .id = call.id, .serial = ++serials_};
  if (is_token(call)) one.token_call = sent.serial;
  ++browsers_[browser_of(tab)].in_flight;
  const bool fails = fails_now();
  if (fails && !setup_.failing.is_done) return reply(sent, 0.02, failed(Failure::kNetwork));
  double after = 0;
  if (auto answer = stopped(tab, call, after)) return reply(sent, after, *std::move(answer));
  double until = 0;
  if (strikes(Fault::kTooMany)) {
    Reply answer = too_many(until);
    if (is_planted(Defect::kCutsPauses)) answer.headers = "retry-after: 1\r\n";
    return reply(sent, 0.04, std::move(answer), until);
  }
  const double way =
      strikes(Fault::kCallDelayed) ? dice_.between(0, kWorkEnds - 0.5) : dice_.between(0.02, 0.2);
  at(way, [this, sent, call] { arrive(sent, call); });
}

// At the service. The page that has called may be gone by now.
void World::arrive(const Sent& sent, const app::StartCall& call) {
  const double timeout = static_cast<double>(call.request.timeout_ms) / 1000;
  std::function<void()> later;
  const bool is_late = strikes(Fault::kLateWrite);
  Answer answer = service_.serve(call.request, now_, is_late ? &later : nullptr);
  const bool makes = call.request.method == "POST" && call.request.path.contains("/casebook?");
  const bool acts = call.request.path.contains("/trigger/");
  if ((makes && is_planted(Defect::kMakesTwice)) || (acts && is_planted(Defect::kActsTwice)))
    service_.serve(call.request, now_, nullptr);
  if (is_planted(Defect::kForgets)) at(200, [this] { service_.forget(); });
  double after = dice_.between(0.01, 0.1);
  if (later) {
    const double work = dice_.between(0.3, 1.3);
    at(work, later);
    after += work;
  }
  if (setup_.failing.is_done && fallible_ >= setup_.failing.number && !is_healed_ &&
      (setup_.failing.from_then_on || fallible_ == setup_.failing.number))
    return reply(sent, timeout, failed(Failure::kTimeout));
  if (strikes(Fault::kAnswerLost)) return reply(sent, timeout, failed(Failure::kTimeout));
  if (strikes(Fault::kTooLarge)) return reply(sent, after, failed(Failure::kTooLarge));
  if (strikes(Fault::kFailedAfter)) return reply(sent, after, status(502));
  if (strikes(Fault::kAnswerDelayed)) after += dice_.between(0, 60);
  if (after > timeout) return reply(sent, timeout, failed(Failure::kTimeout));
  static constexpr std::array<const char*, 5> kWrong = {"null", "7", R"("text")", R"([{"id":7}])", R"([[]])"};
  if (strikes(Fault::kBitsFlipped)) answer.body = spoilt(answer.body);
  if (strikes(Fault::kAnswerCut)) answer.body.resize(dice_.below(answer.body.size() + 1) / 2);
  if (strikes(Fault::kWrongType)) answer.body = dice_.any(kWrong);
  const bool is_doubled = strikes(Fault::kAnswerDoubled);
  Reply good = status(answer.status, std::move(answer.body));
  if (is_doubled) {
    ++browsers_[browser_of(sent.tab)].in_flight;
    reply(sent, after + dice_.between(0, 60), good);
  }
  reply(sent, after, std::move(good));
}

void World::reply(const Sent& sent, double after, Reply reply, double pause) {
  at(after, [this, sent] { --browsers_[browser_of(sent.tab)].in_flight; });
  if (tabs_[sent.tab].life != sent.life) return;
  in_tab(sent.tab, after, [this, sent, pause, reply = std::move(reply)] {
    Tab& one = tabs_[sent.tab];
    if (sent.id == Session::kTokenCall && one.token_call != sent.serial) return;  // the vault drops it
    note(sent.tab, "answered", std::to_string(reply.status) + ' ' + reply.body);
    if (sent.id == Session::kTokenCall && reply.ok()) one.token_until = now_ + kTokenLife;
    one.answered[sent.id] = reply.status;
    // Now, and not when the service has said it: of two answers at once a page may die of the first.
    if (pause > 0) audit_.paused(browser_of(sent.tab), one.life, now_, pause);
    deliver(sent.tab, app::CallReplied{sent.id, reply});
  });
}

}  // namespace simulation
