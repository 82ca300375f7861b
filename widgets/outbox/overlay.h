// A case as its user sees it: what the service has, with the changes that are on their way.
#pragma once

#include "outbox/change.h"

namespace outbox {

// Does to `one` what the service will do. Deleting is the list's business: it changes nothing here.
void apply(Case& one, const Change& change);
// The case that CreateCase makes, before the service has made it: its id is the external id.
Case draft_of(const Change& create);

// Whether the service's case is as the change wants it. REQUIRES: none of CreateCase and DeleteCase.
bool is_done(const Case& one, const Change& change);
// What of `change` is undone or replaced by `later` is taken out of it. False when nothing is left.
bool without(Change& change, const Change& later);

}  // namespace outbox
