// A case of twice as many observables is at most twice the work, and what is not about all of them is none.
//
// Work is counted, not timed: the layers below are compiled so that every branch they take calls the counter
// (see CMakeLists.txt), also those of the standard library's templates in them.
#include <gtest/gtest.h>

#include <functional>

#include "casebook/prepared.h"
#include "service.h"

namespace {

std::size_t branches = 0;

}  // namespace

// The compiler's name for it.
extern "C" void __sanitizer_cov_trace_pc_guard(std::uint32_t*);  // NOLINT(bugprone-reserved-identifier)
extern "C" void __sanitizer_cov_trace_pc_guard(std::uint32_t*) { ++branches; }  // NOLINT

using namespace casebook;
using service::Desk;
using service::of;

namespace {

constexpr std::size_t kSmall = 300;
// Twice the work is 2; sorting, and a table that grows, are a little more. Squared it is 4.
constexpr double kLinear = 2.6, kConstant = 1.2;

std::vector<observables::Observable> many(std::size_t count, const std::string& name = "host") {
  std::vector<observables::Observable> all;
  for (std::size_t number = 0; number < count; ++number)
    all.push_back({observables::Type::kDomain, name + std::to_string(number) + ".campaign.example"});
  return all;
}

std::string text_of(const std::vector<observables::Observable>& all) {
  std::string text;
  for (const auto& one : all) text += one.value + '\n';
  return text;
}

// What the service's inspect answers.
std::string inspected(const std::vector<observables::Observable>& all) {
  std::string list;
  for (const auto& one : all)
    list += std::string(list.empty() ? "" : ",") + R"({"type":"domain","value":")" + one.value + "\"}";
  return '[' + list + ']';
}

// The open casebook with a case of so many, and what its view needs.
struct Open {
  Desk desk;
  threat_response::Verdicts verdicts;
  Prepared prepared;
  std::vector<observables::Observable> all;

  explicit Open(std::size_t count) : all(many(count)) {
    desk.say(Opened{});
    desk.answer(service::kSearch, of(200, '[' + service::a_case("a", all) + ']'));
    desk.say(CasePressed{"a"});
    desk.answer("GET /ctia/casebook/a", of(200, service::a_case("a", all)));
    prepare();
  }
  void prepare() { prepared.update(desk.model, verdicts, desk.model.now); }
  void say(const Message& message) {
    desk.say(message);
    prepare();
  }
};

using Act = std::function<void(Open&)>;

std::size_t work(std::size_t count, const Act& before, const Act& act) {
  Open open(count);
  if (before) before(open);
  branches = 0;
  act(open);
  return branches;
}

// How many times the work it is in a case of twice as many.
double growth(const Act& act, const Act& before = nullptr) {
  const std::size_t once = work(kSmall, before, act), twice = work(2 * kSmall, before, act);
  EXPECT_GT(once, 0U) << "the layers are not counted";
  return static_cast<double>(twice) / static_cast<double>(once);
}

void select_all(Open& open) { open.say(AllChosen{open.prepared.all(open.desk.model)}); }

}  // namespace

TEST(LargeCase, OpeningGrowsWithIt) {
  EXPECT_LT(growth([](Open& open) { Open(open.all.size()); }), kLinear);
}

TEST(LargeCase, PressingARowOrAButtonDoesNot) {
  EXPECT_LT(growth([](Open& open) { open.say(RowChosen{open.all.front(), "", {}}); }), kConstant);
  EXPECT_LT(growth([](Open& open) { open.say(TabChosen{Tab::kAbout}); }), kConstant);
  EXPECT_LT(growth([](Open& open) { open.say(SearchTyped{"x"}); }), kConstant)
      << "the cases of the list are not copied";
}

TEST(LargeCase, SelectingSortingAndCopyingGrowWithIt) {
  EXPECT_LT(growth(select_all), kLinear);
  for (const Order order : {Order::kType, Order::kTime, Order::kValue})
    EXPECT_LT(growth([&](Open& open) { open.say(OrderChosen{order}); }), kLinear);
  EXPECT_LT(growth([](Open& open) { open.say(CopyPressed{true}); }, select_all), kLinear);
  EXPECT_LT(growth([](Open& open) {
              open.say(RowChosen{open.all.back(), "extend",
                                 open.prepared.between(open.desk.model, open.all.front(), open.all.back())});
            }),
            kLinear);
}

TEST(LargeCase, RemovingAndBringingBackGrowWithIt) {
  const auto remove = [](Open& open) { open.say(RemovePressed{}); };
  EXPECT_LT(growth(remove, select_all), kLinear);
  EXPECT_LT(growth([&](Open& open) { open.say(UndoPressed{open.desk.model.notice.change_id}); },
                   [&](Open& open) {
                     select_all(open);
                     remove(open);
                   }),
            kLinear);
  // The undo time is over: the case is read, the change sent.
  EXPECT_LT(growth(
                [](Open& open) {
                  open.desk.wait(9);
                  open.desk.answer("GET /ctia/casebook/a", of(200, service::a_case("a", open.all)));
                  open.prepare();
                },
                [&](Open& open) {
                  select_all(open);
                  remove(open);
                }),
            kLinear);
}

TEST(LargeCase, AddingAsManyGrowsWithIt) {
  const auto type = [](Open& open) {
    open.say(AddOpened{});
    open.say(AddTyped{text_of(many(open.all.size(), "new"))});
  };
  EXPECT_LT(growth(type), kLinear);
  const auto inspect = [](Open& open) {
    open.desk.wait(1);
    open.desk.answer("POST /iroh/iroh-inspect/inspect", of(200, inspected(many(2 * open.all.size(), "new"))));
  };
  EXPECT_LT(growth(inspect, type), kLinear);
  EXPECT_LT(growth(
                [](Open& open) {
                  open.say(AddConfirmed{});
                  open.desk.answer("GET /ctia/casebook/a", of(200, service::a_case("a", open.all)));
                  open.prepare();
                },
                type),
            kLinear);
}

TEST(LargeCase, VerdictsGrowWithItAndAnAnswerOfAHundredDoesNot) {
  const auto ask = [](Open& open) {
    std::vector<Observable> about(open.all.begin(), open.all.end());
    auto calls = open.verdicts.ask(about, threat_response::Verdicts::kMissing, 0);
    while (!calls.empty()) {
      const auto id = calls.back().id;
      calls.pop_back();
      for (auto& more : open.verdicts.replied(id, of(200, R"({"data":[]})"), 0)) calls.push_back(more);
    }
  };
  EXPECT_LT(growth(ask), kLinear);
  EXPECT_LT(growth([](Open& open) { open.prepare(); }, ask), kLinear);
  EXPECT_LT(growth(
                [](Open& open) {
                  std::vector<Observable> about(open.all.begin(), open.all.begin() + 100);
                  for (const auto& call : open.verdicts.ask(about, threat_response::Verdicts::kAgain, 0))
                    open.verdicts.replied(call.id, of(200, R"({"data":[]})"), 0);
                },
                ask),
            kConstant);
}
