// observables [--json] [FILE...]: the observables of files, or of standard input, one a line.
//
// A line is "type value", after "file: " when there are several files; with --json an object a line, with the
// members of a hit, offsets in bytes. Files are read in pieces, so memory is bounded: a hit longer than 64 kB
// may be cut. Exit status: 0 also without hits, 1 when something could not be read, 2 for a wrong word.
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"
#include "observables/find.h"
#include "observables/rewritten.h"

namespace {

using namespace observables;

struct Options {
  bool json = false;
  std::vector<std::string> files;
};

Json text_or_null(std::string text) { return text.empty() ? Json() : Json(std::move(text)); }

class Printer {
 public:
  Printer(bool json, std::string file) : json_(json), file_(std::move(file)) {}

  // `hit` of `hits` in `piece`, which begins at byte `offset` of the file.
  void print(std::string_view piece, const Hits& hits, const Hit& hit, std::size_t offset) const {
    const std::string value(hits.value(hit));
    std::string line;
    if (json_) {
      Json object = json::object({{"type", std::string(type_name(hit.type))},
                                  {"value", value},
                                  {"raw", std::string(piece.substr(hit.start, hit.end - hit.start))},
                                  {"start", offset + hit.start},
                                  {"end", offset + hit.end},
                                  {"style", std::string(style_name(hit.style))},
                                  {"unicode", text_or_null(unicode_form(hit.type, value))},
                                  {"warning", text_or_null(std::string(warning_name(hit.warning)))},
                                  {"inner", inner(hit.type, value)}});
      if (!file_.empty()) json::set(object, "file", file_);
      line = json::dump(object);
    } else {
      if (!file_.empty()) line = file_ + ": ";
      line += std::string(type_name(hit.type)) + " " + value;
    }
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stdout);
  }

 private:
  static Json inner(Type type, const std::string& value) {
    auto url = type == Type::kUrl ? rewritten_url(value) : std::nullopt;
    return url ? json::object({{"type", "url"}, {"value", std::move(*url)}}) : Json();
  }

  bool json_;
  std::string file_;
};

// Reads on and prints until the end; false, with errno, when reading fails.
class Stream {
 public:
  Stream(std::FILE* file, const Printer& printer) : file_(file), printer_(printer) {}

  bool run() {
    while (fill()) {
      const bool last = std::feof(file_) != 0;
      const std::size_t limit = last ? buffer_.size() : buffer_.size() - kAhead;
      const Hits hits = find(buffer_);
      std::size_t done = limit;
      for (const Hit& hit : hits.list) {
        if (hit.start < seen_ || hit.start >= limit) continue;
        printer_.print(buffer_, hits, hit, offset_);
        done = std::max(done, hit.end);
      }
      seen_ = done;
      if (last) break;
      forget();
    }
    return std::ferror(file_) == 0;
  }

 private:
  static constexpr std::size_t kPiece = 1 << 20;
  static constexpr std::size_t kAhead = 1 << 16;   // what a hit may need behind where it begins
  static constexpr std::size_t kBehind = 1 << 12;  // and before it

  bool fill() {
    const std::size_t kept = buffer_.size();
    buffer_.resize(kept + kPiece);
    const std::size_t read = std::fread(buffer_.data() + kept, 1, kPiece, file_);
    buffer_.resize(kept + read);
    return !buffer_.empty() && std::ferror(file_) == 0;
  }

  void forget() {
    if (seen_ <= kBehind) return;
    // A word that is cut at the front would read as another one: begin behind a blank where there is one.
    std::size_t from = seen_ - kBehind;
    const std::size_t blank = buffer_.find_first_of(" \n", from);
    if (blank < seen_) from = blank;
    buffer_.erase(0, from);
    offset_ += from;
    seen_ -= from;
  }

  std::FILE* file_;
  const Printer& printer_;
  std::string buffer_;
  std::size_t offset_ = 0;  // of buffer_ in the file
  std::size_t seen_ = 0;    // hits that begin before it have been printed
};

int complain(std::string_view name, int error) {
  std::fprintf(stderr, "observables: %.*s could not be read: %s\n", static_cast<int>(name.size()),
               name.data(), std::strerror(error));
  return 1;
}

int read_file(const std::string& name, const Options& options) {
  std::FILE* file = std::fopen(name.c_str(), "rb");
  if (!file) return complain(name, errno);
  const Printer printer(options.json, options.files.size() > 1 ? name : "");
  errno = 0;
  const bool read = Stream(file, printer).run();
  const int error = errno;
  std::fclose(file);
  return read ? 0 : complain(name, error);
}

constexpr std::string_view kUsage =
    "Usage: observables [--json] [FILE...]\n"
    "Prints the IP addresses, domains, URLs and SHA-256 hashes in files, or in standard input, one a line.\n";

}  // namespace

int main(int count, char** words) {
  Options options;
  bool only_files = false;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (only_files || !word.starts_with('-') || word == "-") {
      options.files.emplace_back(word);
    } else if (word == "--") {
      only_files = true;
    } else if (word == "--json") {
      options.json = true;
    } else if (word == "--help") {
      std::fwrite(kUsage.data(), 1, kUsage.size(), stdout);
      return 0;
    } else {
      std::fprintf(stderr, "observables: there is no option %s.\n%s", words[i], kUsage.data());
      return 2;
    }
  }
  int status = 0;
  if (options.files.empty()) options.files.emplace_back("-");
  for (const std::string& name : options.files) {
    if (name == "-") {
      const bool read = Stream(stdin, Printer(options.json, "")).run();
      status = std::max(status, read ? 0 : complain("standard input", errno));
    } else {
      status = std::max(status, read_file(name, options));
    }
  }
  if (std::fflush(stdout) != 0) return complain("what was found", errno);
  return status;
}
