#include "appliance/http/tls.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <format>
#include <memory>
#include <string_view>

#include "appliance/freed.h"

namespace appliance::http {
namespace {

// OpenSSL would ask at the terminal.
int no_passphrase(char*, int, int, void*) { return 0; }

bool use_certificate(SSL_CTX* context, const std::string& file) {
  return SSL_CTX_use_certificate_chain_file(context, file.c_str()) == 1;
}

bool use_key(SSL_CTX* context, const std::string& file) {
  SSL_CTX_set_default_passwd_cb(context, no_passphrase);
  return SSL_CTX_use_PrivateKey_file(context, file.c_str(), SSL_FILETYPE_PEM) == 1;
}

std::string text_of(const ASN1_STRING* from) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(from)),
          static_cast<std::size_t>(ASN1_STRING_length(from))};
}

std::string address_of(const ASN1_OCTET_STRING* from) {
  const std::string bytes = text_of(from);
  std::array<char, INET6_ADDRSTRLEN> text{};
  const int family = bytes.size() == 4 ? AF_INET : AF_INET6;
  if (bytes.size() != 4 && bytes.size() != 16) return "";
  return ::inet_ntop(family, bytes.data(), text.data(), text.size()) == nullptr ? "" : text.data();
}

// A name that stands in an address; not "*.example.com", which stands for many.
bool is_host_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of(
                              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                              "0123456789-.") == std::string_view::npos;
}

std::string name_of(const X509* certificate) {
  const std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>> names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  std::string address;
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_DNS && is_host_name(text_of(name->d.dNSName))) return text_of(name->d.dNSName);
    if (name->type == GEN_IPADD && address.empty()) address = address_of(name->d.iPAddress);
  }
  return address;
}

// BN_bn2hex's text; OPENSSL_free is a macro.
struct FreedText {
  void operator()(char* one) const { OPENSSL_free(one); }
};

// No session is resumed: a connection stands for the certificate that was shown on it.
bool ask_for_certificates(SSL_CTX* context, const std::string& file) {
  if (SSL_CTX_load_verify_file(context, file.c_str()) != 1) return false;
  SSL_CTX_set_client_CA_list(context, SSL_load_client_CA_file(file.c_str()));
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET);
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_NO_CHECK_TIME);
  // The handshake goes on after a failed check, whose result stays (SSL_get_verify_result).
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, [](int, X509_STORE_CTX*) { return 1; });
  return true;
}

}  // namespace

bool use_identity(SSL_CTX* context, const Identity& identity) {
  return use_certificate(context, identity.certificate_file) && use_key(context, identity.key_file) &&
         SSL_CTX_check_private_key(context) == 1 &&
         (identity.client_authority_file.empty() ||
          ask_for_certificates(context, identity.client_authority_file));
}

std::string serial_of(const X509* certificate) {
  const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
      ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
  const std::unique_ptr<char, FreedText> text(number ? BN_bn2hex(number.get()) : nullptr);
  return text ? text.get() : "";
}

std::optional<Peer> peer_of(const SSL* session) {
  const X509* const certificate = SSL_get0_peer_certificate(session);
  if (certificate == nullptr || SSL_get_verify_result(session) != X509_V_OK) return std::nullopt;
  const X509_NAME* const subject = X509_get_subject_name(certificate);
  const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  const X509_NAME_ENTRY* const entry = at < 0 ? nullptr : X509_NAME_get_entry(subject, at);
  if (entry == nullptr) return std::nullopt;
  return Peer{.name = text_of(X509_NAME_ENTRY_get_data(entry)), .serial = serial_of(certificate)};
}

std::expected<Identity, std::string> read_identity(const std::string& certificate_file,
                                                   const std::string& key_file) {
  const std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>> context(SSL_CTX_new(TLS_server_method()));
  if (context == nullptr) return std::unexpected("TLS cannot be set up on this machine.");
  if (!use_certificate(context.get(), certificate_file))
    return std::unexpected(
        std::format("--tls-cert: '{}' cannot be read as a certificate in PEM form.", certificate_file));
  if (!use_key(context.get(), key_file)) {
    const bool mismatch = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH ||
                          ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_TYPE_MISMATCH;
    ERR_clear_error();
    if (mismatch)
      return std::unexpected(
          std::format("--tls-key: '{}' is not the key of the certificate '{}'.", key_file, certificate_file));
    return std::unexpected(std::format(
        "--tls-key: '{}' cannot be read as a private key in PEM form without a passphrase.", key_file));
  }
  const X509* const certificate = SSL_CTX_get0_certificate(context.get());
  return Identity{.certificate_file = certificate_file,
                  .key_file = key_file,
                  .name = name_of(certificate),
                  .expired = X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0};
}

}  // namespace appliance::http
