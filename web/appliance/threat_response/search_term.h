// One word or phrase of a search, and where it occurs.
//
// A word is a run of letters, digits, bytes above ASCII and the marks that hold a host or a word together:
// "127" is no word of "127.0.0.1". Texts and terms are UTF-8 in lower case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace appliance {

struct Term {
  std::string text;
  // As long as `text`, or empty for a term without wildcards: whether this character stands for others, '*'
  // for any number of them and '?' for one. Neither stands for a blank.
  std::vector<bool> wild = {};
};

bool is_blank(char c);
// ASCII only.
std::string lower_case(std::string text);

// Whether the term is one or more whole words of `text`. An empty one is nowhere.
bool occurs(const Term& term, std::string_view text);
// Whether the term is the whole of `text`.
bool is_all_of(const Term& term, std::string_view text);

}  // namespace appliance
