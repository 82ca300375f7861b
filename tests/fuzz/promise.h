// What a fuzz target says of its subject. A promise that is broken ends the program, as a fault found by the
// sanitizers does.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fuzz {

inline void expect(bool holds, const char* promise, std::string_view of, std::string_view instead = "") {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n  of:  %.*s\n  got: %.*s\n", promise, static_cast<int>(of.size()),
               of.data(), static_cast<int>(instead.size()), instead.data());
  std::abort();
}

// A copy of the exact size, so that a read beyond its end is found.
inline std::string text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Takes the first line off `text`: what stands before the next line feed, or all of it.
inline std::string line_of(std::string& text) {
  const std::size_t end = text.find('\n');
  std::string line = text.substr(0, end);
  text.erase(0, end == std::string::npos ? end : end + 1);
  return line;
}

}  // namespace fuzz
