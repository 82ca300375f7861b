#include "case_choice/view.h"
#include "casebook/view.h"

namespace casebook {

void draw_transfer(kit::Surface& surface, const Model& model, const Surroundings& around, Say& said) {
  using messages::Text;
  constexpr float kWide = 440;
  const Transfer& transfer = model.transfer;
  const auto& which = transfer.choice.about;
  const std::string about =
      which.size() == 1 ? which.front().value : surface.plural_text(Text::kObservableCount, which.size());
  const auto used = case_choice::draw(
      surface, transfer.choice,
      {.title = surface.text(transfer.moves ? Text::kMoveThisTo : Text::kCopyThisTo, {about}),
       .width = kWide,
       .offers_new = true,
       .default_title = around.default_title});
  said.append(
      used.mapped<Message>([](case_choice::Message what) { return Message(TransferUsed{std::move(what)}); }));
}

}  // namespace casebook
