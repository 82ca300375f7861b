// Any bytes between the appliance and the Security Services Exchange, on either side: the first byte says
// what they are.
//
//   a  an answer to the appliance, "<status>\n<body>"      p  a certificate that it is issued, PKCS#7 in DER
//   r  a request for a certificate, PKCS#10 in DER         s  calls of the embedded exchange, a line each:
//      "[+]<method> <path> <body>", where + has what the calls before have got, and {token}, {registration}
//      and {request} stand for such
//
// What the appliance takes it can keep, send on and ask with again; what the exchange issues is for the key
// that asked, in the name that it gives, and for nobody who has not registered.
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "appliance/cloud_link/exchange_answers.h"
#include "appliance/crypto.h"
#include "appliance/database.h"
#include "appliance/services_exchange/exchange.h"
#include "appliance/services_exchange/regions.h"
#include "appliance/state.h"
#include "cloud_service/document.h"
#include "promise.h"

namespace {

using namespace appliance;
using fuzz::expect;

constexpr Instant kNow = 1'795'000'000'000;
constexpr int kMostCalls = 8;
const std::string kId = "0b0d5a4e-6f6c-4d0e-9a57-2f8b7a3c1d10";
// The private key whose number is 1: nobody takes it for a secret, and inputs can hold certificates for it.
const std::string kKey =
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAAAAAAAAAAAAAAAA\n"
    "AAAAAAAAAAAAAAAAAAAAAAAAAAGhRANCAARrF9Hy4SxCR/i85uVjpEDydwN9gS3r\n"
    "M6D0oTlF2JjClk/jQuL+Gn+bjufrSnwPnhYrzjNXazFezsu2QGg3v1H1\n"
    "-----END PRIVATE KEY-----\n";

void check_reason(cloud_service::Reason reason, const std::string& of) {
  expect(reason != cloud_service::Reason::kNone, "what is not read has a reason", of);
}

// Of a registration that has just got here.
cloud_service::State state_with(const cloud_service::Progress& progress, cloud_service::Stage next) {
  cloud_service::State state;
  state.committed.enabled = true;
  state.registration.phase = cloud_service::Phase::kRegistering;
  state.registration.server = state.committed.server;
  for (std::size_t stage = 0; stage < static_cast<std::size_t>(next); ++stage)
    state.registration.passed.at(stage) = kNow;
  expect(cloud_service::advance(state, progress, kNow), "a stage is passed", "");
  return state;
}

void check_kept(const cloud_service::State& state, const std::string& of) {
  const std::string written = json::dump(cloud_service::write(state));
  const auto back = cloud_service::read(*json::parse(written));
  expect(back && *back == state, "what was answered is kept", of, written);
}

void check_certificate(const http::Response& response) {
  const auto read = read_certificate(response, kKey);
  if (!read) return check_reason(read.error(), response.body);
  expect(read->ends > 0, "a certificate ends", response.body);
  check_kept(state_with(cloud_service::StagePassed{.stage = cloud_service::Stage::kCertificate,
                                                   .certificate_ends = read->ends},
                        cloud_service::Stage::kCertificate),
             response.body);
  expect(read->text.starts_with("-----BEGIN CERTIFICATE-----\n"), "a certificate is PEM", response.body,
         read->text);
}

void read_answers(std::string text) {
  http::Response response{.status = std::atoi(fuzz::line_of(text).c_str())};
  response.body = std::move(text);
  if (const auto contact = read_contact(response, kNow, kNow + 1000)) {
    const auto met = cloud_service::Contacted{.clock_offset = contact->clock_offset,
                                              .is_module = contact->is_module,
                                              .server = cloud_service::kUsualNumber};
    auto state = state_with(cloud_service::StagePassed{.stage = cloud_service::Stage::kConfirmed},
                            cloud_service::Stage::kConfirmed);
    expect(cloud_service::advance(state, met, kNow), "a contact is told", response.body);
    check_kept(state, response.body);
  } else {
    check_reason(contact.error(), response.body);
  }
  if (const auto secret = read_enrolment_secret(response))
    expect(!secret->empty() && response.status == 200, "a secret is there", response.body);
  else
    check_reason(secret.error(), response.body);
  if (const auto call = read_module_call(response)) {
    expect(call->has_value() == (response.status == 200), "204 is no call", response.body);
    if (*call) expect(!(*call)->id.empty(), "a call can be answered", response.body);
  } else {
    check_reason(call.error(), response.body);
  }
  if (const auto ended = read_end(response); !ended) check_reason(ended.error(), response.body);
  check_certificate(response);
}

struct Embedded {
  StateFolder folder = *StateFolder::temporary();
  Authority authority = *Authority::open(folder.path());
  std::unique_ptr<Database> database = *Database::open(folder.path() + "/appliance.db");
  Registrations registrations{*database};
  RelayCalls calls;
  http::Site site = exchange_site({authority, registrations, calls});
};

Embedded& embedded() {
  static Embedded one;
  return one;
}

void check_issued(const IssuedCertificate& issued, const std::string& name, const std::string& of) {
  const auto* at = reinterpret_cast<const unsigned char*>(issued.der.data());
  const std::unique_ptr<X509, void (*)(X509*)> certificate(
      d2i_X509(nullptr, &at, static_cast<long>(issued.der.size())), X509_free);
  expect(certificate != nullptr, "what is issued is a certificate", of);
  std::string found(256, '\0');
  const int size = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName,
                                             found.data(), static_cast<int>(found.size()));
  expect(size > 0 && found.substr(0, static_cast<std::size_t>(size)) == name, "it is in the name given", of,
         found);
  expect(X509_check_ca(certificate.get()) == 0, "it issues no others", of);
  expect(http::serial_of(certificate.get()) == issued.serial, "it has the serial that is kept", of);
  const auto* request = reinterpret_cast<const unsigned char*>(of.data());
  const std::unique_ptr<X509_REQ, void (*)(X509_REQ*)> asked(
      d2i_X509_REQ(nullptr, &request, static_cast<long>(of.size())), X509_REQ_free);
  expect(asked && EVP_PKEY_eq(X509_get0_pubkey(certificate.get()), X509_REQ_get0_pubkey(asked.get())) == 1,
         "it is for the key that asked", of);
}

void issue(const std::string& request) {
  const auto issued = embedded().authority.issue(
      request, kId, {.from = kNow, .until = kNow + Registrations::kCertificateLife});
  if (!issued) return expect(!issued.error().empty(), "a refusal says why", request);
  check_issued(*issued, kId, request);
  http::Response response{.status = 200, .body = crypto::base64(Authority::certs_only(issued->der))};
  check_certificate(response);
}

void put(std::string& text, const std::string& place, const std::string& value) {
  if (const std::size_t at = text.find(place); at != std::string::npos) text.replace(at, place.size(), value);
}

// Lets an appliance register, step by step or out of order.
class Caller {
 public:
  Caller() : token_(embedded().registrations.make_token(std::string(kExchangeRegions[0].name), "org").text) {}
  ~Caller() { embedded().registrations.end(kId); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  void call(std::string line) {
    const std::string of = line;
    const bool knows = line.starts_with('+');
    if (knows) line.erase(0, 1);
    put(line, "{token}", token_);
    put(line, "{registration}", kId);
    put(line, "{request}", certificate_request(kKey, "a"));
    const std::size_t path = line.find(' ');
    if (path == std::string::npos) return;
    const std::size_t body = std::min(line.find(' ', path + 1), line.size());
    http::Request request{.method = line.substr(0, path), .path = line.substr(path + 1, body - path - 1)};
    // Waits for a call on a connection of a server.
    if (request.path == "/exchange/v1/relay/next") return;
    if (body < line.size()) request.body = line.substr(body + 1);
    const bool enrols = request.path.starts_with("/.well-known/");
    request.headers.insert_or_assign("host", enrols ? kEnrolmentHost : kExchangeRegions[0].host);
    request.headers.insert_or_assign("content-type", "application/pkcs10");
    request.headers.insert_or_assign("authorization",
                                     "Basic " + crypto::base64(kId + ':' + (knows ? secret_ : "guessed")));
    if (knows && certificate_) request.peer = http::Peer{.name = kId, .serial = serial_of(*certificate_)};
    check(request, embedded().site.answer(request), knows, of);
  }

 private:
  static std::string serial_of(const std::string& pem) {
    const std::unique_ptr<BIO, int (*)(BIO*)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                  BIO_free);
    const std::unique_ptr<X509, void (*)(X509*)> one(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr),
                                                     X509_free);
    expect(one != nullptr, "a certificate is read again", pem);
    return http::serial_of(one.get());
  }

  void check(const http::Request& request, const http::Response& response, bool knows,
             const std::string& of) {
    expect(response.status >= 200 && response.status < 500, "a call is answered", of, response.body);
    if (response.status >= 400) {
      const auto body = json::parse(response.body);
      expect(body && !json::text(*body, "code").empty() && !json::text(*body, "error").empty(),
             "a refusal has a code and a sentence", of, response.body);
      return;
    }
    if (request.path == "/.well-known/est/cacerts" || request.path == "/exchange/v1/status") return;
    if (request.path == "/exchange/v1/registrations") {
      secret_ = read_enrolment_secret(response).value_or("");
      expect(request.body.contains(token_) && secret_.size() > 30, "a token is handed in", of, secret_);
      return;
    }
    expect(knows, "nobody is let in without what he got", of, response.body);
    if (request.path.ends_with("enroll")) {
      if (const auto certificate = read_certificate(response, kKey)) certificate_ = certificate->text;
      return;
    }
    expect(certificate_.has_value(), "nobody is let in without a certificate", of, response.body);
    if (request.method == "DELETE") {
      certificate_.reset();
      expect(!embedded().registrations.secret_fits(kId, secret_), "what has ended has ended", of);
      return;
    }
    if (request.path.ends_with("/self"))
      expect(read_contact(response, kNow, kNow).has_value(), "a contact tells the time", of);
  }

  std::string token_, secret_;
  std::optional<std::string> certificate_;
};

void call_exchange(std::string text) {
  Caller caller;
  for (int i = 0; i < kMostCalls && !text.empty(); ++i) caller.call(fuzz::line_of(text));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text = fuzz::text_of(data + 1, size - 1);
  switch (*data) {
    case 'a':
      read_answers(text);
      break;
    case 'p':
      check_certificate({.status = 200, .body = crypto::base64(text)});
      break;
    case 'r':
      issue(text);
      break;
    case 's':
      call_exchange(text);
      break;
    default:
      return -1;  // is kept in no corpus
  }
  return 0;
}
