// The few cryptographic tools the server needs, all of them OpenSSL's. A failure of OpenSSL itself throws:
// there is no answer that would be safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace appliance::crypto {

std::string random_bytes(std::size_t count);
std::string uuid();  // version 4, RFC 9562

std::string base64(std::string_view bytes);     // RFC 4648, 4; padded, as in Basic
std::string base64url(std::string_view bytes);  // RFC 4648, 5; without padding
std::optional<std::string> from_base64url(std::string_view text);
std::optional<std::string> from_base64(std::string_view text);  // RFC 4648, 4; padded, as in Basic

std::string sha256(std::string_view bytes);

// PBKDF2-SHA256. Client passwords are 324 random bits, which no number of rounds makes harder to guess; the
// rounds are for a password that a person chose.
std::string password_hash(std::string_view password, std::string_view salt);

// AES-256-GCM under `key` (32 bytes), bound to `about`: opened elsewhere than where it was sealed for, it
// does not open. `sealed` is the nonce, the bytes and the tag.
std::string seal(std::string_view key, std::string_view plain, std::string_view about);
std::optional<std::string> unseal(std::string_view key, std::string_view sealed, std::string_view about);

bool equal(std::string_view a, std::string_view b);  // takes the same time wherever they differ

}  // namespace appliance::crypto
