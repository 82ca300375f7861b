// URLs that a mail gateway or a link tracker has put in place of another one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace observables {

// The canonical URL that `url`, canonical itself, leads on to when its host is a known rewriter: Safe Links,
// URL Defense, Secure Email and the like. Nothing when it is none, or holds no URL that can be read.
std::optional<std::string> rewritten_url(std::string_view url);

// Whether the host of a URL belongs to a known rewriter: cheap, before the above.
bool is_rewriter(std::string_view url);

}  // namespace observables
