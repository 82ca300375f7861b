// Who is registered at the exchange: the tokens that let an appliance in, the registrations, their
// certificates, and whether the appliance is a module of its organisation (INT-15 to INT-19).
//
//   token --redeem--> registration, not confirmed --add_certificate--> --confirm--> registered --end-->
//   nothing
//
// Every step may be repeated until the next one is done: an appliance that is killed before it has written an
// answer down asks again. All is kept in the store, tokens and secrets as hashes.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "appliance/database.h"
#include "appliance/http/message.h"
#include "appliance/instant.h"

namespace appliance {

struct ExchangeToken {
  std::string text;  // 36 characters of 0-9 and a-z
  Instant until = 0;
};

struct Registration {
  std::string id;  // a UUID that the appliance has made
  std::string name;
  std::string region;
  std::string org_id;
  std::string instance_id;  // of its module
  Instant since = 0;        // 0: not confirmed
  Instant contact = 0;      // its last call, within kContactStep; 0 for none
  bool is_module = false;
};

enum class TokenRefusal {
  kUnknown,  // in this region
  kExpired,
  kUsed,   // by another registration, or by one that is confirmed or ended
  kTaken,  // the token is good, but the registration is confirmed, or another organisation's or region's
};

class Registrations {
 public:
  static constexpr Instant kTokenLife = 3600 * kSecond;
  static constexpr Instant kSecretLife = 3600 * kSecond;
  static constexpr Instant kCertificateLife = 90 * kDay;
  static constexpr Instant kContactStep = 5 * kSecond;

  // Makes the tables that are missing.
  explicit Registrations(Database& database);

  // Good once, in this region, for an appliance of this organisation.
  ExchangeToken make_token(const std::string& region, const std::string& org_id);

  // Begins the registration `id` and gives the secret with which its certificates are asked for; the one
  // given before is void. A token belongs to the first registration that redeems it, until that is confirmed.
  std::expected<std::string, TokenRefusal> redeem(const std::string& token, const std::string& region,
                                                  const std::string& id, const std::string& name);
  // False after the confirmation, too.
  bool secret_fits(const std::string& id, const std::string& secret);

  // A certificate that was issued to the registration. Those before it hold until it is used: its owner may
  // never have got it.
  void add_certificate(const std::string& id, const std::string& serial, Instant until);
  // The registration of a certificate that holds, whose older certificates are void from now on.
  std::optional<Registration> find(const http::Peer& peer);

  // Since when it is registered. From its first confirmation on, token, secret and all other certificates are
  // void. REQUIRES: a certificate that `find` has just found.
  Instant confirm(const http::Peer& peer);
  // Its certificates are void; it is nobody's module.
  void end(const std::string& id);
  // The same from the portal, for one of that organisation: an appliance that is lost does not do it itself.
  void end_of(const std::string& id, const std::string& org_id);

  // The confirmed ones, in the order of their making.
  std::vector<Registration> of_organization(const std::string& org_id);
  // Makes it a module of its organisation, or one no longer; nothing for one of another organisation.
  void set_module(const std::string& id, const std::string& org_id, bool is_module);

 private:
  Database& database_;
};

}  // namespace appliance
