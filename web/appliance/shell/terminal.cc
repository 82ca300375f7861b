#include "appliance/shell/terminal.h"

#include <histedit.h>
#include <unistd.h>

#include <cstdio>
#include <iostream>

#include "appliance/shell/shell.h"

#if __has_feature(address_sanitizer)
// libedit never frees the name and the help of a function that it was given.
// NOLINTBEGIN(readability-identifier-naming): these are the sanitizer's names.
extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:wcsdup\n"; }
// NOLINTEND(readability-identifier-naming)
#endif

namespace appliance::shell {
namespace {

constexpr int kRemembered = 500;

std::string shown_prompt;  // libedit asks for it by a function

char* prompt_of(EditLine*) { return shown_prompt.data(); }

// Completes the name of a command, where there is one only.
unsigned char complete(EditLine* editor, int) {
  const LineInfo* const info = el_line(editor);
  const std::string typed(info->buffer, static_cast<std::size_t>(info->cursor - info->buffer));
  const Command* found = nullptr;
  for (const Command& command : commands()) {
    if (!command.name.starts_with(typed)) continue;
    if (found != nullptr) return CC_REFRESH_BEEP;
    found = &command;
  }
  if (found == nullptr) return CC_REFRESH_BEEP;
  const std::string rest(found->name.substr(typed.size()));
  return el_insertstr(editor, rest.c_str()) == 0 ? CC_REFRESH : CC_REFRESH_BEEP;
}

// Ctrl+C as a key: it ends the line, and the question that is open.
bool is_interrupted = false;
unsigned char interrupt(EditLine*, int) {
  is_interrupted = true;
  return CC_NEWLINE;
}

}  // namespace

struct Terminal::Editor {
  explicit Editor(const std::string& file) : history_file(file) {
    HistEvent event;
    history(past, &event, H_SETSIZE, kRemembered);
    history(past, &event, H_SETUNIQUE, 1);
    history(past, &event, H_LOAD, history_file.c_str());
    el_set(line, EL_PROMPT, prompt_of);
    el_set(line, EL_EDITOR, "emacs");
    el_set(line, EL_SIGNAL, 0);
    el_set(line, EL_HIST, history, past);
    el_set(line, EL_ADDFN, "complete-command", "Complete the name of a command", complete);
    el_set(line, EL_BIND, "\t", "complete-command", nullptr);
    el_set(line, EL_SETTY, "-d", "-isig", nullptr);
    el_set(line, EL_ADDFN, "interrupt", "Drop the question that is open", interrupt);
    el_set(line, EL_BIND, "^C", "interrupt", nullptr);
  }
  ~Editor() {
    HistEvent event;
    history(past, &event, H_SAVE, history_file.c_str());
    el_end(line);
    history_end(past);
  }
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;

  const std::string history_file;
  EditLine* line = el_init("appliance-cli", stdin, stdout, stderr);
  History* past = history_init();
};

Terminal::Terminal(const std::string& history)
    : editor_(::isatty(STDIN_FILENO) ? std::make_unique<Editor>(history) : nullptr) {}

Terminal::~Terminal() = default;

Terminal::Read Terminal::read(const std::string& prompt) {
  if (!editor_) {
    std::fputs(prompt.c_str(), stdout);
    std::fflush(stdout);
    std::string line;
    if (!std::getline(std::cin, line)) return {};
    return {.is = Is::kLine, .line = line};
  }
  shown_prompt = prompt;
  int count = 0;
  is_interrupted = false;
  // Before the prompt, so that nothing that is typed at it is echoed by the terminal itself.
  el_set(editor_->line, EL_PREP_TERM, 1);
  const char* const text = el_gets(editor_->line, &count);
  if (is_interrupted) return {.is = Is::kInterrupted};
  if (text == nullptr || count <= 0) return {};
  std::string line(text, static_cast<std::size_t>(count));
  if (line.ends_with('\n')) line.pop_back();
  return {.is = Is::kLine, .line = std::move(line)};
}

void Terminal::remember(const std::string& line) {
  if (!editor_ || line.empty()) return;
  HistEvent event;
  history(editor_->past, &event, H_ENTER, line.c_str());
}

}  // namespace appliance::shell
