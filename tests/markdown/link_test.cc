// Which addresses can be followed, and what their host is called.
#include "markdown/link.h"

#include <gtest/gtest.h>

namespace markdown {
namespace {

TEST(MarkdownLink, AnHttpsAddressIsALinkAndItsHostIsSaid) {
  struct {
    const char *target, *href, *host;
  } const rows[] = {
      {"https://example.com", "https://example.com", "example.com"},
      {"HTTPS://WWW.Example.COM/Path?Q=1#f", "https://www.example.com/Path?Q=1#f", "www.example.com"},
      {"https://example.com:8443/", "https://example.com:8443/", "example.com:8443"},
      {"https://wiki/page_(one)", "https://wiki/page_(one)", "wiki"},
      {"https://xn--bcher-kva.example", "https://xn--bcher-kva.example", "xn--bcher-kva.example"},
      {"https://192.0.2.17/a", "https://192.0.2.17/a", "192.0.2.17"},
      {"https://[2001:DB8::1]:443/", "https://[2001:db8::1]:443/", "[2001:db8::1]:443"},
      {"https://[2001:db8::1]/", "https://[2001:db8::1]/", "[2001:db8::1]"},
      {"https://[::ffff:192.0.2.1]/", "https://[::ffff:192.0.2.1]/", "[::ffff:192.0.2.1]"},
      {"https://a_b.example/", "https://a_b.example/", "a_b.example"},
      {"https://a.example/\xE6\x96\x87", "https://a.example/\xE6\x96\x87", "a.example"},
      {"https://a.example?to=https://b.example@c", "https://a.example?to=https://b.example@c", "a.example"},
  };
  for (const auto& [target, href, host] : rows) {
    const auto link = link_to(target);
    ASSERT_TRUE(link) << target;
    EXPECT_EQ(link->href, href);
    EXPECT_EQ(link->host, host);
  }
}

TEST(MarkdownLink, WhatCouldDeceiveAboutItsHostIsNone) {
  const std::string_view rows[] = {
      "",
      "https:",
      "https://",
      "https:///a.example",
      "https:a.example",
      "https://a~b.example",
      "//a.example",
      "/path",
      "a.example",
      "http://a.example/",
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "data:text/html,<b>",
      "blob:https://a.example/1",
      "vbscript:x",
      "file:///etc/passwd",
      " https://a.example",
      "\thttps://a.example",
      "https://bank.example@evil.example/",
      "https://user:word@evil.example/",
      "https://evil.example\\@bank.example/",
      "https://evil.example\\.bank.example/",
      "https://bank.example%2eevil.example/",
      "https://b\xC3\xBC"
      "cher.example/",
      "https://b\xD0\xB0nk.example/",
      "https://a..example/",
      "https://a.example./",
      "https://.example/",
      "https://0x7f.1/",
      "https://2130706433/",
      "https://127.1/",
      "https://0177.0.0.1/",
      "https://256.1.1.1/",
      "https://1.2.3.4.5/",
      "https://a.0x10/",  // reads as a name, and a browser takes its last label for a number
      "https://a.example:99999/",
      "https://a.example:080/",
      "https://a.example:/",
      "https://a.example:8o/",
      "https://a.example:655350/",
      "https://[2001:db8::1]x/",
      "https://[1]/",
      "https://x[::1]/",
      "https://[::1/",
      "https://[evil.example]/",
      "https://a.example/a b",
      "https://a.example/<b>",
      "https://a.example/\"",
      std::string_view("https://a.example/\0b", 20),
      "https://a.example/\x7F",
      "https://a.example/\nb",
  };
  for (const std::string_view target : rows) EXPECT_FALSE(link_to(target)) << target;
  EXPECT_FALSE(link_to("https://" + std::string(64, 'a') + ".example/")) << "no label is that long";
  EXPECT_FALSE(link_to("https://[" + std::string(60, '1') + "]/"));
  EXPECT_FALSE(link_to("https://" + std::string(300, 'a') + ".example/")) << "no name is that long";
}

}  // namespace
}  // namespace markdown
