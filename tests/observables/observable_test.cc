#include "observables/observable.h"

#include <gtest/gtest.h>

#include "observables/refang.h"
#include "observables/rewritten.h"

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

TEST(Observable, EveryStyleIsUndoneByRefang) {
  for (const Observable& observable :
       {Observable{Type::kDomain, "bit.ly"}, Observable{Type::kIp, "192.0.2.17"},
        Observable{Type::kIpv6, "2001:db8::1"},
        Observable{Type::kUrl, "https://user.name@bit.ly:80/3x.a/(St.)b?q=[.5"},
        Observable{Type::kUrl, "ftp://a.example/x[[.]]"}, Observable{Type::kUrl, "evil.example/a.)b"},
        Observable{Type::kUrl, "http://[2001:db8::1]/"},
        Observable{Type::kUrl, "http://192.0.2.1://example(.0.1"},
        Observable{Type::kUrl, "https://www.@example.com"},
        Observable{Type::kUrl, "httpsole.com/me://eeeee.zi/eeeee.zip"}})
    for (const Style style : {Style::kNone, Style::kBrackets, Style::kWords, Style::kHxxp, Style::kMixed}) {
      EXPECT_EQ(style_from_name(style_name(style)), style);
      EXPECT_EQ(refang(defang(observable, style)), observable.value) << style_name(style);
    }
  EXPECT_EQ(defang({Type::kUrl, "https://bit.ly/3x.a"}, Style::kBrackets), "https[:]//bit[.]ly/3x.a");
  EXPECT_EQ(defang({Type::kUrl, "https://bit.ly/3x.a"}, Style::kWords), "https://bit[dot]ly/3x.a");
  EXPECT_EQ(defang({Type::kUrl, "https://bit.ly/3x.a"}, Style::kHxxp), "hxxps://bit.ly/3x.a");
}

TEST(Refang, UndoesWhatStandsForADotAndLeavesTheRest) {
  EXPECT_EQ(refang("see hXXps[:]//A[.]Example/x[.]y (ref. [.])"), "see https://A.Example/x.y (ref. [.])");
  EXPECT_EQ(refang("1[.1.)1(.)1 a\\.b"), "1.1.1.1 a.b");
  EXPECT_EQ(refang("hxxp[://]1[.1[.1[.1/a[.b"), "http://1.1.1.1/a[.b");
  EXPECT_EQ(refang("look [at] this [ dot ] and a[at]b"), "look [at] this [ dot ] and a@b");
  EXPECT_EQ(refang("dir/x\\.git rows[0].name hxxpfoo"), "dir/x\\.git rows[0].name hxxpfoo");
}

TEST(Rewritten, SaysWhereARewrittenLinkLeads) {
  EXPECT_EQ(
      rewritten_url(
          "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fevil.example%2Fa%3Fb&data=05"),
      "https://evil.example/a?b");
  EXPECT_EQ(rewritten_url("https://urldefense.proofpoint.com/v2/url?u=http-3A__evil.example_a-5Fb&d=Dw"),
            "http://evil.example/a_b");
  EXPECT_EQ(rewritten_url("https://urldefense.com/v3/__https://evil.example/a*b__;Iw!!x$"),
            "https://evil.example/a#b");
  EXPECT_EQ(rewritten_url("https://secure-web.cisco.com/1abc/https%3A%2F%2Fevil.example%2Fa"),
            "https://evil.example/a");
  EXPECT_EQ(rewritten_url("https://www.google.com/url?sa=t&q=http://evil.example/"), "http://evil.example/");
  EXPECT_EQ(rewritten_url("https://www.google.com/search?q=http://evil.example/"), std::nullopt);
  EXPECT_EQ(rewritten_url("https://a.safelinks.protection.outlook.com/?url=nothing"), std::nullopt);
  EXPECT_TRUE(is_rewriter("https://www.google.com/url"));
  EXPECT_FALSE(is_rewriter("https://evil.example/www.google.com"));
}

TEST(Rewritten, ReadsEachVendorsCoding) {
  EXPECT_EQ(
      rewritten_url("https://eu.protection.sophos.com/?d=evil.example&u=aHR0cHM6Ly9ldmlsLmV4YW1wbGUvYT9i"),
      "https://evil.example/a?b");
  EXPECT_EQ(rewritten_url("https://eu.protection.sophos.com/?u=aHR0cHM6Ly9ldmlsLmV4YW1wbGUvP34%2F%2B!"),
            "https://evil.example/?~?")
      << "with the letters of either alphabet";
  EXPECT_EQ(rewritten_url("https://urldefense.com/v3/__https://evil.example/a**Bb*cd__;Pz8_IQ!!x$"),
            "https://evil.example/a???b!cd")
      << "two stars and a letter: as many as it says";
  EXPECT_EQ(rewritten_url("https://urldefense.com/v3/__https://evil.example/a**"), std::nullopt)
      << "cut before its characters";
  EXPECT_EQ(rewritten_url("https://urldefense.com/v3/__https://evil.example/a**__;Pz8!!x$"),
            "https://evil.example/a??")
      << "two stars at the end are one each";
}

TEST(Rewritten, FindsTheParameterAmongOthers) {
  EXPECT_EQ(rewritten_url("https://l.facebook.com/l.php?url=no&u=https%3A%2F%2Fevil.example%2F#u=other"),
            "https://evil.example/");
  EXPECT_EQ(rewritten_url("https://l.facebook.com/l.php?a=b#u=https%3A%2F%2Fevil.example%2F"), std::nullopt);
  EXPECT_EQ(rewritten_url("https://l.facebook.com/l.php?a=b"), std::nullopt);
  EXPECT_EQ(rewritten_url("https://l.facebook.com/l.php?u=https://evil.example/50%25%2&b"),
            "https://evil.example/50%%2")
      << "what is no code stands as it came";
  EXPECT_EQ(rewritten_url("https://l.facebook.com/l.php?u=https://evil.example/%zz%2z"),
            "https://evil.example/%zz%2z");
}

TEST(Refang, ASecondSchemeIsInThePathOfTheFirst) {
  EXPECT_EQ(refang("hxxps://a.example[://]b[.]c"), "https://a.example://b.c");
}
