// Lines from a terminal, edited and remembered by libedit; from anything else, as they come.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace appliance::shell {

class Terminal {
 public:
  // What is entered is remembered in `history`, a file readable by its owner only.
  explicit Terminal(const std::string& history);
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  enum class Is { kLine, kInterrupted, kEnd };
  struct Read {
    Is is = Is::kEnd;
    std::string line;
  };
  Read read(const std::string& prompt);
  void remember(const std::string& line);

 private:
  struct Editor;
  std::unique_ptr<Editor> editor_;  // null when standard input is no terminal
};

}  // namespace appliance::shell
