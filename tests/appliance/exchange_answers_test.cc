// What the appliance reads in the answers of the Security Services Exchange.
#include "appliance/cloud_link/exchange_answers.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include "appliance/crypto.h"
#include "appliance/services_exchange/authority.h"
#include "appliance/state.h"
#include "cloud_service/document.h"

namespace appliance {
namespace {

// The state of an appliance that has just got a certificate until `until`, as its store gives it back.
std::optional<cloud_service::State> kept_with_certificate(Instant until) {
  const StateFolder folder = *StateFolder::temporary();
  const Authority authority = *Authority::open(folder.path());
  const std::string key = make_key();
  const auto request = crypto::from_base64(certificate_request(key, "appliance"));
  const auto issued = authority.issue(*request, "appliance", {.from = now(), .until = until});
  const auto read =
      read_certificate({.status = 200, .body = crypto::base64(Authority::certs_only(issued->der))}, key);
  if (!read) return std::nullopt;
  cloud_service::State state;
  state.health.certificate_ends = read->ends;
  return cloud_service::read(cloud_service::write(state));
}

// RFC 5280, 4.1.2.5: 9999-12-31T23:59:59Z is for one that has no end. Its end was forgotten by the store,
// which made it one that has to be renewed at once, once a minute.
TEST(ExchangeAnswers, ACertificateWithoutAnEndIsKeptAsOneThatEndsLate) {
  constexpr Instant kNever = 253'402'300'799'000;
  const auto state = kept_with_certificate(kNever);
  ASSERT_TRUE(state);
  EXPECT_GT(state->health.certificate_ends, now() + 400 * 365 * kDay);
}

TEST(ExchangeAnswers, ACertificateThatEndedLongAgoIsKeptAsOneThatHasEnded) {
  const auto state = kept_with_certificate(-kDay);
  ASSERT_TRUE(state);
  EXPECT_EQ(cloud_service::expiry(state->health, now()), cloud_service::Expiry::kOver);
}

}  // namespace
}  // namespace appliance
