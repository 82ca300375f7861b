// The authority of the embedded Security Services Exchange: it signs the exchange's own certificate and those
// of the appliances that register (X.509, RFC 5280), for keys that never leave their owners (PKCS#10, RFC
// 2986).
//
// Everything of OpenSSL that the exchange needs is here. A failure of OpenSSL itself throws, as in crypto.h.
#pragma once

#include <openssl/types.h>

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "appliance/http/tls.h"
#include "appliance/instant.h"

namespace appliance {

// From when until when a certificate holds.
struct Validity {
  Instant from = 0;
  Instant until = 0;
};

struct IssuedCertificate {
  std::string serial;  // as in http::Peer
  std::string der;
};

class Authority {
 public:
  // Its key (EC P-256) and its certificate (10 years) in `folder`, made when neither is there. The error is a
  // sentence.
  static std::expected<Authority, std::string> open(const std::string& folder);

  // PEM, what trusts the exchange is given.
  const std::string& certificate_file() const { return certificate_file_; }

  // A new key and a certificate for these names, DNS names or IP addresses, kept in `folder`; clients are
  // asked for certificates of this authority. The error is a sentence.
  std::expected<http::Identity, std::string> identity_for(const std::vector<std::string>& names,
                                                          const std::string& folder) const;

  // A client certificate of that common name for the key of the request, whose own names and extensions count
  // for nothing. `request` is PKCS#10 in DER. The error is a sentence: it cannot be read, its signature is
  // not its key's (so whoever sent it need not have the key), or the key is a weak one.
  std::expected<IssuedCertificate, std::string> issue(std::string_view request,
                                                      const std::string& common_name,
                                                      const Validity& validity) const;

  // Certificates alone, as EST answers them: PKCS#7 certs-only in DER (RFC 7030, 4.1.3 and 4.2.3).
  static std::string certs_only(std::string_view certificate);
  // The authority's own, in DER.
  std::string certificate() const;

 private:
  Authority(std::shared_ptr<EVP_PKEY> key, std::shared_ptr<X509> certificate, std::string file)
      : key_(std::move(key)), certificate_(std::move(certificate)), certificate_file_(std::move(file)) {}
  // Certificate of version 3 for `key`, not signed yet.
  std::shared_ptr<X509> draft(EVP_PKEY* key, const std::string& common_name, const Validity& validity) const;

  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<X509> certificate_;
  std::string certificate_file_;
};

}  // namespace appliance
