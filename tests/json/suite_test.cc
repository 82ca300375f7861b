// What is JSON and what is not (RFC 8259), the cases in which parsers are known to differ; the same table
// runs natively and as WebAssembly. Named as in JSONTestSuite: y_ must be accepted, n_ refused; i_ is ours to
// decide.
#include <gtest/gtest.h>

#include "json/json.h"

namespace {

using namespace std::string_literals;

struct Case {
  const char* name;
  std::string text;
  bool accepted;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

const std::vector<Case>& cases() {
  static const std::vector<Case> all = {
      // Structure
      {"y_array_empty", "[]", true},
      {"y_array_spaces", " [ 1 , 2 ] \r\n\t", true},
      {"y_object_empty", "{}", true},
      {"y_object_empty_key", R"({"":0})", true},
      {"y_object_duplicated_key", R"({"a":1,"a":2})", true},
      {"y_lonely_string", R"("x")", true},
      {"y_lonely_null", "null", true},
      {"y_lonely_number", "42", true},
      {"n_nothing", "", false},
      {"n_only_space", " ", false},
      {"n_array_comma_end", "[1,]", false},
      {"n_array_comma_start", "[,1]", false},
      {"n_array_double_comma", "[1,,2]", false},
      {"n_array_missing_comma", "[1 2]", false},
      {"n_array_unclosed", "[1", false},
      {"n_array_closed_by_brace", "[1}", false},
      {"n_array_trailing", "[1]]", false},
      {"n_object_comma_end", R"({"a":1,})", false},
      {"n_object_no_colon", R"({"a" 1})", false},
      {"n_object_no_value", R"({"a":})", false},
      {"n_object_unquoted_key", "{a:1}", false},
      {"n_object_single_quotes", "{'a':1}", false},
      {"n_object_number_key", "{1:1}", false},
      {"n_object_trailing", R"({"a":1}x)", false},
      {"n_two_documents", "{}{}", false},
      {"n_comment_line", "[1] // x", false},
      {"n_comment_block", "[/* x */1]", false},
      {"n_html", "<!doctype html><title>x</title>", false},
      {"n_capital_true", "True", false},
      {"n_short_null", "nul", false},
      {"n_nul_behind", "[1]\0"s, false},
      {"n_nul_in_structure", "[\0]"s, false},
      {"n_form_feed", "[\f1]", false},
      {"n_no_break_space", "[\xC2\xA0\x31]", false},
      {"n_depth_bomb", std::string(200'000, '['), false},
      {"n_depth_bomb_objects",
       [] {
         std::string text;
         for (int i = 0; i < 50'000; ++i) text += R"({"a":)";
         return text;
       }(),
       false},
      // Numbers
      {"y_number_minus_zero", "-0", true},
      {"y_number_fraction", "0.5e-3", true},
      {"y_number_capital_e", "1E+2", true},
      {"y_number_int64_max", "9223372036854775807", true},
      {"y_number_past_uint64", "18446744073709551616", true},
      {"n_number_leading_zero", "012", false},
      {"n_number_minus_leading_zero", "-012", false},
      {"n_number_plus", "+1", false},
      {"n_number_no_fraction", "1.", false},
      {"n_number_no_whole", ".5", false},
      {"n_number_no_exponent", "1e", false},
      {"n_number_minus_alone", "-", false},
      {"n_number_two_dots", "1.2.3", false},
      {"n_number_hex", "0x1F", false},
      {"n_number_nan", "NaN", false},
      {"n_number_infinity", "-Infinity", false},
      {"n_number_full_width", "\xEF\xBC\x91", false},
      {"i_number_huge_exponent", "1e400", false},
      {"i_number_tiny_exponent", "1e-400", true},
      // Strings
      {"y_string_escapes", R"("\"\\\/\b\f\n\r\t\u0041")", true},
      {"y_string_pair", R"("\ud83d\ude00")", true},
      {"y_string_escaped_nul", R"("\u0000")", true},
      {"y_string_utf8", "\"\xF0\x9F\x98\x80\xE2\x82\xAC\"", true},
      {"y_string_del", "\"\x7F\"", true},
      {"y_string_line_separator", "\"\xE2\x80\xA8\"", true},
      {"n_string_unclosed", "\"x", false},
      {"n_string_single_quotes", "'x'", false},
      {"n_string_newline", "\"\n\"", false},
      {"n_string_tab", "\"\t\"", false},
      {"n_string_nul", "\"\0\""s, false},
      {"n_string_bad_escape", R"("\x41")", false},
      {"n_string_short_unicode", R"("\u00")", false},
      {"n_string_bad_hex", R"("\u00G0")", false},
      {"n_string_escape_at_end", "\"\\", false},
      {"i_string_lone_high", R"("\ud83d")", true},
      {"i_string_lone_low", R"("\ude00")", true},
      {"i_string_bad_utf8", "\"\xFF\"", false},
      {"i_string_overlong", "\"\xC0\xAF\"", false},
      {"i_string_encoded_surrogate", "\"\xED\xA0\x80\"", false},
      {"i_string_past_unicode", "\"\xF4\x90\x80\x80\"", false},
      {"i_string_cut_utf8", "\"\xE2\x82\"", false},
      {"i_byte_order_mark", "\xEF\xBB\xBF[]", true},
      {"i_byte_order_mark_cut", "\xEF\xBB[]", false},
      {"i_utf16", "[\0]\0"s, false},
  };
  return all;
}

class JsonSuite : public testing::TestWithParam<Case> {};

}  // namespace

TEST_P(JsonSuite, IsDecidedTheSameEverywhere) {
  const Case& one = GetParam();
  const auto read = json::parse(one.text);
  EXPECT_EQ(read.has_value(), one.accepted);
  if (read) EXPECT_TRUE(json::parse(json::dump(*read))) << "what was read can be written";
}

INSTANTIATE_TEST_SUITE_P(Rfc8259, JsonSuite, testing::ValuesIn(cases()),
                         [](const auto& one) { return one.param.name; });
