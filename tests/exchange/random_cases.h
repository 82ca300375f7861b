// Cases of any content, the same ones in every run.
#pragma once

#include <random>
#include <set>
#include <string>
#include <vector>

#include "exchange/ctim.h"

namespace random_cases {

using exchange::Case;
using exchange::Observable;

class Source {
 public:
  explicit Source(unsigned seed) : numbers_(seed) {}

  std::size_t below(std::size_t limit) { return numbers_() % limit; }
  template <class List>
  auto one_of(const List& list) {
    return list[below(list.size())];
  }

  // Text that has a meaning somewhere: to JSON, to spreadsheets, to Markdown, to lists.
  std::string text(std::size_t most = 12) {
    static const std::vector<std::string> kPieces = {
        "evil",        ".example",    "=1+1", "@SUM(A1)",
        "+",           "-",           "\t",   "\"",
        "'",           "''",          ",",    ";",
        "\n",          "\r\n",        "\r",   "\\",
        "\\u002e",     "hxxp://",     "[.]",  "http://a.example/x",
        "# kind: x",   "#",           "|",    "<b>",
        "![x](y)",     "é",           "例え", "🦊",
        "\x01",        "\x7F",        " ",    "  ",
        "null",        "{\"",         "]",    "198.51.100.7",
        "a@b.example", "\xE2\x80\xA8"};
    std::string text;
    for (std::size_t count = below(most); count > 0; --count) text += one_of(kPieces);
    return text;
  }
  std::string some_text() {
    std::string made = text();
    return made.empty() ? "x" : made;
  }

  Observable observable() {
    static const std::vector<Observable> kPlain = {{"ip", "198.51.100.7"},
                                                   {"ipv6", "2001:db8::1"},
                                                   {"domain", "bad.example"},
                                                   {"domain", "BAD.example"},
                                                   {"domain", "xn--bcher-kva.example"},
                                                   {"url", "https://bad.example/a,b?c=%22#d"},
                                                   {"url", "not a url"},
                                                   {"sha256", std::string(64, 'a')},
                                                   {"sha1", std::string(40, 'B')},
                                                   {"md5", std::string(32, '0')},
                                                   {"email", "a.b+c@bad.example"},
                                                   {"email", "@"},
                                                   {"mac_address", "00:11:22:aa:bb:cc"},
                                                   {"mac_address", "00-11-22-AA-BB-CC"},
                                                   {"file_name", "a\nb.exe"},
                                                   {"file_name", " setup.exe "},
                                                   {"mutex", "Global\\x"},
                                                   {"registry_key", "HKEY_LOCAL_MACHINE\\a"},
                                                   {"registry_key", "HKLM\\a"},
                                                   {"user", "root"},
                                                   {"hostname", "host.bad.example"},
                                                   {"ip", "1.2.3"},
                                                   {"ipv6", "2001:DB8::1"}};
    static const std::vector<std::string> kTypes = {"ip",        "ipv6",       "domain", "url",      "sha256",
                                                    "md5",       "email",      "user",   "hostname", "mutex",
                                                    "file_name", "user_agent", "a kind"};
    if (below(2) == 0) return one_of(kPlain);
    return {one_of(kTypes), some_text()};
  }

  Case a_case() {
    static const std::vector<std::string> kTlps = {"white", "green", "amber", "red"};
    Case one;
    if (below(4) > 0)
      one.id = "https://intel.example:443/ctia/casebook/casebook-" + std::to_string(numbers_());
    one.title = some_text();
    one.short_description = text();
    one.description = text(40);
    one.tlp = one_of(kTlps);
    if (below(4) > 0) one.timestamp = "2026-11-24T0" + std::to_string(below(10)) + ":00:00.000Z";
    std::set<Observable> there;
    for (std::size_t count = below(12); count > 0; --count)
      if (Observable made = observable(); there.insert(made).second) one.observables.push_back(made);
    for (std::size_t count = below(4); count > 0; --count)
      one.texts.push_back({below(2) == 0 ? "note" : text(3), text(20)});
    one.language = text(3);
    one.source = text(3);
    one.source_uri = text(3);
    for (std::size_t count = below(3); count > 0; --count) one.external_ids.push_back(text(3));
    for (std::size_t count = below(3); count > 0; --count)
      one.external_references.push_back({some_text(), text(3), text(3), text(3), {text(2)}});
    if (below(3) == 0) one.bundle = json::object({{"type", "bundle"}, {"x", json::list({Json(text())})}});
    return one;
  }

 private:
  std::minstd_rand numbers_;
};

}  // namespace random_cases
