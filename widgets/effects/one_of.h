// A value of one of many kinds: what messages and effects are.
//
// A std::variant of dozens of kinds makes tables to copy, move and end each of them, anew in every source
// that holds one: that took a third of the time to compile for pages. Here a value stands behind a pointer
// that knows how to end it. Copies share it, and it never changes.
#pragma once

#include <array>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace effects {

template <typename... Kinds>
class OneOf {
  template <typename Kind>
  static constexpr bool kIsOne = (std::same_as<Kind, Kinds> || ...);

  template <typename Kind>
  static constexpr std::size_t index_of() {
    std::size_t index = 0;
    static_cast<void>(((std::same_as<Kind, Kinds> || (++index, false)) || ...));
    return index;
  }

 public:
  template <typename Kind>
    requires kIsOne<Kind>
  OneOf(Kind value) : index_(index_of<Kind>()), value_(kept(std::move(value))) {}

  template <typename Kind>
    requires kIsOne<Kind>
  bool holds() const {
    return index_ == index_of<Kind>();
  }

  // Null when it is of another kind; else it lives as long as this one, or a copy.
  template <typename Kind>
    requires kIsOne<Kind>
  const Kind* get_if() const {
    assert(value_ != nullptr && "read after it was moved from");
    return holds<Kind>() ? static_cast<const Kind*>(value_.get()) : nullptr;
  }

  // Calls `visitor` with the value, whose kinds all give the same type of result.
  template <typename Visitor>
  auto visit(Visitor visitor) const {
    assert(value_ != nullptr && "read after it was moved from");
    using Result = std::common_type_t<std::invoke_result_t<Visitor&, const Kinds&>...>;
    using Call = Result (*)(Visitor&, const void*);
    static constexpr std::array<Call, sizeof...(Kinds)> kCalls = {
        [](Visitor& with, const void* value) -> Result {
          return with(*static_cast<const Kinds*>(value));
        }...};
    return kCalls[index_](visitor, value_.get());
  }

  friend bool operator==(const OneOf& one, const OneOf& other)
    requires(std::equality_comparable<Kinds> && ...)
  {
    return one.index_ == other.index_ && one.visit([&](const auto& value) {
      return value == *static_cast<const std::remove_cvref_t<decltype(value)>*>(other.value_.get());
    });
  }

 private:
  template <typename Kind>
  static std::shared_ptr<const void> kept(Kind value) {
    if constexpr (std::is_empty_v<Kind>) {
      static constexpr Kind kOnly{};  // there is nothing to keep
      return {std::shared_ptr<const void>(), &kOnly};
    } else {
      // Not make_shared, which makes a class of each kind.
      return {static_cast<const void*>(new Kind(std::move(value))),
              +[](const void* one) { delete static_cast<const Kind*>(one); }};
    }
  }

  std::size_t index_;
  std::shared_ptr<const void> value_;  // never null, unless moved from
};

}  // namespace effects
