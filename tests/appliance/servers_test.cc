#include "appliance/servers.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

const http::Origins kOrigins{.appliance = "http://127.0.0.1:1",
                             .visibility = "http://127.0.0.1:2",
                             .private_intel = "http://127.0.0.1:3"};

std::expected<std::vector<Server>, std::string> read(const std::string& text) {
  const auto list = json::parse(text);
  if (!list) return std::unexpected("no JSON: " + list.error());
  return read_servers(*list);
}

TEST(Servers, OfTheSettingsFileStandBehindTheOthers) {
  const auto more = read(
      R"([{"id":"own","name":"Own","visibility":"https://v.example/","private_intel":"https://c.example/b/"}])");
  ASSERT_TRUE(more) << more.error();
  const auto all = offered_servers(kOrigins, *more);

  ASSERT_EQ(all.size(), 5U);
  EXPECT_EQ(all[0].id, kEmbedded);
  EXPECT_EQ(all[0].api_clients, "http://127.0.0.1:2/settings/apiClients");
  EXPECT_EQ(all[4].visibility, "https://v.example");
  EXPECT_EQ(all[4].private_intel, "https://c.example/b");
  EXPECT_EQ(all[4].api_clients, "");
}

// A.13: the guide's list of regional URLs is empty; these are B-02's.
TEST(Contradictions, No5TheListOfRegionsThatIsMissingIsThatOfThreeHosts) {
  std::vector<std::string> hosts;
  for (const Server& server : offered_servers(kOrigins, {}))
    if (server.id != kEmbedded) hosts.push_back(server.visibility);
  EXPECT_EQ(hosts, (std::vector<std::string>{"https://visibility.amp.cisco.com",
                                             "https://visibility.eu.amp.cisco.com",
                                             "https://visibility.apjc.amp.cisco.com"}));
}

TEST(Servers, AreNamedInThePolicyOnceByTheirOriginAndOnlyThoseThatCanBeChosen) {
  const auto more = read(
      R"([{"id":"own","name":"Own","visibility":"https://visibility.amp.cisco.com","private_intel":"https://c.example:8443/b"}])");
  ASSERT_TRUE(more) << more.error();

  EXPECT_EQ(sources(offered_servers(kOrigins, *more)),
            " http://127.0.0.1:2 http://127.0.0.1:3 https://visibility.amp.cisco.com "
            "https://private.intel.amp.cisco.com https://visibility.eu.amp.cisco.com "
            "https://private.intel.eu.amp.cisco.com https://c.example:8443");
}

TEST(Servers, AMistakeInTheFileIsASentence) {
  const std::vector<std::pair<std::string, std::string>> mistakes = {
      {R"({})", "servers is a JSON array."},
      {R"(["own"])", "servers holds JSON objects."},
      {R"([{"id":"Own!"}])", "'Own!' is no id of a server: it has 1 to 40 characters of a-z, 0-9 and '-'."},
      {R"([{"id":"nam"}])", "there is more than one server 'nam'."},
      {R"([{"id":"embedded"}])", "there is more than one server 'embedded'."},
      {R"([{"id":"own"}])", "server 'own': its name has 1 to 80 bytes."},
      {R"([{"id":"own","name":7}])", "server 'own': name is a text."},
      {R"([{"id":"own","nam":"Own"}])", "server 'own': there is no member 'nam'."},
      {R"([{"id":"own","name":"Own","visibility":"http://v.example"}])",
       "server 'own': visibility: 'http://v.example' must begin with https: over http whoever is on the way "
       "could "
       "read passwords and tokens."},
      {R"([{"id":"own","name":"Own","visibility":"https://v.example"}])",
       "server 'own': private_intel: '' is no address of a server; it looks like https://host, "
       "https://host:8443 "
       "or https://host/path."},
      {R"([{"id":"own","name":"Own","visibility":"https://v.example; script-src *","private_intel":""}])",
       "server 'own': visibility: 'https://v.example; script-src *' is no address of a server; it looks like "
       "https://host, https://host:8443 or https://host/path."},
      {R"([{"id":"own","name":"Own","visibility":"https://v","private_intel":"https://c","api_clients":"javascript:x"}])",
       "server 'own': api_clients: 'javascript:x' is no address of a server; it looks like https://host, "
       "https://host:8443 or https://host/path."}};
  for (const auto& [text, sentence] : mistakes) {
    const auto servers = read(text);
    ASSERT_FALSE(servers) << text;
    EXPECT_EQ(servers.error(), sentence);
  }
}

}  // namespace
}  // namespace appliance
