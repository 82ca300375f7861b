// The pictures as SVG, for a report that is read elsewhere: no scripts, no links, no fonts of our own.
// Whatever comes from the service is text in them and nothing else.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "case_picture/graph.h"
#include "case_picture/timeline.h"
#include "messages/language.h"
#include "threat_response/verdicts.h"

namespace case_picture {

// As it is written in SVG: "#1f6feb".
struct Palette {
  std::string surface = "#ffffff", text = "#1b2733", muted = "#5a6875", border = "#ccd5dd",
              accent = "#0b63bd";
  std::string malicious = "#b3261e", suspicious = "#9a5b00", common = "#0b63bd", clean = "#1a7340";
};

// From what asks for most attention to what asks for none; then what nobody has judged.
inline constexpr std::array kInOrder = {
    threat_response::Disposition::kMalicious, threat_response::Disposition::kSuspicious,
    threat_response::Disposition::kUnknown,   threat_response::Disposition::kCommon,
    threat_response::Disposition::kClean,     threat_response::Disposition::kNone};
using Counts = std::array<std::size_t, kInOrder.size()>;
Counts counts_of(const std::vector<threat_response::Observable>& observables,
                 const threat_response::Verdicts& verdicts, double now);
threat_response::Disposition disposition_of(const threat_response::Observable& observable,
                                            const threat_response::Verdicts& verdicts, double now);

std::string bar_svg(const Counts& counts, messages::Language language, const Palette& palette = {});
// All of the time there is.
std::string timeline_svg(const Moments& moments, const threat_response::Sightings& sightings,
                         messages::Language language, const Palette& palette = {});
std::string graph_svg(const Graph& graph, const threat_response::Verdicts& verdicts, double now,
                      messages::Language language, const Palette& palette = {});

}  // namespace case_picture
