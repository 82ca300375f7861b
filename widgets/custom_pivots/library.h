// The custom pivots that a host page or an administrator offers: links to services of their own choice, made
// in the page. Nobody is asked, so they need no sign-in (C-29).
//
//   [{"title": "Lookup", "category": "Reputation",
//     "links": {"ip ipv6": "https://lookup.example/ip/{value}", "domain":
//     "https://lookup.example/?q={value}"}}]
//
// `links` has a template (template.h) for kinds as Threat Response names them, blanks between. `category`,
// which may be left out, gathers entries where there are many.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "custom_pivots/template.h"
#include "json/json.h"

namespace custom_pivots {

struct Link {
  std::string title, category, url;
  bool operator==(const Link&) const = default;
};

// A template that is not used, and why.
struct Refusal {
  std::string title, address;
  Refused why = Refused::kNotHttps;
};

class Library {
 public:
  Library() = default;
  // What is no custom pivot is left out: no title, no links. So is what is more than kMost.
  explicit Library(const Json& list);

  // In the order of the list.
  std::vector<Link> links_for(std::string_view type, std::string_view value) const;
  const std::vector<Refusal>& refused() const { return refused_; }

  static constexpr std::size_t kMost = 1000;  // templates

 private:
  struct Entry {
    std::string title, category;
    std::vector<std::string> types;
    Template link;
  };
  std::vector<Entry> entries_;
  std::vector<Refusal> refused_;
};

}  // namespace custom_pivots
