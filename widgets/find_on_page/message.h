// What a user does in Find on page, and what comes back from outside.
#pragma once

#include <string>
#include <vector>

#include "effects/one_of.h"
#include "find_on_page/model.h"

namespace find_on_page {

struct Opened {
  Page page;
};
struct Closed {};
// The page has changed, or more of it has been looked through.
struct PageChanged {
  Page page;
};
// Something is known of observables that was not.
struct VerdictsChanged {};
// The place that was to be shown is in a part of the page that is not.
struct PlaceHidden {};

// --- the filter
struct TextTyped {
  std::string text;
};
struct KindChosen {
  std::string kind;
};
struct StandingChosen {
  std::optional<Standing> standing;
};
struct FilterCleared {};

// --- the list
struct NextPressed {
  bool back = false;
};
// "" shows the observable in the page, at its next place when it is shown already; the others select.
struct RowChosen {
  Observable observable;
  std::string how;  // kit/rows.h
};
// It is dragged, and what is selected with it; when it is not selected, it alone.
struct RowDragged {
  Observable observable;
};
struct AllChosen {};
// Those that the modules have answered about and that are not clean, of what is listed.
struct NotCleanChosen {};
struct SelectionCleared {};
struct AskPressed {};
struct AskingCancelled {};
struct AddPressed {
  bool new_case = true;            // else the current one
  std::string default_title = {};  // of a new case
};
struct PivotAsked {
  Observable observable;
};

struct Message
    : effects::OneOf<Opened, Closed, PageChanged, VerdictsChanged, PlaceHidden, TextTyped, KindChosen,
                     StandingChosen, FilterCleared, NextPressed, RowChosen, RowDragged, AllChosen,
                     NotCleanChosen, SelectionCleared, AskPressed, AskingCancelled, AddPressed, PivotAsked> {
  using OneOf::OneOf;
};

// REQUIRES: model.now is the time.
effects::Effects update(Model& model, const Message& message, const threat_response::Verdicts& verdicts);

}  // namespace find_on_page
