// What the appliance shows over TLS: its certificate, and the key that proves it; and who is on the other
// side.
#pragma once

#include <openssl/types.h>

#include <expected>
#include <optional>
#include <string>

#include "appliance/http/message.h"

namespace appliance::http {

struct Identity {
  std::string certificate_file;  // PEM: the certificate, then those that lead to its authority
  std::string key_file;          // PEM, without a passphrase
  std::string name;  // the first host name of the certificate, else its first address; "" for none
  bool expired = false;
  // PEM: whoever connects is asked for a certificate of this authority, "" for none. One of another
  // authority, or none at all, connects as well: it is nobody (peer_of), so that a refusal can say why.
  std::string client_authority_file = {};
};

// Reads both and proves that they belong together. The error is a sentence that names the file.
std::expected<Identity, std::string> read_identity(const std::string& certificate_file,
                                                   const std::string& key_file);

// Gives a server's context that identity. False when the files have changed since they were read.
bool use_identity(SSL_CTX* context, const Identity& identity);

// Who has proved on this connection to have a client certificate of the authority. Its times are not looked
// at: who issues certificates knows which of them still hold.
std::optional<Peer> peer_of(const SSL* session);

// As in Peer::serial.
std::string serial_of(const X509* certificate);

}  // namespace appliance::http
