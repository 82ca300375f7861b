#include "appliance/sync/routes.h"

#include <charconv>
#include <format>

#include "appliance/crypto.h"
#include "appliance/files.h"
#include "appliance/sync/cursor.h"
#include "appliance/sync/documents.h"
#include "appliance/sync/imports.h"
#include "appliance/threat_response/access.h"

namespace appliance {
namespace {

constexpr std::string_view kCases = "/sync/v1/cases";
constexpr int kDefaultLimit = 100, kMostChanges = 500;
constexpr int kMostExported = 1000;  // exchange::kMostCases
// As much as the server takes of a request, so that an import takes what an export gives.
constexpr std::size_t kLargestDocument = 1024 * 1024;
// Changes that one answer looks at. Most of a large store may be of others.
constexpr int kMostLookedAt = 5000, kPiece = 100;

http::Response only(std::string_view methods) {
  http::Response response = http::refusal(405, std::format("Only {} is answered at this address.", methods));
  response.set_header("Allow", std::string(methods));
  return response;
}

http::Response nothing_here() { return http::refusal(404, "This interface has no such route."); }
http::Response no_case() { return http::refusal(404, "There is no such case in this store."); }
http::Response not_yours() {
  return http::refusal(403, "This case is shared with its organisation or its owner alone.");
}

// Whose scope is missing, in a sentence.
std::optional<http::Response> refuse_scope(const Caller& caller, std::string_view access) {
  const std::string scope = "casebook:" + std::string(access);
  if (allows(caller, scope) || allows(caller, "private-intel:" + std::string(access))) return std::nullopt;
  return http::refusal(403,
                       std::format("The token lacks the scope {}: use an API client that has it.", scope));
}

std::string tag_of(std::int64_t place) { return std::format("\"{}\"", place); }

// The place in a tag of ours; nothing for any other.
std::optional<std::int64_t> place_of(std::string_view tag) {
  if (tag.size() < 3 || !tag.starts_with('"') || !tag.ends_with('"')) return std::nullopt;
  tag = tag.substr(1, tag.size() - 2);
  std::int64_t place = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), place);
  if (error != std::errc() || end != tag.data() + tag.size() || place < 1) return std::nullopt;
  return place;
}

std::expected<int, http::Response> limit_of(const http::Request& request, int otherwise, int most) {
  if (!request.has_parameter("limit")) return otherwise;
  const std::string text = request.parameter("limit");
  int limit = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (error != std::errc() || end != text.data() + text.size() || limit < 1 || limit > most)
    return std::unexpected(
        http::refusal(400, std::format("The parameter limit is a whole number from 1 to {}.", most)));
  return limit;
}

std::expected<DocumentForm, http::Response> form_of(const http::Request& request) {
  if (const auto form = document_form(request.parameter("format"))) return *form;
  return std::unexpected(
      http::refusal(400, "The parameter format is one of ctim, stix, csv, markdown, plain and defanged."));
}

// The changes after a place that `take` takes, up to as many as it wants.
struct Walk {
  std::int64_t place = 0;  // of the last one that was looked at
  bool more = false;       // there are others
};
Walk walk(CaseStore& store, std::int64_t place, const std::function<bool(const CaseChange&)>& take) {
  Walk walked{.place = place};
  for (int looked_at = 0; looked_at < kMostLookedAt; looked_at += kPiece) {
    const auto changes = store.changes_after(walked.place, kPiece);
    for (const CaseChange& change : changes) {
      if (!take(change)) return {.place = walked.place, .more = true};
      walked.place = change.place;
    }
    if (changes.size() < static_cast<std::size_t>(kPiece)) return walked;
  }
  walked.more = true;
  return walked;
}

// One of those that a client lists, or any (RFC 9110, 13.1.2). A proxy that compresses makes tags weak.
bool is_known(const http::Request& request, std::string_view tag) {
  const std::string known = request.header("if-none-match");
  for (std::size_t start = 0; start < known.size();) {
    const std::size_t end = std::min(known.find(',', start), known.size());
    std::string_view one = std::string_view(known).substr(start, end - start);
    one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
    one = one.substr(0, one.find_last_not_of(" \t") + 1);
    if (one.starts_with("W/")) one.remove_prefix(2);
    if (one == tag || one == "*") return true;
    start = end + 1;
  }
  return false;
}

// Without a tag of its own, that of its bytes.
http::Response tagged(const http::Request& request, http::Response response) {
  if (request.method != "GET" || response.status != 200) return response;
  const auto has_tag = [](const auto& header) { return header.first == "ETag"; };
  if (std::ranges::none_of(response.headers, has_tag))
    response.set_header("ETag", '"' + crypto::base64url(crypto::sha256(response.body)) + '"');
  response.set_header("Cache-Control", "private, no-cache");
  if (!is_known(request, std::ranges::find_if(response.headers, has_tag)->second)) return response;
  response.status = 304;
  response.body.clear();
  response.content_type.clear();
  return response;
}

}  // namespace

http::Response sync_description(const http::Request& request) {
  if (request.method != "GET") return only("GET");
  const auto document = read_json_file(docs_folder() + "/sync-openapi.json");
  return document ? tagged(request, http::json_response(200, *document))
                  : http::refusal(500, document.error());
}

http::Response Sync::answer(const http::Request& request, const Caller& caller) {
  return tagged(request, route(request, caller));
}

http::Response Sync::route(const http::Request& request, const Caller& caller) {
  constexpr std::string_view kExport = "/export";
  const bool reads = request.method == "GET", posts = request.method == "POST";
  const std::string_view path = request.path;
  const bool is_list = path == kCases,
             is_case = path.starts_with(kCases) && path.substr(kCases.size()).starts_with('/');
  if (is_list && !reads && !posts) return only("GET, POST");
  if (!is_list && !is_case && path != "/sync/v1/export") return nothing_here();
  if (!is_list && !reads) return only("GET");
  if (auto refused = refuse_scope(caller, posts ? "write" : "read")) return *refused;
  if (is_list) return posts ? import(request, caller) : changes(request, caller);
  if (!is_case) return documents(request, caller);
  std::string_view id = path.substr(kCases.size() + 1);
  if (!id.ends_with(kExport)) return one(caller, short_case_id(id));
  id.remove_suffix(kExport.size());
  return document(request, caller, short_case_id(id));
}

Json Sync::shown(const CaseChange& change) const {
  Json shown = *change.entity;
  json::set(shown, "id", rules_.origin + "/ctia/casebook/" + change.id);
  return shown;
}

http::Response Sync::changes(const http::Request& request, const Caller& caller) {
  const auto limit = limit_of(request, kDefaultLimit, kMostChanges);
  if (!limit) return limit.error();
  const auto after = read_cursor(request.parameter("after"), store_.id(), store_.last_place());
  if (!after) return after.error();
  const auto since =
      parse_iso_or_date(request.has_parameter("since") ? request.parameter("since") : "1970-01-01");
  if (!since)
    return http::refusal(400, "The parameter since is a time such as 2026-11-24T05:47:13Z, or a date.");
  Json::List cases;
  const auto take = [&](const CaseChange& change) {
    if (change.changed < *since || !may_read(caller, change.readers)) return true;
    if (cases.size() == static_cast<std::size_t>(*limit)) return false;
    Json entry = json::object({{"id", rules_.origin + "/ctia/casebook/" + change.id},
                               {"changed", iso_text(change.changed)},
                               {"change", "gone"}});
    // What the caller could read once, and may not any more, is as good as deleted.
    if (change.entity && may_read(caller, *change.entity)) {
      json::set(entry, "change", "written");
      json::set(entry, "etag", tag_of(change.place));
      json::set(entry, "title", json::text(*change.entity, "title"));
      json::set(entry, "tlp", json::text(*change.entity, "tlp"));
      json::set(entry, "observables", json::array(*change.entity, "observables").size());
    }
    cases.push_back(std::move(entry));
    return true;
  };
  const Walk walked = walk(store_, *after, take);
  return http::json_response(200, json::object({{"cases", std::move(cases)},
                                                {"next", cursor_of(store_.id(), walked.place)},
                                                {"more", walked.more}}));
}

http::Response Sync::one(const Caller& caller, const std::string& id) {
  const auto found = store_.last_change_of(id);
  if (!found || !found->entity) return no_case();
  if (!may_read(caller, *found->entity)) return not_yours();
  http::Response response = http::json_response(200, shown(*found));
  response.set_header("ETag", tag_of(found->place));
  return response;
}

http::Response Sync::document(const http::Request& request, const Caller& caller, const std::string& id) {
  const auto form = form_of(request);
  if (!form) return form.error();
  const auto found = store_.last_change_of(id);
  if (!found || !found->entity) return no_case();
  if (!may_read(caller, *found->entity)) return not_yours();
  http::Response response{.status = 200,
                          .body = document_of(threat_response::case_of(shown(*found)), *form, found->changed),
                          .content_type = std::string(media_type(*form))};
  response.set_header("Content-Disposition",
                      std::format("attachment; filename=\"{}{}\"", found->id, file_ending(*form)));
  return response;
}

http::Response Sync::documents(const http::Request& request, const Caller& caller) {
  const auto form = form_of(request);
  if (!form) return form.error();
  if (*form != DocumentForm::kCtim && *form != DocumentForm::kStix)
    return http::refusal(400, "Many cases are exported as ctim or stix; the other formats hold one case.");
  const auto limit = limit_of(request, kMostExported, kMostExported);
  if (!limit) return limit.error();
  const auto after = read_cursor(request.parameter("after"), store_.id(), store_.last_place());
  if (!after) return after.error();

  struct Taken {
    threat_response::Case content;
    std::int64_t place;
    Instant changed;
  };
  std::vector<Taken> taken;
  std::size_t size = 0;
  const auto take = [&](const CaseChange& change) {
    if (!change.entity || !may_read(caller, *change.entity)) return true;
    if (taken.size() == static_cast<std::size_t>(*limit)) return false;
    threat_response::Case content = threat_response::case_of(shown(change));
    size += document_of({content}, DocumentForm::kCtim, change.changed).size();
    if (size > kLargestDocument && !taken.empty()) return false;
    taken.push_back({.content = std::move(content), .place = change.place, .changed = change.changed});
    return true;
  };
  Walk walked = walk(store_, *after, take);

  // A bundle of STIX is some times as large as the cases: it has fewer of them. One case is never cut.
  std::string written;
  for (;;) {
    std::vector<threat_response::Case> cases;
    for (const Taken& one : taken) cases.push_back(one.content);
    written = document_of(cases, *form, taken.empty() ? 0 : taken.back().changed);
    if (written.size() <= kLargestDocument || taken.size() < 2) break;
    taken.resize(taken.size() / 2);
    walked = {.place = taken.back().place, .more = true};
  }
  http::Response response{
      .status = 200, .body = std::move(written), .content_type = std::string(media_type(*form))};
  response.set_header("X-Sync-Next", cursor_of(store_.id(), walked.place));
  response.set_header("X-Sync-More", walked.more ? "true" : "false");
  return response;
}

http::Response Sync::import(const http::Request& request, const Caller& caller) {
  const std::string mode = request.parameter("mode");
  if (!mode.empty() && mode != "merge" && mode != "replace")
    return http::refusal(400, "The parameter mode is merge or replace.");
  ImportRequest wanted{.document = request.body,
                       .file_name = request.parameter("file_name"),
                       .known_as = request.parameter("case"),
                       .mode = mode == "replace" ? ImportMode::kReplace : ImportMode::kMerge};
  if (const std::string tag = request.header("if-match"); !tag.empty()) {
    const auto place = place_of(tag);
    if (!place || wanted.known_as.empty())
      return http::refusal(400, "If-Match is the etag of one case, which the parameter case names.");
    wanted.unless_changed_since = *place;
  }
  return import_cases(wanted, caller, rules_, store_);
}

}  // namespace appliance
