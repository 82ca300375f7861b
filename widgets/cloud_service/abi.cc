// The page as a module of its own, with the boundary of widgets/app/abi.cc. What the page and it say to each
// other is listed in web/cloud-service/cloud-service.js.
#include <algorithm>
#include <memory>
#include <string_view>

#include "cloud_service/view.h"
#include "cloud_service/words.h"
#include "stage/stage.h"

extern "C" void shim_say(const char* text, std::size_t size);

namespace {

using namespace cloud_service;

struct Instance {
  stage::Stage stage{1};
  Settings settings;
  kit::Said<Message> said;
  messages::Language language = messages::Language::kEnglish;
};

std::unique_ptr<Instance>& instance() {
  static std::unique_ptr<Instance> made;
  return made;
}

void say(const std::string& text) { shim_say(text.data(), text.size()); }

constexpr std::string_view kAsks[] = {"",        "read",     "submit",     "commit",
                                      "abandon", "register", "deregister", "test"};

Ask ask_from(std::string_view name) {
  const auto* const found = std::ranges::find(kAsks, name);
  return found == std::end(kAsks) ? Ask::kNothing : static_cast<Ask>(found - std::begin(kAsks));
}

Json order(const StartCall& call) {
  Json order = json::object({{"is", "call"}, {"ask", kAsks[static_cast<std::size_t>(call.ask)]}});
  if (call.ask == Ask::kSubmit)
    json::set(order, "body",
              json::object({{"enabled", call.configuration.enabled}, {"server", call.configuration.server}}));
  if (call.ask == Ask::kCommit) json::set(order, "body", json::object({{"comment", call.comment}}));
  return order;
}
Json order(const ForgetToken&) { return json::object({{"is", "forget-token"}}); }
Json order(const LookAgain& look) { return json::object({{"is", "look-again"}, {"after", look.after}}); }
Json order(const TellSituation& told) {
  return json::object({{"is", "situation"}, {"situation", name_of(told.situation)}});
}
Json order(const TellSessionEnded&) { return json::object({{"is", "session-ended"}}); }

void receive(Instance& it, const Message& message) {
  for (const Effect& effect : update(it.settings, message))
    say(json::dump(std::visit([](const auto& one) { return order(one); }, effect)));
}

}  // namespace

extern "C" {

int tr_start() {
  if (!instance()) instance() = std::make_unique<Instance>();
  return instance()->stage.has_pictures() ? 1 : 0;
}

void tr_receive(const char* text, std::size_t size) {
  const auto message = json::parse(std::string_view(text, size));
  if (!instance() || !message) return;
  Instance& it = *instance();
  if (it.stage.receive(*message)) return;
  const std::string is = json::text(*message, "is");
  if (is == "configure") {
    it.language = messages::language_from_tag(json::text(*message, "language"));
    receive(it, PortalNamed{json::text(*message, "portal")});
  } else if (is == "look") {
    receive(it, Opened{});
  } else if (is == "reply") {
    const Json* const body = json::find(*message, "body");
    receive(it, Replied{.ask = ask_from(json::text(*message, "ask")),
                        .status = static_cast<int>(json::integer(*message, "status")),
                        .body = body ? *body : Json()});
  } else if (is == "item") {
    const auto id = static_cast<kit::ItemId>(json::integer(*message, "id"));
    if (const auto said = it.said.message(id, json::text(*message, "text"))) receive(it, *said);
  }
  say(json::dump(json::object({{"is", "changed"}})));
}

void tr_frame(const char* text, std::size_t size) {
  const auto message = json::parse(std::string_view(text, size));
  if (!instance() || !message) return;
  Instance& it = *instance();
  const auto request = stage::read_frame_request(*message);
  say(stage::write(it.stage.draw(0, request, it.language, [&](kit::Surface& surface, stage::Drawn& drawn) {
    drawn.name = words(it.language, "Cloud Service Settings");
    it.said = draw(surface, it.settings);
  })));
}

}  // extern "C"
