// The people who log in to the appliance's own pages. They have nothing to do with the accounts of the
// embedded Threat Response.
#pragma once

#include <string>

#include "appliance/database.h"

namespace appliance {

class Operators {
 public:
  explicit Operators(Database& database) : database_(database) {}

  // In place of one with this name. The store keeps a salted hash of the password.
  void add(const std::string& name, const std::string& password);
  // They may change the appliance's own settings (PRE-01).
  static bool is_administrator(const std::string& name);
  // False for an unknown name and for a wrong password alike, after the same time.
  bool log_in(const std::string& name, const std::string& password);

 private:
  Database& database_;
};

}  // namespace appliance
