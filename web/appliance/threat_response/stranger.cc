#include "appliance/threat_response/stranger.h"

#include <algorithm>
#include <array>
#include <optional>

#include "appliance/http/client.h"
#include "appliance/instant.h"
#include "appliance/threat_response/observable_types.h"

namespace appliance::stranger {
namespace {

constexpr std::size_t kLongestValue = 4096, kLongestTitle = 1024, kLongestDescription = 5000,
                      kLongestName = 200;
constexpr std::array<std::string_view, 6> kConfidences = {"Info", "Low", "Medium", "High", "None", "Unknown"};

// At most `most` of the elements.
std::vector<const Json*> some(std::vector<const Json*> elements, std::size_t most) {
  if (elements.size() > most) elements.resize(most);
  return elements;
}

std::vector<const Json*> documents(const Json& data, std::string_view group) {
  const Json* const found = json::find(data, group);
  return found ? some(json::array(*found, "docs"), kMostDocuments) : std::vector<const Json*>();
}

std::string clipped(std::string text, std::size_t longest) {
  if (text.size() <= longest) return text;
  while (longest > 0 && (static_cast<unsigned char>(text[longest]) & 0xc0) == 0x80) --longest;
  text.resize(longest);
  return text;
}

void set_text(Json& into, const Json& from, std::string_view key, std::size_t longest) {
  if (std::string text = clipped(json::text(from, key), longest); !text.empty())
    json::set(into, key, std::move(text));
}

// An address that may be opened: nothing that means something else than it seems.
bool is_address(const std::string& url) {
  if (url.empty() || url.size() > kLongestValue) return false;
  if (std::ranges::any_of(url, [](char c) { return c <= ' ' || c > '~' || c == '\\'; })) return false;
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return false;
  return http::parse_base(url.substr(0, url.find_first_of("/?#", scheme + 3))).has_value();
}

std::optional<Json> observable(const Json* from) {
  if (from == nullptr) return std::nullopt;
  const std::string type = json::text(*from, "type"), value = json::text(*from, "value");
  if (!is_observable_type(type) || value.empty() || value.size() > kLongestValue) return std::nullopt;
  return json::object({{"type", type}, {"value", value}});
}

Json observables(const Json& from) {
  Json list = json::list({});
  for (const Json* one : some(json::array(from, "observables"), kMostInside))
    if (auto kept = observable(one)) json::append(list, *std::move(kept));
  return list;
}

std::optional<Json> time(const Json& from, std::string_view key) {
  const Json* const times = json::find(from, key);
  const auto start = times ? parse_iso(json::text(*times, "start_time")) : std::nullopt;
  if (!start) return std::nullopt;
  Json kept = json::object({{"start_time", iso_text(*start)}});
  if (const auto end = parse_iso(json::text(*times, "end_time")); end && *end >= *start)
    json::set(kept, "end_time", iso_text(*end));
  return kept;
}

bool is_asked(const Json& one, const std::vector<const Json*>& asked) {
  return std::ranges::any_of(asked, [&](const Json* other) { return *other == one; });
}

Json targets(const Json& doc) {
  Json list = json::list({});
  for (const Json* target : some(json::array(doc, "targets"), kMostInside)) {
    Json seen = observables(*target);
    auto when = time(*target, "observed_time");
    const std::string type = line(json::text(*target, "type"), kLongestName);
    if (type.empty() || !when || json::elements(seen).empty()) continue;
    json::append(list,
                 json::object({{"type", type}, {"observables", std::move(seen)}, {"observed_time", *when}}));
  }
  return list;
}

Json relations(const Json& doc) {
  Json list = json::list({});
  for (const Json* relation : some(json::array(doc, "relations"), kMostInside)) {
    const auto source = observable(json::find(*relation, "source"));
    const auto related = observable(json::find(*relation, "related"));
    const std::string name = line(json::text(*relation, "relation"), kLongestName);
    if (!source || !related || name.empty()) continue;
    json::append(list, json::object({{"origin", line(json::text(*relation, "origin"), kLongestName)},
                                     {"relation", name},
                                     {"source", *source},
                                     {"related", *related}}));
  }
  return list;
}

std::optional<Json> sighting(const Json& doc, const std::vector<const Json*>& asked) {
  Json seen = observables(doc);
  auto when = time(doc, "observed_time");
  const auto list = json::elements(seen);
  if (!when || std::ranges::none_of(list, [&](const Json* one) { return is_asked(*one, asked); }))
    return std::nullopt;
  const std::string confidence = json::text(doc, "confidence");
  Json kept =
      json::object({{"observables", std::move(seen)},
                    {"observed_time", *std::move(when)},
                    {"count", std::max<std::int64_t>(json::integer(doc, "count", 1), 1)},
                    {"confidence",
                     std::ranges::contains(kConfidences, confidence) ? confidence : std::string("Unknown")}});
  set_text(kept, doc, "title", kLongestTitle);
  set_text(kept, doc, "description", kLongestDescription);
  set_text(kept, doc, "source", kLongestName);
  if (const std::string uri = json::text(doc, "source_uri"); is_address(uri))
    json::set(kept, "source_uri", uri);
  if (Json all = targets(doc); !json::elements(all).empty()) json::set(kept, "targets", std::move(all));
  if (Json all = relations(doc); !json::elements(all).empty()) json::set(kept, "relations", std::move(all));
  return kept;
}

}  // namespace

std::string line(std::string text, std::size_t longest) {
  std::ranges::replace_if(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  return clipped(std::move(text), longest);
}

std::vector<Json> verdicts(const Json& data, const std::vector<const Json*>& asked) {
  std::vector<Json> kept;
  for (const Json* doc : documents(data, "verdicts")) {
    auto about = observable(json::find(*doc, "observable"));
    auto valid = time(*doc, "valid_time");
    const std::int64_t disposition = json::integer(*doc, "disposition");
    if (!about || !valid || disposition < 1 || disposition > 5 || !is_asked(*about, asked)) continue;
    kept.push_back(json::object({{"observable", *std::move(about)},
                                 {"disposition", disposition},
                                 {"valid_time", *std::move(valid)}}));
  }
  return kept;
}

std::vector<Json> sightings(const Json& data, const std::vector<const Json*>& asked) {
  std::vector<Json> kept;
  for (const Json* doc : documents(data, "sightings"))
    if (auto one = sighting(*doc, asked)) kept.push_back(*std::move(one));
  return kept;
}

std::vector<Json> links(const Json& data) {
  std::vector<Json> kept;
  for (const Json* link : some(json::elements(data), kMostLinks)) {
    const std::string url = json::text(*link, "url"), id = line(json::text(*link, "id"), kLongestValue),
                      title = line(json::text(*link, "title"), kLongestName);
    if (!is_address(url) || id.empty() || title.empty()) continue;
    Json one = json::object({{"id", id},
                             {"title", title},
                             {"description", line(json::text(*link, "description"), kLongestTitle)},
                             {"url", url}});
    Json categories = json::list({});
    const std::vector<std::string> named = json::texts(*link, "categories");
    for (std::size_t i = 0; i < std::min<std::size_t>(named.size(), 5); ++i)
      json::append(categories, line(named[i], kLongestName));
    if (!named.empty()) json::set(one, "categories", std::move(categories));
    kept.push_back(std::move(one));
  }
  return kept;
}

}  // namespace appliance::stranger
