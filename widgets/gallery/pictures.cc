#include "gallery/pictures.h"

#include <iterator>

#include "case_picture/view.h"
#include "gallery/sections.h"
#include "gallery/words.h"
#include "json/json.h"
#include "kit/items.h"
#include "messages/locale.h"

namespace gallery {
namespace {

using threat_response::Disposition;
using threat_response::Observable;
using threat_response::Reply;
using threat_response::Sightings;

const Observable kPay{"domain", "pay-update.example"}, kLogin{"domain", "login.pay-update.example"},
    kControl{"domain", "c2.pay-update.example"}, kShort{"domain", "bit.ly"},
    kFiles{"domain", "files.example.net"}, kPartner{"domain", "partner.example.org"},
    kSender{"ip", "192.0.2.17"}, kServer{"ip", "203.0.113.66"}, kSuspect{"ip", "198.51.100.9"},
    kInvoice{"sha256", "5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330"},
    kSetup{"sha256", "31fa58aaa2d1d31df0c70b96e4543c60e18ec1aaa96899ea47d0f0c921ce96d2"},
    kLink{"url", "https://bit.ly/3xAmpLe"},
    kDownload{"url", "https://files.example.net/dl/%E2%9C%93/setup.exe"};

const std::vector<Observable> kCase = {kPay,    kLogin,  kControl, kShort,   kFiles, kPartner,
                                       kSender, kServer, kSuspect, kInvoice, kSetup};

struct Seen {
  const char* module;
  Observable about;
  double days_ago, days = 0;
  int count = 1;
  const char* title = "";
  const char* relation = "";
  Observable source = {}, related = {};
  const char* host = "";
};

const Seen kSeen[] = {
    {"Example Reputation", kPay, 23.2, 0, 1, "Name registered"},
    {"Example Reputation", kPay, 9.1, 0.9, 57, "Resolved by a mail gateway", "Resolved_To", kPay, kSender},
    {"Example Reputation", kPay, 2, 0, 3, "Resolved by an endpoint", "Has_Subdomain", kPay, kControl,
     "ws-0142.example.org"},
    {"Example Reputation", kLogin, 2.1, 0, 3, "Phishing page opened", "Has_Subdomain", kPay, kLogin,
     "ws-0377.example.org"},
    {"Example Reputation", kControl, 1.3, 0.4, 31, "Command and control traffic blocked", "Resolved_To",
     kControl, kServer, "ws-0142.example.org"},
    {"Example Reputation", kSender, 12, 0.5, 64, "Mail from a blocked sender", "Sent", kSender, kInvoice},
    {"Example Reputation", kServer, 3.4, 0, 6, "Connection on port 4444", "", {}, {}, "ws-0201.example.org"},
    {"Example Reputation", kSuspect, 16.3, 2, 51, "Mail from a suspected sender"},
    {"Example Reputation", kShort, 4, 0, 12, "Link in a message", "Hosts", kShort, kLink},
    {"Example Reputation", kShort, 4, 0, 2, "Link followed", "Redirects_To", kLink, kDownload,
     "ws-0201.example.org"},
    {"Example Reputation", kFiles, 4, 0, 9, "Program downloaded", "Hosts", kFiles, kDownload,
     "ws-0201.example.org"},
    {"Example Reputation", kSetup, 3.9, 0, 2, "Program stopped at the proxy", "Downloaded_From", kSetup,
     kFiles},
    {"Example Reputation", kInvoice, 6.2, 0, 6, "Attachment stopped", "Downloaded_From", kInvoice, kPay},
    {"Example Reputation", kInvoice, 1, 0, 1, "Attachment delivered", "Connected_To", kInvoice, kControl,
     "ws-0377.example.org"},
    {"Second Opinion", kPay, 19.5, 0, 4, "Reported by a customer"},
    {"Second Opinion", kPay, 5.1, 3, 18, "In a list of phishing names"},
    {"Second Opinion", kShort, 21.1, 1.5, 240, "Short link in spam"},
    {"Second Opinion", kShort, 3, 0, 88, "Short link in spam"},
    {"Second Opinion", kControl, 2.3, 0, 2, "In a list of control servers", "Resolved_To", kControl, kServer},
};

// As the service writes a time.
std::string iso(double seconds) {
  const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  const auto whole = static_cast<std::int64_t>(seconds);
  const std::int64_t days = whole / 86'400, rest = whole % 86'400;
  // Days into a date (Howard Hinnant's chrono-compatible algorithms).
  const std::int64_t shifted = days + 719'468, era = shifted / 146'097, of_era = shifted % 146'097;
  const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t moved = (5 * of_year + 2) / 153, day = of_year - (153 * moved + 2) / 5 + 1;
  const std::int64_t month = moved < 10 ? moved + 3 : moved - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return std::to_string(year) + '-' + two(month) + '-' + two(day) + 'T' + two(rest / 3600) + ':' +
         two(rest / 60 % 60) + ':' + two(rest % 60) + ".000Z";
}

Json document_of(const Seen& seen) {
  const double from = kPicturesNow - seen.days_ago * 86'400;
  Json document = json::object(
      {{"title", seen.title},
       {"count", seen.count},
       {"source_uri", "https://reputation.example/sightings"},
       {"observables", json::list({to_json(seen.about)})},
       {"observed_time",
        json::object({{"start_time", iso(from)}, {"end_time", iso(from + seen.days * 86'400)}})}});
  if (*seen.relation != '\0')
    json::set(document, "relations",
              json::list({json::object({{"origin", seen.module},
                                        {"relation", seen.relation},
                                        {"source", to_json(seen.source)},
                                        {"related", to_json(seen.related)}})}));
  if (*seen.host != '\0')
    json::set(document, "targets",
              json::list({json::object(
                  {{"type", "endpoint"},
                   {"observables", json::list({to_json(Observable{"hostname", seen.host})})}})}));
  return document;
}

Json item_of(std::string_view module, std::string_view group, Json documents) {
  return json::object({{"module", module},
                       {"module_instance_id", module},
                       {"data", json::object({{group, json::object({{"docs", std::move(documents)}})}})}});
}

Reply answer(Json items, bool with_failure) {
  Json body = json::object({{"data", std::move(items)}});
  if (with_failure)
    json::set(body, "errors",
              json::list({json::object({{"module", "Slow Sandbox"},
                                        {"module_instance_id", "Slow Sandbox"},
                                        {"code", "module-timeout"},
                                        {"message", "The module did not answer in time."}})}));
  return {.status = 200, .body = json::dump(body)};
}

Reply some() {
  Json items = json::list({});
  for (const char* module : {"Example Reputation", "Second Opinion"}) {
    Json documents = json::list({});
    for (const Seen& seen : kSeen)
      if (std::string_view(seen.module) == module) json::append(documents, document_of(seen));
    json::append(items, item_of(module, "sightings", std::move(documents)));
  }
  return answer(std::move(items), true);
}

std::string host_name(std::size_t number) { return "host-" + std::to_string(number) + ".example"; }

// More than is shown: 600 observables, 2,400 sightings.
Reply many() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < 600; ++at) all.push_back(host_name(at));
    return all;
  }();
  Json documents = json::list({});
  for (std::size_t at = 0; at < 2400; ++at) {
    const Observable source{"domain", names[at * 7 % 600]}, related{"domain", names[(at * at + 1) % 600]};
    json::append(documents, document_of({.module = "Example Reputation",
                                         .about = kCase[at % kCase.size()],
                                         .days_ago = static_cast<double>(at * 31 % 700) / 20,
                                         .count = static_cast<int>(at % 50 + 1),
                                         .title = "Seen",
                                         .relation = "Connected_To",
                                         .source = source,
                                         .related = related}));
    json::set(std::get<Json::List>(documents.value).back(), "title", "Seen " + std::to_string(at));
  }
  return answer(json::list({item_of("Example Reputation", "sightings", std::move(documents))}), false);
}

Reply reply_of(const std::string& state) {
  if (state == "some") return some();
  if (state == "many") return many();
  if (state == "failed") return {.status = 503, .body = ""};
  return answer(json::list({item_of("Example Reputation", "sightings", json::list({}))}), false);
}

Reply verdicts_reply() {
  const std::pair<Observable, Disposition> all[] = {
      {kPay, Disposition::kMalicious},     {kLogin, Disposition::kMalicious},
      {kControl, Disposition::kMalicious}, {kShort, Disposition::kCommon},
      {kPartner, Disposition::kClean},     {kSender, Disposition::kMalicious},
      {kServer, Disposition::kMalicious},  {kSuspect, Disposition::kSuspicious},
      {kInvoice, Disposition::kMalicious}, {kFiles, Disposition::kUnknown}};
  Json documents = json::list({});
  for (const auto& [observable, disposition] : all)
    json::append(documents, json::object({{"disposition", static_cast<int>(disposition)},
                                          {"observable", to_json(observable)}}));
  return answer(json::list({item_of("Example Reputation", "verdicts", std::move(documents))}), false);
}

}  // namespace

Pictures::Pictures() {
  for (const auto& call : verdicts.ask(kCase, threat_response::Verdicts::kMissing, kPicturesNow))
    verdicts.replied(call.id, verdicts_reply(), kPicturesNow);
  set_state("some");
}

void Pictures::set_state(const std::string& to) {
  state = to;
  sightings.forget();
  model = {.picture = model.picture, .lanes = model.lanes};
  receive(case_picture::Shown{kCase, to != "new"});
}

void Pictures::receive(const case_picture::Message& message) {
  for (const auto& effect : case_picture::update(model, message)) {
    const auto* wanted = effect.get_if<effects::AskSightings>();
    if (!wanted) continue;
    using How = effects::AskSightings::How;
    std::vector<Sightings::Call> calls;
    if (wanted->how == How::kCancel) {
      sightings.cancel();
    } else {
      calls =
          sightings.ask(wanted->about, wanted->how == How::kAgain ? Sightings::kAgain : Sightings::kMissing);
    }
    if (state != "asking")
      for (std::size_t at = 0; at < calls.size(); ++at) {
        const auto more = sightings.replied(calls[at].id, reply_of(state == "new" ? "some" : state));
        calls.insert(calls.end(), more.begin(), more.end());
      }
    case_picture::update(model, case_picture::SightingsChanged{&sightings});
  }
}

float draw_pictures(kit::Surface& surface, const Model& model, kit::Box at, Say& said) {
  const Pictures& pictures = model.pictures;
  const float wide = std::min(at.width, 320.0F);
  said.on_text(
      kit::select(surface, "state", {at.x, at.y, wide, 0}, words(surface, "The service"), pictures.state,
                  {{"some", words(surface, "Has seen some")},
                   {"many", words(surface, "Has seen very many")},
                   {"none", words(surface, "Has seen nothing")},
                   {"failed", words(surface, "Fails")},
                   {"asking", words(surface, "Does not answer yet")},
                   {"new", words(surface, "Has not been asked")}},
                  false),
      [](const std::string& to) -> Message { return [to](Model& it) { it.pictures.set_state(to); }; });
  at.y += kit::field_height(surface) + surface.theme().pad;
  const float high = surface.height() - at.y - 44;
  const auto drawn =
      case_picture::draw(surface, pictures.model, {&pictures.sightings, &pictures.verdicts, kPicturesNow},
                         {at.x, at.y, at.width, std::max(high, case_picture::kLowest)});
  const messages::Language language = surface.frame().language;
  said.append(drawn.mapped<Message>([language](case_picture::Message message) -> Message {
    return [language, message = std::move(message)](Model& it) {
      if (const auto* pivot = std::get_if<case_picture::PivotAsked>(&message))
        it.said = words(language, "Menu of {0}", {pivot->observable.value});
      if (const auto* part = std::get_if<case_picture::DispositionPressed>(&message))
        it.said = words(language, "{0} chosen", {messages::disposition_words(language, part->disposition)});
      it.pictures.receive(message);
    };
  }));
  return at.y + std::max(high, case_picture::kLowest);
}

}  // namespace gallery
