// Any bytes as documents that a program imports into the case store (sync/routes.h), one after the other:
// each is told of case by case, a case is never made twice, nobody else's is changed, and what the store
// exports is what it has.
//
// The first line holds the query of the call ("mode=replace&case=casebook-1"), then the document up to a line
// of "--", and so on.
#include "appliance/case_store.h"
#include "appliance/state.h"
#include "appliance/sync/routes.h"
#include "promise.h"

namespace {

using namespace appliance;
using fuzz::expect;

constexpr int kMostImports = 3;  // each is a transaction
const CasebookRules kRules{.origin = "https://intel.example", .minimum_tlp = "white"};
const Caller kCaller{.user_id = "user-1", .org_id = "org-1", .client_id = "client-1", .scopes = {"casebook"}};
const Caller kStranger{
    .user_id = "user-2", .org_id = "org-2", .client_id = "client-2", .scopes = {"casebook"}};

// The store of one input, in a folder that all share.
class Store {
 public:
  Store() {
    static StateFolder folder = *StateFolder::temporary();
    static std::unique_ptr<Database> database = *Database::open(folder.path() + "/appliance.db");
    for (const char* statement :
         {"DELETE FROM casebooks", "DELETE FROM case_changes", "DELETE FROM case_names"})
      database->execute(statement);
    cases.emplace(*database, std::chrono::milliseconds(0));
    sync.emplace(*cases, kRules);
  }
  std::optional<CaseStore> cases;
  std::optional<Sync> sync;
};

http::Request request_for(const std::string& method, const std::string& path, const std::string& query = {},
                          const std::string& body = {}) {
  http::Request request{.method = method, .target = path, .path = path, .body = body};
  request.query = http::parse_form(query);
  return request;
}

Json body_of(const http::Response& response, const std::string& of) {
  const auto body = json::parse(response.body);
  expect(body.has_value(), "an answer is JSON", of, response.body);
  return *body;
}

struct Counts {
  std::int64_t created = 0, updated = 0, unchanged = 0, skipped = 0;
};

// Nothing for a document that is refused as a whole.
std::optional<Counts> check_import(const http::Response& response, const std::string& of) {
  const Json body = body_of(response, of);
  if (response.status != 200) {
    expect(response.status >= 400 && response.status < 500 && !json::text(body, "error").empty(),
           "a refusal says why", of, response.body);
    return std::nullopt;
  }
  const Counts counts{.created = json::integer(body, "created"),
                      .updated = json::integer(body, "updated"),
                      .unchanged = json::integer(body, "unchanged"),
                      .skipped = json::integer(body, "skipped")};
  const auto results = json::array(body, "results");
  expect(counts.created + counts.updated + counts.unchanged + counts.skipped ==
             static_cast<std::int64_t>(results.size()),
         "each case is told of", of, response.body);
  for (const Json* one : results)
    expect(json::text(*one, "result") != "skipped" || !json::text(*one, "why").empty(),
           "what is skipped says why", of, response.body);
  return counts;
}

class Course {
 public:
  void import(const std::string& query, const std::string& document) {
    const auto counts = check_import(post(query, document, kCaller), document);
    if (!counts) return;
    check_cases(document);
    // The same case may stand in a document several times, with other content each time.
    const auto again = check_import(post(query, document, kCaller), document);
    expect(again && again->created == 0, "a case is not made twice", document);
    const std::string before = export_all("ctim", document);
    (void)check_import(post(query, document, kStranger), document);
    for (const CaseChange& change : all())
      if (change.entity && json::text(*change.entity, "owner") == kStranger.user_id)
        store_.cases->change(change.id, [](Json&) { return Change::kDelete; }, Refresh::kNow);
    expect(export_all("ctim", document) == before, "nobody else's case is changed", document);
  }

  // What has been exported comes back as it is.
  void round() {
    const std::string exported = export_all("ctim", "");
    if (all().empty()) return;
    const auto counts = check_import(post("", exported, kCaller), exported);
    if (counts) expect(counts->created == 0 && counts->updated == 0, "an export changes nothing", exported);
    for (const char* form : {"stix", "csv", "markdown", "plain", "defanged"})
      for (const CaseChange& change : all())
        if (change.entity) {
          const auto one = get("/sync/v1/cases/" + change.id + "/export", "format=" + std::string(form));
          expect(one.status == 200, "every case can be exported", exported, one.body);
        }
    const auto stix = check_import(post("", export_all("stix", exported), kCaller), exported);
    if (stix) expect(stix->created == 0, "a bundle of ours makes no case twice", exported);
  }

 private:
  std::vector<CaseChange> all() { return store_.cases->changes_after(0, 500); }

  http::Response post(const std::string& query, const std::string& document, const Caller& caller) {
    return store_.sync->answer(request_for("POST", "/sync/v1/cases", query, document), caller);
  }
  http::Response get(const std::string& path, const std::string& query) {
    return store_.sync->answer(request_for("GET", path, query), kCaller);
  }
  std::string export_all(const std::string& form, const std::string& of) {
    const auto response = get("/sync/v1/export", "format=" + form);
    expect(response.status == 200, "all is exported", of, response.body);
    return response.body;
  }

  void check_cases(const std::string& of) {
    for (const CaseChange& change : all()) {
      if (!change.entity) continue;
      const auto again = json::parse(json::dump(*change.entity));
      expect(again && *again == *change.entity, "a case is kept as it is", of);
      expect(!refuse_tlp(*change.entity, kRules), "a case may be kept here", of);
      const auto one = get("/sync/v1/cases/" + change.id, "");
      expect(one.status == 200, "a case is given", of, one.body);
    }
    std::string place;
    for (bool more = true; more;) {
      const Json page = body_of(get("/sync/v1/cases", "limit=2&after=" + place), of);
      more = json::boolean(page, "more");
      expect(!more || json::text(page, "next") != place, "a walk goes on", of);
      place = json::text(page, "next");
    }
  }

  Store store_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text = fuzz::text_of(data, size);
  Course course;
  for (int i = 0; i < kMostImports && !text.empty(); ++i) {
    const std::string query = fuzz::line_of(text);
    const std::size_t end = std::min(text.find("\n--\n"), text.size());
    course.import(query, text.substr(0, end));
    text.erase(0, std::min(end + 4, text.size()));
  }
  course.round();
  return 0;
}
