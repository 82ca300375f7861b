#include "exchange/fit.h"

#include <algorithm>

#include "exchange/stix.h"
#include "threat_response/casebooks.h"

namespace exchange {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Where the first part of the text ends.
std::size_t end_of_part(std::string_view text, std::size_t limit) {
  std::size_t end = 0, units = 0;
  while (end < text.size()) {
    std::size_t next = end + 1;
    while (next < text.size() && next < end + 4 && continues(text[next])) ++next;
    units += threat_response::service_length(text.substr(end, next - end));
    if (units > limit) break;
    end = next;
  }
  if (end == text.size()) return end;
  // Within the last quarter, so that parts stay few.
  for (const char at : {'\n', ' '}) {
    const std::size_t found = text.substr(0, end).rfind(at);
    if (found != std::string_view::npos && found + 1 > end - end / 4) return found + 1;
  }
  // A text of continuation bytes alone has units of no length: it ends all the same.
  return std::max<std::size_t>(end, 1);
}

void move_rest(std::string& field, std::size_t limit, std::vector<Note>& notes) {
  if (threat_response::service_length(field) <= limit) return;
  std::vector<std::string> parts = parts_of(field, limit, threat_response::kDescriptionLimit);
  field = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) notes.push_back({std::string(kNote), std::move(parts[i])});
}

// What is of no use in part.
void move_whole(std::string& field, std::size_t limit, std::vector<Note>& notes) {
  if (threat_response::service_length(field) <= limit) return;
  for (std::string& part :
       parts_of(field, threat_response::kDescriptionLimit, threat_response::kDescriptionLimit))
    notes.push_back({std::string(kNote), std::move(part)});
  field.clear();
}

}  // namespace

std::vector<std::string> parts_of(std::string_view text, std::size_t first, std::size_t others) {
  std::vector<std::string> parts;
  std::size_t limit = first;
  do {
    const std::size_t end = std::min(end_of_part(text, limit), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
    limit = others;
  } while (!text.empty());
  return parts;
}

std::size_t fit(Case& one) {
  constexpr std::size_t kSourceLimit = 2048, kLanguageLimit = 1024;
  std::vector<Note> notes;
  move_rest(one.title, threat_response::kTitleLimit, notes);
  move_rest(one.short_description, threat_response::kShortDescriptionLimit, notes);
  move_rest(one.description, threat_response::kDescriptionLimit, notes);
  move_whole(one.source, kSourceLimit, notes);
  move_whole(one.source_uri, kSourceLimit, notes);
  move_whole(one.language, kLanguageLimit, notes);
  if (marking_of(one.tlp).empty()) one.tlp.clear();
  const std::size_t made = notes.size();
  one.texts.insert(one.texts.begin(), std::make_move_iterator(notes.begin()),
                   std::make_move_iterator(notes.end()));
  return made;
}

}  // namespace exchange
