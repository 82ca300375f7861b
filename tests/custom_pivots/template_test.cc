#include "custom_pivots/template.h"

#include <gtest/gtest.h>

#include "custom_pivots/sha256.h"

using namespace custom_pivots;

namespace {

// The address of `text` for an observable; "refused" when the template is, "nothing" when the value is.
std::string address(std::string_view text, std::string_view value, std::string_view type = "domain") {
  const auto read = Template::parse(text);
  return read ? read->expand(type, value).value_or("nothing") : "refused";
}

std::optional<Refused> refused(std::string_view text) {
  const auto read = Template::parse(text);
  return read ? std::nullopt : std::optional(read.error());
}

}  // namespace

TEST(LinkTemplate, AValueIsWrittenForThePlaceItStandsIn) {
  const std::string url = "http://a.example/x y?q=1&r=\"#f";
  EXPECT_EQ(address("https://l.example/{value}/z", url, "url"),
            "https://l.example/http%3A%2F%2Fa.example%2Fx%20y%3Fq%3D1%26r%3D%22%23f/z");
  EXPECT_EQ(address("https://l.example/?q={value}&x", url, "url"),
            "https://l.example/?q=http%3A%2F%2Fa.example%2Fx%20y%3Fq%3D1%26r%3D%22%23f&x");
  EXPECT_EQ(address("https://l.example/#u={value}", "a&b"), "https://l.example/#u=a%26b");
  EXPECT_EQ(address("https://{value}.l.example/", "bit.ly"), "https://bit.ly.l.example/");
  EXPECT_EQ(address("https://l.example/?a?b/{value}#?/", "x"), "https://l.example/?a?b/x#?/");
  EXPECT_EQ(address("https://l.example?q={value}", "x"), "https://l.example?q=x");
  EXPECT_EQ(address("https://l.example#{value}", "x"), "https://l.example#x");
  EXPECT_EQ(address("https://l.example/{type}/{value}", "2001:db8::1", "ipv6"),
            "https://l.example/ipv6/2001%3Adb8%3A%3A1");
}

TEST(LinkTemplate, StepsWorkFromTheLeft) {
  EXPECT_EQ(address("https://l.example/{value|lower}", "A-Z.Example"), "https://l.example/a-z.example");
  EXPECT_EQ(address("https://l.example/?q={value|defang}", "bit.ly"), "https://l.example/?q=bit%5B.%5Dly");
  EXPECT_EQ(address("https://l.example/?q={value|defang}", "CVE-2018-1", "cve"),
            "https://l.example/?q=CVE-2018-1");
  EXPECT_EQ(address("https://l.example/{value|host}", "http://u@a.example:8080/x", "url"),
            "https://l.example/a.example");
  EXPECT_EQ(address("https://l.example/{value|host}", "http://[2001:db8::1]/", "url"),
            "https://l.example/2001%3Adb8%3A%3A1");
  EXPECT_EQ(address("https://l.example/?q={value|base64}", "1.1.1.1", "ip"),
            "https://l.example/?q=MS4xLjEuMQ==");
  EXPECT_EQ(address("https://l.example/{value|strip=CVE-|first=4}", "CVE-2018-1", "cve"),
            "https://l.example/2018");
  EXPECT_EQ(address("https://l.example/?q={value|before=ip=|after=!|base64}", "1", "ip"),
            "https://l.example/?q=aXA9MSE=");
  EXPECT_EQ(address("https://l.example/{value|path}", "http://a.example/?x#y", "url"),
            "https://l.example/http://a.example/%3Fx%23y");
  EXPECT_EQ(address("https://l.example/{value|slash|first=17}", "http://a.example", "url"),
            "https://l.example/http%3A%2F%2Fa.example%2F");
}

TEST(LinkTemplate, Sha256IsThatOfTheStandard) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(LinkTemplate, OnlyHttpsWithoutCredentialsIsTaken) {
  for (const char* text :
       {"javascript:alert({value})", "data:text/html,{value}", "http://l.example/{value}",
        "//l.example/{value}", " https://l.example/{value}", "", "{value}", "HTTPS://l.example/{value}"})
    EXPECT_EQ(refused(text), Refused::kNotHttps) << text;
  EXPECT_EQ(refused("https://user:secret@l.example/{value}"), Refused::kCredentials);
  EXPECT_EQ(refused("https://{value}@l.example/"), Refused::kCredentials);
}

TEST(LinkTemplate, TheHostIsTheTemplatesOwn) {
  for (const char* text :
       {"https://{value}/", "https://{value}", "https:///{value}", "https://l.example{value}/",
        "https://www.{value}.example/", "https://{value}.example/", "https://{value}:443/",
        "https://l.example:{value}/", "https://l..example/{value}", "https://-l.example/{value}",
        "https://l.example:port/{value}", "https://x{value}/", "https://l-.example/{value}",
        "https://-{value}.l.example/", "https://{value}.l.example:80:80/"})
    EXPECT_EQ(refused(text), Refused::kHost) << text;
  EXPECT_EQ(refused("https://" + std::string(64, 'a') + ".example/{value}"), Refused::kHost);
  std::string long_name;
  while (long_name.size() <= 253) long_name += "label.";
  EXPECT_EQ(refused("https://" + long_name + "example/{value}"), Refused::kHost);
  EXPECT_EQ(address("https://{value}.l.example/", long_name + "a"), "nothing");
  EXPECT_EQ(address("https://{value}.l.example/", long_name.substr(0, 250)), "nothing")
      << "with the rest of it";
  EXPECT_EQ(address("https://l.example:8443/{value}", "x"), "https://l.example:8443/x");
}

TEST(LinkTemplate, WhatIsNotUnderstoodWholeIsRefused) {
  for (const char* text :
       {"https://l.example/{valeu}", "https://l.example/{}", "https://l.example/{value",
        "https://l.example/{value|rot13}", "https://l.example/{value|first=}",
        "https://l.example/{value|first=x}", "https://l.example/{value|lower=1}",
        "https://l.example/{value|}", "https://l.example/{value}{user}", "https://l.example/{valeu|lower}",
        "https://l.example/{value|first=0}", "https://l.example/{value|first=5x}",
        "https://l.example/{value|first=99999999999999999999}"})
    EXPECT_EQ(refused(text), Refused::kUnknownPlaceholder) << text;
  EXPECT_EQ(refused("https://l.example/"), Refused::kNoValue);
  EXPECT_EQ(refused("https://l.example/{type}"), Refused::kNoValue);
  for (const char* text :
       {"https://l.example/{value}}", "https://l.example/a b{value}", "https://l.example/%zz{value}",
        "https://l.example/\\{value}", "https://l.example/\n{value}", "https://l.example/\"{value}",
        "https://l.\xC3\xA9.example/{value}", "https://l.example/{value}%", "https://l.example/%4{value}",
        "https://l.example/%4z{value}", "https://l.example/#a#{value}"})
    EXPECT_EQ(refused(text), Refused::kCharacters) << text;
  for (const char* text :
       {"https://l.example/../{value}", "https://l.example/{value}/%2E%2e", "https://l.example/./{value}"})
    EXPECT_EQ(refused(text), Refused::kDots) << text;
  EXPECT_EQ(refused("https://l.example/{value}" + std::string(kLongestTemplate, 'x')), Refused::kTooLong);
}

TEST(LinkTemplate, AHostileValueLeadsNowhereElse) {
  EXPECT_EQ(address("https://{value}.l.example/", "evil.example/"), "nothing");
  EXPECT_EQ(address("https://{value}.l.example/", "evil.example#"), "nothing");
  EXPECT_EQ(address("https://{value}.l.example/", "a@b"), "nothing");
  EXPECT_EQ(address("https://{value}.l.example/", "2001:db8::1", "ipv6"), "nothing");
  EXPECT_EQ(address("https://{value}.l.example/", std::string(64, 'a')), "nothing");
  EXPECT_EQ(address("https://l.example/{value}/x", ".."), "nothing");
  EXPECT_EQ(address("https://l.example/{value}", ""), "nothing");
  EXPECT_EQ(address("https://l.example/a/{value|path}", "http://a.example/../../b", "url"), "nothing");
  EXPECT_EQ(address("https://l.example/a/{value|path}", "http://a.example/%2e%2e/b", "url"),
            "https://l.example/a/http://a.example/%252e%252e/b")
      << "a percent sign is encoded, so this is no step up";
  EXPECT_EQ(address("https://l.example/?q={value}", "x&admin=1#"), "https://l.example/?q=x%26admin%3D1%23");
  EXPECT_EQ(address("https://l.example/?q={value}", std::string(kLongestAddress, 'x')), "nothing");
  EXPECT_EQ(address("https://l.example/?q={value}", std::string(kLongestAddress + 1, 'x')), "nothing");
  EXPECT_EQ(address("https://l.example/?q={value}", "\xE2\x80\xAE\x01\xFF"),
            "https://l.example/?q=%E2%80%AE%01%FF");
}
