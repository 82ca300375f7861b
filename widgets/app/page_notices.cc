// What the ribbon says, in words.
#include "app/page.h"
#include "messages/locale.h"

namespace app::page {
namespace {

std::string notice_words(const casebook::Notice& notice, messages::Language language) {
  using Kind = casebook::Notice::Kind;
  using messages::Text;
  const auto say = [&](Text message, std::initializer_list<std::string_view> arguments = {}) {
    return messages::text(language, message, arguments);
  };
  const std::string title = notice.title.empty() ? say(Text::kUntitled) : notice.title;
  const bool many = notice.count > 1;
  const std::string about =
      many ? messages::plural_text(language, Text::kObservableCount, static_cast<double>(notice.count))
           : notice.value;
  switch (notice.kind) {
    case Kind::kNone:
      return "";
    case Kind::kAdding:
      if (notice.count == 0) return say(Text::kCreatingCase, {title});
      return notice.new_case ? say(Text::kAddingNew, {about}) : say(Text::kAdding, {about, title});
    case Kind::kMoving:
      return say(Text::kMoving, {about, title});
    case Kind::kMoved:
      return say(Text::kMoved, {about, title});
    case Kind::kAdded:
      if (notice.count == 0) return say(Text::kCaseMade, {title});
      return say(many ? Text::kAddedMany : Text::kAdded, {about, title});
    case Kind::kAlreadyThere:
      return say(many ? Text::kAlreadyThereMany : Text::kAlreadyThere, {about, title});
    case Kind::kNotedAlready:
      return say(Text::kNotedAlready, {title});
    case Kind::kNothingFound:
      return say(Text::kNothingFound);
    case Kind::kRemoved:
      return notice.count == 0 ? say(Text::kNoteRemoved, {title}) : say(Text::kRemoved, {about, title});
    case Kind::kDeleted:
      return say(Text::kCaseDeleted, {title});
    case Kind::kSaved:
      return say(Text::kCaseSaved, {title});
    case Kind::kCopied:
      return say(Text::kCopied, {about});
    case Kind::kNotCopied:
      return say(Text::kNotCopied);
    case Kind::kDownloaded:
      return say(Text::kDownloaded, {about});
    case Kind::kLinkCopied:
      return say(Text::kLinkCopied, {title});
    case Kind::kBadLink:
      return say(Text::kBadLink);
    case Kind::kImporting:
      return messages::plural_text(language, notice.new_case ? Text::kImportingCases : Text::kRestoring,
                                   static_cast<double>(notice.count));
    case Kind::kUncertain:
      return say(Text::kNotAnswered, {notice.count == 0 ? title : about});
    case Kind::kConflict:
      return say(Text::kChangedMeanwhile, {title});
    case Kind::kFailed:
    case Kind::kNotRemoved: {
      const std::string problem = messages::problem_sentence(language, notice.problem);
      if (notice.count == 0) return say(Text::kNotChanged, {title, problem});
      return say(notice.kind == Kind::kFailed ? Text::kAddFailed : Text::kRemoveFailed, {about, problem});
    }
  }
  return "";
}

// What the ignore list has kept from being added is told too.
std::string with_ignored(const casebook::Notice& notice, messages::Language language) {
  std::string words = notice_words(notice, language);
  if (notice.ignored == 0) return words;
  const std::string count = messages::number(language, static_cast<double>(notice.ignored));
  return messages::text(language, messages::Text::kIgnoredLeftOut, {words, count});
}

std::string hint_words(const casebook::DropHint& hint, messages::Language language) {
  using Kind = casebook::DropHint::Kind;
  using messages::Text;
  const auto say = [&](Text message, std::initializer_list<std::string_view> arguments = {}) {
    return messages::text(language, message, arguments);
  };
  const std::string title = hint.title.empty() ? say(Text::kUntitled) : hint.title;
  const bool many = hint.count > 1;
  const std::string about =
      many ? messages::plural_text(language, Text::kObservableCount, static_cast<double>(hint.count))
           : hint.value;
  switch (hint.kind) {
    case Kind::kNone:
      return "";
    case Kind::kDragging:
      return about;
    case Kind::kAdd:
      if (hint.count == 0) return say(Text::kAddToCurrentCase);
      return hint.new_case ? say(Text::kAddToANewCase, {about}) : say(Text::kChangeAdd, {about, title});
    case Kind::kCopy:
      return hint.new_case ? say(Text::kCopyToANewCase, {about}) : say(Text::kCopyTo, {about, title});
    case Kind::kAddWhatIsFound:
      return hint.new_case ? say(Text::kAddFoundToANewCase) : say(Text::kAddFoundTo, {title});
    case Kind::kAlreadyThere:
      return say(many ? Text::kAlreadyThereMany : Text::kAlreadyThere, {about, title});
    case Kind::kNothingFound:
      return say(Text::kNothingFound);
    case Kind::kNeedsScope:
      return say(Text::kNeedsScope, {messages::scope_words(language, {hint.scope})});
  }
  return "";
}

}  // namespace

Json write(const casebook::DropHint& hint, messages::Language language) {
  return json::object(
      {{"is", "drop-hint"}, {"text", hint_words(hint, language)}, {"refused", hint.is_refused()}});
}

Json write(const casebook::Notice& notice, double now, double held_until, messages::Language language) {
  using Kind = casebook::Notice::Kind;
  using messages::Text;
  const auto say = [&](Text message, std::initializer_list<std::string_view> arguments = {}) {
    return messages::text(language, message, arguments);
  };
  // What waits is said first: the rest has no news until then. The page puts the time in.
  if (held_until > 0)
    return json::object(
        {{"is", "notice"}, {"text", say(Text::kHeld)}, {"until", held_until}, {"failed", false}});
  if (notice.kind == Kind::kNone) return json::object({{"is", "notice"}, {"text", ""}, {"failed", false}});
  const bool failed = notice.kind == Kind::kFailed || notice.kind == Kind::kNotRemoved ||
                      notice.kind == Kind::kConflict || notice.kind == Kind::kNotCopied ||
                      notice.kind == Kind::kNothingFound || notice.kind == Kind::kBadLink;
  Json made = json::object({{"is", "notice"},
                            {"text", with_ignored(notice, language)},
                            {"failed", failed},
                            {"dismiss", say(Text::kDismiss)}});
  if (can_be_tried_again(notice.kind)) json::set(made, "retry", say(Text::kTryAgain));
  if (notice.undo_until > now) json::set(made, "undo", say(Text::kUndo));
  json::set(made, "id", notice.change_id);
  return made;
}

}  // namespace app::page
