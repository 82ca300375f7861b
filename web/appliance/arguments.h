// What the command line asks for.
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace appliance {

struct Arguments {
  std::string state;               // the folder that keeps everything; "" with `ephemeral`
  std::string host = "127.0.0.1";  // without TLS a loopback host: "127.0.0.1", "localhost" or "::1"
  int port = 0;                    // 0: free ports, and the same ones at the next start of this folder
  bool ephemeral = false;          // a temporary folder, removed at the end
  std::string tls_certificate;     // a file, see http/tls.h; "" for none, and then no key either
  std::string tls_key;
  std::string settings;        // a file, see settings.h; "" for none
  bool live_traffic = false;   // new rows come in while one looks, see traffic.h
  bool test_controls = false;  // the switches of threat_response/test_controls.h
};

inline constexpr const char* kUsage =
    "usage: appliance --state DIR --listen HOST:PORT [OPTION]...\n"
    "       appliance --ephemeral [OPTION]...\n"
    "  --listen     the embedded services take the three ports after PORT; 0 takes free ones; without TLS "
    "HOST "
    "is\n"
    "               127.0.0.1, localhost or [::1]\n"
    "  --ephemeral  free ports and a temporary store, removed at the end\n"
    "  --tls-cert, --tls-key  files in PEM form: certificate with its chain, and key; all is https then\n"
    "  --settings   modules, limits and rules of the embedded service, as JSON\n"
    "  --live-traffic  reports and tracking change every few seconds, as on a busy appliance\n"
    "  --test-controls  lets anyone who reaches the ports set faults and the clock: for tests only\n";

// The error is one sentence.
std::expected<Arguments, std::string> parse_arguments(const std::vector<std::string>& words);

}  // namespace appliance
