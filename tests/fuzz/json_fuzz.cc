// Any bytes as JSON: a document that is written and read again is the same, and no getter fails (json.h).
#include "json/json.h"
#include "promise.h"

namespace {

using fuzz::expect;

int depth_of(const Json& value) {
  int deepest = 0;
  for (const Json* element : json::elements(value)) deepest = std::max(deepest, depth_of(*element));
  for (const auto& [key, member] : json::members(value)) deepest = std::max(deepest, depth_of(member));
  return deepest + (json::is_object(value) || json::is_array(value) ? 1 : 0);
}

void check_getters(const Json& document) {
  for (const auto& [key, value] : json::members(document)) {
    expect(json::find(document, key) == &value, "a member is found", key);
    expect(json::text(document, key) == json::text_of(value), "a text is given", key);
    expect(json::array(document, key).size() == json::elements(value).size(), "a list is given", key);
    (void)json::integer(document, key);
    (void)json::number(document, key);
    (void)json::boolean(document, key);
    (void)json::texts(document, key);
    expect(!json::is_natural(value) || json::number(document, key) >= 0, "a natural number is not negative",
           key);
    expect(json::is_natural(value) <= (json::type_name(value) == "number"), "a natural number is one", key);
    check_getters(value);
  }
  for (const Json* element : json::elements(document)) check_getters(*element);
}

// A text of any bytes is written as JSON, and comes back as it was where it was UTF-8.
void check_text(const std::string& text) {
  const std::string written = json::dump(Json(text));
  const auto back = json::parse(written);
  expect(back.has_value() && json::is_text(*back), "any text can be written", text, written);
  expect(json::dump(*back) == written, "what has been written once stays", text, written);
  json::Writer writer;
  writer.begin_list();
  writer.text(text);
  writer.whole(static_cast<std::int64_t>(text.size()));
  writer.end_list();
  const std::string list = json::dump(json::list({text, text.size()}));
  expect(writer.take() == list, "the writer writes as dump does", list);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = fuzz::text_of(data, size);
  check_text(text);
  const auto document = json::parse(text);
  if (!document) {
    expect(!document.error().empty(), "a refusal says why", text);
    return 0;
  }
  expect(depth_of(*document) <= json::kMaxDepth, "a document is not deeper than it may be", text);
  const std::string written = json::dump(*document);
  const auto again = json::parse(written);
  expect(again.has_value() && *again == *document, "a document comes back", text, written);
  expect(json::dump(*again) == written, "a document is written the same again", text, written);
  check_getters(*document);
  return 0;
}
