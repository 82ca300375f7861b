// Any bytes as link templates of a page: an address leads to the host that the template names, whatever the
// value is (template.h, library.h).
//
// The first line is the kind of an observable, the second its value; the rest is a template, or a list of
// custom pivots as JSON.
#include "custom_pivots/library.h"
#include "promise.h"

namespace {

using namespace custom_pivots;
using fuzz::expect;

constexpr std::string_view kScheme = "https://";

std::string_view host_of(std::string_view address) {
  address.remove_prefix(std::min(kScheme.size(), address.size()));
  return address.substr(0, address.find_first_of("/?#"));
}

void check_address(std::string_view address) {
  expect(address.starts_with(kScheme), "an address is https", address);
  expect(address.size() <= kLongestAddress, "an address is not too long", address);
  for (const char c : address)
    expect(c > ' ' && c < '\x7F' && c != '"' && c != '<' && c != '>' && c != '\\',
           "an address needs no quoting", address);
  const std::string_view host = host_of(address);
  expect(!host.empty() && !host.contains('@') && !host.contains('%'), "an address has a host", address);
  const std::string_view path = address.substr(0, address.find_first_of("?#"));
  expect(!path.contains("/../") && !path.ends_with("/.."), "an address does not go up", address);
}

void check_template(std::string_view type, std::string_view value, std::string_view text) {
  const auto link = Template::parse(text);
  if (!link) return;
  const auto address = link->expand(type, value);
  if (!address) return;
  check_address(*address);
  // What stands behind the last placeholder of the host is the template's own.
  const std::string_view host = host_of(text);
  const std::size_t brace = host.rfind('}');
  const std::string_view own = host.substr(brace == std::string_view::npos ? 0 : brace + 1);
  std::string small(own);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::string_view reached = host_of(*address);
  expect(reached.ends_with(own) || reached.ends_with(small), "the host is the template's", *address, text);
  expect(brace != std::string_view::npos || reached.size() == own.size(), "the host is the template's",
         *address, text);
}

void check_library(std::string_view type, std::string_view value, const Json& list) {
  const Library library(list);
  expect(library.refused().size() <= Library::kMost, "a library is bounded", value);
  const auto links = library.links_for(type, value);
  expect(links.size() <= Library::kMost, "a library is bounded", value);
  for (const Link& link : links) {
    expect(!link.title.empty(), "a link has a title", link.url);
    check_address(link.url);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text = fuzz::text_of(data, size);
  const std::string type = fuzz::line_of(text), value = fuzz::line_of(text);
  check_template(type, value, text);
  if (const auto list = json::parse(text)) check_library(type, value, *list);
  return 0;
}
