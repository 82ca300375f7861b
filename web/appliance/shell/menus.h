// Questions as the commands ask them (CLI-02, CLI-03).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "appliance/shell/shell.h"

namespace appliance::shell {

struct MenuEntry {
  std::string_view name;  // in capitals
  std::string_view explanation;
  Reply (*chosen)(const Session& session);
};

// `before`: a status line over the menu, or "". Names are taken in any case; Return alone ends the command.
Reply menu(const Session& session, const std::string& before, const std::vector<MenuEntry>& entries);

// `text` over the prompt "[]> ".
Reply question(const std::string& text, Answer answer);
// The command is over.
Reply said(const std::string& sentence);

inline constexpr std::string_view kPrompt = "[]> ";

std::string lower(std::string text);  // A to Z alone
// "Mon Nov 23 10:04:35 2026 GMT" (CLI-08)
std::string date_words(cloud_service::Instant instant);

// Says why, in the commands' language.
std::string refusal_words(const CloudStore::Refused& refused);
Outcome refused(const CloudStore::Refused& refused);
Outcome bad_usage(std::string_view usage);

}  // namespace appliance::shell
