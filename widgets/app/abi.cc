// The boundary to the page: three functions in, one out, JSON both ways. app/exports.txt lists the names; a
// test compares it with the built module.
//
//   tr_start()                    once; 0 when there is no WebGL2: then the twin is the interface
//   tr_receive(text, size)        a message of the page: an item was used, a pivot button pressed, ...
//   tr_frame(text, size)          asks for a frame of one surface; its twin comes back through shim_say
//   shim_say(text, size)          orders and frames for the page, read before the call returns
#include <memory>
#include <string>
#include <string_view>

#include "app/app.h"
#include "app/page.h"
#include "app/screen.h"
#include "app/transport.h"
#include "stage/frame.h"

extern "C" void shim_say(const char* text, std::size_t size);
// shims/library/page.js: seconds since 1970, and of a clock that nobody sets
extern "C" double shim_now(void);
extern "C" double shim_steady(void);

namespace {

// The one instance of this module (decision 6).
class Widgets {
 public:
  stage::Stage& stage() { return screen_.stage(); }

  void receive(const app::Message& message) {
    const auto orders = app_.receive(message, shim_now(), shim_steady());
    for (const app::Order& order : orders) carry_out(order);
    tell_notice();
    tell_hint();
    say(json::object({{"is", "changed"}}));
  }

  void item_used(effects::Surface surface, kit::ItemId item, std::string text) {
    if (const auto message = screen_.message(surface, item, std::move(text), app_)) return receive(*message);
    say(json::object({{"is", "not-taken"}, {"surface", app::page::surface_name(surface)}, {"id", item}}));
  }

  void frame(const app::FrameRequest& request) {
    say(stage::write(screen_.draw(request, app_)));
    if (const auto message = screen_.message(request.surface, kit::kFrame, {}, app_)) receive(*message);
  }

 private:
  static void say(const std::string& text) { shim_say(text.data(), text.size()); }
  static void say(const Json& message) { say(json::dump(message)); }

  void carry_out(const app::Order& order) {
    if (const auto* call = order.get_if<app::StartCall>()) return transport_.start(call->id, call->request);
    say(app::page::write(order));
  }

  void tell_notice() {
    const Json notice =
        app::page::write(app_.casebook().notice, app_.now(), app_.held_until(), app_.language());
    std::string text = json::dump(notice);
    if (text == last_notice_) return;
    last_notice_ = std::move(text);
    say(notice);
  }

  void tell_hint() {
    if (app_.casebook().hint == hint_) return;
    hint_ = app_.casebook().hint;
    say(app::page::write(hint_, app_.language()));
  }

  app::App app_;
  app::Screen screen_;
  app::Transport transport_{[this](threat_response::CallId id, threat_response::Reply reply) {
    receive(app::CallReplied{id, std::move(reply)});
  }};
  std::string last_notice_;
  casebook::DropHint hint_;  // as the page knows it
};

std::unique_ptr<Widgets>& widgets() {
  static std::unique_ptr<Widgets> instance;
  return instance;
}

app::FrameRequest read_frame_request(const Json& message, effects::Surface surface) {
  return {stage::read_frame_request(message), surface, json::text(message, "title")};
}

}  // namespace

extern "C" {

int tr_start() {
  if (!widgets()) widgets() = std::make_unique<Widgets>();
  return widgets()->stage().has_pictures() ? 1 : 0;
}

void tr_receive(const char* text, std::size_t size) {
  const auto message = json::parse(std::string_view(text, size));
  if (!widgets() || !message) return;
  if (widgets()->stage().receive(*message)) return;
  if (json::text(*message, "is") == "item") {
    if (const auto surface = app::page::surface_from_name(json::text(*message, "surface")))
      widgets()->item_used(*surface, static_cast<kit::ItemId>(json::integer(*message, "id")),
                           json::text(*message, "text"));
    return;
  }
  if (const auto read = app::page::read(*message)) widgets()->receive(*read);
}

void tr_frame(const char* text, std::size_t size) {
  const auto message = json::parse(std::string_view(text, size));
  if (!widgets() || !message) return;
  if (const auto surface = app::page::surface_from_name(json::text(*message, "surface")))
    widgets()->frame(read_frame_request(*message, *surface));
}

}  // extern "C"
