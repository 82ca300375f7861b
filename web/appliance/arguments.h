// What the command line asks for.
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace appliance {

struct Arguments {
  std::string state;               // the folder that keeps everything; "" with `ephemeral`
  std::string host = "127.0.0.1";  // a loopback host: "127.0.0.1", "localhost" or "::1"
  int port = 0;                    // 0: free ports, and the same ones at the next start of this folder
  bool ephemeral = false;          // a temporary folder, removed at the end
};

inline constexpr const char* kUsage =
    "usage: appliance --state DIR --listen HOST:PORT\n"
    "       appliance --ephemeral\n"
    "  --listen     a loopback address; the embedded service takes the two ports after PORT; 0 takes free "
    "ones\n"
    "  --ephemeral  free ports and a temporary store, removed at the end\n";

// The error is one sentence.
std::expected<Arguments, std::string> parse_arguments(const std::vector<std::string>& words);

}  // namespace appliance
