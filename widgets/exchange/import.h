// Documents of others as cases to be made: CTIM casebooks, STIX 2.1 bundles, tables, lists and texts (C-18,
// D-22).
//
// The bytes are anybody's. Whatever they hold, the answer is cases that the service takes or a problem; what
// a case has no place for goes on in its notes.
#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "exchange/ctim.h"
#include "exchange/problem.h"

namespace exchange {

// Larger documents are refused: a casebook of a hundred thousand observables has about 6 MB, and a hostile
// document takes up to fifty times its size to read.
inline constexpr std::size_t kLargestImport = std::size_t{8} * 1024 * 1024;
inline constexpr std::size_t kMostCases = 1000;

enum class Format { kCasebook, kStix, kTable, kText };

struct ImportedCase {
  Case content;  // `id` says where it came from, and is not one of this service; `owner` is ""
  Format format = Format::kText;
  std::size_t notes_made = 0;  // of texts that are too long for where they stood
};

// `file_name` tells a table from a text where the bytes do not, and is the title of a case without one; may
// be
// "". Never an empty list, and never a case without any content.
std::expected<std::vector<ImportedCase>, ImportProblem> read_import(std::string_view bytes,
                                                                    std::string_view file_name);

}  // namespace exchange
