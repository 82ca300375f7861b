#include "observables/find.h"

#include <gtest/gtest.h>

#include <chrono>

#include "observables/tlds.h"

using namespace observables;

namespace {

const std::string kHash = "5146f54dbec0089c4cb5661e6506849dddf2ed32e71dd7e21efae4bde6421330";

// "type value" of each hit, separated by " | ".
std::string hits(std::string_view text) {
  std::string out;
  const Hits found = find(text);
  for (const Hit& hit : found.list) {
    if (!out.empty()) out += " | ";
    out += std::string(type_name(hit.type)) + " " + std::string(found.value(hit));
    if (hit.warning != Warning::kNone) out += " (" + std::string(warning_name(hit.warning)) + ")";
  }
  return out;
}

std::string raw(std::string_view text, std::size_t index = 0) {
  const auto found = find(text).list;
  if (index >= found.size()) return "(no such hit)";
  return std::string(text.substr(found[index].start, found[index].end - found[index].start));
}

// "type value" of a cell that the page says holds a thing of this type.
std::string declared(Type type, std::string_view text) {
  const Hits found = recognise_as(type, text);
  if (found.list.empty()) return "";
  return std::string(type_name(found.list[0].type)) + " " + std::string(found.value(found.list[0]));
}

std::string cell(std::string_view text) {
  const auto found = recognise(text);
  return found ? std::string(type_name(found->type)) + " " + found->value : "";
}

std::string repeated(std::string_view part) {
  std::string out;
  while (out.size() < 1'000'000) out += part;
  return out;
}

}  // namespace

TEST(Recognise, FindsEveryKindInTheCellsOfTheSampleTables) {
  EXPECT_EQ(cell("bit.ly"), "domain bit.ly");
  EXPECT_EQ(cell(" newsletter.example\n"), "domain newsletter.example");
  EXPECT_EQ(cell("xn--bcher-kva.example"), "domain xn--bcher-kva.example");
  EXPECT_EQ(cell("mta1.pay-update.example"), "domain mta1.pay-update.example");
  EXPECT_EQ(cell("drop.invalid"), "domain drop.invalid");
  EXPECT_EQ(cell("192.0.2.17"), "ip 192.0.2.17");
  EXPECT_EQ(cell("2001:db8:0:5::25"), "ipv6 2001:db8:0:5::25");
  EXPECT_EQ(cell("2001:db8:9::31"), "ipv6 2001:db8:9::31");
  EXPECT_EQ(cell(kHash), "sha256 " + kHash);
  EXPECT_EQ(cell("https://bit.ly/3xAmpLe"), "url https://bit.ly/3xAmpLe");
  EXPECT_EQ(cell("http://login.pay-update.example:8080/session?id=7&x=a,b"),
            "url http://login.pay-update.example:8080/session?id=7&x=a,b");
  EXPECT_EQ(cell("https://files.example.net/dl/%E2%9C%93/setup.exe"),
            "url https://files.example.net/dl/%E2%9C%93/setup.exe");
  EXPECT_EQ(cell("http://[2001:db8:1::66]/a.php"), "url http://[2001:db8:1::66]/a.php");
}

TEST(Recognise, TakesNothingButTheWholeCell) {
  EXPECT_EQ(cell(""), "");
  EXPECT_EQ(cell("evil.example/a.php"), "");
  EXPECT_EQ(cell("amara.o@example.com"), "");
  EXPECT_EQ(cell("bit.ly and more"), "");
  EXPECT_EQ(cell("Example.COM."), "domain example.com");
}

TEST(Find, FindsTheObservablesInsideTrackingSentences) {
  EXPECT_EQ(hits("Connection from 192.0.2.17 (mta1.pay-update.example), reverse lookup not verified, "
                 "reputation -8.1"),
            "ip 192.0.2.17 | domain mta1.pay-update.example");
  EXPECT_EQ(hits("File reputation answer for MID 315: name = invoice-2291.pdf.exe, disposition = MALICIOUS, "
                 "sha256 = " +
                 kHash + ", source = AMP"),
            "sha256 " + kHash);
  EXPECT_EQ(hits("Not sent for analysis, MID 315, File SHA256" + ("[" + kHash) +
                 "] mime[application/x-dosexec]: already known"),
            "sha256 " + kHash);
  EXPECT_EQ(
      hits("MID 315 URL: http://login.pay-update.example:8080/session?id=7&x=a,b , URL reputation: -9.4"),
      "url http://login.pay-update.example:8080/session?id=7&x=a,b");
  EXPECT_EQ(hits("Re: see https://bit.ly/3xAmpLe"), "url https://bit.ly/3xAmpLe");
}

TEST(Find, TakesNothingFromWhatMustNotHaveAButton) {
  for (const char* text : {"MID 315 software 15.5.2.1 handled by engine 4.0.0.12",
                           "unknown domain",
                           "(none)",
                           "N/A",
                           "li.wei",
                           "amara.o*",
                           "900150983cd24fb0d6963f7d28e17f72",
                           "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                           "5146f54d\xE2\x80\xA6"
                           "6421330",
                           "Sample.Trojan.A",
                           "Sample.Macro.C",
                           "application/vnd.ms-word.document.macroEnabled.12",
                           "scan_copy.zip",
                           "invoice-2291.pdf.exe",
                           "q3-report.pdf",
                           "terms.docm",
                           "23 Nov 2026 08:10:33",
                           "2,310",
                           "-8.1",
                           "1.2 MB",
                           "Block - WBRS",
                           "esa1"})
    EXPECT_EQ(hits(text), "") << text;
}

TEST(Find, TellsVersionsAndBrokenAddressesFromAddresses) {
  for (const char* text :
       {"203.0.113.09", "1.2.3.4.5", "198.51.100.256", "198,51,100,7", "198 . 51 . 100 . 7",
        "Chrome/126.0.0.0", "Name/1.2.3.4", "v1.2.3.4", "build 1.2.3.4", "rv:1.2.3.4",
        "version number is 1.2.3.4", "Version: 1.2.3.4", "a1.2.3.4"})
    EXPECT_EQ(hits(text), "") << text;
  EXPECT_EQ(hits("from 192.0.2.1:443, 192.0.2.2."), "ip 192.0.2.1 | ip 192.0.2.2");
  EXPECT_EQ(hits("192.0.2.1-192.0.2.9"), "ip 192.0.2.1 | ip 192.0.2.9");
}

TEST(Find, UndoesTheAgreedDisguises) {
  EXPECT_EQ(hits("hxxp[:]//evil[.]example/a"), "url http://evil.example/a");
  EXPECT_EQ(hits("hXXps://evil(.)example"), "url https://evil.example");
  EXPECT_EQ(hits("h**p://evil{.}example/"), "url http://evil.example/");
  EXPECT_EQ(hits("h[tt]p[://]evil[dot]example[/]a"), "url http://evil.example/a");
  EXPECT_EQ(hits("evil[ DOT ]example and evil(dot)example and evil\\.example"),
            "domain evil.example | domain evil.example | domain evil.example");
  EXPECT_EQ(hits("1[.1[.1[.1 or example[.com"), "ip 1.1.1.1 | domain example.com");
  EXPECT_EQ(hits("2001[:]db8[:][:]1"), "ipv6 2001:db8::1");
  EXPECT_EQ(hits("fd00[:][:] is 2001[:]db8[:][:]1[.]"), "ipv6 fd00:: | ipv6 2001:db8::1");
  EXPECT_EQ(hits("bad[at]evil[.]example"), "domain evil.example");
  EXPECT_EQ(raw("see evil[.]example, now"), "evil[.]example");
}

TEST(Find, LeavesOtherDisguisesAlone) {
  for (const char* text : {"evil-dot-example", "evil DOT example", "evil^.example", "evil[,]example",
                           "evil punkt example", "http: //x", "evil . example", "evil {dot} example"})
    EXPECT_EQ(hits(text), "") << text;
}

TEST(Find, KeepsWhatBelongsToAUrlAndNothingElse) {
  EXPECT_EQ(hits("<a href=\"https://a.example/x\">"), "url https://a.example/x");
  EXPECT_EQ(hits("(see https://a.example/x_(y)?q=[1]&r=a,b)."), "url https://a.example/x_(y)?q=[1]&r=a,b");
  EXPECT_EQ(hits("URL[HTTPS://A.Example/Path],"), "url https://a.example/Path");
  for (const char* tail : {".", ",", ";", ":", "!", "?", "'", "\"", ">", ")", "]", "}", "?!"})
    EXPECT_EQ(hits(std::string("https://a.example/x") + tail), "url https://a.example/x") << tail;
  EXPECT_EQ(hits("https://bit.ly@evil.example:81/"), "url https://bit.ly@evil.example:81/");
  EXPECT_EQ(hits("hxxps[:]//bit[.]ly@evil[.]example/"), "url https://bit.ly@evil.example/");
  EXPECT_EQ(hits("http://[2001:DB8:0:0::1]:80/"), "url http://[2001:db8::1]:80/");
  EXPECT_EQ(hits("http://192.0.2.1/a,http://192.0.2.2/b"), "url http://192.0.2.1/a | url http://192.0.2.2/b");
  EXPECT_EQ(hits("https://a.example/" + kHash), "url https://a.example/" + kHash);
  EXPECT_EQ(hits("http://1.2.3.4.5/ http://evil.nosuchtld/"), "");
}

TEST(Find, TakesTheNameOfASchemelessAddressAndOfAnEmailAddress) {
  EXPECT_EQ(hits("evil.example/a.php"), "domain evil.example");
  EXPECT_EQ(hits("billing@pay-update.example"), "domain pay-update.example");
  EXPECT_EQ(hits("<john.me+tag@example.com>"), "domain example.com");
  EXPECT_EQ(raw("to john.smith.com@example.com."), "example.com");
  EXPECT_EQ(hits("_dmarc.example.com"), "domain _dmarc.example.com");
  EXPECT_EQ(hits("evil.example:8080"), "domain evil.example");
  EXPECT_EQ(hits("abcdefgh.onion"), "domain abcdefgh.onion");
}

TEST(Find, TellsFileNamesFromDomains) {
  for (const char* text : {"setup.zip", "tool.py", "lib.rs", "run.sh", "clip.mov", "README.md",
                           "dir/setup.com", "C:\\evil.com", "name.nosuchtld"})
    EXPECT_EQ(hits(text), "") << text;
  EXPECT_EQ(hits("www.setup.zip"), "domain www.setup.zip");
  EXPECT_EQ(hits("setup[.]zip"), "domain setup.zip");
  EXPECT_EQ(hits("https://setup.zip"), "url https://setup.zip");
}

TEST(Find, TakesASha256OnlyWhereItStandsAlone) {
  std::string upper = kHash;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  EXPECT_EQ(hits(upper), "sha256 " + kHash);
  for (const char* before : {"_", "=", "[", ":", "sha256:", "file_"})
    EXPECT_EQ(hits(before + kHash + ","), "sha256 " + kHash) << before;
  for (const char* glued : {"0", "a", "z", "\xC3\xA9"}) {
    EXPECT_EQ(hits(glued + kHash), "") << glued;
    EXPECT_EQ(hits(kHash + glued), "") << glued;
  }
}

TEST(Find, WritesIpv6AsRfc5952Says) {
  EXPECT_EQ(hits("64:ff9b::192.0.2.1 and 1:2:3:4:5:6:7:8"), "ipv6 64:ff9b::c000:201 | ipv6 1:2:3:4:5:6:7:8");
  EXPECT_EQ(hits("2001:0DB8:0:0:1:0:0:1"), "ipv6 2001:db8::1:0:0:1");
  EXPECT_EQ(hits("2001:db8:0:1:1:1:1:1"), "ipv6 2001:db8:0:1:1:1:1:1");
  EXPECT_EQ(hits("[2001:db8::1]:443 ::1 ::FFFF:192.0.2.1"),
            "ipv6 2001:db8::1 | ipv6 ::1 | ipv6 ::ffff:192.0.2.1");
  EXPECT_EQ(hits("[IPv6:2001:db8::1] fe80::1%eth0, 2001:db8::2: refused."),
            "ipv6 2001:db8::1 | ipv6 fe80::1%eth0 | ipv6 2001:db8::2");
  EXPECT_EQ(raw("(fe80::1%eth0)"), "fe80::1%eth0");
  for (const char* text :
       {"00:1a:2b:3c:4d:5e", "00:1a:2b:ff:fe:3c:4d:5e", "04:A1:22:33:44:55:66:77:88:99", "08:10:33",
        "std::vector", "ab::cd", "vector<int>::a1", "2001:db8::12345", "2001:db8::1::2", "::"})
    EXPECT_EQ(hits(text), "") << text;
}

TEST(Find, TakesInternationalNamesWhole) {
  EXPECT_EQ(hits("siehe b\u00fccher.example.com, B\u00dcCHER.Example"),
            "domain xn--bcher-kva.example.com | domain xn--bcher-kva.example");
  EXPECT_EQ(hits("\u4f8b\u3048.\u30c6\u30b9\u30c8"), "domain xn--r8jz45g.xn--zckzah");
  EXPECT_EQ(hits("\u0432\u0438\u0440\u0443\u0441[.]\u0440\u0444"), "domain xn--b1amyej.xn--p1ai");
  EXPECT_EQ(hits("http://b\u00fccher.example.com:8080/\u00fc?q=\u4f8b"),
            "url http://xn--bcher-kva.example.com:8080/\u00fc?q=\u4f8b");
  EXPECT_EQ(hits("mail@b\u00fccher.example"), "domain xn--bcher-kva.example");
  EXPECT_EQ(unicode_form(Type::kDomain, "xn--bcher-kva.example"), "b\u00fccher.example");
  EXPECT_EQ(unicode_form(Type::kUrl, "http://xn--bcher-kva.example:80/a"), "http://b\u00fccher.example:80/a");
  EXPECT_EQ(unicode_form(Type::kDomain, "bit.ly"), "");
  EXPECT_EQ(hits("example.com\u0430"), "");
  EXPECT_EQ(hits("xn--a.example"), "") << "an A-label that stands for nothing";
  EXPECT_EQ(hits("\u201cevil.example\u201d \U0001F600192.0.2.1"), "domain evil.example | ip 192.0.2.1");
}

TEST(Find, WarnsOfHiddenAndLookAlikeCharacters) {
  EXPECT_EQ(hits("evil\u200b.example.com"), "domain evil.example.com (zero-width)");
  EXPECT_EQ(hits("ev\u00adil.example"), "domain evil.example (zero-width)");
  EXPECT_EQ(hits("evil\u202e.example.com"), "domain evil.example.com (bidi)");
  EXPECT_EQ(hits("http://ev\u200bil.example/"), "url http://evil.example/ (zero-width)");
  EXPECT_EQ(hits("p\u0430ypal.example"), "domain xn--pypal-4ve.example (mixed-script)");
  EXPECT_EQ(hits("xn--pypal-4ve.example"), "domain xn--pypal-4ve.example (mixed-script)");
  EXPECT_EQ(hits("\u0430\u0440\u0440\u04cf\u0435.com"), "domain xn--80ak6aa92e.com (mixed-script)");
  EXPECT_EQ(hits("\u0440\u043e\u0441\u0441\u0438\u044f.com"), "domain xn--h1alffa9f.com");
  EXPECT_EQ(hits("b\u00fccher.example \u6771\u4eac\u30bf\u30ef\u30fc.jp"),
            "domain xn--bcher-kva.example | domain xn--5ck2eqb538s34z.jp");
  EXPECT_EQ(hits("\u200bevil.example\u200b."), "domain evil.example") << "outside of the name";
}

TEST(Find, JoinsWhatASoftLineBreakParts) {
  EXPECT_EQ(hits("sha256 " + kHash.substr(0, 40) + "\n" + kHash.substr(40)), "sha256 " + kHash);
  EXPECT_EQ(hits(kHash.substr(0, 32) + "\r\n" + kHash.substr(32) + "\nnext"), "sha256 " + kHash);
  EXPECT_EQ(hits(kHash.substr(0, 57) + "=\n" + kHash.substr(57)), "sha256 " + kHash);
  EXPECT_EQ(hits(kHash.substr(0, 9) + "\n" + kHash.substr(9)), "sha256 " + kHash);
  EXPECT_EQ(raw("a " + kHash.substr(0, 9) + "\n" + kHash.substr(9) + ".", 0),
            kHash.substr(0, 9) + "\n" + kHash.substr(9));
  for (const std::string between : {" \n", "\n ", "\n\n", "\t"})
    EXPECT_EQ(hits(kHash.substr(0, 32) + between + kHash.substr(32)), "");
  const std::string md5 = "900150983cd24fb0d6963f7d28e17f72";
  EXPECT_EQ(hits(md5 + "\n" + md5 + "\n" + md5), "") << "a list of MD5 values";
  EXPECT_EQ(hits("md5 " + md5 + "\n" + md5), "");

  const std::string line = "the message of the day said that this would be here https://a.example/long/";
  EXPECT_EQ(hits(line + "\npath/file.php?x=1 now"), "url https://a.example/long/path/file.php?x=1");
  EXPECT_EQ(hits(line + "\nand/or"), "url https://a.example/long/");
  EXPECT_EQ(hits(line + "\nNext line"), "url https://a.example/long/");
  EXPECT_EQ(hits(line + "\nhttps://b.example/?x=1"),
            "url https://a.example/long/ | url https://b.example/?x=1");
  EXPECT_EQ(hits("https://a.example/x\nkey=value"), "url https://a.example/x")
      << "a short line ends on purpose";
  EXPECT_EQ(hits("<https://a.example/x\nyz>"), "url https://a.example/xyz");
}

TEST(Find, KeepsAHostOfAUrlAsTheUrlStandardReadsIt) {
  EXPECT_EQ(hits("http://0x7f.1/ http://2130706433/a http://0300.0250.0.1:80/"),
            "url http://127.0.0.1/ | url http://127.0.0.1/a | url http://192.168.0.1:80/");
  EXPECT_EQ(hits("http://192.0.2.1:?! http://192.0.2.1:/a"), "url http://192.0.2.1 | url http://192.0.2.1/a");
  EXPECT_EQ(raw("http://192.0.2.1:?! "), "http://192.0.2.1");
  EXPECT_EQ(hits("http://203.0.113.09/ http://198.51.100.256/"), "");
  EXPECT_EQ(hits("http://a.example:99999/"), "domain a.example") << "no URL, but the name stands there";
  EXPECT_EQ(hits("http://A.Example./x http://localhost:8080/y"),
            "url http://a.example/x | url http://localhost:8080/y");
}

TEST(RecogniseAs, TakesTheCellForWhatThePageSays) {
  EXPECT_EQ(declared(Type::kDomain, "setup.zip"), "domain setup.zip");
  EXPECT_EQ(declared(Type::kDomain, " Evil[.]Example. "), "domain evil.example");
  EXPECT_EQ(declared(Type::kDomain, "unknown domain"), "");
  EXPECT_EQ(declared(Type::kUrl, "evil.example/a.php"), "url evil.example/a.php");
  EXPECT_EQ(declared(Type::kUrl, "evil.example:8080/a"), "url evil.example:8080/a");
  EXPECT_EQ(declared(Type::kUrl, "evil.example://a"), "");
  EXPECT_EQ(declared(Type::kUrl, "hxxps[:]//evil[.]example/x(y"), "url https://evil.example/x(y");
  EXPECT_EQ(declared(Type::kUrl, "https://a.example/wiki/x."), "url https://a.example/wiki/x.");
  EXPECT_EQ(declared(Type::kIp, "4.0.0.12"), "ip 4.0.0.12");
  EXPECT_EQ(declared(Type::kIp, "[2001:DB8::1]"), "ipv6 2001:db8::1");
  EXPECT_EQ(declared(Type::kIpv6, "fe80::abcd%eth0"), "ipv6 fe80::abcd%eth0");
  EXPECT_EQ(declared(Type::kSha256, kHash), "sha256 " + kHash);
  for (const Type type : {Type::kIp, Type::kIpv6, Type::kDomain, Type::kUrl, Type::kSha256})
    for (const char* text :
         {"", "N/A", "(none)", "unknown domain", "bit.ly and more", "1.2.3.256", "::ffff:"})
      EXPECT_EQ(declared(type, text), "") << text;
}

TEST(ToUtf16, CountsUnitsWhereverTheBlocksEnd) {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string text = std::string(before, 'x') + " \U0001F600 caf\u00e9 bit.ly \u4f8b";
    Hits found = find(text);
    to_utf16(text, found);
    ASSERT_EQ(found.list.size(), 1U) << before;
    EXPECT_EQ(found.list[0].start, before + 1 + 2 + 1 + 4 + 1) << before;
    EXPECT_EQ(found.list[0].end, found.list[0].start + 6) << before;
  }
}

TEST(Find, BrokenUtf8ChangesNothingForNeighbours) {
  EXPECT_EQ(hits("\xFF"
                 "192.0.2.1\xC3 \xED\xA0\x80"
                 "bit.ly\x80"),
            "ip 192.0.2.1 | domain bit.ly");
  EXPECT_EQ(hits(std::string("192.0.2.1\0bit.ly", 16)), "ip 192.0.2.1 | domain bit.ly");
}

TEST(Find, LongHostileTextIsReadInLinearTime) {
  const auto start = std::chrono::steady_clock::now();
  for (const char* part :
       {"a",        "1.",     "::",     ":", "[",    "[ ",       "[.", "http://", "http://a.example,",
        "a@",       "a+",     "h[tt]p", "(", "\xFF", "\xC3\xA9", "-",  "_",       "://",
        "http://(", "a.b.c.", "1:",     "f", "/",    "v "})
    find(repeated(part));
  // Quadratic work on a megabyte takes hours; the sanitizers' slowness fits well into this bound.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::minutes(2));
  EXPECT_EQ(hits(repeated("x") + " 192.0.2.1"), "ip 192.0.2.1");
}

TEST(Find, TakesNoHalfOfADigestForOneWithWhatStandsInTheNextLine) {
  const std::string half = kHash.substr(0, 32), other = kHash.substr(32);
  EXPECT_EQ(hits("Hash of it:\n" + half + "\n" + other), "sha256 " + kHash) << "words above make no list";
  EXPECT_EQ(hits(half + "\n" + kHash + other), "") << "the next line is longer than a digest";
  EXPECT_EQ(declared(Type::kSha256, "=\n" + kHash), "") << "nothing stands before the line break";
}

// Where the name's dot was in the next 64 bytes both were found, and overlapped.
TEST(Find, ANameInTheNextLineIsNoHalfOfADigest) {
  const std::string half = kHash.substr(0, 32), other = kHash.substr(32);
  for (std::size_t before = 0; before < 130; ++before) {
    const std::string blank(before, ' ');
    EXPECT_EQ(hits(blank + half + "\n" + other + ".example.com"), "domain " + other + ".example.com")
        << before;
    EXPECT_EQ(hits(blank + kHash.substr(0, 60) + "\nabcd::1"), "ipv6 abcd::1") << before;
    EXPECT_EQ(hits(blank + kHash.substr(0, 62) + "\n10.0.0.1"), "ip 10.0.0.1") << before;
  }
}

TEST(Find, TakesNoNameThatNoHostCanHave) {
  EXPECT_EQ(hits(std::string(64, 'g') + ".example"), "") << "a label has 63 characters at most";
  EXPECT_EQ(hits(std::string(63, 'g') + ".example"), "domain " + std::string(63, 'g') + ".example");
  std::string labels, letters;
  for (int i = 0; i < 250; ++i) labels += "\u00e9.";
  for (int i = 0; i < 500; ++i) letters += "\u00e9";
  EXPECT_EQ(hits(labels + "com"), "") << "as A-labels it is longer than anything";
  EXPECT_EQ(hits("a" + letters + ".com 192.0.2.1"), "ip 192.0.2.1");
  EXPECT_EQ(hits("a\ufe70b.com"), "") << "the letter is a blank and a mark";
  const std::string run(800, 'a');
  EXPECT_EQ(hits(run + "\u00e9b.com 192.0.2.1"), "ip 192.0.2.1") << "all of the run is left out";
  EXPECT_EQ(hits("x." + run + "\u2603bit.ly"), "domain bit.ly") << "a picture ends it";
  EXPECT_EQ(hits("x." + run + "\u3002bit.ly"), "domain bit.ly") << "and so does a mark";
  EXPECT_EQ(unicode_form(Type::kDomain, ""), "");
}

TEST(Find, TakesAnIpv4AddressOnlyAsItIsSeen) {
  EXPECT_EQ(hits("192.0.\u200b2.1"), "") << "with something unseen in it";
  EXPECT_EQ(hits("192.0.2.1-192.0.2.9"), "ip 192.0.2.1 | ip 192.0.2.9");
  EXPECT_EQ(hits("see 192.0.2.1-3"), "") << "no range of addresses";
  EXPECT_EQ(hits("no number is 192.0.2.1"), "ip 192.0.2.1") << "only fillers before it, and no version";
  EXPECT_EQ(hits(std::string(70, '1') + "/192.0.2.1"), "ip 192.0.2.1")
      << "no product's name has so many digits";
  EXPECT_EQ(hits("192.0.2.1\xF4\x90\x80\x80"), "ip 192.0.2.1") << "behind it are bytes beyond Unicode";
}

TEST(Find, TakesAnIpv6AddressOnlyWhereItStandsAlone) {
  EXPECT_EQ(hits("2001:db8::1_a"), "");
  EXPECT_EQ(hits("peer_a:2001:db8::1"), "ipv6 2001:db8::1") << "a word before it is cut off";
  EXPECT_EQ(hits(std::string(60, 'a') + "::1"), "");
  EXPECT_EQ(hits("20:01:0d:b8:00:00:00:1"), "ipv6 20:1:d:b8::1")
      << "its last group is no pair: no hardware address";
  EXPECT_EQ(hits("1:2:3:4:5:6:7:8:9:a:b:c:d:e:f:0:1:2:3:4:5:6:7:8:9.a.b, 192.0.2.1"), "ip 192.0.2.1");
  EXPECT_EQ(declared(Type::kIpv6, "1:2:3:4:5:6:7:192.0.2.1"), "") << "nine groups";
  EXPECT_EQ(declared(Type::kIpv6, "fe80::1%"), "") << "a zone without a name";
}

TEST(Find, FollowsAUrlOverLineBreaksInBracketsToTheirEndAlone) {
  EXPECT_EQ(hits("<URL:https://a.example/x\nyz>"), "url https://a.example/xyz");
  EXPECT_EQ(hits("<https://a.example/x\ny\nz>"), "url https://a.example/xyz");
  EXPECT_EQ(hits("<https://a.example/x\nand no end"), "url https://a.example/x");
  const std::string line = "the message of the day said that this would be here https://a.example/long/";
  const std::string more = "path?x=" + std::string(600, 'a');
  EXPECT_EQ(hits(line + "\n" + more), "url https://a.example/long/" + more);
}

// Of more than eight some were left, and what was found was not found again as the same.
TEST(Find, UndoesDisguisesInBracketsHoweverManyTheyAre) {
  for (const std::size_t deep : {1U, 2U, 9U, 12U, 10'000U}) {
    const std::string opens(deep, '['), closes(deep, ']');
    EXPECT_EQ(hits("http://a.example/x" + opens + "/" + closes + "b"), "url http://a.example/x/b") << deep;
  }
  EXPECT_EQ(hits("http://a.example/x[[:][/][/]]y[.][/]z"), "url http://a.example/x://y./z");
}

TEST(Find, ReadsTheHostOfAUrlToItsEnd) {
  EXPECT_EQ(hits("http://\u200b"
                 "evil.example/"),
            "url http://evil.example/");
  EXPECT_EQ(hits("http://[" + std::string(70, 'a') + "]/"), "");
  EXPECT_EQ(hits("http://[2001:db8::1/"), "ipv6 2001:db8::1") << "no host, but the address stands there";
}

TEST(Find, NamesItsWarnings) {
  for (const Warning one : {Warning::kNone, Warning::kMixedScript, Warning::kZeroWidth, Warning::kBidi})
    EXPECT_EQ(warning_from_name(warning_name(one)), one);
  EXPECT_EQ(warning_from_name("other"), Warning::kNone);
}

TEST(TopLevelDomains, NothingIsNone) {
  EXPECT_FALSE(is_top_level_domain(std::string_view("")));
  EXPECT_TRUE(is_top_level_domain(std::string_view("international")));
}
