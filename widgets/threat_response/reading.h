// The first step of every reader: a good reply's body as a document.
#pragma once

#include <expected>

#include "json/json.h"
#include "threat_response/problem.h"

namespace threat_response {

// The object, or the list, that a good reply's body is; else what is wrong: the reply's own problem, or
// kUnreadable for a body that is cut off, nested too deeply, of another type, or no JSON at all.
std::expected<Json, Problem> read_object(const Reply& reply);
std::expected<Json, Problem> read_list(const Reply& reply);

}  // namespace threat_response
