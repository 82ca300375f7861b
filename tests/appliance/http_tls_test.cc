// The appliance's own server over TLS, called by its own client.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <fstream>
#include <thread>

#include "appliance/http/client.h"
#include "appliance/http/guard.h"
#include "appliance/http/server.h"
#include "connection.h"

namespace appliance::http {
namespace {

class HttpTlsTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "http-tls-XXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    const std::string make = std::format(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=test "
        "-addext subjectAltName={} -keyout {}/key.pem -out {}/certificate.pem 2> {}/errors",
        "IP:127.0.0.1", folder, folder, folder);
    ASSERT_EQ(std::system(make.c_str()), 0) << std::ifstream(folder + "/errors").rdbuf();
  }
  void start(const Limits& limits) {
    const auto identity = read_identity(folder_ / "certificate.pem", folder_ / "key.pem");
    ASSERT_TRUE(identity) << identity.error();
    server_.emplace(limits, *identity);
    const auto port = server_->bind("127.0.0.1", 0);
    ASSERT_TRUE(port) << port.error();
    port_ = *port;
    server_->serve(
        {.answer = [](const Request&) { return json_response(200, json::object({})); },
         .finish = [](const Request&, Response& response) { add_security_headers({}, response); }});
  }
  void TearDown() override {
    ::unsetenv("SSL_CERT_FILE");
    std::filesystem::remove_all(folder_);
  }
  void trust() { ::setenv("SSL_CERT_FILE", (folder_ / "certificate.pem").c_str(), 1); }
  std::expected<Response, std::string> call_as(const std::string& host) {
    return call(std::format("https://{}:{}", host, port_), {.method = "GET", .path = "/"});
  }

  std::filesystem::path folder_;
  int port_ = 0;
  std::optional<Server> server_;
};

TEST_F(HttpTlsTest, ACertificateOfAnAuthorityOfTheSystemIsTrusted) {
  start({});
  trust();
  const auto response = call_as("127.0.0.1");

  ASSERT_TRUE(response) << response.error();
  EXPECT_EQ(response->body, "{}");
}

TEST_F(HttpTlsTest, ACertificateOfAnUnknownAuthorityIsASentence) {
  start({});
  const auto response = call_as("127.0.0.1");

  ASSERT_FALSE(response);
  EXPECT_EQ(
      response.error(),
      std::format("The TLS certificate of 127.0.0.1:{} is not trusted (self-signed certificate); add its "
                  "authority to those of this appliance's system.",
                  port_));
}

TEST_F(HttpTlsTest, ACertificateForAnotherNameIsASentence) {
  start({});
  trust();
  const auto response = call_as("localhost");

  ASSERT_FALSE(response);
  EXPECT_EQ(
      response.error(),
      std::format("The TLS certificate of localhost:{} is for another name; check the address.", port_));
}

TEST_F(HttpTlsTest, AHandshakeThatTakesTooLongIsCut) {
  start({.request = std::chrono::milliseconds(400)});
  const auto begin = std::chrono::steady_clock::now();
  Connection slow(port_);
  ASSERT_TRUE(slow.send("\x16\x03\x01"));  // the first bytes of a handshake, then one now and then
  while (slow.send("\x01") && since(begin) < std::chrono::seconds(3))
    std::this_thread::sleep_for(std::chrono::milliseconds(20));

  EXPECT_GE(since(begin), std::chrono::milliseconds(400));
  EXPECT_LT(since(begin), std::chrono::milliseconds(1500));
}

}  // namespace
}  // namespace appliance::http
