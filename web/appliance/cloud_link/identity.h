// The appliance's own key and what the exchange certifies of it, in PEM form. OpenSSL's; a failure of OpenSSL
// itself throws.
#pragma once

#include <optional>
#include <string>

#include "cloud_service/state.h"

namespace appliance {

// A new private key (P-256, PKCS#8).
std::string make_key();

// The request for a certificate of `name`, signed with the key: PKCS#10, DER in base64, as RFC 7030, 4.2.1
// sends it.
std::string certificate_request(const std::string& key, const std::string& name);

struct Certificate {
  std::string text;                 // PEM
  cloud_service::Instant ends = 0;  // never 0; one without an end ends in the year 2525
};
// The certificate for `key` in an answer of RFC 7030, 4.2.3: PKCS#7, certs-only, DER in base64. Nothing when
// there is none.
std::optional<Certificate> certificate_in(const std::string& answer, const std::string& key);

}  // namespace appliance
