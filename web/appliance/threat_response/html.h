// The pages of the visibility origin: made here, without scripts of their own making.
#pragma once

#include <string>
#include <string_view>

#include "appliance/http/message.h"

namespace appliance::html {

// The only way text from elsewhere gets into a page.
std::string escape(std::string_view text);

// A whole page. `content` is HTML; `script` the address of a module it loads, or "". Forms go to the page's
// own origin only, nobody may frame it and nothing keeps it.
http::Response page(int status, std::string_view title, std::string_view content,
                    std::string_view script = "");

}  // namespace appliance::html
