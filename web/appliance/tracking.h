// Message tracking and web tracking of AsyncOS (requirements B-58, B-59).
//
//   GET /sma/api/v2.0/message-tracking/messages?startDate=...&endDate=...&device_type=esa
//       &ciscoHost=All_Hosts&searchOption=messages [&orderBy=subject&orderDir=asc] [&offset=0&limit=20]
//   GET /sma/api/v2.0/web-tracking/proxy_services?startDate=...&endDate=...&device_type=wsa [...]
//
//   {"meta":{"num_bad_records":0,"totalCount":4},
//    "data":[{"attributes":{"mid":[315],"timestamp":"23 Nov 2026 08:10:33 (GMT)","sender":"...",
//                           "recipient":["..."],"messageStatus":{"315":"Dropped by AMP"},...}},...]}
//
//   GET /sma/api/v2.0/message-tracking/details?startDate=...&endDate=...&mid=315
//
//   {"data":{"messages":{"mid":[315],"sender":"...","recipient":["..."],"subject":"...",...,
//      "summary":[{"timestamp":"23 Nov 2026 08:10:30 (GMT)","description":"...","lastEvent":false},...]}}}
//
// The message must have arrived in [startDate, endDate[; else 404. `limit` is 100 at most.
#pragma once

#include "appliance/http/message.h"
#include "appliance/traffic.h"

namespace appliance {

http::Response answer_message_tracking(const http::Request& request, Traffic& traffic);
http::Response answer_web_tracking(const http::Request& request, Traffic& traffic);

}  // namespace appliance
