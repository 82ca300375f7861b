#include "custom_pivots/library.h"

#include <algorithm>

namespace custom_pivots {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

Library::Library(const Json& list) {
  for (const Json* item : json::elements(list)) {
    const std::string title = json::text(*item, "title");
    const Json* links = json::find(*item, "links");
    if (title.empty() || !links) continue;
    for (const auto& [types, address] : json::members(*links)) {
      if (entries_.size() + refused_.size() == kMost) return;
      const std::string text = json::text_of(address);
      auto read = Template::parse(text);
      if (read)
        entries_.push_back({.title = title,
                            .category = json::text(*item, "category"),
                            .types = words_of(types),
                            .link = *std::move(read)});
      else
        refused_.push_back({.title = title, .address = text, .why = read.error()});
    }
  }
}

std::vector<Link> Library::links_for(std::string_view type, std::string_view value) const {
  std::vector<Link> links;
  for (const Entry& entry : entries_)
    if (std::ranges::contains(entry.types, type))
      if (auto url = entry.link.expand(type, value))
        links.push_back({.title = entry.title, .category = entry.category, .url = *std::move(url)});
  return links;
}

}  // namespace custom_pivots
