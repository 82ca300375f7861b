#include "appliance/services_exchange/authority.h"

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/x509v3.h>

#include <array>
#include <filesystem>
#include <format>
#include <stdexcept>

#include "appliance/crypto.h"
#include "appliance/files.h"

namespace appliance {
namespace {

constexpr Instant kAuthorityLife = 3652 * kDay;
constexpr Instant kClockTolerance =
    3600 * kSecond;  // of whoever is shown a certificate right after its making
constexpr std::string_view kName = "Embedded Security Services Exchange";
constexpr int kSerialBytes = 16;
constexpr int kWeakestBits = 112;  // of security, NIST SP 800-57: RSA of 2048 bits, curves of 224

using Key = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;
using Bio = std::unique_ptr<BIO, int (*)(BIO*)>;

void require(bool done) {
  if (!done) throw std::runtime_error("a certificate could not be made");
}

template <typename T>
T* made(T* one) {
  require(one != nullptr);
  return one;
}

Key new_key() { return {made(EVP_EC_gen("P-256")), EVP_PKEY_free}; }

Bio memory(std::string_view text = {}) {
  return {
      made(text.empty() ? BIO_new(BIO_s_mem()) : BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))),
      BIO_free};
}

std::string text_of(const Bio& memory) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

std::string pem_of(EVP_PKEY* key) {
  const Bio out = memory();
  require(PEM_write_bio_PrivateKey(out.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return text_of(out);
}

std::string pem_of(X509* certificate) {
  const Bio out = memory();
  require(PEM_write_bio_X509(out.get(), certificate) == 1);
  return text_of(out);
}

std::string der_of(X509* certificate) {
  const Bio out = memory();
  require(i2d_X509_bio(out.get(), certificate) == 1);
  return text_of(out);
}

// In the place of OpenSSL's question at the terminal.
int no_passphrase(char*, int, int, void*) { return 0; }

void set_time(ASN1_TIME* time, Instant instant) {
  require(ASN1_TIME_set(time, instant / kSecond) != nullptr);
}

void set_serial(X509* certificate) {
  std::string bytes = crypto::random_bytes(kSerialBytes);
  bytes[0] = static_cast<char>((bytes[0] & 0x3f) | 0x40);  // positive, and always as long
  const std::unique_ptr<BIGNUM, void (*)(BIGNUM*)> number(
      made(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), kSerialBytes, nullptr)), BN_free);
  require(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr);
}

void set_name(X509_NAME* name, std::string_view common_name) {
  require(X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8,
                                     reinterpret_cast<const unsigned char*>(common_name.data()),
                                     static_cast<int>(common_name.size()), -1, 0) == 1);
}

// `value` as in openssl's x509v3_config.
void add_extension(X509* certificate, X509* issuer, int which, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, void (*)(X509_EXTENSION*)> extension(
      made(X509V3_EXT_conf_nid(nullptr, &context, which, value.c_str())), X509_EXTENSION_free);
  require(X509_add_ext(certificate, extension.get(), -1) == 1);
}

void add_leaf_extensions(X509* certificate, X509* issuer, const std::string& purpose) {
  add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(certificate, issuer, NID_key_usage, "critical,digitalSignature");
  add_extension(certificate, issuer, NID_ext_key_usage, purpose);
  add_extension(certificate, issuer, NID_subject_key_identifier, "hash");
  add_extension(certificate, issuer, NID_authority_key_identifier, "keyid");
}

void sign(X509* certificate, EVP_PKEY* key) { require(X509_sign(certificate, key, EVP_sha256()) > 0); }

std::string alternative_names(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    const bool is_address = ::inet_pton(AF_INET, name.c_str(), address.data()) == 1 ||
                            ::inet_pton(AF_INET6, name.c_str(), address.data()) == 1;
    list += std::format("{}{}:{}", list.empty() ? "" : ",", is_address ? "IP" : "DNS", name);
  }
  return list;
}

}  // namespace

std::expected<Authority, std::string> Authority::open(const std::string& folder) {
  const std::string file = folder + "/exchange-ca.pem", key_file = folder + "/exchange-ca-key.pem";
  const std::string advice =
      std::format("Restore {} and {} from a copy, or remove both: then appliances have to register again.",
                  file, key_file);
  // The key is written first, so a key alone is a start that was cut short.
  if (!std::filesystem::exists(file)) {
    const Key key = new_key();
    Authority authority(key, {made(X509_new()), X509_free}, file);
    const Instant when = now();
    X509_NAME* const name = X509_get_subject_name(authority.certificate_.get());
    set_name(name, kName);
    authority.certificate_ =
        authority.draft(key.get(), std::string(kName), {when - kClockTolerance, when + kAuthorityLife});
    X509* const own = authority.certificate_.get();
    add_extension(own, own, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    add_extension(own, own, NID_key_usage, "critical,keyCertSign,cRLSign");
    add_extension(own, own, NID_subject_key_identifier, "hash");
    sign(own, key.get());
    if (!write_private_file(key_file, pem_of(key.get())) || !write_private_file(file, pem_of(own)))
      return std::unexpected(std::format("Cannot write {} and {}.", key_file, file));
    return authority;
  }
  const std::string certificate_text = read_file(file).value_or(""),
                    key_text = read_file(key_file).value_or("");
  const Bio certificate_in = memory(certificate_text), key_in = memory(key_text);
  const Certificate certificate(PEM_read_bio_X509(certificate_in.get(), nullptr, no_passphrase, nullptr),
                                X509_free);
  const Key key(PEM_read_bio_PrivateKey(key_in.get(), nullptr, no_passphrase, nullptr), EVP_PKEY_free);
  if (!certificate || !key || X509_check_private_key(certificate.get(), key.get()) != 1)
    return std::unexpected("The authority of the exchange cannot be read. " + advice);
  if (X509_cmp_current_time(X509_get0_notAfter(certificate.get())) < 0)
    return std::unexpected("The authority of the exchange has expired. " + advice);
  return Authority(key, certificate, file);
}

std::shared_ptr<X509> Authority::draft(EVP_PKEY* key, const std::string& common_name,
                                       const Validity& validity) const {
  Certificate certificate(made(X509_new()), X509_free);
  X509* const one = certificate.get();
  require(X509_set_version(one, X509_VERSION_3) == 1 && X509_set_pubkey(one, key) == 1 &&
          X509_set_issuer_name(one, X509_get_subject_name(certificate_.get())) == 1);
  set_serial(one);
  set_name(X509_get_subject_name(one), common_name);
  set_time(X509_getm_notBefore(one), validity.from);
  set_time(X509_getm_notAfter(one), validity.until);
  return certificate;
}

std::expected<http::Identity, std::string> Authority::identity_for(const std::vector<std::string>& names,
                                                                   const std::string& folder) const {
  const std::string file = folder + "/exchange-server.pem", key_file = folder + "/exchange-server-key.pem";
  const Key key = new_key();
  const Instant when = now();
  const Certificate certificate =
      draft(key.get(), names.front(), {when - kClockTolerance, when + kAuthorityLife});
  X509* const one = certificate.get();
  // Made at each start, and no longer of use than the authority is.
  require(X509_set1_notAfter(one, X509_get0_notAfter(certificate_.get())) == 1);
  add_leaf_extensions(one, certificate_.get(), "serverAuth");
  add_extension(one, certificate_.get(), NID_subject_alt_name, alternative_names(names));
  sign(one, key_.get());
  if (!write_private_file(key_file, pem_of(key.get())) || !write_private_file(file, pem_of(one)))
    return std::unexpected(std::format("Cannot write {} and {}.", key_file, file));
  return http::Identity{.certificate_file = file,
                        .key_file = key_file,
                        .name = names.front(),
                        .client_authority_file = certificate_file_};
}

std::expected<IssuedCertificate, std::string> Authority::issue(std::string_view request,
                                                               const std::string& common_name,
                                                               const Validity& validity) const {
  const auto* at = reinterpret_cast<const unsigned char*>(request.data());
  const auto* const end = at + request.size();
  const std::unique_ptr<X509_REQ, void (*)(X509_REQ*)> asked(
      d2i_X509_REQ(nullptr, &at, static_cast<long>(request.size())), X509_REQ_free);
  EVP_PKEY* const key = asked && at == end ? X509_REQ_get0_pubkey(asked.get()) : nullptr;
  const bool is_signed = key != nullptr && X509_REQ_verify(asked.get(), key) == 1;
  ERR_clear_error();  // the connection on this thread would take them for its own
  if (key == nullptr)
    return std::unexpected("The request for a certificate cannot be read; it is PKCS#10 in DER, in base64.");
  if (!is_signed)
    return std::unexpected("The request for a certificate is not signed with the key that it names.");
  if (EVP_PKEY_get_security_bits(key) < kWeakestBits)
    return std::unexpected("The key is too weak; use EC P-256, or RSA with 2048 bits or more.");
  const Certificate certificate = draft(key, common_name, {validity.from - kClockTolerance, validity.until});
  add_leaf_extensions(certificate.get(), certificate_.get(), "clientAuth");
  sign(certificate.get(), key_.get());
  return IssuedCertificate{.serial = http::serial_of(certificate.get()), .der = der_of(certificate.get())};
}

std::string Authority::certs_only(std::string_view certificate) {
  const auto* at = reinterpret_cast<const unsigned char*>(certificate.data());
  const Certificate one(made(d2i_X509(nullptr, &at, static_cast<long>(certificate.size()))), X509_free);
  const std::unique_ptr<PKCS7, void (*)(PKCS7*)> bag(made(PKCS7_new()), PKCS7_free);
  require(PKCS7_set_type(bag.get(), NID_pkcs7_signed) == 1 &&
          PKCS7_content_new(bag.get(), NID_pkcs7_data) == 1 &&
          PKCS7_add_certificate(bag.get(), one.get()) == 1);
  PKCS7_set_detached(bag.get(), 1);
  const Bio out = memory();
  require(i2d_PKCS7_bio(out.get(), bag.get()) == 1);
  return text_of(out);
}

std::string Authority::certificate() const { return der_of(certificate_.get()); }

}  // namespace appliance
