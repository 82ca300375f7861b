#include "appliance/shell/shell.h"

#include <algorithm>
#include <format>

#include "appliance/shell/commands.h"
#include "appliance/shell/menus.h"

namespace appliance::shell {
namespace {

const Command* find_command(const std::string& name) {
  const auto found = std::ranges::find(commands(), name, &Command::name);
  return found == commands().end() ? nullptr : &*found;
}

// Without arguments all of them, with one its usage too.
Outcome help(const std::vector<std::string>& words) {
  if (words.size() > 1) return bad_usage("help [COMMAND]");
  if (words.empty()) {
    std::string text = "Commands:\n";
    for (const Command& command : commands())
      text += std::format("{:<22}{}\n", command.name, command.summary);
    return {.text = text + std::format("{:<22}{}\n{:<22}{}", "help [COMMAND]",
                                       "This list, or how a command is used.", "exit", "Leave.")};
  }
  const Command* const command = find_command(lower(words.front()));
  if (command == nullptr)
    return {.status = 2, .text = std::format("There is no command '{}'.", words.front())};
  std::string text = std::format("{}\nIn one line: {}", command->summary, command->usage);
  // A.13, no. 6: the page's menu has two names.
  if (command->name.ends_with("config") && command->name != "showconfig")
    text +=
        "\nThe same is on the page Networks > Cloud Service Settings; some documents call that menu Network.";
  return {.text = text};
}

bool is_exit(const std::string& name) { return name == "exit" || name == "quit"; }

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> kCommands = {
      {"threatresponseconfig", kThreatresponseconfigUsage, "Turn the Threat Response feature on or off.",
       ask_threatresponseconfig, run_threatresponseconfig},
      {"cloudserviceconfig", kCloudserviceconfigUsage,
       "Register with the Threat Response portal, deregister, choose the server.", ask_cloudserviceconfig,
       run_cloudserviceconfig},
      {"commit", kCommitUsage, "Make the changes active.", ask_commit, run_commit},
      {"clearchanges", kClearchangesUsage, "Drop the changes that wait for commit.", ask_clearchanges,
       run_clearchanges},
      {"showconfig", kShowconfigUsage, "Show these settings, and what waits for commit.", ask_showconfig,
       run_showconfig}};
  return kCommands;
}

std::string Shell::prompt() const {
  return open_.answer ? open_.prompt : session_.store.state().appliance + "> ";
}

bool Shell::is_worth_remembering(const std::string& line) const {
  const auto words = words_of(lower(line));
  if (open_.answer || words.empty()) return false;
  const std::string& name = words.front();
  // What is no command may be a token that was pasted a moment too late.
  const bool is_known = find_command(name) != nullptr || name == "help" || is_exit(name);
  return is_known && !std::ranges::contains(words, "register");
}

std::string Shell::show(Reply reply) {
  open_ = std::move(reply);
  return open_.text;
}

std::string Shell::enter(const std::string& line) {
  if (open_.answer) {
    const Answer answer = std::exchange(open_, {}).answer;
    return show(answer(line));
  }
  const std::vector<std::string> words = words_of(line);
  if (words.empty()) return "";
  const std::string name = lower(words.front());
  if (is_exit(name) && words.size() == 1) {
    ended_ = true;
    return "";
  }
  const Command* const command = find_command(name);
  if (command != nullptr && words.size() == 1) return show(command->ask(session_));
  return show(said(run(line).text));
}

Outcome Shell::run(const std::string& line) const {
  std::vector<std::string> words = words_of(line);
  if (words.empty()) return {.status = 2, .text = "There is no command to run."};
  const std::string name = lower(words.front());
  words.erase(words.begin());
  if (name == "help") return help(words);
  if (is_exit(name) && words.empty()) return {};
  const Command* const command = find_command(name);
  if (command != nullptr) return command->run(session_, words);
  return {.status = 2, .text = std::format("There is no command '{}': help lists them.", name)};
}

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  char quote = 0;
  bool is_open = false;
  for (const char c : line) {
    if (quote != 0 ? c == quote : c == '"' || c == '\'') {
      quote = quote != 0 ? '\0' : c;
      is_open = true;
    } else if (quote == 0 && (c == ' ' || c == '\t' || c == '\r' || c == '\n')) {
      if (is_open) words.push_back(std::exchange(word, ""));
      is_open = false;
    } else {
      word += c;
      is_open = true;
    }
  }
  if (is_open) words.push_back(word);
  return words;
}

}  // namespace appliance::shell
