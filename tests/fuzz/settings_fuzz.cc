// Any bytes as the settings file of the appliance, and as what it says of servers and of the way to the
// exchange: what is taken goes into headers and addresses as it is, so it must be fit for them (settings.h).
#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "appliance/arguments.h"
#include "appliance/settings.h"
#include "appliance/shell/shell.h"
#include "promise.h"

namespace {

using namespace appliance;
using fuzz::expect;

// A value of the policy header: no other directive, no other header.
void check_source(const std::string& source, const std::string& of) {
  for (const char c : source)
    expect(c > ' ' && c < '\x7F' && c != ';' && c != ',' && c != '\'' && c != '"', "a source is one source",
           of, source);
}

void check_servers(const std::vector<Server>& servers, const std::string& of) {
  for (const Server& one : servers) {
    expect(!one.id.empty() && !one.name.empty(), "a server has an id and a name", of);
    for (const std::string& address : {one.visibility, one.private_intel, one.api_clients}) {
      if (address.empty()) continue;
      expect(address.starts_with("https://") || address.starts_with("http://"), "a server is of the web", of,
             address);
      for (const char c : address)
        expect(c > ' ' && c < '\x7F', "an address is of visible ASCII characters", of, address);
    }
  }
  std::string all = sources(servers);
  for (char& c : all) c = c == ' ' ? '-' : c;
  check_source(all, of);
}

void check_setup(const Json& document, const std::string& of) {
  const auto setup = read_cloud_setup(document);
  if (!setup) return expect(!setup.error().empty(), "a refusal says why", of);
  const auto again = read_cloud_setup(*json::parse(json::dump(write(*setup))));
  expect(again.has_value() && write(*again) == write(*setup), "a setup comes back from the store", of);
  expect(setup->port > 0 && setup->port < 65'536, "a port is one", of);
}

// In the memory, and of this process alone.
void check_file(const std::string& text) {
  static const std::string file =
      (std::filesystem::temp_directory_path() / ("settings-" + std::to_string(::getpid()) + ".json"))
          .string();
  static const bool removed_at_end = std::atexit([] { std::remove(file.c_str()); }) == 0;
  std::FILE* const out = std::fopen(file.c_str(), "w");
  expect(removed_at_end && out != nullptr, "a file can be written", file);
  std::fwrite(text.data(), 1, text.size(), out);
  std::fclose(out);
  const auto settings = read_settings(file);
  if (!settings) return expect(!settings.error().empty(), "a refusal says why", text);
  for (const std::string& page : settings->pages) check_source(page, text);
  check_servers(settings->servers, text);
  expect(settings->hourly_limit > 0, "somebody may ask something", text);
}

void check_words(const std::string& text) {
  const auto words = shell::words_of(text);
  const auto arguments = parse_arguments(words);
  if (!arguments) return expect(!arguments.error().empty(), "a refusal says why", text);
  expect(arguments->ephemeral == arguments->state.empty(), "an appliance has one store", text);
  expect(arguments->port >= 0 && arguments->port < 65'536, "a port is one", text);
  expect(arguments->tls_key.empty() == arguments->tls_certificate.empty(), "a key has a certificate", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  check_words(text);
  const auto document = json::parse(text);
  if (!document) return 0;
  check_setup(*document, text);
  if (const auto servers = read_servers(*document)) check_servers(*servers, text);
  // "pivots" names a file to read, and any file of this machine would do.
  if (json::find(*document, "pivots") == nullptr) check_file(text);
  return 0;
}
