#include <algorithm>

#include "kit/items.h"
#include "pivot_menu/view.h"

namespace pivot_menu {
namespace {

using kit::Box;
using messages::Text;
using threat_response::Judged;
using threat_response::Opinion;
using State = threat_response::Opinion::State;

// Heights. Of a module that can be asked again the button is higher than its line: there is room for two of
// them.
constexpr float kLine = 20, kAsking = 20, kAsk = 24, kSpare = 2 * (kAsk - kLine);
constexpr kit::TextLook kQuiet = {.size = kit::kSmall, .muted = true};

// What a module says, with how old it is and how long it holds.
std::string sentence(const kit::Surface& surface, const Opinion& opinion, double now) {
  const messages::Language language = surface.frame().language;
  const auto& verdict = opinion.verdict;
  const std::string says =
      surface.text(Text::kModuleVerdict,
                   {opinion.module.name, messages::disposition_words(language, verdict.disposition)});
  if (!verdict.holds(now)) return surface.text(Text::kVerdictOver, {says});
  const std::string age = messages::verdict_age(language, verdict, now);
  return age.empty() ? says : surface.text(Text::kVerdictAge, {says, age});
}

struct Line {
  std::string key, words;
  std::string ask, instance_id;  // of a module that did not answer: the way to ask it again; "" for none
};

// A module that did not answer, and a way to ask it again.
Line silent(const kit::Surface& surface, const Opinion& opinion, std::string key) {
  const bool late = opinion.state == State::kTimedOut;
  std::string words = surface.text(late ? Text::kModuleTimedOut : Text::kModuleFailed, {opinion.module.name});
  if (!late && !opinion.reason.empty()) words += " (" + opinion.reason + ")";
  const bool can_ask = !opinion.module.instance_id.empty();
  return {.key = std::move(key),
          .words = std::move(words),
          .ask = can_ask ? surface.text(Text::kAskModuleAgain, {opinion.module.name}) : "",
          .instance_id = opinion.module.instance_id};
}

std::vector<Line> lines_of(const kit::Surface& surface, const Judged& judged, double now) {
  std::vector<Line> lines;
  std::vector<std::string> nothing;
  for (const Opinion& opinion : judged.opinions) {
    std::string key = "module " + opinion.module.instance_id + opinion.module.name;
    if (opinion.state == State::kVerdict)
      lines.push_back({.key = std::move(key), .words = sentence(surface, opinion, now)});
    else if (opinion.state == State::kNothing)
      nothing.push_back(opinion.module.name);
    else if (opinion.state != State::kAsking)
      lines.push_back(silent(surface, opinion, std::move(key)));
  }
  if (!nothing.empty())
    lines.push_back({.key = "nothing",
                     .words = surface.text(Text::kModuleNothing,
                                           {messages::list_words(surface.frame().language, nothing)})});
  return lines;
}

// Where its words are; the button stands behind them.
float words_width(const Line& line, float width) { return line.ask.empty() ? width : width - kAsk - 4; }

float height_of(const kit::Surface& surface, const Line& line, float width) {
  const float words = surface.paragraph_height(line.words, words_width(line, width), kit::kSmall);
  return line.ask.empty() ? words : std::max(words, kAsk);
}

void draw_line(kit::Surface& surface, const Line& line, Box at, Say& said) {
  const float room = words_width(line, at.width);
  const float down = line.ask.empty() ? 0 : (kAsk - kLine) / 2;
  kit::note(surface, line.key, {at.x, at.y + down, room, at.height}, line.words, kQuiet);
  if (line.ask.empty()) return;
  const float wide = std::min(surface.text_width(line.words, kit::kSmall), room);
  said.on(kit::icon_button(surface, line.key + "-again", {at.x + wide + 4, at.y, kAsk, kAsk},
                           kit::Icon::kRefresh, line.ask, {.look = kit::ButtonLook::kQuiet}),
          AskModulePressed{line.instance_id});
}

}  // namespace

float draw_verdicts(kit::Surface& surface, const Model& model, const Surroundings& around, Box at,
                    Say& said) {
  if (model.verdict_lines == 0) return at.y;
  const Judged* judged = around.judged;
  const bool waiting = judged && judged->waiting > 0;
  const Box room{at.x, at.y, at.width, static_cast<float>(model.verdict_lines) * kLine + kSpare};
  const std::vector<Line> lines =
      judged && judged->answered ? lines_of(surface, *judged, around.now) : std::vector<Line>();
  const std::string asking = waiting ? surface.text(Text::kAskingModules) : "";
  float all = asking.empty() ? 0 : kAsking;
  for (const Line& line : lines) all += height_of(surface, line, at.width);
  // What does not fit is scrolled, so that nothing below moves.
  const bool scrolls = all > room.height;
  if (scrolls) surface.begin_scroll("verdicts", surface.text(Text::kVerdicts), room);
  kit::status(surface, "asking", {at.x, at.y, at.width, 0}, asking);
  if (!asking.empty()) at.y += kAsking;
  for (const Line& line : lines) {
    draw_line(surface, line, at, said);
    at.y += height_of(surface, line, at.width);
  }
  if (scrolls) surface.end_scroll(all);
  return room.y + room.height;
}

}  // namespace pivot_menu
