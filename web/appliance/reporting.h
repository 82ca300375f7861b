// The reporting API of AsyncOS (requirements B-55 to B-57): every table of kind "report".
//
//   GET /sma/api/v2.0/reporting/<report>[/<counter>]
//       ?startDate=2026-11-23T00:00:00.000Z&endDate=2026-11-24T00:00:00.000Z&device_type=esa
//       [&orderBy=<counter>|<key>&orderDir=asc|desc] [&offset=0&limit=25] [&top=10] [&query_type=export]
//       [&filterBy=<key>&filterOperator=begins_with|is&filterValue=bit]
//
//   {"meta":{"totalCount":6},
//    "data":{"type":"mail_incoming_domain_detail",
//            "resultSet":{"total_recipients":[{"bit.ly":118},...], "detected_spam":[{"bit.ly":31},...],
//            ...}}}
//
// Every counter lists the same keys in the same order, which is the order of the rows; one that a row lacks
// is left out there. totalCount counts before offset and limit. Names of web reports are ours.
#pragma once

#include "appliance/http/message.h"
#include "appliance/traffic.h"

namespace appliance {

http::Response answer_reporting(const http::Request& request, Traffic& traffic);

}  // namespace appliance
