// The parts of the page, from its top to its foot. Each begins at `at` and returns where it ends.
#pragma once

#include <string>

#include "cloud_service/settings.h"
#include "cloud_service/words.h"
#include "kit/items.h"
#include "kit/said.h"
#include "kit/surface.h"
#include "messages/locale.h"

namespace cloud_service {

using Say = kit::Said<Message>;

// REQUIRES, of all: settings.answer.
float draw_status(kit::Surface& surface, const Settings& settings, kit::Box at, Say& said);
float draw_form(kit::Surface& surface, const Settings& settings, kit::Box at, Say& said);
float draw_pending(kit::Surface& surface, const Settings& settings, kit::Box at, Say& said);
float draw_steps(kit::Surface& surface, const Settings& settings, kit::Box at);
float draw_registration(kit::Surface& surface, const Settings& settings, kit::Box at, Say& said);
float draw_connection(kit::Surface& surface, const Settings& settings, kit::Box at, Say& said);
float draw_checklist(kit::Surface& surface, const Settings& settings, kit::Box at);
float draw_sent(kit::Surface& surface, const Settings& settings, kit::Box at);
float draw_changes(kit::Surface& surface, const Settings& settings, kit::Box at);

// REQUIRES: `english` is in words.inc.
inline std::string words(const kit::Surface& surface, std::string_view english,
                         std::initializer_list<std::string_view> arguments = {}) {
  return words(surface.frame().language, english, arguments);
}

inline std::string moment(const kit::Surface& surface, Instant instant) {
  return messages::moment(surface.frame().language, static_cast<double>(instant) / 1000);
}

// Shorter, where many stand beside each other: "Nov 28, 10:11 AM".
inline std::string short_moment(const kit::Surface& surface, Instant instant) {
  const double seconds = static_cast<double>(instant) / 1000;
  const messages::Language language = surface.frame().language;
  return words(language, "{0}, {1}", {messages::day(language, seconds), messages::clock(language, seconds)});
}

// Why nothing can be changed; "" when it can, and while an act is under way.
std::string hindrance_words(const kit::Surface& surface, const Settings& settings);
// Of a button that changes something.
kit::ButtonState acting(const kit::Surface& surface, const Settings& settings,
                        kit::ButtonLook look = kit::ButtonLook::kPlain);
// As rules.h refuses it: "" when it does not.
std::string refusal_of(const kit::Surface& surface, const State& state, const Act& act);

// What stands in a list, with a mark before it: a circle that is empty, a disc, a tick or a cross.
enum class Mark { kEmpty, kRunning, kDone, kFailed };
inline constexpr float kMark = 22;
void draw_mark(kit::Surface& surface, kit::Box box, Mark mark);

// Below the portal: where tokens are made, and appliances become modules (INT-15, INT-17).
inline constexpr std::string_view kModulesPage = "/settings/modules";

inline constexpr float kWide = 720;  // from here on two things stand beside each other

}  // namespace cloud_service
