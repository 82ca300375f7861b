#include "kit/theme.h"

namespace kit {
namespace {

constexpr ImU32 rgb(unsigned hex) {
  return IM_COL32((hex >> 16U) & 255U, (hex >> 8U) & 255U, hex & 255U, 255);
}

constexpr Theme kLight = {
    .surface = rgb(0xffffff),
    .raised = rgb(0xf3f5f8),
    .text = rgb(0x1b2430),
    .muted = rgb(0x566273),
    .border = rgb(0xc9d0da),
    .field = rgb(0xffffff),
    .accent = rgb(0x0b63bd),
    .on_accent = rgb(0xffffff),
    .hover = rgb(0xeaf0f7),
    .selected = rgb(0xdeebf9),
    .danger = rgb(0xb3261e),
    .danger_surface = rgb(0xfdeceb),
};

constexpr Theme kDark = {
    .surface = rgb(0x1a2028),
    .raised = rgb(0x222a35),
    .text = rgb(0xe6ebf2),
    .muted = rgb(0xa3b0c0),
    .border = rgb(0x3d4857),
    .field = rgb(0x12161c),
    .accent = rgb(0x6cb4fb),
    .on_accent = rgb(0x0b1a2b),
    .hover = rgb(0x273140),
    .selected = rgb(0x23374f),
    .danger = rgb(0xff9a92),
    .danger_surface = rgb(0x3a2123),
};

}  // namespace

const Theme& theme(bool dark) { return dark ? kDark : kLight; }

ImU32 disposition_colour(bool dark, threat_response::Disposition disposition) {
  using threat_response::Disposition;
  switch (disposition) {
    case Disposition::kMalicious:
      return dark ? rgb(0xff9a92) : rgb(0xb3261e);
    case Disposition::kSuspicious:
      return dark ? rgb(0xf2b45c) : rgb(0x8a4b00);
    case Disposition::kCommon:
      return dark ? rgb(0x8fc3f7) : rgb(0x0b5a99);
    case Disposition::kClean:
      return dark ? rgb(0x7fd39b) : rgb(0x1a6b38);
    default:
      return theme(dark).muted;
  }
}

}  // namespace kit
