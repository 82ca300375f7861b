// Any bytes as what the store of the browser holds, as a backup and as what is dropped on the casebook: what
// is read is written and read as the same, and done twice it does no more than once (change.h, overlay.h,
// backup.h, dragging.h).
#include <algorithm>

#include "casebook/backup.h"
#include "casebook/dragging.h"
#include "outbox/outbox.h"
#include "outbox/overlay.h"
#include "promise.h"

namespace {

using fuzz::expect;
using namespace outbox;

void check_record(const Change& change, const std::string& of) {
  expect(!change.id.empty() && !case_key(change).empty(), "a change has an id and a case", of);
  const std::string record = json::dump(to_json(change));
  const auto parsed = json::parse(record);
  expect(parsed.has_value(), "a change can be stored", of, record);
  const auto back = read_change(*parsed);
  expect(back.has_value() && *back == change, "a change comes back from the store", of, record);
}

void check_deed(const Change& change, const Case& before, const std::string& of) {
  Case once = before;
  apply(once, change);
  Case twice = once;
  apply(twice, change);
  expect(once == twice, "a change done twice does no more than once", of);
  const bool of_lists =
      !std::holds_alternative<CreateCase>(change.what) && !std::holds_alternative<DeleteCase>(change.what);
  expect(!of_lists || is_done(once, change), "a change that was done is done", of);
  Change same = change;
  expect(!of_lists || !without(same, change), "nothing is left of a change that is done again", of);
}

void check_outbox(const std::vector<Change>& changes, const std::string& of) {
  Outbox outbox;
  double now = 1'764'000'000;
  (void)signed_in(outbox, changes.front().account, now);
  (void)listed(outbox, changes, now);
  for (const Change& change : changes) (void)claimed(outbox, change.id, change.claims, now);
  for (int turn = 0; turn < 8; ++turn) {
    const auto due = wake_at(outbox, now);
    if (!due) break;
    now = std::max(now, *due);
    (void)woke(outbox, now);
    for (effects::Tag tag = 1; tag <= outbox.last_tag; ++tag)
      (void)replied(outbox, tag, {.status = turn % 2 ? 200 : 503, .body = of.substr(0, 4000), .headers = {}},
                    now);
  }
  for (const Change& change : changes) {
    (void)retry(outbox, change.id, now);
    (void)resolve(outbox, change.id, "text", now);
    (void)discard(outbox, change.id, now);
    expect(find(outbox, change.id) == nullptr || !changes.front().account.empty(), "what is dropped is gone",
           of);
  }
}

void check_backup(const std::string& text) {
  const auto read = casebook::read_backup(text);
  if (!read || !*read) return;
  for (const Change& change : (*read)->changes) check_record(change, text);
  for (const auto& imported : (*read)->cases)
    expect(!threat_response::check_lengths(threat_response::CaseChange{
               imported.content.title, imported.content.short_description, imported.content.description, {}}),
           "what is imported fits", text);
}

void check_drop(const std::string& text) {
  for (const auto& drag : {casebook::read_dragged(text, "", ""), casebook::read_dragged("", text, "")}) {
    threat_response::ObservableSet seen;
    for (const Observable& one : drag.observables) {
      expect(threat_response::recognised(one).has_value(), "what is dropped is recognised", text, one.value);
      expect(seen.insert(one).second, "what is dropped is there once", text, one.value);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  check_backup(text);
  check_drop(text);
  const auto document = json::parse(text);
  if (!document) return 0;
  std::vector<Change> changes;
  if (auto one = read_change(*document)) changes.push_back(*std::move(one));
  for (const Json* record : json::elements(*document))
    if (auto one = read_change(*record)) changes.push_back(*std::move(one));
  if (changes.empty()) return 0;
  Case one;
  for (const Change& change : changes)
    if (std::holds_alternative<CreateCase>(change.what)) one = draft_of(change);
  for (const Change& change : changes) {
    check_record(change, text);
    check_deed(change, one, text);
    apply(one, change);
  }
  check_outbox(changes, text);
  return 0;
}
