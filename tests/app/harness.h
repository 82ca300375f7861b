// An app with a page and a service played by the test.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "app/app.h"

namespace harness {

inline const observables::Observable kDomain{observables::Type::kDomain, "bad.example"};

inline threat_response::Reply of(int status, std::string body) {
  return {.status = status, .failure = {}, .body = std::move(body)};
}
inline threat_response::Reply granted(
    const std::string& scopes = "casebook enrich:read inspect:read response") {
  return of(200, R"({"expires_in":600,"scope":")" + scopes + "\"}");
}
inline threat_response::Reply wrong_password() { return of(400, R"({"error":"wrong_client_creds"})"); }
inline std::string a_case(const std::string& id) {
  return R"({"id":")" + id + R"(","title":"Case )" + id +
         R"(","tlp":"amber","observables":[{"type":"domain","value":"bad.example"},{"type":"ip","value":"192.0.2.1"}]})";
}

struct Page {
  app::App app;
  std::vector<app::Order> orders;  // of the last message

  explicit Page(messages::Language language = messages::Language::kEnglish) {
    press(app::Configured{
        .servers =
            {{.id = "us",
              .name = "North America",
              .visibility = "https://v.example",
              .api_clients = "https://v.example/clients",
              .unavailable = {}},
             {.id = "cn", .name = "China", .visibility = {}, .api_clients = {}, .unavailable = "No address"}},
        .language = language,
        .instance = 7});
  }

  double set_back = 0;  // by so many seconds
  double steady_of(double now) const { return now + set_back; }

  // The store answers at once: what is saved is saved, what is claimed is this tab's.
  void press(const app::Message& message, double now = 0) {
    orders = app.receive(message, now, steady_of(now));
    for (std::size_t index = 0; index < orders.size(); ++index) {
      std::vector<app::Order> more;
      if (const auto* save = orders[index].get_if<effects::SaveChanges>()) {
        casebook::ChangesSaved saved;
        for (const Json& record : save->records) saved.ids.push_back(json::text(record, "id"));
        more = app.receive(casebook::Message(saved), now, steady_of(now));
      } else if (const auto* claim = orders[index].get_if<effects::ClaimChange>()) {
        more = app.receive(casebook::Message(casebook::ChangeClaimed{claim->id, 1}), now, steady_of(now));
      }
      orders.insert(orders.end(), more.begin(), more.end());
    }
  }
  void say(const sign_in::Message& message) { press(app::Message(message)); }

  void say_menu(const pivot_menu::Message& message) { press(app::Message(message)); }

  // The dialog filled in and Authenticate pressed.
  void authenticate(const std::string& client_id = "client-1") {
    say(sign_in::ClientIdTyped{client_id});
    say(sign_in::PasswordChanged{true});
    say(sign_in::AuthenticatePressed{});
  }
  void sign_in(const std::string& client_id = "client-1") {
    authenticate(client_id);
    reply_token(granted());
  }
  void reply_token(const threat_response::Reply& reply) {
    press(app::CallReplied{threat_response::Session::kTokenCall, reply});
  }

  // The id of the call ordered last whose path begins with `path`; 0 for none.
  threat_response::CallId call(std::string_view path) const {
    threat_response::CallId found = 0;
    for (const auto& order : orders)
      if (const auto* start = order.get_if<app::StartCall>())
        if (start->request.path.starts_with(path)) found = start->id;
    return found;
  }
  // Answers the call ordered last whose path begins with `path`; false when there is none.
  bool answer(std::string_view path, const threat_response::Reply& reply) {
    const auto id = call(path);
    if (id != 0) press(app::CallReplied{id, reply});
    return id != 0;
  }
  template <typename Order>
  bool ordered(const Order& wanted) const {
    return std::ranges::any_of(orders, [&](const app::Order& one) {
      const auto* same = one.get_if<Order>();
      return same && *same == wanted;
    });
  }
  bool opens(effects::Surface surface) const { return ordered(effects::OpenSurface{surface}); }
  bool closes(effects::Surface surface) const { return ordered(effects::CloseSurface{surface}); }
  template <typename Order>
  const Order* first() const {
    for (const auto& order : orders)
      if (const auto* found = order.get_if<Order>()) return found;
    return nullptr;
  }
};

inline constexpr std::string_view kList = "/ctia/casebook/search";
inline constexpr std::string_view kVerdicts = "/iroh/iroh-enrich/deliberate";

}  // namespace harness
