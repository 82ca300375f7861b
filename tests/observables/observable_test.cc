#include "observables/observable.h"

#include <gtest/gtest.h>

using namespace observables;

TEST(Observable, NamesOfKindsGoBothWays) {
  for (const Type type : {Type::kIp, Type::kIpv6, Type::kDomain, Type::kUrl, Type::kSha256})
    EXPECT_EQ(type_from_name(type_name(type)), type);
  EXPECT_FALSE(type_from_name("md5"));
}

TEST(Observable, DefangedTextDoesNotLink) {
  EXPECT_EQ(defang({Type::kDomain, "bit.ly"}), "bit[.]ly");
  EXPECT_EQ(defang({Type::kIp, "192.0.2.17"}), "192[.]0[.]2[.]17");
  EXPECT_EQ(defang({Type::kIpv6, "2001:db8::1"}), "2001[:]db8[:][:]1");
  EXPECT_EQ(defang({Type::kUrl, "https://bit.ly/3x.a"}), "hxxps[:]//bit[.]ly/3x.a");
}
