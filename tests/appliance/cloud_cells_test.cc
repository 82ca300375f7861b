// Every cell of A.6 from one table: what both commands list and do, and what the REST interface says and
// does, in each row. The page's cells are in tests/cloud_service, from the same rules.
#include <algorithm>
#include <array>

#include "appliance/cloud_link/routes.h"
#include "cloud_fixture.h"

namespace appliance {
namespace {

constexpr int kNone = 0;  // not refused

// What becomes of an operation: the exit status of the command in one line, and the code of the interface.
struct Fate {
  int exit;
  std::string_view code;
};
constexpr Fate kDone{kNone, ""};
constexpr Fate refused_as(std::string_view code) { return {1, code}; }

struct Row {
  const char* name;
  void (CloudFixture::*make)();
  std::string_view situation;
  std::string_view feature;  // what threatresponseconfig lists
  std::string_view status;   // what stands over cloudserviceconfig's list, or in its place; "" for nothing
  std::vector<std::string_view> listed;
  std::vector<std::string> operations;  // of the interface
  Fate registers, deregisters, chooses;
};

const std::array kRows = {
    Row{"off",
        &CloudFixture::off,
        "off",
        "- ENABLE -",
        "Threat Response is off. Turn it on with threatresponseconfig, then commit.",
        {},
        {},
        refused_as("off"),
        refused_as("not_registered"),
        refused_as("off")},
    Row{"on, not committed",
        &CloudFixture::not_committed,
        "not_committed",
        "- DISABLE -",
        "Threat Response is enabled but not committed. Run commit first.",
        {},
        {},
        refused_as("not_committed"),
        refused_as("not_registered"),
        refused_as("not_committed")},
    Row{"on",
        &CloudFixture::ready,
        "ready",
        "- DISABLE -",
        "",
        {"- REGISTER -", "- SETTRS -"},
        {"register", "choose_server"},
        kDone,
        refused_as("not_registered"),
        kDone},
    Row{"in progress",
        &CloudFixture::registering,
        "registering",
        "- DISABLE -",
        "Registration with AMERICAS is in progress since ",
        {},
        {},
        refused_as("registering"),
        refused_as("registering"),
        refused_as("registering")},
    Row{"registered",
        &CloudFixture::registered,
        "registered",
        "- DISABLE -",
        "This appliance is registered with the Threat Response portal (AMERICAS, since ",
        {"- DEREGISTER -", "- SETTRS -"},
        {"deregister", "choose_server"},
        refused_as("registered"),
        kDone,
        kDone},
    Row{"deregistering",
        &CloudFixture::deregistering,
        "deregistering",
        "- DISABLE -",
        "Deregistration from AMERICAS is in progress since ",
        {},
        {},
        refused_as("deregistering"),
        refused_as("deregistering"),
        refused_as("deregistering")},
    Row{"failed",
        &CloudFixture::failed,
        "failed",
        "- DISABLE -",
        "The last registration failed (AMERICAS, ",
        {"- REGISTER -", "- SETTRS -"},
        {"register", "choose_server"},
        kDone,
        refused_as("not_registered"),
        kDone},
    Row{"off while registered",
        &CloudFixture::off_registered,
        "off_registered",
        "- ENABLE -",
        "This appliance is registered with the Threat Response portal (AMERICAS, since ",
        {"- DEREGISTER -"},
        {"deregister"},
        refused_as("off"),
        kDone,
        refused_as("off")}};

constexpr std::array<std::string_view, 5> kEntries = {"- ENABLE -", "- DISABLE -", "- REGISTER -",
                                                      "- DEREGISTER -", "- SETTRS -"};

class CloudCells : public testing::TestWithParam<Row> {
 protected:
  void SetUp() override { (fixture_.*GetParam().make)(); }

  void expect_listed(const std::string& text, const std::vector<std::string_view>& listed) {
    for (const std::string_view entry : kEntries)
      EXPECT_EQ(text.contains(entry), std::ranges::contains(listed, entry)) << entry << " in" << text;
  }

  http::Response answer(const char* method, const char* path, const Json& body = json::object({}),
                        bool is_administrator = true) {
    const http::Request request{.method = method, .path = path, .body = json::dump(body)};
    auto answered = answer_cloud_service(request, is_administrator ? "admin" : "analyst", is_administrator,
                                         {.store = fixture_.store(), .changed = [] {}});
    return answered ? *answered : http::empty_response(404);
  }

  // The command in one line says so on its side and changes something exactly when it is done.
  void expect_command(const Fate& fate, const std::string& line) {
    const auto before = fixture_.store().state();
    const shell::Outcome outcome = fixture_.shell().run(line);
    EXPECT_EQ(outcome.status, fate.exit) << line << ": " << outcome.text;
    EXPECT_FALSE(outcome.text.empty());
    EXPECT_FALSE(outcome.text.contains('\n')) << outcome.text;
    EXPECT_EQ(fixture_.store().state() != before, fate.exit == kNone) << line;
  }

  void expect_route(const Fate& fate, const char* method, const char* path, const Json& body, int done) {
    const auto before = fixture_.store().state();
    const http::Response response = answer(method, path, body);
    const auto said = json::parse(response.body);
    ASSERT_TRUE(said.has_value());
    EXPECT_EQ(response.status, fate.exit == kNone ? done : 409) << response.body;
    EXPECT_EQ(json::text(*said, "code"), fate.code);
    EXPECT_EQ(json::text(*said, "error").empty(), fate.exit == kNone);
    EXPECT_EQ(fixture_.store().state() != before, fate.exit == kNone);
  }

  CloudFixture fixture_;
};

TEST_P(CloudCells, ThreatresponseconfigListsItsOneOperation) {
  shell::Shell shell = fixture_.shell();
  EXPECT_EQ(shell.prompt(), "mail1.example.com> ");
  const std::string text = shell.enter("threatresponseconfig");
  expect_listed(text, {GetParam().feature});
  EXPECT_TRUE(text.starts_with("\nChoose an operation:\n")) << text;
  EXPECT_EQ(shell.prompt(), "[]> ");
}

TEST_P(CloudCells, ThreatresponseconfigDoesItInAnyCase) {
  const bool turns_on = GetParam().feature == "- ENABLE -";
  shell::Shell shell = fixture_.shell();
  shell.enter("threatresponseconfig");
  const std::string text = shell.enter(turns_on ? "Enable" : "DISABLE");
  EXPECT_TRUE(text.contains(turns_on ? "feature is enabled" : "feature is disabled")) << text;
  EXPECT_EQ(cloud_service::wanted(fixture_.store().state()).enabled, turns_on);
  EXPECT_EQ(shell.prompt(), "mail1.example.com> ");
}

TEST_P(CloudCells, CloudserviceconfigSaysItsStatusAndListsWhatIsOffered) {
  shell::Shell shell = fixture_.shell();
  const std::string text = shell.enter("cloudserviceconfig");
  expect_listed(text, GetParam().listed);
  const std::string begin =
      GetParam().status.empty() ? "\nChoose an operation:\n" : "\n" + std::string(GetParam().status);
  EXPECT_TRUE(text.starts_with(begin)) << text;
  EXPECT_EQ(shell.prompt(), GetParam().listed.empty() ? "mail1.example.com> " : "[]> ");
}

TEST_P(CloudCells, CloudserviceconfigRegistersInOneLine) {
  expect_command(GetParam().registers, "cloudserviceconfig register a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6");
}

TEST_P(CloudCells, CloudserviceconfigDeregistersInOneLine) {
  expect_command(GetParam().deregisters, "cloudserviceconfig deregister yes");
}

TEST_P(CloudCells, CloudserviceconfigChoosesAServerInOneLine) {
  expect_command(GetParam().chooses, "cloudserviceconfig settrs 2");
}

TEST_P(CloudCells, TheInterfaceSaysTheSituationAndWhatIsOffered) {
  const http::Response response = answer("GET", "/cloud-service");
  EXPECT_EQ(response.status, 200);
  const auto document = json::parse(response.body);
  ASSERT_TRUE(document.has_value());
  const Json* const state = json::find(*document, "state");
  ASSERT_NE(state, nullptr);
  EXPECT_EQ(json::text(*state, "situation"), GetParam().situation);
  EXPECT_EQ(json::texts(*state, "operations"), GetParam().operations);
  EXPECT_FALSE(response.body.contains("a91f0kq27c3de8x54b6m1t09ch7e2r85d3n6")) << "the token is shown";
}

TEST_P(CloudCells, TheInterfaceRegisters) {
  expect_route(GetParam().registers, "POST", "/cloud-service/registration", json::object({{"token", "abc"}}),
               202);
}

TEST_P(CloudCells, TheInterfaceDeregisters) {
  expect_route(GetParam().deregisters, "DELETE", "/cloud-service/registration", json::object({}), 202);
}

TEST_P(CloudCells, TheInterfaceStagesAForm) {
  const bool on = GetParam().feature == "- ENABLE -";
  expect_route(kDone, "PUT", "/cloud-service/pending", json::object({{"enabled", on}, {"server", 2}}), 200);
  EXPECT_EQ(cloud_service::wanted(fixture_.store().state()),
            (cloud_service::Configuration{.enabled = on, .server = 2}));
}

TEST_P(CloudCells, WhatIsNoFormIsRefusedAndStagesNothing) {
  const auto before = fixture_.store().state();
  for (const Json& body : {json::object({{"server", 2}}), json::object({{"enabled", "true"}, {"server", 2}}),
                           json::object({{"enabled", true}, {"server", std::int64_t{4'294'967'298}}}),
                           json::object({{"enabled", true}, {"server", "2"}})})
    EXPECT_EQ(answer("PUT", "/cloud-service/pending", body).status, 400) << json::dump(body);
  EXPECT_EQ(fixture_.store().state(), before);
}

TEST_P(CloudCells, OnlyAnAdministratorChangesAnything) {  // PRE-01
  const auto before = fixture_.store().state();
  const Json form = json::object({{"enabled", true}, {"server", 2}, {"token", "abc"}});
  for (const auto& [method, path] : {std::pair{"PUT", "/cloud-service/pending"},
                                     {"DELETE", "/cloud-service/pending"},
                                     {"POST", "/cloud-service/commit"},
                                     {"POST", "/cloud-service/registration"},
                                     {"DELETE", "/cloud-service/registration"},
                                     {"POST", "/cloud-service/connection-test"}})
    EXPECT_EQ(answer(method, path, form, false).status, 403) << method << path;
  EXPECT_EQ(answer("GET", "/cloud-service", {}, false).status, 200);
  EXPECT_EQ(fixture_.store().state(), before);
}

INSTANTIATE_TEST_SUITE_P(A6, CloudCells, testing::ValuesIn(kRows), [](const auto& cell) {
  std::string name = cell.param.name;
  std::erase_if(name, [](char c) { return c == ' ' || c == ','; });
  return name;
});

}  // namespace
}  // namespace appliance
