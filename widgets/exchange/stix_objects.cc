#include "exchange/stix_objects.h"

#include <algorithm>
#include <array>

#include "exchange/uuid.h"
#include "observables/ascii.h"
#include "observables/find.h"
#include "observables/ip.h"

namespace exchange {
namespace {

namespace ascii = observables::ascii;

bool is_address(const Observable& one) { return observables::is_ipv4(one.value); }
bool is_ipv6_address(const Observable& one) { return observables::canonical_ipv6(one.value).has_value(); }

bool is_recognised(const Observable& one) {
  const auto found = observables::recognise(one.value);
  return found && Observable(*found) == one;
}

bool is_hex(const Observable& one, std::size_t size) {
  return one.value.size() == size &&
         std::ranges::all_of(one.value, [](char c) { return ascii::is(ascii::lower(c), ascii::kHex); });
}
bool is_md5(const Observable& one) { return is_hex(one, 32); }
bool is_sha1(const Observable& one) { return is_hex(one, 40); }
bool is_sha256(const Observable& one) { return is_hex(one, 64); }

// Six pairs in lower case with colons (6.9).
bool is_mac_address(const Observable& one) {
  if (one.value.size() != 17) return false;
  for (std::size_t i = 0; i < one.value.size(); ++i)
    if (i % 3 == 2 ? one.value[i] != ':' : !ascii::is(one.value[i], ascii::kHex)) return false;
  return true;
}

bool is_email(const Observable& one) {
  const std::size_t at = one.value.rfind('@');
  if (at == 0 || at == std::string::npos) return false;
  const bool is_plain = std::ranges::all_of(one.value.substr(0, at), [](char c) {
    return ascii::is_word(c) || std::string_view("!#$%&'*+-/=?^_`{|}~.").contains(c);
  });
  return is_plain && is_recognised({"domain", one.value.substr(at + 1)});
}

// "MUST be fully spelled out" (6.17): no HKLM and the like.
bool is_registry_key(const Observable& one) { return one.value.starts_with("HKEY_"); }

bool is_any(const Observable& /*one*/) { return true; }

struct Form {
  std::string_view type;      // the service's
  std::string_view object;    // STIX's
  std::string_view property;  // its value; or the algorithm among its `hashes`
  bool is_hash;
  bool (*fits)(const Observable&);
};

constexpr std::array kForms = {
    Form{"ip", "ipv4-addr", "value", false, is_address},
    Form{"ipv6", "ipv6-addr", "value", false, is_ipv6_address},
    Form{"domain", "domain-name", "value", false, is_recognised},
    Form{"url", "url", "value", false, is_recognised},
    Form{"email", "email-addr", "value", false, is_email},
    Form{"mac_address", "mac-addr", "value", false, is_mac_address},
    Form{"sha256", "file", "SHA-256", true, is_sha256},
    Form{"sha1", "file", "SHA-1", true, is_sha1},
    Form{"md5", "file", "MD5", true, is_md5},
    Form{"file_name", "file", "name", false, is_any},
    Form{"mutex", "mutex", "name", false, is_any},
    Form{"registry_key", "windows-registry-key", "key", false, is_registry_key},
    Form{"user", "user-account", "user_id", false, is_any},
};

// Read, not written: "user-account" by another of its names.
constexpr std::array kOtherForms = {
    Form{"user", "user-account", "account_login", false, is_any},
    Form{"email_subject", "email-message", "subject", false, is_any},
    Form{"email_messageid", "email-message", "message_id", false, is_any},
};

// STIX writes SHA-256; others sha256 and SHA256.
bool is_algorithm(std::string_view name, std::string_view algorithm) {
  const auto plain = [](std::string_view text) {
    std::string out;
    for (const char c : text)
      if (ascii::is_word(c)) out += ascii::lower(c);
    return out;
  };
  return plain(name) == plain(algorithm);
}

}  // namespace

Json stix_object(const Observable& observable) {
  const auto form = std::ranges::find_if(kForms, [&observable](const Form& candidate) {
    return candidate.type == observable.type && candidate.fits(observable);
  });
  const bool is_own = form == kForms.end();
  Json properties = json::object({});
  if (is_own)
    properties = json::object({{"observable_type", observable.type}, {"value", observable.value}});
  else if (form->is_hash)
    properties = json::object({{"hashes", json::object({{form->property, observable.value}})}});
  else
    properties = json::object({{form->property, observable.value}});

  // Objects are written with sorted keys, no blanks and the shortest escapes: RFC 8785, which 2.9 asks for.
  const std::string uuid = uuid_of(Namespace::kObservables, json::dump(properties));
  const std::string type(is_own ? kOwnObject : form->object);
  Json object = std::move(properties);
  json::set(object, "type", type);
  json::set(object, "spec_version", "2.1");
  json::set(object, "id", type + "--" + uuid);
  if (is_own)
    json::set(object, "extensions",
              json::object({{kExtension, json::object({{"extension_type", "new-sco"}})}}));
  return object;
}

std::vector<Observable> observables_of(const Json& object) {
  const std::string type = json::text(object, "type");
  std::vector<Observable> found;
  if (type == kOwnObject) {
    Observable own{json::text(object, "observable_type"), json::text(object, "value")};
    if (!own.type.empty() && !own.value.empty()) found.push_back(std::move(own));
    return found;
  }
  const Json* hashes = json::find(object, "hashes");
  const auto read = [&](const Form& form) {
    if (form.object != type) return;
    std::string value;
    if (!form.is_hash) {
      value = json::text(object, form.property);
    } else if (hashes != nullptr) {
      for (const auto& [name, digest] : json::members(*hashes))
        if (is_algorithm(name, form.property)) value = json::text_of(digest);
    }
    if (!value.empty()) found.emplace_back(std::string(form.type), std::move(value));
  };
  std::ranges::for_each(kForms, read);
  std::ranges::for_each(kOtherForms, read);
  return found;
}

Observable observable_at(std::string_view object_type, std::string_view path, std::string_view value) {
  constexpr std::string_view kHashes = "hashes.";
  const auto is_there = [&](const Form& form) {
    if (form.object != object_type) return false;
    if (!form.is_hash) return path == form.property;
    return path.starts_with(kHashes) && is_algorithm(path.substr(kHashes.size()), form.property);
  };
  for (const Form& form : kForms)
    if (is_there(form)) return {std::string(form.type), std::string(value)};
  for (const Form& form : kOtherForms)
    if (is_there(form)) return {std::string(form.type), std::string(value)};
  return {};
}

}  // namespace exchange
