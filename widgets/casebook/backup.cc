#include "casebook/backup.h"

#include <cmath>
#include <set>

#include "exchange/ctim.h"
#include "exchange/fit.h"
#include "threat_response/instant.h"

namespace casebook {
namespace {

constexpr std::string_view kType = "threat-response-widgets-export";
// Of what a document holds; what stands around it is less than the rest.
constexpr std::size_t kLargest = exchange::kLargestImport - 4096;

// Starts another document when this one is full.
class Documents {
 public:
  explicit Documents(double now)
      : made_(threat_response::to_iso(static_cast<threat_response::Instant>(std::llround(now * 1000)))) {}

  void add_case(Json one) { add(std::move(one), cases_); }
  void add_change(Json one) { add(std::move(one), changes_); }
  std::vector<std::string> take() {
    if (done_.empty() || size_ > 0) close();
    return std::move(done_);
  }

 private:
  void add(Json one, Json::List& list) {
    const std::size_t size = json::dump(one).size() + 1;
    if (size_ > 0 && size_ + size > kLargest) close();
    size_ += size;
    list.push_back(std::move(one));
  }
  void close() {
    done_.push_back(json::dump(json::object({{"type", kType},
                                             {"version", 1},
                                             {"made", made_},
                                             {"cases", std::move(cases_)},
                                             {"changes", std::move(changes_)}})));
    cases_.clear();
    changes_.clear();
    size_ = 0;
  }

  std::string made_;
  Json::List cases_, changes_;
  std::size_t size_ = 0;
  std::vector<std::string> done_;
};

}  // namespace

std::vector<std::string> backup_of(const Model& model, double now) {
  Documents documents(now);
  // What nobody else has comes first.
  for (const auto& entry : model.outbox.entries) documents.add_change(outbox::to_json(entry.change));
  std::set<std::string_view> written;
  if (model.current && written.insert(model.current->id).second)
    documents.add_case(exchange::casebook_of(*model.current));
  for (const Case& one : model.list.cases)
    if (written.insert(one.id).second) documents.add_case(exchange::casebook_of(one));
  return documents.take();
}

std::optional<std::expected<Backup, exchange::ImportProblem>> read_backup(std::string_view text) {
  using enum exchange::ImportProblem;
  if (!text.contains(kType) || text.find_first_not_of(" \t\r\n") != text.find('{')) return std::nullopt;
  if (text.size() > exchange::kLargestImport) return std::unexpected(kTooLarge);
  const auto document = json::parse(text);
  if (!document) return std::unexpected(kBroken);
  if (json::text(*document, "type") != kType) return std::nullopt;
  Backup backup;
  for (const Json* entity : json::array(*document, "cases")) {
    exchange::ImportedCase one{.content = threat_response::case_of(*entity),
                               .format = exchange::Format::kCasebook};
    one.content.owner.clear();
    one.notes_made = exchange::fit(one.content);
    if (one.content != Case()) backup.cases.push_back(std::move(one));
  }
  for (const Json* record : json::array(*document, "changes"))
    if (auto change = outbox::read_change(*record)) backup.changes.push_back(*std::move(change));
  if (backup.cases.size() > exchange::kMostCases) return std::unexpected(kTooManyCases);
  if (backup.cases.empty() && backup.changes.empty()) return std::unexpected(kNothingFound);
  return backup;
}

}  // namespace casebook
