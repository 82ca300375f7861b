// Find on page: the observables that the annotator has found, to be filtered, gone through, asked about and
// put into a case in one step (C-22, D-21).
//
// Opening it asks nobody (decision 9): it shows what the page has and what is known already. The modules are
// asked by the press of a button that says how many requests that will be.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "effects/effect.h"
#include "threat_response/verdicts.h"

namespace find_on_page {

using threat_response::Observable;

// What the page shows, as it says itself.
struct Page {
  enum class State {
    kNotSearched,  // no part of it is annotated
    kSearching,    // there may be more
    kSearched,
  } state = State::kNotSearched;
  std::vector<Observable> observables;  // each once, in the order of their first places
  std::vector<std::uint32_t> places;  // every place in the page's order: which of `observables` stands there
};

// What is known of an observable. In the order in which people want to see it.
enum class Standing { kMalicious, kSuspicious, kUnknown, kNoVerdict, kCommon, kClean, kNotAsked };
inline constexpr std::size_t kStandings = 7;

// The page through the filter, computed when either has changed (listing.h). A page may have 30,000
// observables.
struct Listing {
  std::vector<std::uint32_t> rows;               // of the page's observables, in its order
  std::vector<Standing> standings;               // of each of the page's observables
  std::vector<std::uint32_t> times;              // in how many places each stands
  std::map<std::string, std::size_t> kinds;      // how many there are of each, through the rest of the filter
  std::array<std::size_t, kStandings> counts{};  // the same by Standing
  std::size_t places = 0, position = 0;          // of the rows; which of them is shown, from 1; 0 for none
  std::size_t selected = 0;                      // that the page has
  std::size_t asked = 0, known = 0, unasked = 0;  // of the rows: asked about, answered, neither
  bool is_asking = false;
  threat_response::Problem problem;  // of the first row that could not be asked about
};

struct Model {
  bool open = false;
  double now = 0;  // seconds since 1970; set by whoever calls update
  Page page;
  // The filter.
  std::string text;  // in the value, without regard to case; "" for all
  std::string kind;  // as the service calls it; "" for all
  std::optional<Standing> standing;

  threat_response::ObservableSet selected;  // stays while the page changes
  std::optional<Observable> last;           // the one selected last, where a range begins
  std::optional<std::size_t> place;         // that the page shows, of page.places
  bool is_hidden = false;                   // that place is in a part of the page that is not shown
  Listing listing;
  bool has_cancelled = false;           // the user waits no longer for what is under way, until more is asked
  std::vector<std::uint32_t> marked;    // what the page was told last to mark
  std::uint64_t verdicts_revision = 0;  // that the listing was made with
};

// What is put into a case: what is selected of the page, or all that is listed when nothing is.
std::vector<Observable> chosen(const Model& model);

}  // namespace find_on_page
