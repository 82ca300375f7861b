// Any bytes as what a caller of the embedded service sends: the first byte says as what it is read.
//
//   f  a form or a query string      e  the document of a case      b  a change of a part of a case
//   c  a cursor of the synchronisation      t  a token      m  a call to the appliance's module (path, body)
//   l  path and query of a list: reports, tracking, cases      x  what a module elsewhere answers
//
// What is taken is kept and told again as it was, what is not is refused with a reason, and nobody has a
// token that was not signed here.
#include <algorithm>
#include <set>

#include "appliance/instant.h"
#include "appliance/jwt.h"
#include "appliance/relay/module_call.h"
#include "appliance/reporting.h"
#include "appliance/state.h"
#include "appliance/sync/cursor.h"
#include "appliance/threat_response/casebook_entity.h"
#include "appliance/threat_response/casebook_search.h"
#include "appliance/threat_response/stranger.h"
#include "appliance/tracking.h"
#include "promise.h"
#include "threat_response/case.h"

namespace {

using namespace appliance;
using fuzz::expect;

constexpr Instant kNow = 1'764'000'000'000;
const CasebookRules kRules{.origin = "https://intel.example", .minimum_tlp = "white"};
const Caller kCaller{.user_id = "user-1", .org_id = "org-1", .client_id = "client-1", .scopes = {"casebook"}};

// A folder of a state that all inputs share; nothing in it is changed.
class Appliance {
 public:
  Appliance()
      : folder_(*StateFolder::temporary()),
        signer(*TokenSigner::open(folder_.path() + "/token-key.pem")),
        database_(*Database::open(folder_.path() + "/appliance.db")),
        traffic(*database_) {
    expect(traffic.seed().has_value(), "the tables are filled", folder_.path());
  }

 private:
  StateFolder folder_;

 public:
  TokenSigner signer;

 private:
  std::unique_ptr<Database> database_;

 public:
  Traffic traffic;
};

Appliance& shared() {
  static Appliance appliance;
  return appliance;
}

void read_form(const std::string& text) {
  std::size_t pairs = 1;
  for (const char c : text) pairs += c == '&' ? 1U : 0U;
  http::Request request{.method = "GET", .target = "/", .path = "/"};
  request.query = http::parse_form(text);
  expect(request.query.size() <= pairs, "a form has a pair between two marks", text);
  for (const auto& [name, value] : request.query) {
    expect(request.has_parameter(name), "a pair is found", name);
    const auto all = request.repeated(name);
    expect(std::ranges::contains(all, value), "every value is kept", name);
    expect(all.front() == request.parameter(name), "the first value comes first", name);
    expect(request.parameters(name).size() <= value.size() + all.size() * (text.size() + 1),
           "values are split", name);
  }
  const std::string encoded = http::percent_encode(text);
  expect(http::percent_decode(encoded) == text, "what is encoded is decoded", text, encoded);
  const auto again = http::parse_form("a=" + encoded);
  expect(again.size() == (1U) && again.begin()->second == text, "an encoded value comes back", text, encoded);
}

void check_refusal(const http::Response& response, const std::string& of) {
  expect(response.status >= 400 && response.status < 500, "a refusal is the caller's", of);
  expect(json::parse(response.body).has_value(), "a refusal is JSON", of, response.body);
}

void check_entity(const Json& entity, const std::string& of) {
  const auto again = json::parse(json::dump(entity));
  expect(again && *again == entity, "a case is kept as it is", of);
  const auto one = threat_response::case_of(entity);
  expect(one.owner == kCaller.user_id, "a case is its maker's", of, one.owner);
  expect(!one.tlp.empty() && !one.timestamp.empty(), "a case has what the service gives", of);
}

void read_entity(const std::string& text) {
  const auto body = json::parse(text);
  if (!body) return;
  if (const auto refused = refuse_case(*body, kRules)) return check_refusal(*refused, text);
  const Json made = new_case(*body, kCaller, kRules, kNow);
  check_entity(made, text);
  if (const auto refused = refuse_tlp(made, kRules)) return check_refusal(*refused, text);
  check_entity(replaced_case(made, *body, kNow + 1), text);
  const Json patched = patched_case(made, *body, kNow + 1);
  check_entity(patched, text);
  expect(patched_case(patched, *body, kNow + 1) == patched, "a patch done twice does no more than once",
         text);
}

void change_parts(const std::string& text) {
  const auto body = json::parse(text);
  if (!body) return;
  for (const std::string part : {"observables", "texts", "bundle"}) {
    if (const auto refused = refuse_part_change(part, *body)) {
      check_refusal(*refused, text);
      continue;
    }
    Json entity = new_case(json::object({{"title", "t"}}), kCaller, kRules, kNow);
    change_part(part, entity, *body, kNow + 1);
    change_part(part, entity, *body, kNow + 2);
    check_entity(entity, text);
  }
}

void read_cursors(const std::string& text) {
  constexpr std::int64_t kLast = 1000;
  const auto place = read_cursor(text, "store", kLast);
  if (!place) return check_refusal(place.error(), text);
  expect(*place >= 0 && *place <= kLast, "a cursor is of a place there is", text);
  expect(text.empty() || cursor_of("store", *place) == text, "a cursor is as it was given", text);
}

void read_token(const std::string& text) {
  const TokenSigner& signer = shared().signer;
  const auto claims = signer.verify(text, kNow);
  expect(!claims, "a token that was not signed here is refused", text);
  if (const auto own = json::parse(text); own && json::is_object(*own)) {
    const auto read = signer.verify(signer.sign(*own), kNow);
    expect(!read || *read == *own, "a token holds its claims", text);
  }
}

void call_module(std::string text) {
  const std::string path = fuzz::line_of(text);
  const auto body = json::parse(text);
  if (!body) return;
  const auto answer =
      answer_module_call(path, *body, shared().traffic, "https://mail1.example.com", "mail1.example.com");
  const auto told = json::parse(answer.body);
  expect(told.has_value(), "an answer is JSON", text, answer.body);
  if (answer.status != 200) return check_refusal(answer, text);
  const Json* data = json::find(*told, "data");
  expect(data != nullptr, "an answer has data", text, answer.body);
  const Json* sightings = json::find(*data, "sightings");
  if (sightings == nullptr) return;
  const auto docs = json::array(*sightings, "docs");
  expect(docs.size() <= 200 && json::integer(*sightings, "count") == static_cast<std::int64_t>(docs.size()),
         "of all at most 200 rows are told", text);
}

// Asked for a page of them, a list has no more than that, and says how many there are in all.
void check_traffic(const http::Response& response, bool is_tracking, const std::string& of) {
  const auto body = json::parse(response.body);
  expect(body.has_value(), "an answer is JSON", of, response.body);
  if (response.status != 200) return check_refusal(response, of);
  if (!is_tracking || json::find(*body, "meta") == nullptr) return;
  const auto rows = json::array(*body, "data");
  const std::int64_t total = json::integer(*json::find(*body, "meta"), "totalCount");
  expect(rows.size() <= 100 && static_cast<std::int64_t>(rows.size()) <= total, "a page is a part of all", of,
         response.body);
}

const CaseList& some_cases() {
  static const CaseList cases = [] {
    CaseIndex index(std::chrono::milliseconds(0));
    for (const char* title : {"One", "two words", "", "\u00c4 \"3\""}) {
      const Json body = json::object({{"title", title}, {"short_description", "s"}});
      index.put("casebook-" + std::to_string(index.all().size()),
                new_case(body, kCaller, kRules, kNow + 1000), Refresh::kNow);
    }
    return index.all();
  }();
  return cases;
}

// Page after page, every case comes once.
void check_pages(http::Request request, const std::string& of) {
  constexpr std::size_t kMostPages = 10;
  CaseList left = some_cases();
  if (const auto refused = filter_cases(request, left)) return check_refusal(*refused, of);
  if (const auto refused = refuse_fields(request)) return check_refusal(*refused, of);
  expect(left.size() <= some_cases().size(), "a filter adds nothing", of);
  const bool from_the_start = !request.has_parameter("offset") && !request.has_parameter("search_after") &&
                              request.parameter("limit") != "0";
  std::set<std::string> seen;
  for (std::size_t turn = 0; turn < kMostPages; ++turn) {
    const auto response = page_of_cases(request, left, "");
    if (response.status != 200) return check_refusal(response, of);
    const auto page = json::parse(response.body);
    expect(page && json::is_array(*page), "a page is a list", of, response.body);
    const auto cases = json::elements(*page);
    for (const Json* one : cases)
      expect(seen.insert(json::text(*one, "id")).second || !from_the_start, "a case comes once", of,
             json::text(*one, "id"));
    const auto next =
        std::ranges::find_if(response.headers, [](const auto& one) { return one.first == "X-Next"; });
    if (next == response.headers.end()) {
      expect(!from_the_start || seen.size() == left.size(), "every case comes", of);
      return;
    }
    expect(!cases.empty(), "a page with a next one is not empty", of);
    for (const char* name : {"limit", "offset", "search_after"}) request.query.erase(name);
    request.query.merge(http::parse_form(next->second));
  }
}

void read_list(const std::string& text) {
  const std::size_t mark = std::min(text.find('?'), text.size());
  http::Request request{.method = "GET", .target = text, .path = text.substr(0, mark)};
  if (mark < text.size()) request.query = http::parse_form(text.substr(mark + 1));
  if (request.path.starts_with("/sma/api/v2.0/reporting/"))
    return check_traffic(answer_reporting(request, shared().traffic), false, text);
  if (request.path.starts_with("/sma/api/v2.0/message-tracking/"))
    return check_traffic(answer_message_tracking(request, shared().traffic), true, text);
  if (request.path.starts_with("/sma/api/v2.0/web-tracking/"))
    return check_traffic(answer_web_tracking(request, shared().traffic), true, text);
  check_pages(std::move(request), text);
}

void check_documents(const std::vector<Json>& documents, std::size_t most, const std::string& of) {
  expect(documents.size() <= most, "a module tells no more than it may", of);
  for (const Json& one : documents) {
    const auto again = json::parse(json::dump(one));
    expect(again && *again == one, "what a module tells can be told on", of);
  }
}

// A verdict or a sighting of what was not asked about is nobody's.
void read_stranger(const std::string& text) {
  const auto data = json::parse(text);
  if (!data) return;
  const Json domain = json::object({{"type", "domain"}, {"value", "bad.example"}});
  const Json address = json::object({{"type", "ip"}, {"value", "192.0.2.1"}});
  const std::vector<const Json*> asked = {&domain, &address};
  const auto verdicts = stranger::verdicts(*data, asked);
  check_documents(verdicts, stranger::kMostDocuments, text);
  for (const Json& one : verdicts) {
    const Json* about = json::find(one, "observable");
    expect(about != nullptr && (*about == domain || *about == address), "a verdict is about what was asked",
           text, json::dump(one));
    const std::int64_t disposition = json::integer(one, "disposition");
    expect(disposition >= 1 && disposition <= 5, "a verdict has one of five dispositions", text,
           json::dump(one));
  }
  const auto sightings = stranger::sightings(*data, asked);
  check_documents(sightings, stranger::kMostDocuments, text);
  for (const Json& one : sightings) {
    const auto seen = json::array(one, "observables");
    expect(
        !seen.empty() && seen.size() <= stranger::kMostInside &&
            std::ranges::any_of(seen, [&](const Json* each) { return *each == domain || *each == address; }),
        "a sighting has seen what was asked", text, json::dump(one));
  }
  const auto links = stranger::links(*data);
  check_documents(links, stranger::kMostLinks, text);
  for (const Json& one : links) {
    const std::string url = json::text(one, "url");
    expect(url.starts_with("https://") || url.starts_with("http://"), "a link leads into the web", text, url);
    expect(std::ranges::none_of(url, [](char c) { return c <= ' ' || c == '\x7f'; }),
           "an address is one line", text, url);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text = fuzz::text_of(data + 1, size - 1);
  switch (*data) {
    case 'f':
      read_form(text);
      break;
    case 'e':
      read_entity(text);
      break;
    case 'b':
      change_parts(text);
      break;
    case 'c':
      read_cursors(text);
      break;
    case 't':
      read_token(text);
      break;
    case 'm':
      call_module(text);
      break;
    case 'l':
      read_list(text);
      break;
    case 'x':
      read_stranger(text);
      break;
    default:
      return -1;  // is kept in no corpus
  }
  return 0;
}
