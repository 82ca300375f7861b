#include "appliance/broker/kept_clients.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "appliance/crypto.h"

namespace appliance {
namespace {

const KeptClient kClient{.server = "embedded", .client_id = "client-1"};

class KeptClientsTest : public testing::Test {
 protected:
  KeptClientsTest() {
    folder_ = std::filesystem::temp_directory_path() / ("kept-" + crypto::uuid());
    std::filesystem::create_directory(folder_);
    database_ = *Database::open(folder_ / "appliance.db");
  }
  ~KeptClientsTest() override { std::filesystem::remove_all(folder_); }
  KeptClients open() { return *KeptClients::open(*database_, folder_ / "key"); }

  std::filesystem::path folder_;
  std::unique_ptr<Database> database_;
};

}  // namespace

TEST_F(KeptClientsTest, APasswordComesBackToItsOwnerAlone) {
  KeptClients clients = open();
  ASSERT_TRUE(clients.keep("analyst", kClient, "secret"));
  EXPECT_EQ(clients.password("analyst", kClient), "secret");
  EXPECT_EQ(clients.password("admin", kClient), std::nullopt);
  EXPECT_EQ(clients.password("analyst", {.server = "eu", .client_id = "client-1"}), std::nullopt);
  EXPECT_EQ(open().password("analyst", kClient), "secret") << "with the key of the file";
}

TEST_F(KeptClientsTest, ARowThatWasCopiedToSomebodyElseDoesNotOpen) {
  KeptClients clients = open();
  clients.keep("analyst", kClient, "secret");
  database_->execute(
      "INSERT INTO kept_clients SELECT 'admin', server, client_id, added, used, sealed FROM kept_clients");
  EXPECT_EQ(clients.password("admin", kClient), std::nullopt);
  EXPECT_TRUE(clients.list("admin").damaged);
  EXPECT_TRUE(clients.list("admin").clients.empty());
  EXPECT_EQ(clients.password("analyst", kClient), "secret");
}

TEST_F(KeptClientsTest, AChangedByteDoesNotOpen) {
  const std::string key(32, 'k');
  const std::string sealed = crypto::seal(key, "secret", "about");
  EXPECT_EQ(crypto::unseal(key, sealed, "about"), "secret");
  EXPECT_EQ(crypto::unseal(key, sealed, "about others"), std::nullopt);
  EXPECT_EQ(crypto::unseal(std::string(32, 'x'), sealed, "about"), std::nullopt);
  EXPECT_EQ(crypto::unseal(key, sealed.substr(0, 20), "about"), std::nullopt);
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    std::string changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_EQ(crypto::unseal(key, changed, "about"), std::nullopt) << at;
  }
}

TEST_F(KeptClientsTest, TheSamePasswordIsNeverSealedTheSame) {
  const std::string key(32, 'k');
  EXPECT_NE(crypto::seal(key, "secret", "about"), crypto::seal(key, "secret", "about"));
}

}  // namespace appliance
