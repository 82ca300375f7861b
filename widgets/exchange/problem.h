// Why a document is no case (import.h); messages.h has a sentence for each.
#pragma once

namespace exchange {

enum class ImportProblem {
  kUnreadable,    // the browser could not read it: moved, in use, not allowed
  kEmpty,         // no bytes, or blanks
  kTooLarge,      // kLargestImport
  kTooManyCases,  // kMostCases
  kNotText,       // a picture, a program, UTF-16...
  kBroken,        // JSON that ends too early, is nested too deeply or is otherwise none
  kNothingFound,  // no case and no observable
};

}  // namespace exchange
