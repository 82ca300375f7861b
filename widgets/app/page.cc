#include "app/page.h"

#include <array>
#include <utility>

namespace app::page {
namespace {

using effects::Surface;

constexpr std::array<std::pair<Surface, std::string_view>, 3> kSurfaceNames = {{
    {Surface::kCasebook, "casebook"},
    {Surface::kPivotMenu, "pivot-menu"},
    {Surface::kSignIn, "sign-in"},
}};

Message read_configure(const Json& message) {
  Configured configured{.servers = {},
                        .language = messages::language_from_tag(json::text(message, "language")),
                        .instance = static_cast<std::uint32_t>(json::integer(message, "instance"))};
  for (const Json* server : json::array(message, "servers"))
    configured.servers.push_back({.id = json::text(*server, "id"),
                                  .name = json::text(*server, "name"),
                                  .visibility = json::text(*server, "visibility"),
                                  .api_clients = json::text(*server, "api_clients"),
                                  .unavailable = json::text(*server, "unavailable")});
  return configured;
}

Json order(std::string_view is, std::initializer_list<std::pair<std::string_view, Json>> members) {
  Json made = json::object(members);
  json::set(made, "is", std::string(is));
  return made;
}

Json write_one(const StartCall&) { return {}; }
Json write_one(const UseCredential& one) {
  return order("use-credential", {{"client_id", one.client_id}, {"server", one.server_id}});
}
Json write_one(const WakeAt& one) { return order("wake", {{"at", one.time}}); }
Json write_one(const TellPause& one) { return order("pause", {{"until", one.until}}); }
Json write_one(const effects::OpenTab& one) { return order("open-tab", {{"url", one.url}}); }
Json write_one(const effects::CopyText& one) { return order("copy", {{"text", one.text}}); }
Json write_one(const effects::OpenSurface& one) {
  return order("open", {{"surface", std::string(surface_name(one.surface))}});
}
Json write_one(const effects::CloseSurface& one) {
  return order("close", {{"surface", std::string(surface_name(one.surface))}});
}
Json write_one(const effects::CaseChanged& one) {
  return order("case-changed", {{"id", one.case_id}, {"title", one.title}});
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
  if (is == "casebook") return CasebookPressed{};
  if (is == "sign-in") return SignInPressed{};
  if (is == "woke") return Woke{};
  if (is == "online") return WentOnline{};
  if (is == "paused") return PauseHeard{json::number(message, "until")};
  if (is == "retry-add") return casebook::Message(casebook::RetryAddPressed{});
  if (is == "dismiss-notice") return casebook::Message(casebook::DismissNoticePressed{});
  if (is == "remember-case") return casebook::Message(casebook::CurrentRemembered{json::text(message, "id")});
  if (is == "pivot") {
    const auto type = observables::type_from_name(json::text(message, "type"));
    const std::string value = json::text(message, "value");
    if (!type || value.empty()) return std::nullopt;
    return PivotPressed{{*type, value}};
  }
  if (is == "closed")
    if (const auto surface = surface_from_name(json::text(message, "surface")))
      return SurfaceClosed{*surface};
  return std::nullopt;
}

Json write(const Order& order) {
  return std::visit([](const auto& one) { return write_one(one); }, order);
}

Json write(const casebook::Notice& notice, double held_until, messages::Language language) {
  using Kind = casebook::Notice::Kind;
  using messages::Text;
  const auto say = [&](Text message, std::initializer_list<std::string_view> arguments = {}) {
    return messages::text(language, message, arguments);
  };
  std::string text;
  // What waits is said first: the rest has no news until then. The page puts the time in.
  if (held_until > 0)
    return json::object(
        {{"is", "notice"}, {"text", say(Text::kHeld)}, {"until", held_until}, {"failed", false}});
  switch (notice.kind) {
    case Kind::kNone:
      break;
    case Kind::kAdding:
      text = notice.new_case ? say(Text::kAddingNew, {notice.value})
                             : say(Text::kAdding, {notice.value, notice.title});
      break;
    case Kind::kAdded:
      text = say(Text::kAdded, {notice.value, notice.title});
      break;
    case Kind::kAlreadyThere:
      text = say(Text::kAlreadyThere, {notice.value, notice.title});
      break;
    case Kind::kFailed:
      text = say(Text::kAddFailed, {notice.value, messages::problem_sentence(language, notice.problem)});
      break;
  }
  return json::object({{"is", "notice"},
                       {"text", text},
                       {"failed", notice.kind == Kind::kFailed},
                       {"retry", say(Text::kTryAgain)},
                       {"dismiss", say(Text::kDismiss)}});
}

}  // namespace app::page
