#include <unicode/uidna.h>

#include "observables/idna.h"

namespace observables {
namespace {

// Where ICU has failed to open it, `error` says so, and whatever is asked of ICU with that fails, too.
struct Uts46 {
  UErrorCode error = U_ZERO_ERROR;
  const UIDNA* opened = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                            UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_NONTRANSITIONAL_TO_UNICODE,
                                        &error);
};

// The URL standard neither checks hyphens nor lengths; domain.h checks the lengths that matter.
constexpr std::uint32_t kAllowed = UIDNA_ERROR_LEADING_HYPHEN | UIDNA_ERROR_TRAILING_HYPHEN |
                                   UIDNA_ERROR_HYPHEN_3_4 | UIDNA_ERROR_LABEL_TOO_LONG |
                                   UIDNA_ERROR_DOMAIN_NAME_TOO_LONG | UIDNA_ERROR_EMPTY_LABEL;

template <typename Convert>
std::string_view converted(Convert convert, std::string_view host, HostBuffer& buffer) {
  static const Uts46 uts46;
  UErrorCode error = uts46.error;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const auto size = convert(uts46.opened, host.data(), static_cast<std::int32_t>(host.size()), buffer.data(),
                            static_cast<std::int32_t>(buffer.size()), &info, &error);
  const bool fits = U_SUCCESS(error) && size > 0;
  if (!fits || (info.errors & ~kAllowed) != 0) return {};
  return {buffer.data(), static_cast<std::size_t>(size)};
}

}  // namespace

std::string_view to_ascii(std::string_view host, HostBuffer& buffer) {
  return converted(uidna_nameToASCII_UTF8, host, buffer);
}

std::string_view to_unicode(std::string_view ascii_host, HostBuffer& buffer) {
  const std::string_view shown = converted(uidna_nameToUnicodeUTF8, ascii_host, buffer);
  return shown == ascii_host ? std::string_view() : shown;
}

}  // namespace observables
