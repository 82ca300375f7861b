#include "json/json.h"

#include <gtest/gtest.h>

TEST(Json, RefusesWhatIsNotJsonInOneSentence) {
  for (const char* bad : {"", "{", "[1,]", "<html></html>", "{\"a\":1}x", "\"\xff\"", "nul"}) {
    const auto read = json::parse(bad);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().back(), '.');
  }
}

TEST(Json, RefusesADepthBombAndAcceptsTheLimit) {
  const std::string deepest = std::string(json::kMaxDepth, '[') + std::string(json::kMaxDepth, ']');
  const std::string bomb = std::string(1'000'000, '[');
  EXPECT_TRUE(json::parse(deepest));
  EXPECT_FALSE(json::parse('[' + deepest + ']'));
  EXPECT_FALSE(json::parse(bomb));
}

TEST(Json, GettersGiveTheDefaultForMissingAndWrongTypes) {
  const Json document = *json::parse(R"({"n":"5","t":7,"b":1,"a":{},"f":1.5,"big":18446744073709551615})");

  EXPECT_EQ(json::integer(document, "n", -1), -1);
  EXPECT_EQ(json::integer(document, "f", -1), -1);
  EXPECT_EQ(json::integer(document, "big", -1), -1);
  EXPECT_EQ(json::text(document, "t", "?"), "?");
  EXPECT_FALSE(json::boolean(document, "b"));
  EXPECT_TRUE(json::array(document, "a").empty());
  EXPECT_EQ(json::find(document, "none"), nullptr);
  EXPECT_EQ(json::find(Json(3), "none"), nullptr);
  EXPECT_EQ(json::text(json::list({}), "x", "?"), "?");
}

TEST(Json, WholeNumbersMayArriveAsDoubles) {
  EXPECT_EQ(json::integer(*json::parse(R"({"disposition":2.0})"), "disposition"), 2);
}

TEST(Json, DumpReplacesBytesThatAreNotUtf8) {
  const std::string written = json::dump(json::object({{"a", std::string("x\xff")}}));
  EXPECT_TRUE(json::parse(written));
}

// A title that was cut between the halves of an emoji made the whole list of cases unreadable.
TEST(Json, HalfAnEscapedSurrogateIsReplacedAndTheDocumentIsRead) {
  const std::pair<std::string, std::string> texts[] = {
      {R"(\ud83d)", "\xEF\xBF\xBD"},
      {R"(\uDC00\uD800)", "\xEF\xBF\xBD\xEF\xBF\xBD"},
      {R"(a\uDBFFb)", "a\xEF\xBF\xBD\x62"},
      {R"(\ud83d\n)", "\xEF\xBF\xBD\n"},
      {R"(\ud800\ud83d\ude00)", "\xEF\xBF\xBD\xF0\x9F\x98\x80"},
      {R"(\uD83D\uDE00)", "\xF0\x9F\x98\x80"},
      {R"(\\ud83d)", R"(\ud83d)"},
      {R"(\\\ud83d)", "\\\xEF\xBF\xBD"},
  };
  for (const auto& [written, read] : texts) {
    const auto document = json::parse("[\"" + written + "\"]");
    ASSERT_TRUE(document) << written;
    EXPECT_EQ(json::text_of(*json::elements(*document)[0]), read) << written;
  }
  EXPECT_FALSE(json::parse(R"(["\ud8"])"));
  EXPECT_FALSE(json::parse(R"(["\ud83d)"));
  EXPECT_FALSE(json::parse(R"(["\ud83d\)"));
}

TEST(Json, TextThatIsReadAndWrittenIsTheSame) {
  for (const char* text :
       {"null", "true", "[]", "{}", "[{},[null,false]]", "-9223372036854775808", "18446744073709551615",
        "0.1", "-0.0", "2.0", "-1234.0", "1e+300", "[\"\xC2\x85\x7F\"]", "\"\\u0000\\n\\\"\xC3\xA4\"",
        R"({"a":{"b":[1,2.5,"x"]},"c":-1})"}) {
    const auto read = json::parse(text);
    ASSERT_TRUE(read) << text;
    EXPECT_EQ(json::dump(*read), text);
  }
  EXPECT_EQ(json::dump(*json::parse(R"({"a":1,"a":{"b":2}})")), R"({"a":{"b":2}})") << "the last one holds";
}

TEST(Json, TheWriterWritesWhatIsRead) {
  json::Writer out;
  out.begin_list();
  for (const double fraction : {0.0, 2.0, -2.5, 0.05, 1.239, -0.004, 1234567.899}) out.hundredths(fraction);
  out.begin_object();
  out.key("a").text("x\n\xff");
  out.key("b").begin_list();
  out.end_list();
  out.key("c").boolean(false);
  out.end_object();
  out.whole(-5);
  out.end_list();
  EXPECT_EQ(out.take(),
            "[0,2,-2.5,0.05,1.24,0,1234567.9,{\"a\":\"x\\n\xEF\xBF\xBD\",\"b\":[],\"c\":false},-5]");
}

TEST(Json, WholeNumbersAreEqualHoweverTheyCame) {
  EXPECT_EQ(*json::parse("[5,-5]"), json::list({Json(5U), Json(std::int64_t{-5})}));
  EXPECT_TRUE(json::is_natural(Json(5)));
  EXPECT_TRUE(json::is_natural(*json::parse("18446744073709551615")));
  EXPECT_FALSE(json::is_natural(Json(-5)));
  EXPECT_FALSE(json::is_natural(*json::parse("5.0")));
}

TEST(Json, ChangingAMemberOfSomethingElseThanAnObjectDoesNothing) {
  Json list = json::list({Json(1)});
  json::set(list, "a", 1);
  json::remove(list, "a");
  EXPECT_EQ(json::dump(list), "[1]");

  Json object;
  json::set(object, "a", 1);
  json::set(object, "a", 2);
  EXPECT_EQ(json::dump(object), R"({"a":2})");
  json::remove(object, "a");
  EXPECT_EQ(json::dump(object), "{}");
}

TEST(Json, AppendingMakesAListOfNullAndLeavesEverythingElse) {
  Json list;
  json::append(list, 1);
  json::append(list, 2);
  EXPECT_EQ(json::dump(list), "[1,2]");
  Json text = "text";
  json::append(text, 1);
  EXPECT_EQ(text, Json("text"));
}

TEST(Json, ANumberTooLargeForASignedOneIsStillANumber) {
  const auto read = json::parse(R"({"n":18446744073709551615,"i":9223372036854775807})");
  ASSERT_TRUE(read);
  EXPECT_EQ(json::integer(*read, "n", -1), -1);
  EXPECT_EQ(json::number(*read, "n"), 18446744073709551615.0);
  EXPECT_EQ(json::dump(*read), R"({"i":9223372036854775807,"n":18446744073709551615})");
  EXPECT_EQ(Json(std::uint64_t{18446744073709551615U}), *json::find(*read, "n"));
  EXPECT_FALSE(json::boolean(*read, "missing"));
  EXPECT_TRUE(json::boolean(*read, "missing", true));
}

TEST(Json, AnEscapeBehindTheSurrogatesIsNoHalfOfOne) {
  const auto read = json::parse(R"(["\ud83d\ude00\ue000"])");
  ASSERT_TRUE(read);
  EXPECT_EQ(json::dump(*read), "[\"\xF0\x9F\x98\x80\xEE\x80\x80\"]");
}

TEST(Json, TheWriterRoundsToHundredths) {
  json::Writer out;
  out.begin_list();
  out.boolean(true);
  out.boolean(false);
  for (const double fraction : {0.0, 1.0, 1.5, 1.05, 1.25, -0.5, -1.004}) out.hundredths(fraction);
  out.end_list();
  EXPECT_EQ(out.take(), "[true,false,0,1,1.5,1.05,1.25,-0.5,-1]");
}
