// Any lines at the appliance's command line, also as commands of one line: every answer is whole lines, the
// state stays one that can be kept, and a registration token is told and remembered nowhere (shell.h).
#include "appliance/cloud_link/store.h"
#include "appliance/shell/shell.h"
#include "appliance/state.h"
#include "cloud_service/document.h"
#include "promise.h"

namespace {

using namespace appliance;
using fuzz::expect;

constexpr int kMostLines = 12;  // a commit is a transaction of a database

void check_words(const std::string& line) {
  std::string again;
  for (const std::string& word : shell::words_of(line)) {
    const char quote = word.contains('"') ? '\'' : '"';
    if (word.contains('"') && word.contains('\'')) return;
    again += std::string(1, quote) + word + quote + ' ';
  }
  expect(shell::words_of(again) == shell::words_of(line), "quoted words are the same words", line, again);
}

void check_state(CloudStore& store, const std::string& of) {
  const cloud_service::State state = store.state();
  const auto back = cloud_service::read(*json::parse(json::dump(cloud_service::write(state))));
  expect(back && *back == state, "a state comes back", of);
}

// A token is secret: it is not told again by what shows the settings.
void check_secret(CloudStore& store, const shell::Shell& shell, const std::string& of) {
  const std::string token = store.keys().token;
  if (token.size() < 12) return;  // shorter words may stand in a sentence
  const auto shown = shell.run("showconfig");
  expect(!shown.text.contains(token), "a token is not shown", of, shown.text);
  expect(!shell.is_worth_remembering("cloudserviceconfig register " + token), "a token is not remembered",
         of);
  expect(!shell.is_worth_remembering(token), "a token is not remembered", of);
  for (const auto& entry : store.account(50).log)
    expect(!entry.detail.contains(token) && !entry.what.contains(token), "a token is not logged", of);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text = fuzz::text_of(data, size);
  const StateFolder folder = *StateFolder::temporary();
  const auto store = *CloudStore::open(folder.path());
  const shell::Session session{
      .store = *store, .actor = {.who = "admin", .via = "command"}, .changed = [] {}};
  shell::Shell shell(session);
  for (int line = 0; line < kMostLines && !text.empty() && !shell.has_ended(); ++line) {
    const std::string entered = fuzz::line_of(text);
    check_words(entered);
    // "!" before a line: one command without a question; "^": the question is dropped.
    if (entered.starts_with('!')) {
      const auto outcome = shell.run(entered.substr(1));
      expect(outcome.status >= 0 && outcome.status <= 2, "a command ends with 0, 1 or 2", entered);
      expect(outcome.status == 0 || !outcome.text.empty(), "a refusal says why", entered);
    } else if (entered.starts_with('^')) {
      shell.cancel();
    } else {
      const std::string said = shell.enter(entered);
      expect(said.empty() || said.ends_with('\n'), "whole lines are printed", entered, said);
    }
    expect(!shell.prompt().empty(), "there is a prompt", entered);
    check_state(*store, entered);
    check_secret(*store, shell, entered);
  }
  return 0;
}
