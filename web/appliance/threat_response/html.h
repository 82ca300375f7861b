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

// Where a form leads, so that reloading repeats nothing.
http::Response go_to(std::string_view path);

// A value with a button that copies it, of a page with the script /pages/api-clients.js. `label` and `id` are
// ours.
std::string copied_row(std::string_view label, std::string_view id, std::string_view value);

}  // namespace appliance::html
