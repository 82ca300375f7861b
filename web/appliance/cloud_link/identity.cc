#include "appliance/cloud_link/identity.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <stdexcept>

#include "appliance/crypto.h"
#include "appliance/freed.h"

namespace appliance {
namespace {

using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

[[noreturn]] void fail() {
  ERR_clear_error();
  throw std::runtime_error("a key or a request for a certificate could not be made");
}

std::string text_of(const Bio& bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

Bio reader(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Key key_of(const std::string& pem) {
  const Bio bio = reader(pem);
  Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (!key) fail();
  return key;
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == '\r' || c == '\n' || c == ' ' || c == '\t'; });
  return text;
}

// As the store can keep it: "never" (RFC 5280, 4.1.2.5) is the last instant there, and 0 would be no
// certificate. Nothing for what is no time.
std::optional<cloud_service::Instant> instant_of(const ASN1_TIME* time) {
  static const cloud_service::Instant kLast = *threat_response::parse_iso("2525-12-31T23:59:59Z");
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
  return std::clamp(cloud_service::Instant{::timegm(&parts)} * 1000, cloud_service::Instant{1}, kLast);
}

}  // namespace

std::string make_key() {
  const Key key(EVP_EC_gen("P-256"));
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!key || PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    fail();
  return text_of(bio);
}

std::string certificate_request(const std::string& key_text, const std::string& name) {
  const Key key = key_of(key_text);
  const std::unique_ptr<X509_REQ, Freed<X509_REQ_free>> request(X509_REQ_new());
  const auto* const bytes = reinterpret_cast<const unsigned char*>(name.data());
  if (!request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
      X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_UTF8, bytes,
                                 static_cast<int>(name.size()), -1, 0) != 1 ||
      X509_REQ_set_pubkey(request.get(), key.get()) != 1 ||
      X509_REQ_sign(request.get(), key.get(), EVP_sha256()) == 0)
    fail();
  const Bio bio(BIO_new(BIO_s_mem()));
  if (i2d_X509_REQ_bio(bio.get(), request.get()) != 1) fail();
  return crypto::base64(text_of(bio));
}

std::optional<Certificate> certificate_in(const std::string& answer, const std::string& key_text) {
  const auto der = crypto::from_base64(without_blanks(answer));
  if (!der) return std::nullopt;
  const Bio bio = reader(*der);
  const std::unique_ptr<PKCS7, Freed<PKCS7_free>> message(d2i_PKCS7_bio(bio.get(), nullptr));
  ERR_clear_error();
  if (!message || !PKCS7_type_is_signed(message.get()) || message->d.sign == nullptr) return std::nullopt;
  const Key key = key_of(key_text);
  const STACK_OF(X509)* const certificates = message->d.sign->cert;
  for (int i = 0; i < sk_X509_num(certificates); ++i) {
    X509* const one = sk_X509_value(certificates, i);
    const auto ends = instant_of(X509_get0_notAfter(one));
    if (X509_check_private_key(one, key.get()) != 1 || !ends) continue;
    const Bio out(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_X509(out.get(), one) != 1) fail();
    return Certificate{.text = text_of(out), .ends = *ends};
  }
  ERR_clear_error();
  return std::nullopt;
}

}  // namespace appliance
