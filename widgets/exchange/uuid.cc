#include "exchange/uuid.h"

#include <boost/uuid/name_generator_sha1.hpp>
#ifdef BOOST_NO_EXCEPTIONS
#include <cstdlib>
#endif

#ifdef BOOST_NO_EXCEPTIONS
// Boost calls it where it cannot throw: here for a name of more than 2^61 bytes only.
namespace boost {
void throw_exception(const std::exception& /*problem*/) { std::abort(); }
void throw_exception(const std::exception& /*problem*/, const source_location& /*where*/) { std::abort(); }
}  // namespace boost
#endif

namespace exchange {
namespace {

constexpr boost::uuids::uuid kObservablesNamespace{
    {0x00, 0xab, 0xed, 0xb4, 0xaa, 0x42, 0x46, 0x6c, 0x9c, 0x01, 0xfe, 0xd2, 0x33, 0x15, 0xa9, 0xb7}};
constexpr boost::uuids::uuid kCasesNamespace{
    {0x55, 0xcf, 0xb2, 0xe1, 0x47, 0x77, 0x46, 0xd1, 0x8b, 0xfe, 0xd7, 0xd6, 0xea, 0x36, 0x29, 0x91}};

}  // namespace

std::string uuid_of(Namespace its, std::string_view name) {
  boost::uuids::name_generator_sha1 generator(its == Namespace::kObservables ? kObservablesNamespace
                                                                             : kCasesNamespace);
  const boost::uuids::uuid id = generator(name.data(), name.size());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kDigits[id.data[i] >> 4U];
    text += kDigits[id.data[i] & 15U];
  }
  return text;
}

}  // namespace exchange
