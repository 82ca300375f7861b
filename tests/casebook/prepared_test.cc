#include "casebook/prepared.h"

#include <gtest/gtest.h>

namespace casebook {
namespace {

Model model_of(std::vector<Observable> observables) {
  Model model;
  model.shown.emplace();
  model.shown->observables = std::move(observables);
  return model;
}

// Rows are drawn, the case changes, and somebody presses before the next frame.
TEST(Prepared, RowsOfTheLastFrameNameNothingThatTheCaseHasLostSince) {
  const Observable one("domain", "one.example"), two("domain", "two.example"), three("ip", "192.0.2.1");
  const threat_response::Verdicts verdicts;
  Prepared prepared;
  Model model = model_of({one, two, three});
  model.order = Order::kType;
  prepared.update(model, verdicts, 0);
  ASSERT_EQ(prepared.rows.size(), 5);
  EXPECT_EQ(prepared.group(model, 0), (std::vector{one, two}));
  model.shown->observables = {one};
  EXPECT_EQ(prepared.all(model), std::vector{one});
  EXPECT_EQ(prepared.group(model, 0), std::vector{one});
  EXPECT_EQ(prepared.group(model, 3), std::vector<Observable>());
  EXPECT_EQ(prepared.between(model, one, three), std::vector{three});
  model.shown.reset();
  EXPECT_EQ(prepared.all(model), std::vector<Observable>());
  EXPECT_EQ(prepared.group(model, 99), std::vector<Observable>());
}

}  // namespace
}  // namespace casebook
