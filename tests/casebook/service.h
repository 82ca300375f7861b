// What the service answers in the tests of this layer.
#pragma once

#include <string>
#include <vector>

#include "casebook/model.h"
#include "threat_response/case_search.h"
#include "threat_response/casebooks.h"

namespace service {

inline const observables::Observable kDomain{observables::Type::kDomain, "bad.example"};
inline const observables::Observable kIp{observables::Type::kIp, "192.0.2.1"};

inline threat_response::Reply of(int status, std::string body) {
  return {.status = status, .failure = {}, .body = std::move(body)};
}

// A case as JSON, titled "Case <id>".
inline std::string a_case(const std::string& id, const std::vector<observables::Observable>& holding) {
  std::string list;
  for (const auto& one : holding)
    list += std::string(list.empty() ? "" : ",") + R"({"type":")" + std::string(type_name(one.type)) +
            R"(","value":")" + one.value + "\"}";
  return R"({"id":")" + id + R"(","title":"Case )" + id + R"(","observables":[)" + list + "]}";
}

// What is wanted of the modules.
inline effects::Effect ask(const std::vector<threat_response::Observable>& about, bool again = false) {
  return effects::AskVerdicts{.about = about, .again = again, .module = {}};
}
inline effects::Effect list(effects::Tag tag) {
  return effects::SendRequest{tag, threat_response::search_cases_request({})};
}

// An open casebook with the cases "a" (current, holds kDomain) and "b" (empty). Two calls were made.
inline casebook::Model open() {
  casebook::Model model;
  model.instance = 7;
  update(model, casebook::Opened{});
  update(model, casebook::Replied{model.listing,
                                  of(200, '[' + a_case("a", {kDomain}) + ',' + a_case("b", {}) + ']')});
  update(model, casebook::CasePressed{"a"});
  update(model, casebook::Replied{model.opening, of(200, a_case("a", {kDomain}))});
  return model;
}

inline effects::Effects send(effects::Tag tag, threat_response::Request request) {
  return {effects::SendRequest{tag, std::move(request)}};
}

}  // namespace service
