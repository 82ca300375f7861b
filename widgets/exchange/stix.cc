#include "exchange/stix.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "exchange/stix_objects.h"
#include "exchange/uuid.h"

namespace exchange {
namespace {

constexpr std::string_view kIdentity = "identity--340ceea4-7d1d-4957-b3fb-421230fd7091";
constexpr std::string_view kSince = "2026-11-25T00:00:00.000Z";  // of what never changes

struct Marking {
  std::string_view tlp, name, id;
};
// 7.2.1.4; from the most open one on.
constexpr std::array kMarkings = {
    Marking{"white", "TLP:WHITE", "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"},
    Marking{"green", "TLP:GREEN", "marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"},
    Marking{"amber", "TLP:AMBER", "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"},
    Marking{"red", "TLP:RED", "marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"},
};

Json marking_object(const Marking& marking) {
  return json::object({{"type", "marking-definition"},
                       {"spec_version", "2.1"},
                       {"id", marking.id},
                       {"created", "2017-01-20T00:00:00.000Z"},
                       {"definition_type", "tlp"},
                       {"name", marking.name},
                       {"definition", json::object({{"tlp", marking.tlp}})}});
}

Json identity_object() {
  return json::object({{"type", "identity"},
                       {"spec_version", "2.1"},
                       {"id", kIdentity},
                       {"created", kSince},
                       {"modified", kSince},
                       {"name", "Casebook and pivot menu widgets"},
                       {"identity_class", "system"}});
}

Json extension_object() {
  return json::object(
      {{"type", "extension-definition"},
       {"spec_version", "2.1"},
       {"id", kExtension},
       {"created_by_ref", kIdentity},
       {"created", kSince},
       {"modified", kSince},
       {"name", "Casebook"},
       {"description", "What a casebook of Cisco Threat Response holds and STIX has no place for."},
       {"schema",
        "casebook-observable (object): observable_type, value; both text, both contribute to its id. "
        "grouping: casebook, text, a CTIM casebook as JSON. note: note_type, text."},
       {"version", "1.0.0"},
       {"extension_types", json::list({Json("new-sco"), Json("property-extension")})}});
}

Json extension_with(std::string_view property, const std::string& value) {
  return json::object(
      {{kExtension, json::object({{"extension_type", "property-extension"}, {property, value}})}});
}

// What the grouping itself does not say.
std::string rest_of(const Case& one) {
  Case rest = one;
  rest.title.clear();
  rest.description.clear();
  rest.short_description.clear();
  if (!marking_of(one.tlp).empty()) rest.tlp.clear();
  rest.observables.clear();
  rest.texts.clear();
  return ctim_case(rest);
}

struct Times {
  std::string created, modified;
};

Times times_of(const Case& one, threat_response::Instant at) {
  const threat_response::Instant created = threat_response::parse_iso(one.timestamp).value_or(at);
  return {threat_response::to_iso(created), threat_response::to_iso(std::max(created, at))};
}

bool is_address(std::string_view url) {
  const bool is_plain = std::ranges::all_of(url, [](char c) { return c > ' ' && c <= '~'; });
  return is_plain && (url.starts_with("https://") || url.starts_with("http://"));
}

// References of the standard: it wants more than a source's name (2.5).
Json references_of(const Case& one) {
  Json list = json::list({});
  if (!one.id.empty())
    json::append(list, json::object({{"source_name", "cisco-threat-response"}, {"external_id", one.id}}));
  for (const threat_response::ExternalReference& reference : one.external_references) {
    Json entry = json::object({{"source_name", reference.source_name}});
    const std::size_t bare = json::members(entry).size();
    if (!reference.description.empty()) json::set(entry, "description", reference.description);
    if (is_address(reference.url)) json::set(entry, "url", reference.url);
    if (!reference.external_id.empty()) json::set(entry, "external_id", reference.external_id);
    const bool is_named = !reference.source_name.empty();
    if (is_named && json::members(entry).size() > bare) json::append(list, std::move(entry));
  }
  return list;
}

class Bundle {
 public:
  explicit Bundle(threat_response::Instant at) : at_(at) {
    objects_.push_back(identity_object());
    objects_.push_back(extension_object());
  }

  void add(const Case& one) {
    const Times times = times_of(one, at_);
    const std::string name = one.id.empty() ? ctim_case(one) : one.id;
    const std::string id = "grouping--" + uuid_of(Namespace::kCases, name);
    if (!ids_.insert(id).second) return;  // the same case twice

    Json refs = json::list({});
    std::set<std::string> referred;
    for (const Observable& observable : one.observables) {
      const std::string object = add(observable, one.tlp);
      if (referred.insert(object).second) json::append(refs, object);
    }
    // A grouping without anything is none (4.5): an empty case refers to who has written it.
    if (referred.empty()) json::append(refs, kIdentity);

    Json grouping = sdo("grouping", id, times, one.tlp);
    json::set(grouping, "context", "suspicious-activity");
    json::set(grouping, "object_refs", std::move(refs));
    json::set(grouping, "extensions", extension_with("casebook", rest_of(one)));
    if (!one.title.empty()) json::set(grouping, "name", one.title);
    if (!one.description.empty()) json::set(grouping, "description", one.description);
    Json references = references_of(one);
    if (!json::elements(references).empty())
      json::set(grouping, "external_references", std::move(references));
    objects_.push_back(std::move(grouping));

    if (!one.short_description.empty())
      add_note(one, id, times, {"summary", one.short_description}, "Summary");
    for (const Note& note : one.texts) add_note(one, id, times, note, "");
  }

  std::string take() {
    for (auto& [id, object] : observables_) {
      if (const Marking* marking = marked(object.tlp_rank))
        json::set(object.json, "object_marking_refs", json::list({Json(marking->id)}));
      objects_.push_back(std::move(object.json));
    }
    std::string everything;
    for (std::size_t rank = 1; rank <= kMarkings.size(); ++rank)
      if (used_[rank]) objects_.push_back(marking_object(kMarkings[rank - 1]));
    const std::string id = "bundle--" + uuid_of(Namespace::kCases, json::dump(Json(objects_)));
    return json::dump(json::object({{"type", "bundle"}, {"id", id}, {"objects", std::move(objects_)}}));
  }

 private:
  struct Held {
    Json json;
    std::size_t tlp_rank = 0;  // the strictest of the cases that hold it
  };

  static const Marking* marked(std::size_t rank) { return rank == 0 ? nullptr : &kMarkings[rank - 1]; }

  // 1 for the most open marking; 0 for none.
  std::size_t rank_of(const std::string& tlp) {
    const auto found = std::ranges::find(kMarkings, tlp, &Marking::tlp);
    const std::size_t rank =
        found == kMarkings.end() ? 0 : static_cast<std::size_t>(found - kMarkings.begin()) + 1;
    used_[rank] = true;
    return rank;
  }

  std::string add(const Observable& observable, const std::string& tlp) {
    Json object = stix_object(observable);
    std::string id = json::text(object, "id");
    Held& held = observables_.try_emplace(id, Held{std::move(object)}).first->second;
    held.tlp_rank = std::max(held.tlp_rank, rank_of(tlp));
    return id;
  }

  Json sdo(std::string_view type, std::string_view id, const Times& times, const std::string& tlp) {
    Json object = json::object({{"type", type},
                                {"spec_version", "2.1"},
                                {"id", id},
                                {"created_by_ref", kIdentity},
                                {"created", times.created},
                                {"modified", times.modified}});
    if (const Marking* marking = marked(rank_of(tlp)))
      json::set(object, "object_marking_refs", json::list({Json(marking->id)}));
    return object;
  }

  void add_note(const Case& one, const std::string& grouping, const Times& times, const Note& note,
                std::string_view abstract) {
    // Two notes of one case may have the same words: their number tells them apart. It is kept, because
    // thousands may have.
    std::string id;
    std::size_t& number = numbers_[json::dump(json::list({grouping, abstract, note.type, note.text}))];
    do {
      const std::string name = json::dump(
          json::list({Json(grouping), Json(abstract), Json(note.type), Json(note.text), Json(number++)}));
      id = "note--" + uuid_of(Namespace::kCases, name);
    } while (!ids_.insert(id).second);
    Json object = sdo("note", id, times, one.tlp);
    json::set(object, "content", note.text);
    json::set(object, "object_refs", json::list({Json(grouping)}));
    json::set(object, "extensions", extension_with("note_type", note.type));
    if (!abstract.empty()) json::set(object, "abstract", abstract);
    objects_.push_back(std::move(object));
  }

  threat_response::Instant at_;
  Json::List objects_;
  std::map<std::string, Held> observables_;
  std::set<std::string> ids_;
  std::map<std::string, std::size_t> numbers_;  // of notes, by what they say
  std::array<bool, kMarkings.size() + 1> used_{};
};

}  // namespace

std::string_view marking_of(std::string_view tlp) {
  const auto found = std::ranges::find(kMarkings, tlp, &Marking::tlp);
  return found == kMarkings.end() ? std::string_view() : found->id;
}

std::string stix_bundle(const std::vector<Case>& cases, threat_response::Instant at) {
  Bundle bundle(at);
  for (const Case& one : cases) bundle.add(one);
  return bundle.take();
}

}  // namespace exchange
