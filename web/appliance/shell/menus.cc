#include "appliance/shell/menus.h"

#include <chrono>
#include <format>

#include "cloud_service/words.h"

namespace appliance::shell {
namespace {

std::string trimmed(const std::string& line) {
  const std::size_t first = line.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return line.substr(first, line.find_last_not_of(" \t\r\n") - first + 1);
}

Reply choose(const Session& session, const std::vector<MenuEntry>& entries, const std::string& line) {
  const std::string wanted = lower(trimmed(line));
  if (wanted.empty()) return {};
  std::string names;
  for (const MenuEntry& entry : entries) {
    if (lower(std::string(entry.name)) == wanted) return entry.chosen(session);
    names += (names.empty() ? "" : " or ") + std::string(entry.name);
  }
  return {.text = std::format("\n'{}' is not offered here: answer {}, or press Return to leave.\n\n", wanted,
                              names),
          .prompt = std::string(kPrompt),
          .answer = [session, entries](const std::string& next) { return choose(session, entries, next); }};
}

}  // namespace

Reply menu(const Session& session, const std::string& before, const std::vector<MenuEntry>& entries) {
  std::string text = before.empty() ? "\n" : std::format("\n{}\n\n", before);
  text += "Choose an operation:\n";
  for (const MenuEntry& entry : entries) text += std::format("- {} - {}\n", entry.name, entry.explanation);
  return {.text = text + '\n',
          .prompt = std::string(kPrompt),
          .answer = [session, entries](const std::string& line) { return choose(session, entries, line); }};
}

Reply question(const std::string& text, Answer answer) {
  return {.text = std::format("\n{}\n", text),
          .prompt = std::string(kPrompt),
          .answer = [answer = std::move(answer)](const std::string& line) { return answer(trimmed(line)); }};
}

Reply said(const std::string& sentence) { return {.text = std::format("\n{}\n\n", sentence)}; }

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string date_words(cloud_service::Instant instant) {
  const auto time = std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(instant)));
  return std::format("{:%a %b %d %H:%M:%S %Y} GMT", time);
}

std::string refusal_words(const CloudStore::Refused& refused) {
  return cloud_service::refusal_sentence(messages::Language::kEnglish, refused.refusal, refused.state);
}

Outcome refused(const CloudStore::Refused& refused) { return {.status = 1, .text = refusal_words(refused)}; }

Outcome bad_usage(std::string_view usage) { return {.status = 2, .text = std::format("Usage: {}", usage)}; }

}  // namespace appliance::shell
