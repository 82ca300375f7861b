#include "cloud_service/document.h"

#include "states.h"

namespace cloud_service {
namespace {

TEST(Document, AStateIsReadAsItWasWritten) {
  for (const auto make :
       {off, not_committed, ready, registering, registered, deregistering, failed, off_registered}) {
    State state = make();
    state.proxy = "proxy.example:8080";
    state.health.clock_offset = -1500;
    const auto parsed = json::parse(json::dump(write(state)));
    ASSERT_TRUE(parsed.has_value());
    const auto back = read(*parsed);
    ASSERT_TRUE(back.has_value());
    EXPECT_EQ(*back, state);
  }
}

TEST(Document, SaysWhatIsOfferedInTheWordsOfTheInterface) {
  const Json document = write(registered());
  EXPECT_EQ(json::text(document, "situation"), "registered");
  EXPECT_EQ(json::texts(document, "operations"), (std::vector<std::string>{"deregister", "choose_server"}));
}

TEST(Document, WhatIsNoStateIsRefused) {
  EXPECT_FALSE(read(json::object({})).has_value());
  EXPECT_FALSE(read(Json("state")).has_value());
  Json document = write(ready());
  json::set(document, "mode", "other");
  EXPECT_FALSE(read(document).has_value());
  document = write(failed());
  Json registration = *json::find(document, "registration");
  json::set(registration, "failure", json::object({{"reason", "because"}, {"of", "registering"}}));
  json::set(document, "registration", registration);
  EXPECT_FALSE(read(document).has_value());
  document = write(ready());
  json::set(document, "servers", json::list({}));
  EXPECT_FALSE(read(document).has_value());
  // It was read, and could not be any more once it was committed.
  document = write(ready());
  json::set(document, "pending", json::object({{"enabled", true}, {"by", "admin"}}));
  EXPECT_FALSE(read(document).has_value());
}

TEST(Document, RefusalsAreReadByTheirNames) {
  for (int i = 0; i <= static_cast<int>(Refusal::kServerWhileBusy); ++i) {
    const auto refusal = static_cast<Refusal>(i);
    EXPECT_EQ(refusal_from(name_of(refusal)), refusal);
  }
  EXPECT_FALSE(refusal_from("no such").has_value());
}

}  // namespace
}  // namespace cloud_service
