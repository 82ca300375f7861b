#include "casebook/sharing.h"

#include <cmath>

#include "case_picture/svg.h"
#include "casebook/backup.h"
#include "casebook/selecting.h"
#include "exchange/lists.h"
#include "exchange/report.h"
#include "exchange/stix.h"
#include "exchange/table.h"
#include "messages/messages.h"
#include "threat_response/instant.h"

namespace casebook {
namespace {

using effects::Effects;
using exchange::Judgements;
using messages::Text;
using threat_response::Instant;

Instant instant_of(double seconds) { return static_cast<Instant>(std::llround(seconds * 1000)); }

// What can be told of a document besides what it says.
struct Form {
  Text name;
  std::string_view ending, media_type;
};
Form form_of(Document document) {
  switch (document) {
    case Document::kCasebook:
      return {Text::kDocumentCasebook, ".casebook.json", "application/json"};
    case Document::kStix:
      return {Text::kDocumentStix, ".stix.json", "application/stix+json;version=2.1"};
    case Document::kReport:
      return {Text::kDocumentReport, ".md", "text/markdown;charset=utf-8"};
    case Document::kTable:
      return {Text::kDocumentTable, ".csv", "text/csv;charset=utf-8"};
    case Document::kList:
      return {Text::kDocumentList, ".txt", "text/plain;charset=utf-8"};
    case Document::kDefangedList:
      break;
  }
  return {Text::kDocumentDefanged, "-defanged.txt", "text/plain;charset=utf-8"};
}

bool is_of_observables(Document document) {
  return document == Document::kTable || document == Document::kList || document == Document::kDefangedList;
}

// A case that is not made yet has no id that means something elsewhere.
Case without_draft_id(Case one) {
  if (is_draft(one.id)) one.id.clear();
  return one;
}

Judgements judgements_of(const std::vector<Observable>& observables,
                         const threat_response::Verdicts& verdicts, double now) {
  using State = threat_response::Opinion::State;
  Judgements judgements{.of = {}, .at = instant_of(now)};
  for (const Observable& observable : observables) {
    const threat_response::Judged* judged = verdicts.of(observable);
    if (!judged || !judged->answered) continue;
    exchange::Opinions opinions{
        .observable = observable, .disposition = judged->disposition(now), .modules = {}};
    for (const auto& opinion : judged->opinions)
      if (opinion.state == State::kVerdict && opinion.verdict.holds(now))
        opinions.modules.push_back({opinion.module.name, opinion.verdict.disposition});
    judgements.of.push_back(std::move(opinions));
  }
  return judgements;
}

// The bar, and what somebody has asked to see of the sightings.
std::vector<exchange::Picture> pictures_of(const Model& model, const Known& known) {
  std::vector<exchange::Picture> pictures;
  const std::vector<Observable>& observables = model.shown->observables;
  if (observables.empty()) return pictures;
  const auto add = [&](Text caption, std::string svg) {
    pictures.push_back({messages::text(known.language, caption), std::move(svg)});
  };
  add(Text::kDispositionBar,
      case_picture::bar_svg(case_picture::counts_of(observables, *known.verdicts, model.now),
                            known.language));
  const case_picture::Model& picture = model.picture;
  if (picture.observables != observables) return pictures;
  if (!picture.by_module.all.empty())
    add(Text::kTimeline, case_picture::timeline_svg(picture.by_module, *known.sightings, known.language));
  if (!picture.graph.edges.empty())
    add(Text::kRelations, case_picture::graph_svg(picture.graph, *known.verdicts, model.now, known.language));
  return pictures;
}

// The code point that begins at `at`, which is moved behind it; 0 for what is no UTF-8.
std::uint32_t next_of(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const std::uint32_t first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (more == 0 || at + more > text.size()) return 0;
  std::uint32_t code = first & (0x3FU >> more);
  for (std::size_t index = 0; index < more; ++index) {
    if ((byte(at) & 0xC0U) != 0x80) return 0;
    code = code << 6U | (byte(at++) & 0x3FU);
  }
  return code;
}

// Letters of every script, but nothing that turns the direction of a name, hides or is private.
bool is_of_a_name(std::uint32_t code) {
  if (code < 0x80)
    return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
           code == '(' || code == ')' || code == '.' || code == '_';
  const bool misleads = code < 0xC0 || code == 0x61C || code == 0x180E || (code >= 0x2000 && code < 0x2070) ||
                        (code >= 0x2FF0 && code <= 0x3000) || (code >= 0xD800 && code < 0xF900) ||
                        (code >= 0xFE00 && code < 0xFE10) || (code >= 0xFEFF && code < 0xFF01) ||
                        (code >= 0xFFF0 && code < 0x10000) || code >= 0xE0000;
  return !misleads;
}

}  // namespace

std::string file_name(std::string_view title, double now, std::string_view ending) {
  constexpr std::size_t kLongest = 80;  // bytes, of the title
  std::string name;
  for (std::size_t at = 0; at < title.size();) {
    const std::size_t begin = at;
    const bool kept = is_of_a_name(next_of(title, at)) && !(name.empty() && title[begin] == '.');
    if (name.size() + (at - begin) > kLongest) break;
    if (kept)
      name += title.substr(begin, at - begin);
    else if (!name.empty() && !name.ends_with('-'))
      name += '-';
  }
  while (name.ends_with('-') || name.ends_with('.')) name.pop_back();
  if (!name.empty()) name += '-';
  return name + threat_response::to_iso(instant_of(now)).substr(0, 10) + std::string(ending);
}

std::string document_of(const Model& model, Document document, const Known& known) {
  Case one = without_draft_id(*model.shown);
  if (is_of_observables(document)) one.observables = chosen(model);
  const auto judged = [&] { return judgements_of(one.observables, *known.verdicts, model.now); };
  switch (document) {
    case Document::kCasebook:
      return exchange::ctim_case(one);
    case Document::kStix:
      return exchange::stix_bundle({one}, instant_of(model.now));
    case Document::kReport:
      return exchange::markdown_report(one, judged(), pictures_of(model, known),
                                       messages::report_words(known.language));
    case Document::kTable:
      return exchange::csv_table(one, judged());
    case Document::kList:
      return exchange::plain_list(one);
    case Document::kDefangedList:
      break;
  }
  return exchange::defanged_list(one);
}

Effects share(Model& model, const DocumentWanted& wanted) {
  if (!model.shown || (is_of_observables(wanted.document) && model.shown->observables.empty())) return {};
  const Form form = form_of(wanted.document);
  std::string text = document_of(model, wanted.document, wanted.known);
  model.notice = {.value = messages::text(wanted.known.language, form.name), .title = model.shown->title};
  if (wanted.copied) {
    model.notice.kind = Notice::Kind::kCopied;
    return {effects::CopyText{std::move(text)}};
  }
  // Spreadsheets take a table without the mark for one of their own encoding; read_import passes over it.
  if (wanted.document == Document::kTable) text.insert(0, "\xEF\xBB\xBF");
  std::string name = file_name(model.shown->title, model.now, form.ending);
  model.notice.kind = Notice::Kind::kDownloaded;
  model.notice.value = name;
  return {effects::SaveFile{std::move(name), std::string(form.media_type), std::move(text)}};
}

Effects print(const Model& model, const Known& known) {
  if (!model.shown) return {};
  const auto judgements = judgements_of(model.shown->observables, *known.verdicts, model.now);
  auto report = exchange::report_of(*model.shown, judgements, pictures_of(model, known),
                                    messages::report_words(known.language));
  return {effects::Print{file_name(model.shown->title, model.now, ""), std::move(report)}};
}

Effects save_backup(Model& model) {
  Effects effects;
  const std::vector<std::string> documents = backup_of(model, model.now);
  for (std::size_t index = 0; index < documents.size(); ++index) {
    const std::string number = documents.size() == 1 ? "" : "-" + std::to_string(index + 1);
    std::string name = file_name("casebook", model.now, number + ".export.json");
    model.notice = {.kind = Notice::Kind::kDownloaded, .value = name};
    effects.push_back(effects::SaveFile{std::move(name), "application/json", documents[index]});
  }
  return effects;
}

}  // namespace casebook
