// The picture of the casebook: the list of cases at the start, the current case beside it; on a narrow
// surface one of the two.
#pragma once

#include "casebook/message.h"
#include "casebook/prepared.h"
#include "kit/said.h"
#include "kit/surface.h"
#include "threat_response/sightings.h"

namespace casebook {

// What the casebook shows of the rest of the app.
struct Surroundings {
  std::string visibility;                                 // origin of the portal of the server in use
  const threat_response::Verdicts* verdicts = nullptr;    // never null
  const threat_response::Sightings* sightings = nullptr;  // never null
  const Prepared* prepared = nullptr;                     // never null; of this model and these verdicts
  std::string default_title;                              // of a new case, in the user's language and time
  double now = 0;                                         // seconds since 1970
  bool may_sign_in = false;                               // by itself, without asking anybody
  bool stays = false;                                     // a part of the page: nobody closes it
};

using Say = kit::Said<Message>;

Say draw(kit::Surface& surface, const Model& model, const Surroundings& around);

// Its parts, each in a file of its own. The list of cases: view_cases.cc.
void draw_cases(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at,
                Say& said);
// The current case with its tabs: view_case.cc.
void draw_case(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at,
               bool narrow, Say& said);
// Who may read and change the case; returns where the rest begins. REQUIRES: model.shown.
float draw_tlp(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
// What each tab shows: view_observables.cc, view_about.cc, view_changes.cc.
void draw_observables(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at,
                      Say& said);
void draw_about(kit::Surface& surface, const Model& model, kit::Box at, Say& said);
void draw_changes(kit::Surface& surface, const Model& model, const Surroundings& around, kit::Box at,
                  Say& said);
// The form that adds observables, over everything: view_add.cc.
void draw_add_form(kit::Surface& surface, const Model& model, Say& said);
// The ignore list in it, as it is being rewritten, with what ends that: view_ignored.cc.
void draw_ignored(kit::Surface& surface, const std::string& rules, kit::Box at, Say& said);
// The dialog that gives the case to others: view_share.cc. REQUIRES: model.shown.
void draw_share(kit::Surface& surface, const Model& model, const Surroundings& around, Say& said);

// The list of cases that observables are copied or moved into: view_transfer.cc.
void draw_transfer(kit::Surface& surface, const Model& model, const Surroundings& around, Say& said);
// What was found in files: view_import.cc.
void draw_import(kit::Surface& surface, const Model& model, const Surroundings& around, Say& said);
// "Add 2 observables to Phish": view_changes.cc.
std::string change_words(const kit::Surface& surface, const outbox::Change& change);

// The title of a case, or what stands for one.
std::string title_of(const kit::Surface& surface, const std::string& title);
// "12 observables - TLP amber - Nov 24, 2026"; without a time where the service has given none.
std::string facts_of(const kit::Surface& surface, std::size_t observables, const std::string& tlp,
                     const std::string& timestamp);

}  // namespace casebook
