// The appliance's command line as a machine of lines: a line goes in, text and the next prompt come out.
// Nothing here knows a terminal (terminal.h) or a process (appliance-cli).
//
// What it prints, and in which order it asks, is written in transcripts that tests replay.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "appliance/cloud_link/store.h"

namespace appliance::shell {

// What a command works with.
struct Session {
  CloudStore& store;
  CloudStore::Actor actor;
  std::function<void()> changed;  // there may be something to carry on
};

struct Reply;
// Takes what was answered to a question.
using Answer = std::function<Reply(const std::string& line)>;

struct Reply {
  std::string text;     // whole lines
  std::string prompt;   // of the question, when `answer` is there
  Answer answer;        // null: the command is over
  bool secret = false;  // what is answered goes into no history
};

// What a command made of one line has come to: on standard output and 0, or a reason on standard error and 1
// (refused) or 2 (no such usage).
struct Outcome {
  int status = 0;
  std::string text;
};

struct Command {
  std::string_view name;
  std::string_view usage;    // of the form in one line
  std::string_view summary;  // one line of help
  // Asks for what it needs.
  Reply (*ask)(const Session& session);
  // Never asks. `words` are those behind the name.
  Outcome (*run)(const Session& session, const std::vector<std::string>& words);
};

// Every command but help and exit.
const std::vector<Command>& commands();

class Shell {
 public:
  explicit Shell(Session session) : session_(std::move(session)) {}

  // Of the next line: the host's, or that of the question that is open.
  std::string prompt() const;
  // Whether a line is a command that may be called up again: no answer, and no registration token.
  bool is_worth_remembering(const std::string& line) const;
  // What is printed for it.
  std::string enter(const std::string& line);
  // The open question is dropped, as by Ctrl+C.
  void cancel() { open_ = {}; }
  bool has_ended() const { return ended_; }

  // One command in one line, without a question.
  Outcome run(const std::string& line) const;

 private:
  std::string show(Reply reply);
  Session session_;
  Reply open_;
  bool ended_ = false;
};

// Words between blanks; one in quotes is one word.
std::vector<std::string> words_of(const std::string& line);

}  // namespace appliance::shell
