// What the appliance shows to browsers over TLS: its certificate, and the key that proves it.
#pragma once

#include <openssl/types.h>

#include <expected>
#include <string>

namespace appliance::http {

struct Identity {
  std::string certificate_file;  // PEM: the certificate, then those that lead to its authority
  std::string key_file;          // PEM, without a passphrase
  std::string name;  // the first host name of the certificate, else its first address; "" for none
  bool expired = false;
};

// Reads both and proves that they belong together. The error is a sentence that names the file.
std::expected<Identity, std::string> read_identity(const std::string& certificate_file,
                                                   const std::string& key_file);

// Gives a server's context that identity. False when the files have changed since they were read.
bool use_identity(SSL_CTX* context, const Identity& identity);

}  // namespace appliance::http
