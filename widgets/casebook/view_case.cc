#include "case_picture/view.h"
#include "casebook/view.h"
#include "kit/feedback.h"
#include "kit/flow.h"
#include "kit/items.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;

constexpr float kLineHeight = 24, kFacts = 20, kPictures = 460;

float draw_head(kit::Surface& surface, const Case& one, const Surroundings& around, Box at, bool narrow,
                Say& said) {
  const kit::Theme& theme = surface.theme();
  const std::string investigate = surface.text(Text::kInvestigate);
  const std::string share = surface.text(Text::kShare);
  const float sharing = kit::button_width(surface, share);
  const float wide = kit::button_width(surface, investigate);
  float y = at.y + theme.gap;
  const float start = at.x + theme.pad, inner = at.width - 2 * theme.pad;
  if (narrow) {
    const std::string all = surface.text(Text::kAllCases);
    said.on(kit::button(surface, "all", {at.x + theme.gap, y, kit::button_width(surface, all), 32}, all,
                        {.look = kit::ButtonLook::kQuiet}),
            AllCasesPressed{});
    y += 36;
  }
  const float title_width = narrow ? inner : inner - wide - theme.gap - sharing - theme.pad;
  kit::heading(surface, "case-title", {start, y, title_width, kLineHeight}, title_of(surface, one.title), 3);
  kit::label(surface, "case-facts", {start, y + kLineHeight, title_width, kFacts},
             facts_of(surface, one.observables.size(), one.tlp, one.timestamp),
             {.size = kit::kSmall, .muted = true});
  if (narrow) y += kLineHeight + kFacts + theme.gap;
  // Under the title where that leaves no room beside it.
  kit::Flow flow(surface,
                 {narrow ? start : start + inner - wide - theme.gap - sharing, y + 3,
                  narrow ? inner : wide + theme.gap + sharing, 0},
                 theme.row);
  said.on(kit::button(surface, "share", flow.next(sharing), share), SharePressed{});
  said.on(kit::button(surface, "investigate", flow.next(wide), investigate,
                      {.look = kit::ButtonLook::kPrimary,
                       .disabled = one.observables.empty(),
                       .reason = one.observables.empty() ? surface.text(Text::kCaseEmpty) : ""}),
          InvestigatePressed{around.visibility});
  return std::max(flow.bottom(), y + kLineHeight + kFacts) + theme.gap;
}

float draw_tabs(kit::Surface& surface, const Model& model, Box at, Say& said) {
  const std::size_t waiting = model.outbox.entries.size();
  const std::vector<std::pair<Tab, kit::Tab>> tabs = {
      {Tab::kObservables, {"observables", surface.text(Text::kObservables)}},
      {Tab::kPictures, {"pictures", surface.text(Text::kPicturesTab)}},
      {Tab::kAbout, {"about", surface.text(Text::kAbout)}},
      {Tab::kChanges,
       {"changes", waiting == 0 ? surface.text(Text::kChanges)
                                : surface.text(Text::kChangesCount, {std::to_string(waiting)})}},
  };
  std::vector<kit::Tab> shown;
  std::string chosen;
  for (const auto& [tab, label] : tabs) {
    shown.push_back(label);
    if (tab == model.tab) chosen = label.key;
  }
  const auto ids = kit::tabs(surface, "tabs", {at.x, at.y, at.width, surface.theme().row},
                             title_of(surface, model.shown->title), shown, chosen);
  for (std::size_t index = 0; index < ids.size(); ++index) said.on(ids[index], TabChosen{tabs[index].first});
  return at.y + surface.theme().row;
}

// What is to be said of the case as a whole; returns where the rest begins.
float draw_states(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const auto& problem = model.case_problem ? model.case_problem : around.prepared->problem;
  const float alert =
      kit::alert(surface, "case-problem", at, messages::problem_sentence(surface.frame().language, problem));
  if (alert == 0) return at.y;
  at.y += alert + surface.theme().gap;
  const std::string again = surface.text(Text::kTryAgain);
  said.on(kit::button(surface, "case-retry", {at.x, at.y, kit::button_width(surface, again), 32}, again),
          RefreshPressed{});
  return at.y + 32 + surface.theme().gap;
}

void draw_pictures(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  surface.set_content_height(at.y + kPictures);
  const auto used =
      case_picture::draw(surface, model.picture,
                         {.sightings = around.sightings, .verdicts = around.verdicts, .now = around.now}, at);
  said.append(
      used.mapped<Message>([](case_picture::Message what) { return Message(PictureUsed{std::move(what)}); }));
}

void draw_no_case(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  if (!model.deleted_title.empty()) {
    kit::place(surface, "case-deleted", at,
               {.state = kit::PlaceState::kFailed,
                .title = surface.text(Text::kDeletedMeanwhile, {model.deleted_title}),
                .hint = surface.text(Text::kChooseCase),
                .action = {}});
    return;
  }
  if (model.link_problem) {
    const auto failed = kit::place(surface, "link-failed", at,
                                   {.state = kit::PlaceState::kFailed,
                                    .title = surface.text(Text::kLinkFailed),
                                    .hint = surface.text(Text::kLinkFailedHint),
                                    .action = surface.text(Text::kAllCases)});
    said.on(failed.action, AllCasesPressed{});
    return;
  }
  if (model.case_problem && !model.current_id.empty()) {
    draw_states(surface, model, around, at, said);
    return;
  }
  const std::string words = model.opening != 0 ? surface.text(Text::kLoadingCase) : "";
  kit::status(surface, "case-status", at, words);
  if (!model.outbox.entries.empty() && model.opening == 0)
    return draw_changes(surface, model, around,
                        {at.x - surface.theme().pad, at.y, at.width + 2 * surface.theme().pad, at.height},
                        said);
  if (model.current_id.empty() && !around.prepared->cases.empty())
    kit::note(surface, "choose", at, surface.text(Text::kChooseCase), {.muted = true});
}

}  // namespace

void draw_case(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, bool narrow,
               Say& said) {
  const kit::Theme& theme = surface.theme();
  const Box inner{at.x + theme.pad, at.y + theme.pad, at.width - 2 * theme.pad, at.height - 2 * theme.pad};
  // All of it takes what is dropped, but what stands in it and takes it itself.
  said.on_text(kit::drop_area(surface, "case-area", at),
               [title = around.default_title](const std::string& how) -> Message {
                 const DropTarget target{.default_title = title};
                 if (how == "drop") return Dropped{target};
                 return DraggedOver{target};
               });
  if (!model.shown) return draw_no_case(surface, model, around, inner, said);
  float y = draw_head(surface, *model.shown, around, at, narrow, said);
  y = draw_tabs(surface, model, {at.x, y, at.width, 0}, said);
  y = draw_states(surface, model, around, {inner.x, y, inner.width, 0}, said);
  const Box box{at.x, y, at.width, at.y + at.height - y};
  switch (model.tab) {
    case Tab::kObservables:
      return draw_observables(surface, model, around, box, said);
    case Tab::kPictures:
      return draw_pictures(surface, model, around, {inner.x, y + 4, inner.width, box.height - 8}, said);
    case Tab::kAbout:
      return draw_about(surface, model, box, said);
    case Tab::kChanges:
      return draw_changes(surface, model, around, box, said);
  }
}

}  // namespace casebook
