#include "appliance/jwt.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <cstdio>
#include <format>
#include <stdexcept>

#include "appliance/crypto.h"

namespace appliance {
namespace {

constexpr unsigned kKeyBits = 2048;
constexpr Instant kClockSkew = 60 * kSecond;
constexpr Instant kLongestLife = kDay;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
using Digest = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

std::string signature_of(const std::string& text, EVP_PKEY* key) {
  const Digest digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::size_t length = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  if (EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
      EVP_DigestSign(digest.get(), nullptr, &length, bytes, text.size()) != 1)
    throw std::runtime_error("a token could not be signed");
  std::string signature(length, '\0');
  if (EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(signature.data()), &length, bytes,
                     text.size()) != 1)
    throw std::runtime_error("a token could not be signed");
  signature.resize(length);
  return signature;
}

bool signature_fits(std::string_view text, const std::string& signature, EVP_PKEY* key) {
  const Digest digest(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(digest.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                          signature.size(), reinterpret_cast<const unsigned char*>(text.data()),
                          text.size()) == 1;
}

// A part of the public key, as RFC 7518 writes it.
std::string number_of(const EVP_PKEY& key, const char* part) {
  BIGNUM* read = nullptr;
  if (EVP_PKEY_get_bn_param(&key, part, &read) != 1)
    throw std::runtime_error("the token key has no " + std::string(part));
  const std::unique_ptr<BIGNUM, void (*)(BIGNUM*)> number(read, BN_free);
  std::string bytes(static_cast<std::size_t>(BN_num_bytes(read)), '\0');
  BN_bn2bin(read, reinterpret_cast<unsigned char*>(bytes.data()));
  return crypto::base64url(bytes);
}

std::expected<Json, TokenProblem> check_claims(Json claims, Instant when) {
  const Instant expires = json::integer(claims, "exp", -1) * kSecond;
  const Instant issued = json::integer(claims, "iat", -1) * kSecond;
  if (expires < 0 || issued < 0 || json::text(claims, "sub").empty())
    return std::unexpected(TokenProblem{"jwt_missing_field", "The token lacks a required claim."});
  if (when >= expires) return std::unexpected(TokenProblem{"jwt_expired", "This JWT has expired."});
  if (when - issued > kLongestLife)
    return std::unexpected(TokenProblem{"jwt_expired_via_max_jwt_lifetime", "This JWT is too old."});
  if (json::integer(claims, "nbf") * kSecond > when + kClockSkew)
    return std::unexpected(TokenProblem{"jwt_valid_in_future", "This JWT is not valid yet."});
  return claims;
}

}  // namespace

TokenSigner::TokenSigner(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {
  public_key_ = json::object({{"e", number_of(*key_, OSSL_PKEY_PARAM_RSA_E)},
                              {"kty", "RSA"},
                              {"n", number_of(*key_, OSSL_PKEY_PARAM_RSA_N)}});
  // RFC 7638: the hash of just these members, in this order.
  json::set(public_key_, "kid", crypto::base64url(crypto::sha256(json::dump(public_key_))));
}

Json TokenSigner::public_keys() const {
  Json key = public_key_;
  json::set(key, "alg", "RS256");
  json::set(key, "use", "sig");
  return json::object({{"keys", json::list({key})}});
}

std::expected<TokenSigner, std::string> TokenSigner::open(const std::string& file) {
  if (const File stored(std::fopen(file.c_str(), "r"), std::fclose); stored) {
    std::shared_ptr<EVP_PKEY> key(PEM_read_PrivateKey(stored.get(), nullptr, nullptr, nullptr),
                                  EVP_PKEY_free);
    if (key && EVP_PKEY_is_a(key.get(), "RSA")) return TokenSigner(std::move(key));
    return std::unexpected(
        std::format("{} is not a private key; delete it and all tokens are renewed.", file));
  }
  std::shared_ptr<EVP_PKEY> key(EVP_RSA_gen(kKeyBits), EVP_PKEY_free);
  const File made(std::fopen(file.c_str(), "wx"), std::fclose);
  if (!key || !made ||
      PEM_write_PrivateKey(made.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
      std::fflush(made.get()) != 0)
    return std::unexpected(std::format("Cannot write the token key {}.", file));
  return TokenSigner(std::move(key));
}

std::string TokenSigner::sign(const Json& claims) const {
  const Json header =
      json::object({{"alg", "RS256"}, {"typ", "JWT"}, {"kid", json::text(public_key_, "kid")}});
  const std::string text =
      crypto::base64url(json::dump(header)) + '.' + crypto::base64url(json::dump(claims));
  return text + '.' + crypto::base64url(signature_of(text, key_.get()));
}

std::expected<Json, TokenProblem> TokenSigner::verify(std::string_view token, Instant when) const {
  const TokenProblem unreadable{"jwt_decode_failed_exception", "The token cannot be decoded."};
  const std::size_t first = token.find('.');
  const std::size_t last = token.rfind('.');
  if (first == std::string_view::npos || last == first) return std::unexpected(unreadable);
  const auto header = crypto::from_base64url(token.substr(0, first));
  const auto payload = crypto::from_base64url(token.substr(first + 1, last - first - 1));
  const auto signature = crypto::from_base64url(token.substr(last + 1));
  if (!header || !payload || !signature) return std::unexpected(unreadable);
  const auto head = json::parse(*header);
  // Only RS256: "none" and HMAC with our public key are the classic ways in (RFC 8725, 3.1).
  if (!head || json::text(*head, "alg") != "RS256" ||
      !signature_fits(token.substr(0, last), *signature, key_.get()))
    return std::unexpected(TokenProblem{"jwt_invalid_signature", "The token's signature is not ours."});
  auto claims = json::parse(*payload);
  if (!claims || !json::is_object(*claims)) return std::unexpected(unreadable);
  return check_claims(*std::move(claims), when);
}

}  // namespace appliance
