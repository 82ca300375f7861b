// A text that grows at its end, for what is written letter by letter. std::string is the library's, which is
// made for size in WebAssembly: there each letter is a dozen calls, and was two thirds of a frame's time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace json {

class Output {
 public:
  void add(char letter) {
    *room_for(1) = letter;
    ++size_;
  }
  void add(std::string_view text) {
    std::ranges::copy(text, room_for(text.size()));
    size_ += text.size();
  }
  // All of it; nothing is left.
  std::string take() {
    text_.resize(std::exchange(size_, 0));
    return std::exchange(text_, {});
  }

 private:
  static constexpr std::size_t kFirst = 128;  // bytes

  char* room_for(std::size_t more) {
    if (size_ + more > text_.size()) text_.resize(std::max({kFirst, 2 * text_.size(), size_ + more}));
    return text_.data() + size_;
  }

  std::string text_;  // as large as there is room
  std::size_t size_ = 0;
};

}  // namespace json
