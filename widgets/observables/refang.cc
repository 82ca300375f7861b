#include "observables/refang.h"

#include "observables/path.h"
#include "observables/url.h"

namespace observables {
namespace {

class Refanger {
 public:
  explicit Refanger(std::string_view utf8) : text_{utf8} { out_.reserve(utf8.size()); }

  std::string run() {
    while (i_ < text_.size()) {
      const char c = text_.bytes[i_];
      if (ascii::is(c, ascii::kUrlEnd) && c != '\\') in_path_ = in_authority_ = false;
      const Disguise found = disguise();
      if (found.size > 0)
        write(found.means, found.size);
      else
        write(text_.part(i_, i_ + 1), 1);
    }
    return std::move(out_);
  }

 private:
  Disguise disguise() const {
    if (i_ < user_end_ || in_path_)
      return ascii::is(text_.at(i_), ascii::kOpen) ? path_disguise_at(text_, i_) : Disguise{};
    const bool in_name = !out_.empty() && ascii::is(out_.back(), ascii::kName | ascii::kBeyond);
    if (in_name)
      if (const Disguise dot = dot_at(text_, i_); dot.size > 0) return dot;
    if (text_.at(i_) != '[') return {};
    const Disguise found = enclosed_at(text_, i_);
    if (found.means == ".") return {};
    if (found.means == "@") {
      const bool joins = in_name && ascii::is(text_.at(i_ + found.size), ascii::kName | ascii::kBeyond);
      return joins ? found : Disguise{};
    }
    return found;
  }

  void write(std::string_view meant, std::size_t size) {
    const std::size_t before = out_.size();
    out_ += meant;
    i_ += size;
    // "://" ends a scheme, but for a second one.
    const bool may_begin_path =
        meant == "/" || meant == "?" || meant == "#" || (meant == "://" && in_authority_);
    if (may_begin_path && before > 0) {
      // Without a scheme a path begins behind a name, or behind an address in brackets.
      const char left = out_[before - 1];
      in_path_ = in_path_ || in_authority_ || left == ']' || ascii::is(left, ascii::kName | ascii::kBeyond);
    }
    if (in_path_) in_authority_ = false;
    if (!in_path_ && out_.ends_with("://")) end_scheme();
  }

  void end_scheme() {
    const std::size_t end = out_.size() - 3;
    const Scheme* scheme = scheme_before(Text{out_}, end, 0);
    if (!scheme) return;
    if (scheme->style != Style::kNone)
      out_.replace(end - scheme->written.size(), scheme->written.size() + 3, scheme->means);
    in_authority_ = true;
    user_end_ = after_user(text_, i_);
  }

  Text text_;
  std::string out_;
  std::size_t i_ = 0;
  std::size_t user_end_ = 0;  // the user of a URL is read like a path
  bool in_authority_ = false;
  bool in_path_ = false;
};

}  // namespace

std::string refang(std::string_view utf8) { return Refanger(utf8).run(); }

}  // namespace observables
