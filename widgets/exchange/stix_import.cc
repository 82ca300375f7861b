#include <map>
#include <set>
#include <string>

#include "exchange/fit.h"
#include "exchange/import.h"
#include "exchange/reading.h"
#include "exchange/stix.h"
#include "exchange/stix_objects.h"
#include "exchange/stix_pattern.h"

namespace exchange {
namespace {

using ByIds = std::map<std::string, const Json*>;

std::string type_of(const Json& object) { return json::text(object, "type"); }

bool is_case(const std::string& type) { return type == "grouping" || type == "report"; }

const Json* own_extension(const Json& object) {
  const Json* extensions = json::find(object, "extensions");
  return extensions == nullptr ? nullptr : json::find(*extensions, kExtension);
}

std::string tlp_of(const Json& object) {
  for (const std::string& marking : json::texts(object, "object_marking_refs"))
    for (const char* tlp : {"red", "amber", "green", "white"})
      if (marking == marking_of(tlp)) return tlp;
  return "";
}

// What the cases of a bundle have taken from it. An object may be part of many cases, so a small document
// could become a very large one: what is copied again is bounded.
class Ledger {
 public:
  // Whether a case may have the object, which nobody has got yet, or not too often.
  bool take(const Json& object) {
    const std::string id = json::text(object, "id");
    if (id.empty() || ids_.insert(id).second) return true;
    std::size_t size = 0;
    for (const char* key :
         {"content", "abstract", "name", "description", "pattern", "value", "key", "user_id"})
      size += json::text(object, key).size();
    if (size > left_) return false;
    left_ -= size;
    return true;
  }
  bool has(const Json& object) const { return ids_.contains(json::text(object, "id")); }

 private:
  std::set<std::string> ids_;
  std::size_t left_ = kLargestImport;
};

// A case, and what it takes from the bundle.
class Taken {
 public:
  Taken(Case& into, Ledger& ledger) : into_(into), ledger_(ledger) {}

  // What the object says that a case can hold.
  void object(const Json& object) {
    const std::string type = type_of(object);
    if (!ledger_.take(object)) return;
    if (type == "indicator") return pattern(object);
    if (type == "observed-data") {  // of STIX 2.0, with its objects inside
      if (const Json* objects = json::find(object, "objects"))
        for (const auto& [name, inner] : json::members(*objects)) observables(inner);
      return;
    }
    if (observables(object)) return;
    // Other subjects, such as a malware or a campaign: at least what they are called.
    const std::string name = json::text(object, "name");
    if (name.empty() || type == "identity" || type == "marking-definition" ||
        type == "extension-definition" || is_case(type))
      return;
    const std::string description = json::text(object, "description");
    lines_ += type + ": " + name + (description.empty() ? "" : " - " + description) + '\n';
  }

  void note(const Json& note) {
    if (!ledger_.take(note)) return;
    const Json* own = own_extension(note);
    const std::string abstract = json::text(note, "abstract");
    std::string content = json::text(note, "content");
    if (own == nullptr) {
      if (!abstract.empty()) content = abstract + (content.empty() ? "" : "\n\n" + content);
      if (!content.empty()) into_.texts.push_back({std::string(kNote), std::move(content)});
      return;
    }
    std::string its_type = json::text(*own, "note_type");
    if (abstract == "Summary" && its_type == "summary")
      into_.short_description = std::move(content);
    else
      into_.texts.push_back({std::move(its_type), std::move(content)});
  }

  // Ends the case: what was left over goes into a note.
  void finish() {
    if (!lines_.empty()) into_.texts.push_back({std::string(kNote), std::move(lines_)});
  }

 private:
  bool observables(const Json& object) {
    const std::vector<Observable> found = observables_of(object);
    const bool is_ours = type_of(object) == kOwnObject;
    for (const Observable& one : found) add(one, is_ours);
    return !found.empty();
  }

  void pattern(const Json& indicator) {
    const std::string text = json::text(indicator, "pattern");
    const std::string language = json::text(indicator, "pattern_type", "stix");
    const std::vector<Observable> found =
        language == "stix" ? observables_of_pattern(text) : std::vector<Observable>();
    for (const Observable& one : found) add(one, false);
    if (found.empty() && !text.empty()) lines_ += "indicator: " + text + '\n';
  }

  // A network is no observable of the service; what we have written ourselves was one.
  void add(const Observable& one, bool is_ours) {
    const bool is_network = !is_ours && (one.type == "ip" || one.type == "ipv6") && one.value.contains('/');
    if (is_network)
      lines_ += one.type + ": " + one.value + '\n';
    else
      add_once(into_.observables, seen_, one);
  }

  Case& into_;
  Ledger& ledger_;
  std::set<Observable> seen_;
  std::string lines_;
};

Case case_of(const Json& object) {
  Case one;
  if (const Json* own = own_extension(object))
    if (const auto rest = json::parse(json::text(*own, "casebook"))) one = threat_response::case_of(*rest);
  one.owner.clear();
  one.title = json::text(object, "name");
  one.description = json::text(object, "description");
  if (const std::string tlp = tlp_of(object); !tlp.empty()) one.tlp = tlp;
  if (own_extension(object) != nullptr) return one;
  one.timestamp = json::text(object, "published", json::text(object, "created"));
  if (!threat_response::parse_iso(one.timestamp)) one.timestamp.clear();
  for (const Json* entry : json::array(object, "external_references"))
    if (json::is_object(*entry) && !json::text(*entry, "source_name").empty())
      one.external_references.push_back({.source_name = json::text(*entry, "source_name"),
                                         .description = json::text(*entry, "description"),
                                         .url = json::text(*entry, "url"),
                                         .external_id = json::text(*entry, "external_id"),
                                         .hashes = {}});
  return one;
}

}  // namespace

std::vector<Case> cases_of_bundle(const Json& bundle) {
  const std::vector<const Json*> objects = json::array(bundle, "objects");
  ByIds by_ids;
  // The notes by what they are about.
  std::multimap<std::string, const Json*> notes;
  std::vector<const Json*> groupings;
  for (const Json* object : objects) {
    const std::string type = type_of(*object);
    by_ids.try_emplace(json::text(*object, "id"), object);
    if (is_case(type)) groupings.push_back(object);
    if (type == "note" || type == "opinion")
      for (const std::string& ref : json::texts(*object, "object_refs")) notes.emplace(ref, object);
  }

  std::vector<Case> cases;
  Ledger ledger;
  for (const Json* grouping : groupings) {
    Case& one = cases.emplace_back(case_of(*grouping));
    Taken into(one, ledger);
    std::set<const Json*> noted;
    const auto take_notes = [&](const std::string& id) {
      const auto [first, last] = notes.equal_range(id);
      for (auto note = first; note != last; ++note)
        if (noted.insert(note->second).second) into.note(*note->second);
    };
    ledger.take(*grouping);
    take_notes(json::text(*grouping, "id"));
    std::set<std::string> referred;
    for (const std::string& ref : json::texts(*grouping, "object_refs")) {
      const auto found = by_ids.find(ref);
      if (found == by_ids.end() || !referred.insert(ref).second) continue;
      if (type_of(*found->second) == "note") {
        if (noted.insert(found->second).second) into.note(*found->second);
        continue;
      }
      into.object(*found->second);
      take_notes(ref);
    }
    into.finish();
    // Where it came from: a later version of the same report is the same case.
    if (own_extension(*grouping) == nullptr && one != Case()) one.id = json::text(*grouping, "id");
  }

  Case& rest = cases.emplace_back();
  Taken into(rest, ledger);
  for (const Json* object : objects) {
    if (ledger.has(*object)) continue;
    if (type_of(*object) == "note")
      into.note(*object);
    else
      into.object(*object);
  }
  into.finish();
  return cases;
}

}  // namespace exchange
