// The reporting API of AsyncOS (requirements B-55 to B-57), read from SQLite.
//
//   GET /sma/api/v2.0/reporting/mail_incoming_domain_detail
//       ?startDate=2026-11-23T00:00:00.000Z&endDate=2026-11-24T00:00:00.000Z&device_type=esa
//       [&orderBy=<counter>|domain&orderDir=asc|desc] [&offset=0&limit=25]
//       [&filterBy=domain&filterOperator=begins_with|is&filterValue=bit]
//
//   {"meta":{"totalCount":6},
//    "data":{"type":"mail_incoming_domain_detail",
//            "resultSet":{"total_recipients":[{"bit.ly":118},...], "detected_spam":[{"bit.ly":31},...],
//            ...}}}
//
// Every counter lists the same domains in the same order, which is the order of the rows. Counters of one
// domain are summed over the days in [startDate, endDate[. totalCount counts before offset and limit.
#pragma once

#include <expected>
#include <string>

#include "appliance/database.h"
#include "appliance/http/message.h"

namespace appliance {

// An error as AsyncOS writes it: {"error":{"message":...,"code":"400","explanation":...}}.
http::Response asyncos_error(int status, std::string_view explanation);

class Reporting {
 public:
  explicit Reporting(Database& database) : database_(database) {}
  // Fills the tables from data/mail_incoming_domain_detail.json. The error is a sentence.
  std::expected<void, std::string> seed();
  http::Response answer(const http::Request& request);

 private:
  Database& database_;
};

}  // namespace appliance
