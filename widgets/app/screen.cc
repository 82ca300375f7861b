#include "app/screen.h"

#include "casebook/view.h"
#include "find_on_page/view.h"
#include "pivot_menu/view.h"
#include "sign_in/view.h"

namespace app {
namespace {

using effects::Surface;

std::size_t index_of(Surface surface) { return static_cast<std::size_t>(surface); }

kit::Said<Message> view(kit::Surface& surface, const FrameRequest& request, const App& app,
                        casebook::Prepared& prepared, Drawn& drawn) {
  switch (request.surface) {
    case Surface::kSignIn:
      drawn.name = surface.text(messages::Text::kSignInTitle);
      drawn.wanted_width = sign_in::kDialogWidth;
      return sign_in::draw(surface, app.sign_in(), app.now()).lifted<Message>();
    case Surface::kPivotMenu: {
      drawn.name = surface.text(messages::Text::kActionsFor, {app.pivot_menu().observable.value});
      drawn.wanted_width = pivot_menu::kMenuWidth;
      return pivot_menu::draw(surface, app.pivot_menu(),
                              {.has_current_case = !app.casebook().current_id.empty(),
                               .default_title = request.default_title,
                               .judged = app.verdicts().of(app.pivot_menu().observable),
                               .now = app.now(),
                               .notes = app.casebook().shown ? &app.casebook().shown->texts : nullptr})
          .lifted<Message>();
    }
    case Surface::kFindOnPage:
      drawn.name = surface.text(messages::Text::kFindOnPage);
      return find_on_page::draw(surface, app.find_on_page(),
                                {.signed_in = app.signed_in(),
                                 .has_current_case = !app.casebook().current_id.empty(),
                                 .scopes = app.scopes(),
                                 .default_title = request.default_title})
          .lifted<Message>();
    case Surface::kCasebook:
      drawn.name = surface.text(messages::Text::kCasebook);
      prepared.update(app.casebook(), app.verdicts(), app.now());
      return casebook::draw(surface, app.casebook(),
                            {.visibility = app.visibility(),
                             .verdicts = &app.verdicts(),
                             .sightings = &app.sightings(),
                             .prepared = &prepared,
                             .default_title = request.default_title,
                             .now = app.now(),
                             .may_sign_in = sign_in::may_resume(app.sign_in()),
                             .stays = app.casebook_stays()})
          .lifted<Message>();
  }
  return {};
}

}  // namespace

Drawn Screen::draw(const FrameRequest& request, const App& app) {
  const std::size_t index = index_of(request.surface);
  if (request.surface == Surface::kCasebook) drawn_case_ = app.casebook().current_id;
  return stage_.draw(index, request, app.language(), [&](kit::Surface& surface, Drawn& drawn) {
    said_[index] = view(surface, request, app, prepared_, drawn);
  });
}

std::optional<Message> Screen::message(Surface surface, kit::ItemId item, std::string text,
                                       const App& app) const {
  std::optional<Message> said = said_[index_of(surface)].message(item, std::move(text));
  const auto* message = said ? said->get_if<casebook::Message>() : nullptr;
  if (message && casebook::changes_case(*message) && !casebook::is_shown(app.casebook(), drawn_case_))
    return {};
  return said;
}

}  // namespace app
