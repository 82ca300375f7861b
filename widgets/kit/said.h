// What the items of a frame say when they are used: a message for each item id.
//
//   Said<Message> said;
//   said.on(kit::button(surface, "ok", box, label), AuthenticatePressed{});
//   said.on_text(kit::text_field(...), [](std::string text) -> Message { return
//   ClientIdTyped{std::move(text)};
//   });
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "kit/semantics.h"

namespace kit {

// In the place of an item: what a frame says by itself, without anybody using it. Said again with every frame
// that has it to say, so what it says must come to an end.
inline constexpr ItemId kFrame = 0;

template <typename Message>
class Said {
 public:
  using FromText = std::function<Message(std::string)>;

  // Keeps what the item says as the kind of message it is: to copy and move a variant of every message is a
  // great deal to compile, once in each view.
  template <typename One>
  void on(ItemId id, One one) {
    says_.emplace_back(id, [one = std::move(one)](const std::string&) -> Message { return one; });
  }
  void on_text(ItemId id, FromText from_text) { says_.emplace_back(id, std::move(from_text)); }

  // The same table in another message type, for the layer above.
  template <typename Outer>
  Said<Outer> lifted() const {
    return mapped<Outer>([](Message message) { return Outer(std::move(message)); });
  }
  // The same with what the layer above makes of each message.
  template <typename Outer>
  Said<Outer> mapped(std::function<Outer(Message)> made_of) const {
    Said<Outer> outer;
    for (const auto& [id, say] : says_)
      outer.on_text(id, [say, made_of](std::string text) { return made_of(say(std::move(text))); });
    return outer;
  }
  void append(const Said& part) { says_.insert(says_.end(), part.says_.begin(), part.says_.end()); }

  // Nothing for an item that says nothing, or is gone.
  std::optional<Message> message(ItemId id, std::string text) const {
    for (const auto& [known, say] : says_)
      if (known == id) return say(std::move(text));
    return std::nullopt;
  }

 private:
  std::vector<std::pair<ItemId, FromText>> says_;
};

}  // namespace kit
