#include "kit/items.h"
#include "observables/find.h"
#include "pivot_menu/view.h"

namespace pivot_menu {
namespace {

using kit::Box;
using messages::Text;
using observables::Warning;

constexpr kit::TextLook kQuiet = {.size = kit::kSmall, .muted = true};
constexpr std::size_t kValueLines = 4;  // a hash has two

std::string warning_words(const kit::Surface& surface, Warning warning) {
  switch (warning) {
    case Warning::kMixedScript:
      return surface.text(Text::kWarnLookAlike);
    case Warning::kZeroWidth:
      return surface.text(Text::kWarnHidden);
    case Warning::kBidi:
      return surface.text(Text::kWarnDirection);
    case Warning::kNone:
      break;
  }
  return "";
}

// What of the menu this client cannot have, and what to do.
std::string missing_words(const kit::Surface& surface, const Model& model) {
  threat_response::Problem problem;
  problem.kind = threat_response::Problem::Kind::kMissingScopes;
  for (const Need need : {Need::kReadCases, Need::kChangeCases, Need::kVerdicts, Need::kLinks,
                          Need::kListActions, Need::kRunActions})
    if (std::string scope = model.missing(need); !scope.empty()) problem.scopes.push_back(std::move(scope));
  return problem.scopes.empty() ? "" : messages::problem_sentence(surface.frame().language, problem);
}

}  // namespace

float draw_header(kit::Surface& surface, const Model& model, const Surroundings& around, Box at) {
  const Observable& about = model.observable;
  at.y += kit::value_heading(surface, "value", {at.x, at.y, at.width, 24}, defang(about), 2, kValueLines);
  const std::string type = messages::type_words(surface.frame().language, observables::type_name(about.type));
  const float wide = std::min(at.width, surface.text_width(type, kit::kSmall) + 1);
  kit::label(surface, "type", {at.x, at.y, wide, 22}, type, kQuiet);
  if (around.judged && around.judged->answered)
    kit::disposition_chip(surface, "disposition", {at.x + wide + 12, at.y, at.width - wide - 12, 22},
                          around.judged->disposition(around.now));
  at.y += 24;
  if (const std::string shown = observables::unicode_form(about.type, about.value); !shown.empty())
    at.y += kit::note(surface, "unicode", at, surface.text(Text::kShownAs, {shown}), kQuiet) + 2;
  if (const std::string words = warning_words(surface, model.warning); !words.empty())
    at.y += 2 + kit::alert(surface, "warning", {at.x, at.y + 2, at.width, 0}, words) + 4;
  if (const std::string words = missing_words(surface, model); !words.empty())
    at.y += kit::note(surface, "missing", {at.x, at.y + 2, at.width, 0}, words, kQuiet) + 4;
  return at.y;
}

}  // namespace pivot_menu
