// The exchange's authority: what it signs, what it refuses, what it keeps.
#include "appliance/services_exchange/authority.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pkcs7.h>
#include <openssl/x509v3.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "appliance/files.h"

namespace appliance {
namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Certificate = std::unique_ptr<X509, void (*)(X509*)>;

Key new_key() { return {EVP_EC_gen("P-256"), EVP_PKEY_free}; }

template <typename T, typename Write>
std::string der_of(T* one, Write write) {
  unsigned char* bytes = nullptr;
  const int size = write(one, &bytes);
  std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  OPENSSL_free(bytes);
  return der;
}

// Asks for a certificate of `key`, signed with `signer`.
std::string request_for(EVP_PKEY* key, EVP_PKEY* signer) {
  const std::unique_ptr<X509_REQ, void (*)(X509_REQ*)> request(X509_REQ_new(), X509_REQ_free);
  X509_REQ_set_pubkey(request.get(), key);
  X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("somebody else"), -1, -1, 0);
  X509_REQ_sign(request.get(), signer, EVP_sha256());
  return der_of(request.get(), i2d_X509_REQ);
}

Certificate read(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  return {d2i_X509(nullptr, &at, static_cast<long>(der.size())), X509_free};
}

class AuthorityTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = testing::TempDir() + "authority-XXXXXX";
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    folder_ = folder;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  Authority open() {
    auto authority = Authority::open(folder_);
    EXPECT_TRUE(authority) << authority.error();
    return *std::move(authority);
  }

  std::string folder_;
};

const Validity kToday{.from = 1'795'000'000 * kSecond, .until = 1'795'000'000 * kSecond + 90 * kDay};

TEST_F(AuthorityTest, AClientCertificateNamesItsRegistrationAndNothingThatWasAskedFor) {
  const Authority authority = open();
  const Key key = new_key();
  const auto issued = authority.issue(request_for(key.get(), key.get()), "the registration", kToday);
  ASSERT_TRUE(issued) << issued.error();
  const Certificate certificate = read(issued->der), own = read(authority.certificate());
  ASSERT_TRUE(certificate && own);

  char name[100] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name, sizeof name);
  EXPECT_STREQ(name, "the registration");
  EXPECT_EQ(X509_NAME_entry_count(X509_get_subject_name(certificate.get())), 1);
  EXPECT_EQ(http::serial_of(certificate.get()), issued->serial);
  EXPECT_EQ(issued->serial.size(), 32U);
  EXPECT_EQ(X509_verify(certificate.get(), X509_get0_pubkey(own.get())), 1);
  EXPECT_EQ(X509_check_purpose(certificate.get(), X509_PURPOSE_SSL_CLIENT, 0), 1);
  EXPECT_EQ(X509_check_purpose(certificate.get(), X509_PURPOSE_SSL_SERVER, 0), 0);
  EXPECT_EQ(X509_check_ca(certificate.get()), 0);
  EXPECT_EQ(EVP_PKEY_eq(X509_get0_pubkey(certificate.get()), key.get()), 1);
}

TEST_F(AuthorityTest, ACertificateHoldsFromAnHourBeforeItsMakingToItsEnd) {
  const Key key = new_key();
  const auto issued = open().issue(request_for(key.get(), key.get()), "a", kToday);
  ASSERT_TRUE(issued);
  const Certificate certificate = read(issued->der);
  const auto is_valid = [&](Instant instant) {
    std::time_t time = instant / kSecond;
    return X509_cmp_time(X509_get0_notBefore(certificate.get()), &time) < 0 &&
           X509_cmp_time(X509_get0_notAfter(certificate.get()), &time) > 0;
  };

  EXPECT_FALSE(is_valid(kToday.from - 3601 * kSecond));
  EXPECT_TRUE(is_valid(kToday.from - 3599 * kSecond));
  EXPECT_TRUE(is_valid(kToday.until - kSecond));
  EXPECT_FALSE(is_valid(kToday.until + kSecond));
}

TEST_F(AuthorityTest, EveryCertificateHasANumberOfItsOwn) {
  const Authority authority = open();
  const Key key = new_key();
  const std::string request = request_for(key.get(), key.get());

  EXPECT_NE(authority.issue(request, "a", kToday)->serial, authority.issue(request, "a", kToday)->serial);
}

TEST_F(AuthorityTest, ARequestThatAnotherKeySignedIsRefused) {
  const Key key = new_key(), other = new_key();
  const auto issued = open().issue(request_for(key.get(), other.get()), "a", kToday);

  ASSERT_FALSE(issued);
  EXPECT_EQ(issued.error(), "The request for a certificate is not signed with the key that it names.");
}

TEST_F(AuthorityTest, NoPieceOfARequestAndNoChangedOneIsTaken) {
  const Authority authority = open();
  const Key key = new_key();
  const std::string whole = request_for(key.get(), key.get());

  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(authority.issue(whole.substr(0, size), "a", kToday)) << size;
  EXPECT_FALSE(authority.issue(whole + '\0', "a", kToday));
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x01);
    EXPECT_FALSE(authority.issue(changed, "a", kToday)) << at;
  }
}

TEST_F(AuthorityTest, AWeakKeyIsRefused) {
  const Key weak(EVP_RSA_gen(1024), EVP_PKEY_free), strong(EVP_RSA_gen(2048), EVP_PKEY_free);
  const Authority authority = open();

  EXPECT_EQ(authority.issue(request_for(weak.get(), weak.get()), "a", kToday).error(),
            "The key is too weak; use EC P-256, or RSA with 2048 bits or more.");
  EXPECT_TRUE(authority.issue(request_for(strong.get(), strong.get()), "a", kToday));
}

TEST_F(AuthorityTest, CertsOnlyHoldsThatCertificateAndNoSignature) {
  const Authority authority = open();
  const std::string der = Authority::certs_only(authority.certificate());
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  const std::unique_ptr<PKCS7, void (*)(PKCS7*)> bag(d2i_PKCS7(nullptr, &at, static_cast<long>(der.size())),
                                                     PKCS7_free);
  ASSERT_TRUE(bag && PKCS7_type_is_signed(bag.get()));

  EXPECT_EQ(sk_PKCS7_SIGNER_INFO_num(PKCS7_get_signer_info(bag.get())), 0);
  ASSERT_EQ(sk_X509_num(bag->d.sign->cert), 1);
  EXPECT_EQ(der_of(sk_X509_value(bag->d.sign->cert, 0), i2d_X509), authority.certificate());
}

TEST_F(AuthorityTest, IsTheSameAfterARestart) {
  const std::string first = open().certificate();

  EXPECT_EQ(open().certificate(), first);
  EXPECT_EQ(std::filesystem::status(folder_ + "/exchange-ca-key.pem").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(AuthorityTest, AStartThatWasCutShortAfterTheKeyIsMadeUpFor) {
  open();
  std::filesystem::remove(folder_ + "/exchange-ca.pem");

  const Authority again = open();
  const Key key = new_key();
  EXPECT_TRUE(again.issue(request_for(key.get(), key.get()), "a", kToday));
}

TEST_F(AuthorityTest, FilesThatDoNotBelongTogetherAreASentence) {
  open();
  for (const char* wrong :
       {"", "nothing of that kind", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"}) {
    std::ofstream(folder_ + "/exchange-ca-key.pem") << wrong;
    const auto authority = Authority::open(folder_);
    ASSERT_FALSE(authority) << wrong;
    EXPECT_TRUE(authority.error().starts_with("The authority of the exchange cannot be read. Restore"));
  }
}

TEST_F(AuthorityTest, ItsServerCertificateIsANewOneEachTime) {
  const Authority authority = open();
  const auto identity = authority.identity_for({"exchange.example", "127.0.0.1"}, folder_);
  ASSERT_TRUE(identity) << identity.error();
  EXPECT_EQ(identity->client_authority_file, authority.certificate_file());
  const auto first = read_file(identity->certificate_file);
  ASSERT_TRUE(authority.identity_for({"exchange.example", "127.0.0.1"}, folder_));

  EXPECT_NE(read_file(identity->certificate_file), first);
  EXPECT_EQ(http::read_identity(identity->certificate_file, identity->key_file)->name, "exchange.example");
}

}  // namespace
}  // namespace appliance
