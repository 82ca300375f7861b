// The picture of the sign-in dialog.
#pragma once

#include "kit/said.h"
#include "kit/surface.h"
#include "sign_in/model.h"

namespace sign_in {

inline constexpr float kDialogWidth = 440;

using Say = kit::Said<sign_in::Message>;

// `now` in seconds since 1970, for the age of clients.
Say draw(kit::Surface& surface, const Model& model, double now);

// Its parts; each returns where what comes under it begins.
//
// The clients there are, to choose from and to forget, and the ways to sign out.
float draw_clients(kit::Surface& surface, const Model& model, double now, kit::Box at, Say& said);
// Client id, password, server and where it is kept.
float draw_form(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
// The passphrase that opens what the device keeps.
float draw_lock(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
// Whether a client shall be forgotten.
void draw_question(kit::Surface& surface, const Model& model, Say& said);

// "...cdef": the last four characters of a client id.
std::string short_name(const std::string& client_id);
// What works, and what does not, in a sentence.
std::string abilities_words(const kit::Surface& surface, const threat_response::Abilities& abilities);

}  // namespace sign_in
