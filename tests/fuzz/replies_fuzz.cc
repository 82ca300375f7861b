// Any bytes as an answer of Threat Response: what is read from it is whole and within its bounds, and the
// policy of calls holds whatever is answered (problem.h, client.h, verdicts.h, sightings.h).
//
// The first line is the status; an HTTP head follows up to an empty line, then the body. Every reader gets
// every answer: a proxy, or another version of the service, may answer anything anywhere.
#include <charconv>
#include <cmath>

#include "promise.h"
#include "threat_response/case_search.h"
#include "threat_response/casebooks.h"
#include "threat_response/client.h"
#include "threat_response/inspect.h"
#include "threat_response/pivots.h"
#include "threat_response/profile.h"
#include "threat_response/scopes.h"
#include "threat_response/sightings.h"
#include "threat_response/verdicts.h"

namespace {

using namespace threat_response;
using fuzz::expect;

Reply reply_of(std::string text) {
  Reply reply;
  const std::string status = fuzz::line_of(text);
  std::from_chars(status.data(), status.data() + status.size(), reply.status);
  if (reply.status == 0) reply.failure = Failure::kNetwork;
  const std::size_t end = text.find("\n\n");
  if (end != std::string::npos) {
    reply.headers = text.substr(0, end + 1);
    text.erase(0, end + 2);
  }
  reply.body = std::move(text);
  return reply;
}

template <typename Read>
void check_read(const Reply& reply, const std::expected<Read, Problem>& read) {
  if (read) return expect(reply.ok(), "what is read was answered well", reply.body);
  expect(static_cast<bool>(read.error()), "what cannot be read is a problem", reply.body);
  expect(read.error().detail.size() <= 200, "a detail is short", read.error().detail);
}

// A path goes onto the wire as it stands.
void check_request(const Request& request) {
  expect(request.path.starts_with('/'), "a path begins with a slash", request.path);
  for (const char c : request.path)
    expect(c > ' ' && c < '\x7F', "a path is of visible ASCII characters", request.path);
}

void check(const std::vector<Observable>& observables, const std::string& body) {
  for (const Observable& one : observables)
    expect(!one.type.empty() && !one.value.empty(), "an observable has a type and a value", body);
}

void check(const Case& one, const std::string& body) {
  check(one.observables, body);
  check_request(case_request(one.id));
  expect(missing_from(one, one.observables).empty(), "a case has what it has", body);
  const NewCase made = new_case_of(one);
  const auto document = json::parse(json::dump(to_json(made)));
  expect(document.has_value(), "a case can be sent", body);
  const NewCase again = new_case_of(case_of(*document));
  expect(json::dump(to_json(again)) == json::dump(to_json(made)), "a case that is sent is the same", body);
}

void read_all_cases(const Reply& reply) {
  const auto one = read_case(reply);
  check_read(reply, one);
  if (one) check(*one, reply.body);
  const auto cases = read_cases(reply);
  check_read(reply, cases);
  if (cases)
    for (const Case& each : *cases) check(each, reply.body);
  const CaseSearch search{.text = reply.body.substr(0, 100), .whose = Whose::kEverybody, .user = {}};
  check_request(search_cases_request(search));
  const auto page = read_case_page(reply);
  check_read(reply, page);
  if (!page) return;
  for (const Case& each : page->cases) check(each, reply.body);
  if (!page->next.empty()) check_request(next_cases_request(search, page->next));
}

void read_enrichments(const Reply& reply) {
  const auto read = read_enrichment(reply);
  check_read(reply, read);
  check_read(reply, read_health(reply));
  if (!read) return;
  for (const ModuleAnswer& answer : read->answers) {
    for (const Verdict& verdict : answer.verdicts) {
      check({verdict.observable}, reply.body);
      const int number = static_cast<int>(verdict.disposition);
      expect(number >= 1 && number <= 5, "a verdict has one of five dispositions", reply.body);
      expect(std::isfinite(verdict.valid_from) && !std::isnan(verdict.valid_until), "times are times",
             reply.body);
    }
    for (const Sighting& sighting : answer.sightings) {
      expect(!sighting.observables.empty(), "a sighting is about something", reply.body);
      check(sighting.observables, reply.body);
      for (const Target& target : sighting.targets) check(target.observables, reply.body);
    }
  }
}

void read_pivots(const Reply& reply) {
  const auto links = read_links(reply, {"http://127.0.0.1:8080"});
  check_read(reply, links);
  if (links)
    for (const Pivot& link : links->list) {
      expect(link.url.starts_with("https://") || link.url.starts_with("http://127.0.0.1:8080/"),
             "a link is https, or one's own", link.url);
      expect(!link.title.empty() && link.title.size() <= kLongestPivotText, "a link has a title", link.title);
      expect(link.url.size() <= kLongestPivotAddress, "a link is not too long", link.url);
    }
  const auto actions = read_actions(reply);
  check_read(reply, actions);
  if (actions)
    for (const Pivot& action : actions->list) check_request(trigger_request(action.url));
  check_read(reply, read_triggered(reply));
}

void read_session(const Reply& reply) {
  const auto grant = read_grant(reply);
  check_read(reply, grant);
  if (grant) {
    expect(grant->lifetime_s > 0 && std::isfinite(grant->lifetime_s), "a token lives", reply.body);
    for (const std::string& scope : grant->scopes)
      expect(!scope.empty() && covers(scope, scope), "a scope covers itself", scope);
    (void)abilities_of(grant->scopes);
  }
  const auto profile = read_profile(reply);
  check_read(reply, profile);
  if (profile) expect(!profile->user_id.empty(), "a profile is somebody's", reply.body);
  const auto inspected = read_inspected(reply);
  check_read(reply, inspected);
  if (inspected) check(*inspected, reply.body);
}

// Answers every call with the same until none is left: all end, none is asked forever, nothing is sent in a
// pause.
void check_policy(const Reply& reply) {
  Client client;
  double now = 1'764'000'000;
  int sent = 0, ended = 0;
  std::vector<Send> wire;
  const auto take = [&](Step step) {
    expect(step.sends.empty() || now >= client.paused_until(), "nothing is sent in a pause", reply.headers);
    wire.insert(wire.end(), step.sends.begin(), step.sends.end());
    for (const Finished& call : step.finished) ended += call.id == Session::kTokenCall ? 0 : 1;
  };
  take(client.sign_in("client", now));
  for (CallId id = 1; id <= 3; ++id)
    take(client.send(id, {.path = "/", .repeat = static_cast<Repeat>(id - 1)}, now));
  const Reply granted{.status = 200, .body = R"({"expires_in":600,"scope":"casebook"})", .headers = {}};
  for (int turn = 0; turn < 40; ++turn) {
    if (wire.empty()) {
      const auto due = client.wake_at();
      if (!due) break;
      expect(std::isfinite(*due), "a wait ends", reply.headers);
      now = std::max(now, *due);
      take(client.woke(now));
      continue;
    }
    const Send call = wire.back();
    wire.pop_back();
    // The token's own answer is the fuzzed one every other time, or nothing else would ever be asked.
    const bool grants = call.id == Session::kTokenCall && turn % 2 == 0;
    expect(++sent < 40, "calls are not repeated forever", reply.body);
    take(client.replied(call.id, grants || turn > 20 ? granted : reply, now));
  }
  take(client.sign_out());
  expect(ended == 3, "every call ends once", reply.body);
}

void check_machines(const Reply& reply) {
  const std::vector<Observable> asked = {{"domain", "bad.example"}, {"ip", "192.0.2.1"}};
  Verdicts verdicts;
  for (const auto& call : verdicts.ask(asked, Verdicts::kMissing, 0))
    for (const auto& next : verdicts.replied(call.id, reply, 1)) (void)verdicts.replied(next.id, reply, 2);
  for (const Observable& one : asked) {
    const Judged* judged = verdicts.of(one);
    expect(judged != nullptr, "who was asked about is known", reply.body);
    (void)judged->disposition(3);
  }
  Sightings sightings;
  for (const auto& call : sightings.ask(asked, Sightings::kMissing)) (void)sightings.replied(call.id, reply);
  expect(sightings.found().size() <= Sightings::kMostFound, "sightings are bounded", reply.body);
  for (const auto& found : sightings.found()) {
    expect(found.module < sightings.modules().size(), "a sighting is of a module", reply.body);
    expect(found.sighting.observables.size() <= Sightings::kMostInside, "a sighting is bounded", reply.body);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Reply reply = reply_of(fuzz::text_of(data, size));
  expect(static_cast<bool>(problem_of(reply)) != reply.ok(), "a reply is good or a problem", reply.body);
  read_all_cases(reply);
  read_enrichments(reply);
  read_pivots(reply);
  read_session(reply);
  check_policy(reply);
  check_machines(reply);
  return 0;
}
