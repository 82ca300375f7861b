#include "sign_in/view.h"

#include "kit/flow.h"
#include "kit/items.h"

namespace sign_in {
namespace {

using kit::Box;
using messages::Text;

constexpr float kMargin = 24;

std::string trouble_sentence(const kit::Surface& surface, Trouble trouble) {
  switch (trouble) {
    case Trouble::kNone:
      return "";
    case Trouble::kWrongPassphrase:
      return surface.text(Text::kWrongPassphrase);
    case Trouble::kPassphraseShort:
      return surface.text(Text::kPassphraseShort);
    case Trouble::kPassphrasesDiffer:
      return surface.text(Text::kPassphrasesDiffer);
    case Trouble::kNotKept:
      return surface.text(Text::kNotKeptOnDevice);
    case Trouble::kNotKeptByAppliance:
      return surface.text(Text::kNotKeptByAppliance);
    case Trouble::kNotForgotten:
      return surface.text(Text::kNotForgotten);
  }
  return "";
}

// What is wrong; of several things the one that was just tried.
std::string alert_words(const kit::Surface& surface, const Model& model) {
  if (model.problem) return messages::problem_sentence(surface.frame().language, model.problem);
  if (model.trouble != Trouble::kNone) return trouble_sentence(surface, model.trouble);
  if (model.refused) return surface.text(Text::kClientRefused, {short_name(model.refused->name.client_id)});
  if (model.appliance == Appliance::kDamaged) return surface.text(Text::kApplianceDamaged);
  return model.keyring == Keyring::kDamaged ? surface.text(Text::kKeyringDamaged) : "";
}

struct Foot {
  Text second, primary;
  sign_in::Message on_second, on_primary;
};

// What the primary button does, and what the one before it.
Foot foot_of(const Model& model) {
  if (model.telling) return {Text::kOtherClient, Text::kContinue, EnterPressed{}, ContinuePressed{}};
  if (is_locked(model)) return {Text::kCancel, Text::kUnlock, CancelPressed{}, UnlockPressed{}};
  return {Text::kCancel, Text::kAuthenticate, CancelPressed{}, AuthenticatePressed{}};
}

float draw_foot(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const Foot foot = foot_of(model);
  const std::string second_words = surface.text(foot.second), primary = surface.text(foot.primary);
  const float second_width = kit::button_width(surface, second_words);
  const float primary_width = kit::button_width(surface, primary);
  const float gap = surface.theme().gap, row = surface.theme().row, end = at.x + at.width;
  const bool with_key = model.opening && model.asked.place == Place::kDevice;
  const Text busy = with_key || !model.checking ? Text::kOpeningKeyring : Text::kAuthenticating;
  const std::string words = is_busy(model) ? surface.text(busy) : "";
  const float room = end - primary_width - second_width - 2 * gap - at.x;
  // Where there is no room beside the buttons it stands over them.
  const bool beside = room > 0 && surface.paragraph_height(words, room) <= 2 * kit::line_height(kit::kText);
  const float used = kit::status(surface, "checking",
                                 beside ? Box{at.x, at.y + 8, room, 0} : Box{at.x, at.y, at.width, 0}, words);
  if (!beside && used > 0) at.y += used + gap;
  Box second{end - primary_width - gap - second_width, at.y, second_width, row};
  Box primary_box{end - primary_width, at.y, primary_width, row};
  // Where two do not stand beside each other, one stands over the other.
  if (second.x < at.x) {
    second = {at.x, at.y, at.width, row};
    primary_box = {at.x, at.y + row + gap, at.width, row};
  }
  said.on(kit::button(surface, "cancel", second, second_words), foot.on_second);
  said.on(kit::button(surface, "authenticate", primary_box, primary,
                      {.look = kit::ButtonLook::kPrimary, .disabled = is_busy(model)}),
          foot.on_primary);
  return primary_box.y + row;
}

// Signed in, and something does not work.
float draw_result(kit::Surface& surface, const Model& model, Box at) {
  at.y += kit::status(surface, "result", at, abilities_words(surface, model.abilities)) + surface.theme().pad;
  return at.y +
         kit::note(surface, "scopes", at, surface.text(Text::kScopesNeeded),
                   {.size = kit::kSmall, .muted = true}) +
         surface.theme().gap;
}

// Under the passphrase: the ways round it.
float draw_ways_out(kit::Surface& surface, const Model& model, Box at, Say& said) {
  kit::Flow flow(surface, at, surface.theme().row);
  const auto offer = [&](std::string_view key, Text words, sign_in::Message message) {
    const std::string label = surface.text(words);
    said.on(kit::button(surface, key, flow.next(kit::button_width(surface, label)), label,
                        {.look = kit::ButtonLook::kQuiet, .disabled = is_busy(model)}),
            std::move(message));
  };
  offer("other", Text::kOtherClient, EnterPressed{});
  offer("forget-device", Text::kForgetDevice, ForgetDevicePressed{});
  return flow.bottom() + surface.theme().gap;
}

}  // namespace

Say draw(kit::Surface& surface, const Model& model, double now) {
  Say said;
  const float wide = surface.width() - 2 * kMargin;
  surface.fill({0, 0, surface.width(), surface.height()}, surface.theme().surface);
  kit::heading(surface, "title", {kMargin, 20, wide, 28}, surface.text(Text::kSignInTitle), 2, 18);

  Box at{kMargin, 64, wide, 0};
  const float alert = kit::alert(surface, "problem", at, alert_words(surface, model));
  if (alert > 0) at.y += alert + surface.theme().pad;
  if (model.telling) {
    at.y = draw_result(surface, model, at);
  } else if (is_locked(model)) {
    at.y = draw_lock(surface, model, at, said);
    at.y = draw_ways_out(surface, model, at, said);
  } else {
    at.y = draw_clients(surface, model, now, at, said);
    at.y = draw_form(surface, model, at, said);
  }
  at.y = draw_foot(surface, model, {at.x, at.y + surface.theme().gap, wide, 0}, said);
  surface.set_content_height(at.y + kMargin);
  draw_question(surface, model, said);
  return said;
}

}  // namespace sign_in
