// The page where appliances become modules of their organisation (INT-15, INT-17), for who has logged in to
// the pages of API clients (api_clients.h):
//
//   GET  /settings/modules          the registered appliances of the organisation and the modules of the
//   service POST /settings/modules/token    `region`: a registration token, shown on the next page, once POST
//   /settings/modules/add      `id` of a registration POST /settings/modules/remove   `id`
#pragma once

#include <string_view>
#include <vector>

#include "appliance/accounts.h"
#include "appliance/http/message.h"
#include "appliance/services_exchange/registrations.h"
#include "appliance/sessions.h"
#include "appliance/threat_response/modules.h"

namespace appliance {

inline constexpr std::string_view kModulesPage = "/settings/modules";

// `origin` is that of these pages.
http::Response answer_modules_page(const http::Request& request, const std::vector<Module>& modules,
                                   Registrations& registrations, Accounts& accounts, Sessions& sessions,
                                   const std::string& origin);

}  // namespace appliance
