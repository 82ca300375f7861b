// Access tokens: JSON Web Tokens signed with RS256, checked as the live service checks them
// (threat-response-api.md 2.3 and 2.5).
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "appliance/instant.h"
#include "json/json.h"

struct evp_pkey_st;

namespace appliance {

// `error` is a machine word of the service ("jwt_expired"), `description` a sentence.
struct TokenProblem {
  std::string error;
  std::string description;
};

class TokenSigner {
 public:
  // Reads the private key in `file` (PEM), or makes one and writes it there, readable by its owner only.
  static std::expected<TokenSigner, std::string> open(const std::string& file);

  std::string sign(const Json& claims) const;
  // {"keys":[...]}: the public key as a JSON Web Key Set (RFC 7517), its `kid` that of the tokens.
  Json public_keys() const;
  // The claims of a token that is ours, valid now and complete. nbf has 60 s of grace.
  std::expected<Json, TokenProblem> verify(std::string_view token, Instant when) const;

 private:
  explicit TokenSigner(std::shared_ptr<evp_pkey_st> key);
  std::shared_ptr<evp_pkey_st> key_;
  Json public_key_;  // kty, n, e, kid
};

}  // namespace appliance
