#include "appliance/threat_response/modules.h"

#include <gtest/gtest.h>

namespace appliance {
namespace {

TEST(Modules, NamesInBracesAreFilledAndAllElseStays) {
  EXPECT_EQ(filled("ref-{type}-{value}", {{"type", "ip"}, {"value", "{type}"}}), "ref-ip-{type}");
  EXPECT_EQ(filled("{none} {", {{"type", "ip"}}), "{none} {");
  EXPECT_EQ(filled("", {}), "");
}

TEST(Modules, AUrlThatIsNotListedHasTheVerdictOfItsHost) {
  const Module module{
      .name = "m",
      .types = {"url", "domain", "ip"},
      .verdicts = {{.type = "domain", .value = "bad.example", .disposition = 2, .subdomains = true},
                   {.type = "url", .value = "http://bad.example/ok", .disposition = 1}},
      .otherwise = 5};

  EXPECT_EQ(module.disposition_of("url", "http://bad.example/ok"), 1);
  EXPECT_EQ(module.disposition_of("url", "http://a@x.BAD.example:8080/y"), 2);
  EXPECT_EQ(module.disposition_of("url", "http://notbad.example/"), 5);
  EXPECT_EQ(module.disposition_of("domain", "Bad.Example."), 2);
  EXPECT_EQ(module.disposition_of("sha256", "bad.example"), 0) << "it is not asked about those";
}

}  // namespace
}  // namespace appliance
