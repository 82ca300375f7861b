// Links to cases: made for colleagues, and followed with an id that comes from anybody.
#include <gtest/gtest.h>

#include "service.h"

using namespace casebook;
using effects::Effects;
using service::Desk;
using service::has;
using service::kDomain;
using service::of;

namespace {

constexpr const char* kId = "https://private.intel.example:443/ctia/casebook/casebook-1f";
const std::string kRead = "GET /ctia/casebook/casebook-1f";

}  // namespace

TEST(Linking, ALinkHasTheShortIdAndOnlyOfACaseTheServiceHas) {
  Desk desk = service::open();
  desk.answer(service::kSearch, of(200, "[]"));
  desk.say(LinkFollowed{"casebook-1f"});
  desk.answer(kRead, of(200, service::a_case(kId, {kDomain})));
  EXPECT_TRUE(has(desk.say(LinkWanted{}), effects::CopyLink{"casebook-1f"}));
  desk.say(NewCasePressed{"Fresh"});
  EXPECT_TRUE(desk.say(LinkWanted{}).empty());
}

TEST(Linking, IsFollowedOnceSomebodyIsSignedIn) {
  Desk desk(false);
  const Effects asked = desk.say(LinkFollowed{"casebook-1f"});
  EXPECT_TRUE(has(asked, effects::OpenSurface{effects::Surface::kCasebook}));
  EXPECT_TRUE(desk.calls.empty()) << "nothing is asked before";
  desk.say(SignedIn{"me", "u-1"});
  const Effects opened = desk.answer(kRead, of(200, service::a_case(kId, {kDomain})));
  EXPECT_EQ(desk.model.current_id, kId);
  EXPECT_TRUE(has(opened, effects::CaseChanged{kId, std::string("Case ") + kId}));
  ASSERT_TRUE(desk.model.shown.has_value());
}

TEST(Linking, AnIdThatIsNoneGoesNowhere) {
  for (const char* id : {"", "casebook-", "..", "casebook-1/../../profile/whoami", "casebook-1?x=y",
                         "casebook-%2e", "https://evil.example/casebook-1", "incident-1", "tr-widgets-t-1"}) {
    Desk desk = service::open();
    const std::string before = desk.model.current_id;
    EXPECT_TRUE(desk.say(LinkFollowed{id}).empty()) << id;
    EXPECT_EQ(desk.model.notice.kind, Notice::Kind::kBadLink) << id;
    EXPECT_EQ(desk.model.current_id, before) << id;
  }
  Desk desk;
  desk.say(LinkFollowed{"casebook-" + std::string(200, 'a')});
  EXPECT_EQ(desk.model.notice.kind, Notice::Kind::kBadLink);
}

TEST(Linking, SaysWhenTheCaseCannotBeReadWhateverTheReason) {
  for (const int status : {404, 403}) {
    Desk desk;
    desk.say(LinkFollowed{"casebook-1f"});
    desk.answer(kRead, of(status, R"({"error":"no","type":"Access Control Error"})"));
    EXPECT_TRUE(static_cast<bool>(desk.model.link_problem)) << status;
    EXPECT_EQ(desk.model.current_id, "");
    EXPECT_EQ(desk.model.deleted_title, "");
  }
}

TEST(Linking, AFaultOnTheWayCanBeTriedAgain) {
  Desk desk;
  desk.say(LinkFollowed{"casebook-1f"});
  desk.answer(kRead, of(500, ""));
  EXPECT_TRUE(static_cast<bool>(desk.model.case_problem));
  desk.answer(service::kSearch, of(200, "[]"));
  desk.answer(kRead, of(200, service::a_case(kId, {kDomain})));
  EXPECT_EQ(desk.model.current_id, kId);
}
