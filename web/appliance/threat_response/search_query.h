// The text of a search: a small part of the Lucene syntax the live service takes.
//
//   word "a phrase" 192.0.2.7 "https://bit.ly/x"
//
// All of them must occur, as whole words, in one of the fields that are searched.  `*` alone finds
// everything; a backslash takes the next character as it is. Raw ':' and '/' are syntax there (fields,
// regular expressions) and are refused, as the service does with a bare URL or IPv6 address.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "appliance/case_index.h"

namespace appliance {

// Lower-case words and phrases; none for everything. The error is a sentence.
std::expected<std::vector<std::string>, std::string> parse_query(std::string_view query);
// The lenient form (`simple_query`): never an error, every character is text.
std::vector<std::string> parse_simple_query(std::string_view query);

// Whether every term occurs in a text of one of `fields`.
bool matches(const IndexedCase& entry, const std::vector<std::string>& terms,
             const std::vector<std::string>& fields);

}  // namespace appliance
