// Calls through Emscripten's Fetch API and shims/library/fetch.js, with a browser played by the test: it
// answers when it is told to, also a call that was closed long before.
#include "app/transport.h"

#include <emscripten.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace {

// clang-format off: these are JavaScript.
// The page's fetch keeps each call's continuation, in the order of the calls.
EM_JS(void, play_browser, (), {
  Module.calls = [];
  Module.page = {
    fetch: (request, signal) => ({ then: (go) => { Module.calls.push({ request, signal, go }); } }),
  };
})
// A program whose last call is over would end in the middle of a test.
EM_JS(void, keep_running, (int one), { runtimeKeepaliveCounter += one; })
EM_JS(void, answer, (int call, int status, const char* body), {
  const bytes = new TextEncoder().encode(UTF8ToString(body));
  Module.calls[call].go({ status, text: "", headers: "x-a: 1\r\n", bytes });
})
EM_JS(bool, is_aborted, (int call), { return Module.calls[call].signal.aborted; })
// The address of the one call that is open; 0 when there are none or several.
EM_JS(int, open_address, (), {
  const open = Object.keys(openFetches);
  return open.length === 1 ? Number(open[0]) : 0;
})
// clang-format on

using Replies = std::vector<std::pair<threat_response::CallId, std::string>>;

class TransportTest : public testing::Test {
 protected:
  TransportTest() {
    keep_running(1);
    play_browser();
  }
  ~TransportTest() override { keep_running(-1); }
  Replies replies;
  app::Transport transport{[this](threat_response::CallId id, threat_response::Reply reply) {
    replies.emplace_back(id, reply.body);
  }};
};

}  // namespace

TEST_F(TransportTest, EveryCallEndsInOneReply) {
  transport.start(1, {.path = "/iroh/a"});
  transport.start(2, {.method = "POST", .path = "/iroh/b", .body = "{}"});
  answer(1, 200, "second");
  answer(0, 404, "first");
  EXPECT_EQ(replies, (Replies{{2, "second"}, {1, "first"}}));
  EXPECT_EQ(open_address(), 0);
}

TEST_F(TransportTest, TheAnswerOfAClosedCallNeverArrivesAtTheNextOneInItsPlaceInMemory) {
  transport.start(1, {.path = "/iroh/a"});
  const int address = open_address();
  ASSERT_NE(address, 0);
  transport.start(1, {.path = "/iroh/a"});
  ASSERT_EQ(open_address(), address) << "the memory is used again: else this test shows nothing";
  EXPECT_TRUE(is_aborted(0));
  answer(0, 200, "of the closed call");
  EXPECT_TRUE(replies.empty());
  answer(1, 200, "of the open call");
  EXPECT_EQ(replies, (Replies{{1, "of the open call"}}));
}
