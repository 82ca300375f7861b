// Any lines of JSON as what a page says to the widgets (app/abi.cc): nothing is misread, every order and
// frame can be written, and what leads out of the page is an address of the web.
//
// A line is a message of the page, or one of ours: {"frame":"casebook",...} draws that surface with the rest
// of the line as the page's request, {"use":7,"text":"..."} uses the seventh item of what was drawn last, and
// {"reply":200,"body":{...}} answers the oldest call under way. Somebody is signed in.
#include <algorithm>
#include <deque>

#include "app/page.h"
#include "app/screen.h"
#include "promise.h"

namespace {

using fuzz::expect;

constexpr int kMostFrames = 4;  // a frame takes longer than all the rest

class Page {
 public:
  Page() {
    receive(app::Configured{.servers = {{.id = "us",
                                         .name = "North America",
                                         .visibility = "https://v.example",
                                         .api_clients = "https://v.example/clients",
                                         .unavailable = {}}},
                            .instance = 7,
                            .origin = "https://page.example"});
    receive(sign_in::Message(sign_in::ClientIdTyped{"client-1"}));
    receive(sign_in::Message(sign_in::PasswordChanged{true}));
    receive(sign_in::Message(sign_in::AuthenticatePressed{}));
    answer(200, R"({"expires_in":600,"scope":"casebook enrich:read inspect:read response","user":"me"})");
  }

  void hear(const Json& message) {
    if (const auto surface = app::page::surface_from_name(json::text(message, "frame")))
      return draw(*surface, message);
    if (json::find(message, "use") != nullptr)
      return use(static_cast<std::size_t>(json::integer(message, "use")), json::text(message, "text"));
    if (json::find(message, "reply") != nullptr) {
      const Json* body = json::find(message, "body");
      return answer(static_cast<int>(json::integer(message, "reply") % 1000),
                    body ? json::dump(*body) : json::text(message, "text"));
    }
    if (screen_.stage().receive(message)) return;
    if (const auto read = app::page::read(message)) receive(*read);
  }

 private:
  void receive(const app::Message& message) {
    now_ += 0.5;
    for (const app::Order& order : app_.receive(message, now_, now_)) {
      if (const auto* call = order.get_if<app::StartCall>()) {
        calls_.push_back(call->id);
        check_path(call->request.path);
        continue;
      }
      const std::string written = json::dump(app::page::write(order));
      const auto said = json::parse(written);
      expect(said && !json::text(*said, "is").empty(), "an order has a name", written);
      check_way_out(order);
    }
    (void)json::dump(
        app::page::write(app_.casebook().notice, app_.now(), app_.held_until(), app_.language()));
    (void)json::dump(app::page::write(app_.casebook().hint, app_.language()));
  }

  static void check_path(const std::string& path) {
    expect(path.starts_with('/'), "a call has a path", path);
    for (const char c : path) expect(c > ' ' && c < '\x7F', "a path is visible ASCII", path);
  }

  static void check_way_out(const app::Order& order) {
    const auto* tab = order.get_if<effects::OpenTab>();
    if (tab == nullptr) return;
    expect(tab->url.starts_with("https://") || tab->url.starts_with("http://"), "a tab is of the web",
           tab->url);
  }

  void answer(int status, const std::string& body) {
    if (calls_.empty()) return;
    const auto id = calls_.front();
    calls_.pop_front();
    receive(app::CallReplied{id, {.status = status, .body = body, .headers = {}}});
  }

  void draw(effects::Surface surface, const Json& message) {
    if (++frames_ > kMostFrames) return;
    drawn_ = screen_.draw({stage::read_frame_request(message), surface, json::text(message, "title")}, app_);
    surface_ = surface;
    const std::string written = stage::write(drawn_);
    const auto read = json::parse(written);
    expect(read && json::array(*read, "items").size() == drawn_.items.size(), "a frame can be read", written);
    for (const kit::Item& item : drawn_.items) expect(item.id != 0, "an item has an id", item.name);
    if (const auto said = screen_.message(surface, kit::kFrame, {}, app_)) receive(*said);
  }

  void use(std::size_t place, std::string text) {
    if (drawn_.items.empty()) return;
    const kit::Item& item = drawn_.items[place % drawn_.items.size()];
    if (const auto said = screen_.message(surface_, item.id, std::move(text), app_)) receive(*said);
  }

  app::App app_;
  app::Screen screen_;
  app::Drawn drawn_;
  effects::Surface surface_ = effects::Surface::kCasebook;
  std::deque<threat_response::CallId> calls_;
  double now_ = 1'764'000'000;
  int frames_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text = fuzz::text_of(data, size);
  Page page;
  while (!text.empty())
    if (const auto message = json::parse(fuzz::line_of(text))) page.hear(*message);
  return 0;
}
