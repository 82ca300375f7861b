// appliance-cli: the appliance's command line, on the state folder of a server that runs or does not.
//
//   appliance-cli --state DIR               a shell
//   appliance-cli --state DIR -c COMMAND    one command in one line: exit status 0 done, 1 refused, 2 bad
//   usage
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "appliance/cloud_link/carrier.h"
#include "appliance/shell/shell.h"
#include "appliance/shell/terminal.h"

namespace appliance::shell {
namespace {

constexpr const char* kUsage =
    "usage: appliance-cli --state DIR [-c COMMAND]\n"
    "  --state  the folder that an appliance keeps everything in\n"
    "  -c       runs one command, such as 'threatresponseconfig enable', and ends\n";

// The server carries on what a command begins; where none runs, the command does.
constexpr std::chrono::milliseconds kServersTurn{1500};

struct Arguments {
  std::string state;
  std::string command;
  bool has_command = false;
};

bool read(const std::vector<std::string>& words, Arguments& into) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 == words.size()) return false;
    if (words[i] == "--state") {
      into.state = words[++i];
    } else if (words[i] == "-c") {
      into.command = words[++i];
      into.has_command = true;
    } else {
      return false;
    }
  }
  return !into.state.empty();
}

std::string user_name() {
  const passwd* const user = ::getpwuid(::geteuid());
  return user != nullptr ? user->pw_name : "admin";
}

void print(std::FILE* to, const std::string& text) {
  std::fputs(text.c_str(), to);
  std::fflush(to);
}

int run_one(const Shell& shell, const std::string& command, Carrier& carrier) {
  const Outcome outcome = shell.run(command);
  if (!outcome.text.empty()) print(outcome.status == 0 ? stdout : stderr, outcome.text + '\n');
  carrier.wait_until_in_hand();
  return outcome.status;
}

void run_shell(Shell& shell, const std::string& folder) {
  Terminal terminal(folder + "/cli-history");
  while (!shell.has_ended()) {
    const Terminal::Read read = terminal.read(shell.prompt());
    if (read.is == Terminal::Is::kEnd) return print(stdout, "\n");
    if (read.is == Terminal::Is::kInterrupted) {
      shell.cancel();
      print(stdout, "\n");
      continue;
    }
    if (shell.is_worth_remembering(read.line)) terminal.remember(read.line);
    print(stdout, shell.enter(read.line));
  }
}

int run(const Arguments& arguments) {
  if (::access(arguments.state.c_str(), W_OK | X_OK) != 0) {
    std::fprintf(stderr, "appliance-cli: There is no state folder %s, or it cannot be written.\n",
                 arguments.state.c_str());
    return 1;
  }
  const auto store = CloudStore::open(arguments.state);
  if (!store) {
    std::fprintf(stderr, "appliance-cli: %s\n", store.error().c_str());
    return 1;
  }
  Carrier carrier(**store, kServersTurn);
  Shell shell({.store = **store, .actor = {.who = user_name(), .via = "command"}, .changed = [&carrier] {
                 carrier.began();
               }});
  if (arguments.has_command) return run_one(shell, arguments.command, carrier);
  run_shell(shell, arguments.state);
  return 0;
}

}  // namespace
}  // namespace appliance::shell

int main(int count, char** words) {
  appliance::shell::Arguments arguments;
  if (!appliance::shell::read({words + 1, words + count}, arguments)) {
    std::fputs(appliance::shell::kUsage, stderr);
    return 2;
  }
  ::umask(S_IRWXG | S_IRWXO);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    return appliance::shell::run(arguments);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "appliance-cli: %s\n", failure.what());
    return 1;
  }
}
