// The functions that whoever loads the module gives it; both write at most `room` bytes and return how many,
// 0 for none.
#include <algorithm>

#include "observables/idna.h"

namespace observables {
namespace {

extern "C" {
__attribute__((import_module("env"), import_name("idna_to_ascii"))) std::size_t idna_to_ascii(
    const char* host, std::size_t size, char* out, std::size_t room);
__attribute__((import_module("env"), import_name("idna_to_unicode"))) std::size_t idna_to_unicode(
    const char* host, std::size_t size, char* out, std::size_t room);
}

}  // namespace

std::string_view to_ascii(std::string_view host, HostBuffer& buffer) {
  const std::size_t size = idna_to_ascii(host.data(), host.size(), buffer.data(), buffer.size());
  return {buffer.data(), std::min(size, buffer.size())};
}

std::string_view to_unicode(std::string_view ascii_host, HostBuffer& buffer) {
  const std::size_t size =
      idna_to_unicode(ascii_host.data(), ascii_host.size(), buffer.data(), buffer.size());
  return {buffer.data(), std::min(size, buffer.size())};
}

}  // namespace observables
