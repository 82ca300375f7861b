#include "appliance/crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <format>
#include <stdexcept>

namespace appliance::crypto {
namespace {

constexpr int kRounds = 10'000;
constexpr std::size_t kHashBytes = 32;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(bytes_of(bytes), static_cast<int>(count)) != 1)
    throw std::runtime_error("the system has no random numbers");
  return bytes;
}

std::string uuid() {
  std::string bytes = random_bytes(16);
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | 0x40);
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += std::format("{:02x}", static_cast<unsigned char>(bytes[i]));
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  std::string hash(kHashBytes, '\0');
  if (EVP_Digest(bytes.data(), bytes.size(), bytes_of(hash), nullptr, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("a hash could not be made");
  return hash;
}

std::string base64url(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(bytes_of(text), bytes_of(bytes), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string standard(text);
  for (char& c : standard) {
    if (c == '+' || c == '/' || c == '=') return std::nullopt;
    c = c == '-' ? '+' : c == '_' ? '/' : c;
  }
  while (standard.size() % 4 != 0) standard += '=';
  return from_base64(standard);
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  // EVP_DecodeBlock trims blanks and takes '=' anywhere; neither is base64 in a header.
  const std::size_t end = std::min(text.find_last_not_of('=') + 1, text.size());
  if (text.size() - end > 2 || text.substr(0, end).find_first_of("= \t\r\n") != std::string_view::npos)
    return std::nullopt;
  std::string bytes(text.size() / 4 * 3 + 1, '\0');
  const int length = EVP_DecodeBlock(bytes_of(bytes), bytes_of(text), static_cast<int>(text.size()));
  if (length < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(length) - (text.size() - end));
  return bytes;
}

std::string password_hash(std::string_view password, std::string_view salt) {
  std::string hash(kHashBytes, '\0');
  if (PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), bytes_of(salt),
                        static_cast<int>(salt.size()), kRounds, EVP_sha256(), kHashBytes,
                        bytes_of(hash)) != 1)
    throw std::runtime_error("a password could not be hashed");
  return hash;
}

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace appliance::crypto
