#include <array>

#include "casebook/view.h"
#include "kit/feedback.h"
#include "kit/items.h"
#include "kit/rows.h"
#include "messages/locale.h"

namespace casebook {
namespace {

using kit::Box;
using messages::Text;

constexpr float kChoice = 52, kFooter = 40, kFiles = 44;

struct WhoseTab {
  Whose whose;
  const char* key;
  Text label;
};
constexpr std::array<WhoseTab, 4> kWhose = {{
    {Whose::kEverybody, "all", Text::kEverybodysCases},
    {Whose::kMine, "mine", Text::kMyCases},
    {Whose::kOthers, "others", Text::kOthersCases},
    {Whose::kShared, "shared", Text::kSharedCases},
}};

// What is looked for and whose cases: returns where the list begins.
float draw_search(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  const std::string make = surface.text(Text::kNewCase);
  const float button = kit::button_width(surface, make);
  const float start = at.x + theme.gap, wide = at.width - 2 * theme.gap;
  float y = at.y + theme.gap;
  said.on_text(kit::search_field(surface, "search", {start, y, wide - button - theme.gap, theme.field_height},
                                 surface.text(Text::kSearchCases), model.list.text),
               [](std::string text) -> Message { return SearchTyped{std::move(text)}; });
  said.on_text(kit::button(surface, "new-case", {start + wide - button, y, button, theme.field_height}, make,
                           {.drops = true}),
               [title = around.default_title](const std::string& how) -> Message {
                 const DropTarget target{.new_case = true, .default_title = title};
                 if (how == "over") return DraggedOver{target};
                 if (how == "drop") return Dropped{target};
                 return NewCasePressed{title};
               });
  y += theme.field_height + 4;
  if (model.user.empty()) return y + theme.gap;
  std::vector<kit::Tab> tabs;
  std::string chosen;
  for (const WhoseTab& tab : kWhose) {
    tabs.push_back({tab.key, surface.text(tab.label)});
    if (tab.whose == model.list.whose) chosen = tab.key;
  }
  const auto ids = kit::tabs(surface, "whose", {at.x, y, at.width, theme.row}, surface.text(Text::kShowCases),
                             tabs, chosen);
  for (std::size_t index = 0; index < ids.size(); ++index)
    said.on(ids[index], WhoseChosen{kWhose.at(index).whose});
  return y + theme.row;
}

// What stands in the place of a list that is not there; returns the height.
float draw_place(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const CaseList& list = model.list;
  kit::Place place;
  if (!model.signed_in && around.may_sign_in)
    place = {.state = kit::PlaceState::kLoading,
             .title = surface.text(Text::kSigningIn),
             .hint = {},
             .action = {}};
  else if (!model.signed_in)
    place = {.title = surface.text(Text::kSignedOutTitle),
             .hint = surface.text(model.linked.empty() ? Text::kSignedOutHint : Text::kLinkWaits),
             .action = surface.text(Text::kSignIn)};
  else if (list.problem && list.cases.empty())
    place = {.state = kit::PlaceState::kFailed,
             .title = messages::problem_sentence(surface.frame().language, list.problem),
             .hint = {},
             .action = surface.text(Text::kTryAgain)};
  else if (!list.listed)
    place = {.state = kit::PlaceState::kLoading,
             .title = surface.text(Text::kLoadingCases),
             .hint = {},
             .action = {}};
  else if (!list.text.empty() || list.whose != Whose::kEverybody)
    place = {.title = surface.text(Text::kNoCaseFound),
             .hint = surface.text(Text::kNoCaseFoundHint),
             .action = {}};
  else
    place = {.title = surface.text(Text::kNoCases), .hint = surface.text(Text::kNoCasesHint), .action = {}};
  const auto drawn = kit::place(surface, "list-place", at, place);
  if (drawn.action != 0 && model.signed_in) said.on(drawn.action, RefreshPressed{});
  if (drawn.action != 0 && !model.signed_in) said.on(drawn.action, SignInAsked{});
  return drawn.height + surface.theme().gap;
}

// How many there are, and the next page.
void draw_footer(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  kit::separator(surface, {at.x, at.y, at.width, 1});
  const auto counted = [&](std::size_t number) {
    return messages::number(surface.frame().language, static_cast<double>(number));
  };
  const std::size_t shown = around.prepared->cases.size();
  const auto total = static_cast<std::size_t>(model.list.total.value_or(0));
  const std::string more = surface.text(Text::kMoreCases);
  const float button = kit::button_width(surface, more);
  kit::label(surface, "count", {at.x + theme.pad, at.y + 1, at.width - button - 2 * theme.pad, at.height - 1},
             surface.text(Text::kCasesShown, {counted(shown), counted(std::max(total, shown))}),
             {.size = kit::kSmall, .muted = true});
  said.on(
      kit::button(surface, "more", {at.x + at.width - button - theme.gap, at.y + 4, button, at.height - 8},
                  more, {.look = kit::ButtonLook::kQuiet, .disabled = model.list.listing != 0}),
      MorePressed{});
}

// Files in and out: there also when nobody is signed in.
void draw_files(kit::Surface& surface, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  kit::separator(surface, {at.x, at.y, at.width, 1});
  const std::string import = surface.text(Text::kImport), save = surface.text(Text::kExportAll);
  const kit::ButtonState quiet{.look = kit::ButtonLook::kQuiet};
  const float importing = kit::button_width(surface, import);
  const float saving = std::min(kit::button_width(surface, save), at.width - importing - 2 * theme.gap);
  kit::button(surface, "import", {at.x + theme.gap, at.y + 6, importing, at.height - 12}, import,
              {.look = kit::ButtonLook::kQuiet, .files = true});
  said.on(kit::button(surface, "export-all", {at.x + theme.gap + importing, at.y + 6, saving, at.height - 12},
                      save, quiet),
          BackupPressed{});
}

}  // namespace

void draw_cases(kit::Surface& surface, const Model& model, const Surroundings& around, Box at, Say& said) {
  const kit::Theme& theme = surface.theme();
  const auto& cases = around.prepared->cases;
  at.height -= kFiles;
  draw_files(surface, {at.x, at.y + at.height, at.width, kFiles}, said);
  float y = model.signed_in ? draw_search(surface, model, around, at, said) : at.y;
  if (cases.empty() || !model.signed_in)
    y += theme.gap + draw_place(surface, model, around,
                                {at.x + theme.pad, y + theme.gap, at.width - 2 * theme.pad, 0}, said);
  if (cases.empty()) return;
  if (model.list.problem)
    y += kit::alert(surface, "list-problem", {at.x + theme.gap, y + 4, at.width - 2 * theme.gap, 0},
                    messages::problem_sentence(surface.frame().language, model.list.problem)) +
         theme.gap;
  const bool paged = !model.list.next.empty();
  const Box box{at.x, y, at.width, at.y + at.height - y - (paged ? kFooter : 0)};
  kit::Rows rows(surface, "cases", kit::Rows::kList, surface.text(Text::kCases), box,
                 {.count = cases.size(), .row_height = kChoice});
  for (const std::size_t index : rows.shown()) {
    const CaseRow& one = cases[index];
    const std::string title = title_of(surface, one.title);
    std::string facts = facts_of(surface, one.observables, one.tlp, one.timestamp);
    if (!one.is_saved) facts += " \xC2\xB7 " + surface.text(Text::kNotSavedYet);
    said.on_text(
        rows.begin_row(one.id, title + ' ' + facts, index,
                       {.selected = one.id == model.current_id, .drops = true, .named_by_content = true}),
        [id = one.id](const std::string& how) -> Message {
          if (how == "over") return DraggedOver{{.case_id = id}};
          if (how == "drop") return Dropped{{.case_id = id}};
          return CasePressed{id};
        });
    const Box row = rows.box(index);
    const float start = row.x + theme.pad, wide = row.width - 2 * theme.pad;
    kit::label(surface, "title", {start, row.y + 5, wide, 22}, title, {.strong = one.id == model.current_id});
    kit::label(surface, "facts", {start, row.y + 26, wide, 18}, facts, {.size = kit::kSmall, .muted = true});
    rows.end_row();
  }
  rows.end();
  if (paged) draw_footer(surface, model, around, {at.x, box.y + box.height, at.width, kFooter}, said);
}

}  // namespace casebook
