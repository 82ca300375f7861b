// The half of the casebook's update that is about links to cases (C-16): made for colleagues, followed here.
#pragma once

#include "casebook/message.h"

namespace casebook {

// Nothing for a case that the service does not have yet.
effects::Effects copy_link(Model& model);
// The id comes with the page's address, so from anybody: one that is none of the service's is told and goes
// nowhere. Opens the casebook; the case once somebody is signed in.
effects::Effects follow_link(Model& model, const std::string& id);
// The case that waits for a sign-in, if any.
effects::Effects open_linked(Model& model);
// The case of a link has not come, which one cannot tell from one that may not be read.
effects::Effects link_failed(Model& model, const threat_response::Problem& problem);

}  // namespace casebook
