// What public look-up services call their pages: 112 facts. The set that is shipped expresses all of them.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "custom_pivots/library.h"

using custom_pivots::Library;

namespace {

Json read(const std::string& file) {
  std::ifstream in(file);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  return json::parse(bytes).value_or(Json());
}

std::string address_of(const Library& library, const std::string& service, const std::string& type,
                       const std::string& value) {
  for (const auto& link : library.links_for(type, value))
    if (link.title == service) return link.url;
  return "";
}

}  // namespace

TEST(PublicLookups, TheShippedSetMakesEveryAddressThatIsKnown) {
  const Library library(read(TR_LOOKUPS));
  const Json facts = read(TR_FIXTURES "/pivot-urls.json");
  ASSERT_EQ(json::elements(facts).size(), 112U);
  for (const Json* fact : json::elements(facts)) {
    std::string wanted = json::text(*fact, "url");
    if (wanted.starts_with("http:")) wanted.insert(4, "s");  // https alone is linked to
    EXPECT_EQ(address_of(library, json::text(*fact, "service"), json::text(*fact, "type"),
                         json::text(*fact, "query")),
              wanted);
  }
}

TEST(PublicLookups, NothingOfTheShippedSetIsRefused) {
  const Json list = read(TR_LOOKUPS);
  EXPECT_EQ(json::elements(list).size(), 56U);
  EXPECT_TRUE(Library(list).refused().empty());
}
