// Replies that tests of this layer share.
#pragma once

#include <string>
#include <vector>

#include "threat_response/request.h"

namespace replies {

inline threat_response::Reply of(int status, std::string body) {
  return {.status = status, .body = std::move(body)};
}

// 200s that no reader may take for an answer: not JSON, cut off, or nested until a parser's stack ends.
inline std::vector<threat_response::Reply> unreadable() {
  return {of(200, ""),           of(200, "<!doctype html><title>Login</title>"),
          of(200, R"([{"id":)"), of(200, "nul"),
          of(200, "\"\xff\""),   of(200, std::string(100'000, '[')),
          of(200, "7"),          of(200, "null")};
}

}  // namespace replies
