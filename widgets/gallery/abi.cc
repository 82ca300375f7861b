// The gallery as a module of its own, with the boundary of widgets/app/abi.cc: what its items say never
// leaves it.
#include <memory>
#include <string_view>

#include "gallery/gallery.h"
#include "gallery/words.h"
#include "stage/stage.h"

extern "C" void shim_say(const char* text, std::size_t size);

namespace {

struct Gallery {
  stage::Stage stage{1};
  gallery::Model model;
  kit::Said<gallery::Message> said;
  messages::Language language = messages::Language::kEnglish;
};

std::unique_ptr<Gallery>& instance() {
  static std::unique_ptr<Gallery> made;
  return made;
}

void say(const std::string& text) { shim_say(text.data(), text.size()); }

}  // namespace

extern "C" {

int tr_start() {
  if (!instance()) instance() = std::make_unique<Gallery>();
  return instance()->stage.has_pictures() ? 1 : 0;
}

void tr_receive(const char* text, std::size_t size) {
  const auto message = json::parse(std::string_view(text, size));
  if (!instance() || !message) return;
  Gallery& it = *instance();
  if (it.stage.receive(*message)) return;
  const std::string is = json::text(*message, "is");
  if (is == "configure") it.language = messages::language_from_tag(json::text(*message, "language"));
  if (is == "item") {
    const auto id = static_cast<kit::ItemId>(json::integer(*message, "id"));
    if (const auto change = it.said.message(id, json::text(*message, "text"))) (*change)(it.model);
  }
  say(json::dump(json::object({{"is", "changed"}})));
}

void tr_frame(const char* text, std::size_t size) {
  const auto message = json::parse(std::string_view(text, size));
  if (!instance() || !message) return;
  Gallery& it = *instance();
  const auto request = stage::read_frame_request(*message);
  say(stage::write(it.stage.draw(0, request, it.language, [&](kit::Surface& surface, stage::Drawn& drawn) {
    drawn.name = gallery::words(it.language, "Gallery");
    it.said = gallery::draw(surface, it.model);
  })));
}

}  // extern "C"
