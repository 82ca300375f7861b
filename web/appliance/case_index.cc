#include "appliance/case_index.h"

namespace appliance {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::shared_ptr<const IndexedCase> indexed(const std::string& id, const Json& entity) {
  auto made = std::make_shared<IndexedCase>(id, entity);
  made->texts.emplace_back("id", id);
  for (const std::string_view field : {"title", "short_description", "description", "source", "owner", "tlp"})
    if (std::string text = lower(json::text(entity, field)); !text.empty())
      made->texts.emplace_back(field, std::move(text));
  for (const Json* observable : json::array(entity, "observables"))
    made->texts.emplace_back("observables.value", lower(json::text(*observable, "value")));
  for (const Json* note : json::array(entity, "texts"))
    made->texts.emplace_back("texts.text", lower(json::text(*note, "text")));
  return made;
}

}  // namespace

void CaseIndex::put(const std::string& id, const Json& entity, Refresh refresh) {
  write(id, indexed(id, entity), refresh);
}

void CaseIndex::remove(const std::string& id, Refresh refresh) { write(id, nullptr, refresh); }

CaseList CaseIndex::all() {
  const std::lock_guard lock(mutex_);
  refresh(Clock::now());
  CaseList found;
  found.reserve(cases_.size());
  for (const auto& [id, entry] : cases_) found.push_back(entry);
  return found;
}

void CaseIndex::write(const std::string& id, std::shared_ptr<const IndexedCase> to, Refresh refreshed) {
  const std::lock_guard lock(mutex_);
  const auto due = Clock::now() + delay_;
  waiting_.push_back({.due = due, .id = id, .to = std::move(to)});
  refresh(refreshed == Refresh::kNow ? due : Clock::now());
}

void CaseIndex::refresh(Clock::time_point until) {
  for (; !waiting_.empty() && waiting_.front().due <= until; waiting_.pop_front()) {
    Write& write = waiting_.front();
    if (write.to)
      cases_[write.id] = std::move(write.to);
    else
      cases_.erase(write.id);
  }
}

}  // namespace appliance
