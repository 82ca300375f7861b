#include "threat_response/pivots.h"

#include <algorithm>
#include <set>

#include "threat_response/reading.h"

namespace threat_response {
namespace {

constexpr std::string_view kTrigger = "/respond/trigger/";
constexpr std::string_view kResponse = "/iroh/iroh-response";

Request about(std::string path, const Observable& observable) {
  return {.service = Service::kVisibility,
          .method = "POST",
          .path = std::move(path),
          .body = json::dump(to_json(std::vector{observable})),
          .timeout_ms = 30'000};
}

// Whole characters of UTF-8: a text that is a megabyte long would be measured in every frame.
std::string cut(std::string text) {
  if (text.size() <= kLongestPivotText) return text;
  std::size_t size = kLongestPivotText;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  text.resize(size);
  return text;
}

Pivot read_pivot(const Json& item) {
  Pivot pivot{.module = read_module(item),
              .id = json::text(item, "id"),
              .title = cut(json::text(item, "title")),
              .description = cut(json::text(item, "description")),
              .categories = json::texts(item, "categories"),
              .url = json::text(item, "url")};
  pivot.module.name = cut(std::move(pivot.module.name));
  for (std::string& category : pivot.categories) category = cut(std::move(category));
  return pivot;
}

// What makes two entries the same for who reads them.
std::string key_of(const Pivot& pivot) {
  return pivot.module.instance_id + '\n' + pivot.module.name + '\n' + pivot.title + '\n' + pivot.url;
}

template <typename IsGood>
std::expected<Pivots, Problem> read(const Reply& reply, const IsGood& is_good) {
  const auto body = read_object(reply);
  if (!body) return std::unexpected(body.error());
  Pivots pivots{.list = {}, .problems = read_module_problems(*body)};
  std::set<std::string> known;
  for (const Json* item : json::array(*body, "data"))
    if (Pivot pivot = read_pivot(*item); !pivot.title.empty() && pivot.url.size() <= kLongestPivotAddress &&
                                         is_good(pivot) && known.insert(key_of(pivot)).second)
      pivots.list.push_back(std::move(pivot));
  return pivots;
}

// Visible ASCII: a blank, a control character or a letter of another script belongs percent-encoded.
bool is_address(std::string_view url) {
  return std::ranges::all_of(url, [](char c) { return c > ' ' && c < '\x7F' && c != '\\'; });
}

bool is_step(std::string_view segment) {
  // '%2e' is a dot to every parser of addresses.
  std::string plain;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const std::string_view code = segment.substr(i, 3);
    const bool dot = code == "%2e" || code == "%2E";
    plain += dot ? '.' : segment[i];
    if (dot) i += 2;
  }
  return plain.empty() || plain == "." || plain == "..";
}

}  // namespace

Request refer_request(const Observable& observable) {
  return about("/iroh/iroh-enrich/refer/observables", observable);
}

Request respond_request(const Observable& observable) {
  return about("/iroh/iroh-response/respond/observables", observable);
}

std::expected<Pivots, Problem> read_links(const Reply& reply,
                                          const std::vector<std::string>& insecure_origins) {
  return read(reply, [&](const Pivot& pivot) {
    const std::string_view url = pivot.url;
    if (!is_address(url)) return false;
    if (url.starts_with("https://")) return url.size() > 8 && url[8] != '/';
    return std::ranges::any_of(insecure_origins, [&](const std::string& origin) {
      return !origin.empty() && url.starts_with(origin) && url.substr(origin.size()).starts_with('/');
    });
  });
}

std::expected<Pivots, Problem> read_actions(const Reply& reply) {
  return read(reply, [](const Pivot& pivot) { return is_trigger(pivot.url); });
}

bool is_trigger(std::string_view url) {
  if (!url.starts_with(kTrigger) || !is_address(url) || url.contains('#')) return false;
  url.remove_prefix(kTrigger.size());
  const std::string_view path = url.substr(0, url.find('?'));
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return false;
  const std::string_view action = path.substr(slash + 1);
  return !is_step(path.substr(0, slash)) && !is_step(action) && !action.contains('/');
}

Request trigger_request(std::string_view url) {
  return {.service = Service::kVisibility,
          .method = "POST",
          .path = std::string(kResponse) + std::string(url),
          .timeout_ms = 60'000,
          .repeat = Repeat::kNever};
}

std::expected<Triggered, Problem> read_triggered(const Reply& reply) {
  const auto body = read_object(reply);
  if (!body) return std::unexpected(body.error());
  Triggered triggered{.problems = read_module_problems(*body)};
  const Json* data = json::find(*body, "data");
  if (data && json::text(*data, "status") == "success") triggered.status = Triggered::Status::kSuccess;
  return triggered;
}

}  // namespace threat_response
