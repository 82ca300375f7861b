// A casebook with a service and a store played by the test.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "casebook/message.h"
#include "threat_response/case_search.h"
#include "threat_response/casebooks.h"

namespace service {

inline const observables::Observable kDomain{observables::Type::kDomain, "bad.example"};
inline const observables::Observable kIp{observables::Type::kIp, "192.0.2.1"};

inline threat_response::Reply of(int status, std::string body) {
  return {.status = status, .failure = {}, .body = std::move(body)};
}

// A case as JSON, titled "Case <id>".
inline std::string a_case(const std::string& id, const std::vector<observables::Observable>& holding,
                          const std::string& more = "") {
  std::string list;
  for (const auto& one : holding)
    list += std::string(list.empty() ? "" : ",") + R"({"type":")" + std::string(type_name(one.type)) +
            R"(","value":")" + one.value + "\"}";
  return R"({"id":")" + id + R"(","title":"Case )" + id + R"(","tlp":"amber","observables":[)" + list + "]" +
         more + "}";
}

// What is wanted of the modules.
inline effects::Effect ask(const std::vector<threat_response::Observable>& about, bool again = false) {
  return effects::AskVerdicts{.about = about, .again = again, .module = {}};
}

// The casebook with what it has asked for and nobody has answered; the store answers at once.
class Desk {
 public:
  casebook::Model model;

  explicit Desk(bool signed_in = true) {
    model.outbox.owner = "t";
    model.now = 1000;
    if (signed_in) say(casebook::SignedIn{"me", "u-1"});
  }

  effects::Effects say(const casebook::Message& message) {
    effects::Effects effects = update(model, message);
    if (const auto* refused = message.get_if<casebook::ChangesNotSaved>())
      not_kept.insert(refused->ids.begin(), refused->ids.end());
    for (std::size_t index = 0; index < effects.size(); ++index) {
      effects::Effects more;
      if (const auto* save = effects[index].get_if<effects::SaveChanges>()) {
        casebook::ChangesSaved saved;
        for (const Json& record : save->records) {
          saved.ids.push_back(json::text(record, "id"));
          claims[saved.ids.back()] = static_cast<std::uint32_t>(json::integer(record, "claims"));
        }
        more = update(model, saved);
      } else if (const auto* claim = effects[index].get_if<effects::ClaimChange>()) {
        if (not_kept.contains(claim->id))
          more = update(model, casebook::ClaimRefused{claim->id, 0});
        else
          more = update(model, casebook::ChangeClaimed{claim->id, ++claims[claim->id]});
      }
      if (const auto* release = effects[index].get_if<effects::ReleaseChange>();
          release && release->surely_not_done)
        claims[release->id] = 0;
      effects.insert(effects.end(), more.begin(), more.end());
    }
    for (const auto& effect : effects)
      if (const auto* call = effect.get_if<effects::SendRequest>()) calls.push_back(*call);
    return effects;
  }

  // Time passes, and what is due then is done.
  effects::Effects wait(double seconds) {
    model.now += seconds;
    return say(casebook::Woke{});
  }

  // The call that waits and whose method and path begin so; null for none.
  const effects::SendRequest* call(const std::string& begin) const {
    const auto found = std::ranges::find_if(calls, [&](const effects::SendRequest& one) {
      return (one.request.method + ' ' + one.request.path).starts_with(begin);
    });
    return found == calls.end() ? nullptr : &*found;
  }
  // Answers it and returns what follows; nothing when there is no such call.
  effects::Effects answer(const std::string& begin, const threat_response::Reply& reply) {
    const auto* found = call(begin);
    if (!found) return {};
    const effects::Tag tag = found->tag;
    std::erase_if(calls, [&](const effects::SendRequest& one) { return one.tag == tag; });
    return say(casebook::Replied{tag, reply});
  }

  std::vector<effects::SendRequest> calls;
  std::map<std::string, std::uint32_t> claims;  // as the store counts them
  std::set<std::string> not_kept;               // by the store
};

inline const std::string kSearch = "GET /ctia/casebook/search", kCreate = "POST /ctia/casebook?";

// An open casebook with the cases "a" (current, holds kDomain) and "b" (empty).
inline Desk open() {
  Desk desk;
  desk.say(casebook::Opened{});
  desk.answer(kSearch, of(200, '[' + a_case("a", {kDomain}) + ',' + a_case("b", {}) + ']'));
  desk.say(casebook::CasePressed{"a"});
  desk.answer("GET /ctia/casebook/a", of(200, a_case("a", {kDomain})));
  return desk;
}

template <typename Wanted>
const Wanted* first(const effects::Effects& effects) {
  for (const auto& effect : effects)
    if (const auto* found = effect.get_if<Wanted>()) return found;
  return nullptr;
}

inline bool has(const effects::Effects& effects, const effects::Effect& wanted) {
  return std::ranges::contains(effects, wanted);
}

}  // namespace service
