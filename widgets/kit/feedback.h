// What tells people how things stand: progress, toasts, and a place that is empty, loading or failed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kit/surface.h"

namespace kit {

inline constexpr float kProgress = 36;  // the height of a progress bar with its words and cancel button

// How far something has come, 0 to 1, and in `words` ("3 of 12 modules have answered"). Nothing moves by
// itself: where no share is known the bar is empty and the words tell. Returns the id of the button that
// cancels, 0 without a `cancel`, its label.
ItemId progress(Surface& surface, std::string_view key, Box box, const std::string& name,
                std::optional<double> share, const std::string& words, const std::string& cancel = "");

// What has just been done, with the ways to take it back and to put the message away. It stays until then: a
// message with a button that goes by itself is gone for whoever reads slowly (WCAG 2.2.1). Returns the
// height.
struct Toast {
  std::string text, undo, dismiss;  // labels; "" for no such button
};
struct ToastIds {
  ItemId undo = 0, dismiss = 0;
  float height = 0;
};
ToastIds toast(Surface& surface, std::string_view key, Box box, const Toast& toast);

// What stands in the place of content that is not there. The picture says which it is, beside the words.
enum class PlaceState { kEmpty, kLoading, kFailed };
struct Place {
  PlaceState state = PlaceState::kEmpty;
  std::string title, hint;  // what is so, and what to do
  std::string action;       // label of the button that does it; "" for none
};
struct PlaceDrawn {
  ItemId action = 0;
  float height = 0;
};
PlaceDrawn place(Surface& surface, std::string_view key, Box box, const Place& place);

}  // namespace kit
