#include "app/page.h"

#include <array>
#include <charconv>
#include <utility>

#include "messages/locale.h"

namespace app::page {
namespace {

using effects::Surface;

constexpr std::array<std::pair<Surface, std::string_view>, 4> kSurfaceNames = {{
    {Surface::kCasebook, "casebook"},
    {Surface::kPivotMenu, "pivot-menu"},
    {Surface::kSignIn, "sign-in"},
    {Surface::kFindOnPage, "find-on-page"},
}};

Message read_configure(const Json& message) {
  Configured configured{.servers = {},
                        .language = messages::language_from_tag(json::text(message, "language")),
                        .instance = static_cast<std::uint32_t>(json::integer(message, "instance")),
                        .origin = json::text(message, "origin"),
                        .casebook_stays = json::boolean(message, "casebook_stays")};
  // Behind a proxy the portal, where links lead, is not where calls go.
  for (const Json* server : json::array(message, "servers"))
    configured.servers.push_back(
        {.id = json::text(*server, "id"),
         .name = json::text(*server, "name"),
         .visibility = json::text(*server, "portal", json::text(*server, "visibility")),
         .api_clients = json::text(*server, "api_clients"),
         .unavailable = json::text(*server, "unavailable"),
         .registered = json::boolean(*server, "registered")});
  return configured;
}

using What = effects::AskVault::What;

constexpr std::array<std::pair<What, std::string_view>, 7> kVaultNames = {{
    {What::kPrepare, "prepare"},
    {What::kUnlock, "unlock"},
    {What::kKeep, "keep"},
    {What::kForget, "forget"},
    {What::kForgetDevice, "forget-device"},
    {What::kSignOut, "sign-out"},
    {What::kSignOutEverywhere, "sign-out-everywhere"},
}};
constexpr std::array<std::pair<sign_in::Keyring, std::string_view>, 5> kKeyringNames = {{
    {sign_in::Keyring::kNone, "none"},
    {sign_in::Keyring::kLocked, "locked"},
    {sign_in::Keyring::kOpen, "open"},
    {sign_in::Keyring::kDamaged, "damaged"},
    {sign_in::Keyring::kUnavailable, "unavailable"},
}};
constexpr std::array<std::pair<sign_in::Appliance, std::string_view>, 4> kApplianceNames = {{
    {sign_in::Appliance::kNone, "none"},
    {sign_in::Appliance::kThere, "there"},
    {sign_in::Appliance::kDamaged, "damaged"},
    {sign_in::Appliance::kUnavailable, "unavailable"},
}};
constexpr std::array<std::pair<effects::Place, std::string_view>, 3> kPlaceNames = {{
    {effects::Place::kTab, "tab"},
    {effects::Place::kDevice, "device"},
    {effects::Place::kAppliance, "appliance"},
}};
constexpr std::array<std::pair<sign_in::Trouble, std::string_view>, 7> kTroubleNames = {{
    {sign_in::Trouble::kNone, ""},
    {sign_in::Trouble::kWrongPassphrase, "wrong-passphrase"},
    {sign_in::Trouble::kPassphraseShort, "passphrase-short"},
    {sign_in::Trouble::kPassphrasesDiffer, "passphrases-differ"},
    {sign_in::Trouble::kNotKept, "not-kept"},
    {sign_in::Trouble::kNotKeptByAppliance, "not-kept-by-appliance"},
    {sign_in::Trouble::kNotForgotten, "not-forgotten"},
}};

template <typename Value, std::size_t kCount>
std::optional<Value> value_of(const std::array<std::pair<Value, std::string_view>, kCount>& names,
                              std::string_view name) {
  for (const auto& [value, known] : names)
    if (known == name) return value;
  return std::nullopt;
}

template <typename Value, std::size_t kCount>
std::string_view name_of(const std::array<std::pair<Value, std::string_view>, kCount>& names, Value value) {
  for (const auto& [known, name] : names)
    if (known == value) return name;
  return "";
}

Message read_vault(const Json& message) {
  sign_in::VaultTold told{
      .keyring = value_of(kKeyringNames, json::text(message, "keyring")).value_or(sign_in::Keyring::kNone),
      .appliance =
          value_of(kApplianceNames, json::text(message, "appliance")).value_or(sign_in::Appliance::kNone),
      .clients = {},
      .last_used = json::text(message, "current"),
      .resume = json::text(message, "resume"),
      .done = value_of(kVaultNames, json::text(message, "done")),
      .trouble =
          value_of(kTroubleNames, json::text(message, "trouble")).value_or(sign_in::Trouble::kNotKept)};
  for (const Json* one : json::array(message, "clients"))
    told.clients.push_back(
        {.name = {json::text(*one, "client_id"), json::text(*one, "server")},
         .place = value_of(kPlaceNames, json::text(*one, "place")).value_or(effects::Place::kTab),
         .added = json::number(*one, "added")});
  return sign_in::Message(std::move(told));
}

casebook::FileRead read_file(const Json& message) {
  using enum exchange::ImportProblem;
  casebook::FileRead read{
      .name = json::text(message, "name"), .text = json::text(message, "text"), .problem = {}};
  const std::string problem = json::text(message, "problem");
  if (problem == "too-large") read.problem = kTooLarge;
  if (problem == "not-text") read.problem = kNotText;
  if (problem == "unreadable") read.problem = kUnreadable;
  return read;
}

// "0 1 0"; nothing for what are no numbers below `limit`.
std::optional<std::vector<std::uint32_t>> read_numbers(std::string_view text, std::size_t limit) {
  std::vector<std::uint32_t> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    std::uint32_t number = 0;
    const auto [behind, problem] = std::from_chars(at, end, number);
    if (problem != std::errc() || number >= limit || (behind != end && *behind != ' ')) return std::nullopt;
    numbers.push_back(number);
    at = behind == end ? end : behind + 1;
  }
  return numbers;
}

// Kinds and values side by side, and for each place the number of its observable: 30,000 of them are read as
// one text. What does not fit together is no page of ours.
std::optional<find_on_page::Page> read_found(const Json& message) {
  using State = find_on_page::Page::State;
  find_on_page::Page page;
  const std::string state = json::text(message, "state");
  page.state = state == "searched"    ? State::kSearched
               : state == "searching" ? State::kSearching
                                      : State::kNotSearched;
  std::vector<std::string> kinds = json::texts(message, "kinds"), values = json::texts(message, "values");
  if (kinds.size() != values.size()) return std::nullopt;
  page.observables.reserve(kinds.size());
  for (std::size_t index = 0; index < kinds.size(); ++index)
    page.observables.emplace_back(std::move(kinds[index]), std::move(values[index]));
  auto places = read_numbers(json::text(message, "places"), page.observables.size());
  if (!places) return std::nullopt;
  page.places = *std::move(places);
  return page;
}

std::optional<Message> read_about_finding(std::string_view is, const Json& message) {
  using find_on_page::PageChanged, find_on_page::PlaceHidden;
  if (is == "place-hidden") return find_on_page::Message(PlaceHidden{});
  if (is != "find-on-page" && is != "page-changed") return std::nullopt;
  auto page = read_found(message);
  if (!page) return std::nullopt;
  if (is == "find-on-page") return FindPressed{*std::move(page)};
  return find_on_page::Message(PageChanged{*std::move(page)});
}

std::optional<Message> read_about_casebook(std::string_view is, const Json& message) {
  const auto say = [](casebook::Message one) { return Message(std::move(one)); };
  if (is == "retry") return say(casebook::ChangeRetried{json::text(message, "id")});
  if (is == "undo") return say(casebook::UndoPressed{json::text(message, "id")});
  if (is == "dismiss-notice") return say(casebook::DismissNoticePressed{});
  if (is == "remember-case") return say(casebook::CurrentRemembered{json::text(message, "id")});
  if (is == "ignored")
    return say(casebook::IgnoredRemembered{
        json::find(message, "lines") ? std::optional(json::text(message, "lines")) : std::nullopt});
  if (is == "link") return say(casebook::LinkFollowed{json::text(message, "id")});
  if (is == "file") return say(read_file(message));
  if (is == "drag")
    return say(casebook::DragBegan{.is_known = json::boolean(message, "known"),
                                   .json = json::text(message, "json"),
                                   .text = json::text(message, "text")});
  if (is == "drag-over") return say(casebook::DraggedOver{});
  if (is == "drop") return say(casebook::Dropped{{.default_title = json::text(message, "title")}});
  if (is == "drag-ended") return say(casebook::DragEnded{});
  if (is == "copy-failed") return say(casebook::CopyFailed{});
  if (is == "looked") return say(casebook::Looked{});
  if (is == "changes-saved") return say(casebook::ChangesSaved{json::texts(message, "ids")});
  if (is == "changes-not-saved") return say(casebook::ChangesNotSaved{json::texts(message, "ids")});
  if (is == "change-claimed")
    return say(casebook::ChangeClaimed{json::text(message, "id"),
                                       static_cast<std::uint32_t>(json::integer(message, "claims"))});
  if (is == "claim-refused")
    return say(casebook::ClaimRefused{json::text(message, "id"), json::number(message, "until"),
                                      !json::boolean(message, "unanswered")});
  if (is != "changes") return std::nullopt;
  casebook::ChangesListed listed;
  for (const Json* record : json::array(message, "changes"))
    if (auto change = outbox::read_change(*record))
      listed.changes.push_back(*std::move(change));
    else
      listed.unread.insert(json::text(*record, "id"));
  return say(std::move(listed));
}

Json order(std::string_view is, std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json made = json::object(members);
  json::set(made, "is", std::string(is));
  return made;
}

Json write_one(const StartCall&) { return {}; }
Json write_one(const UseCredential& one) {
  return order("use-credential",
               {{"client_id", one.client_id}, {"server", one.server_id}, {"kept", one.kept}});
}
Json write_one(const effects::AskVault& one) {
  return order("ask-vault", {{"what", name_of(kVaultNames, one.what)},
                             {"client_id", one.client_id},
                             {"server", one.server_id},
                             {"place", name_of(kPlaceNames, one.place)}});
}
Json write_one(const WakeAt& one) { return order("wake", {{"at", one.time}}); }
Json write_one(const SessionChanged& one) {
  Json scopes = json::list({});
  for (const std::string& scope : one.scopes) json::append(scopes, scope);
  return order("session", {{"signed_in", one.signed_in}, {"server", one.server_id}, {"scopes", scopes}});
}
Json write_one(const TellPause& one) { return order("pause", {{"until", one.until}}); }
Json write_one(const effects::SaveChanges& one) {
  return order("save-changes", {{"changes", json::list(one.records)}});
}
Json write_one(const effects::UpdateChanges& one) {
  return order("update-changes", {{"changes", json::list(one.records)}});
}
Json write_one(const effects::ClaimChange& one) {
  return order("claim-change", {{"id", one.id}, {"until", one.until}, {"linger", one.linger}});
}
Json write_one(const effects::ReleaseChange& one) {
  return order("release-change", {{"id", one.id}, {"surely_not_done", one.surely_not_done}});
}
Json write_one(const effects::DropChanges& one) {
  Json ids = json::list({});
  for (const std::string& id : one.ids) json::append(ids, id);
  return order("drop-changes", {{"ids", ids}, {"external_id", one.external_id}, {"case_id", one.case_id}});
}
Json write_one(const effects::OpenTab& one) { return order("open-tab", {{"url", one.url}}); }
Json write_one(const effects::CopyText& one) { return order("copy", {{"text", one.text}}); }
// As text a line a value; as addresses only what is one, for whoever drops it there opens it.
Json write_one(const effects::DragData& one) {
  std::string text, addresses;
  for (const auto& observable : one.observables) {
    text += (text.empty() ? "" : "\n") + observable.value;
    if (observable.type == "url") addresses += (addresses.empty() ? "" : "\r\n") + observable.value;
  }
  return order("drag-data", {{"text", std::move(text)},
                             {"json", json::dump(threat_response::to_json(one.observables))},
                             {"urls", std::move(addresses)}});
}
Json write_one(const effects::CopyLink& one) { return order("copy-link", {{"id", one.case_id}}); }
std::string_view word_of(exchange::Block::Kind kind) {
  switch (kind) {
    case exchange::Block::Kind::kHeading:
      return "heading";
    case exchange::Block::Kind::kFacts:
      return "facts";
    case exchange::Block::Kind::kProse:
      return "prose";
    case exchange::Block::Kind::kTable:
      return "table";
    case exchange::Block::Kind::kPicture:
      return "picture";
    case exchange::Block::Kind::kRule:
      break;
  }
  return "rule";
}
Json write_one(const effects::Print& one) {
  Json::List blocks;
  for (const exchange::Block& block : one.report) {
    Json::List rows;
    for (const auto& row : block.rows) rows.emplace_back(Json::List(row.begin(), row.end()));
    blocks.push_back(json::object({{"kind", word_of(block.kind)},
                                   {"level", block.level},
                                   {"text", block.text},
                                   {"svg", block.svg},
                                   {"rows", std::move(rows)}}));
  }
  return order("print", {{"title", one.title}, {"blocks", std::move(blocks)}});
}
Json write_one(const effects::SaveFile& one) {
  return order("save-file", {{"name", one.name}, {"type", one.media_type}, {"text", one.text}});
}
Json write_one(const effects::KeepIgnored& one) { return order("keep-ignored", {{"lines", one.lines}}); }
// "place": -1 for none.
Json write_one(const effects::MarkPlaces& one) {
  Json::List observables(one.observables.begin(), one.observables.end());
  const std::int64_t place = one.place ? static_cast<std::int64_t>(*one.place) : -1;
  return order("mark-places",
               {{"observables", std::move(observables)}, {"place", place}, {"shows", one.shows}});
}
Json write_one(const effects::OpenSurface& one) {
  return order("open", {{"surface", std::string(surface_name(one.surface))}});
}
Json write_one(const effects::CloseSurface& one) {
  return order("close", {{"surface", std::string(surface_name(one.surface))}});
}
Json write_one(const effects::CaseChanged& one) {
  return order("case-changed", {{"id", one.case_id}, {"title", one.title}});
}
Json write_one(const effects::ObservablesAdded& one) {
  return order("observables-added", {{"id", one.case_id},
                                     {"title", one.title},
                                     {"observables", threat_response::to_json(one.observables)}});
}

}  // namespace

std::optional<Surface> surface_from_name(std::string_view name) {
  for (const auto& [surface, known] : kSurfaceNames)
    if (known == name) return surface;
  return std::nullopt;
}

std::string_view surface_name(Surface surface) {
  for (const auto& [known, name] : kSurfaceNames)
    if (known == surface) return name;
  return "";
}

std::optional<Message> read(const Json& message) {
  const std::string is = json::text(message, "is");
  if (is == "configure") return read_configure(message);
  if (is == "pivots") {
    const Json* list = json::find(message, "list");
    return CustomPivotsOffered{.library = list ? custom_pivots::Library(*list) : custom_pivots::Library(),
                               .failed = json::boolean(message, "failed")};
  }
  if (is == "casebook") return CasebookPressed{};
  if (is == "sign-in") return SignInPressed{};
  if (is == "vault") return read_vault(message);
  if (is == "locked") return Locked{};
  if (is == "signed-out") return SignedOutElsewhere{};
  if (is == "woke") return Woke{};
  if (is == "online") return WentOnline{};
  if (is == "paused") return PauseHeard{json::number(message, "until")};
  if (is == "restore-casebook") return CasebookRestored{};
  if (auto about = read_about_casebook(is, message)) return about;
  if (auto about = read_about_finding(is, message)) return about;
  if (is == "pivot") {
    const auto type = observables::type_from_name(json::text(message, "type"));
    const std::string value = json::text(message, "value");
    if (!type || value.empty()) return std::nullopt;
    return PivotPressed{.observable = {*type, value},
                        .warning = observables::warning_from_name(json::text(message, "warning"))};
  }
  if (is == "closed")
    if (const auto surface = surface_from_name(json::text(message, "surface")))
      return SurfaceClosed{*surface};
  return std::nullopt;
}

Json write(const Order& order) {
  return order.visit([](const auto& one) { return write_one(one); });
}

}  // namespace app::page
