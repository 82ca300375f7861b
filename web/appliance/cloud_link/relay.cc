#include "appliance/cloud_link/relay.h"

#include <cstdio>
#include <exception>

#include "appliance/cloud_link/exchange_client.h"

namespace appliance {
namespace {

constexpr std::chrono::seconds kWait{20};  // for a call; the service's connections may end after 30 s
constexpr std::chrono::milliseconds kBetweenLooks{1000};  // at whether there is something to serve
constexpr std::chrono::milliseconds kAfterTrouble{1000};
constexpr std::size_t kAnsweredAtOnce = 4;

bool is_asked(const cloud_service::State& state) {
  return cloud_service::situation(state) == cloud_service::Situation::kRegistered;
}

}  // namespace

ModuleRelay::ModuleRelay(CloudStore& store, ModuleAnswers answers)
    : store_(store), answers_(std::move(answers)), thread_([this] { run(); }) {}

ModuleRelay::~ModuleRelay() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  interrupt_.stop();
  changed_.notify_all();
  thread_.join();
}

void ModuleRelay::wake() {
  {
    const std::lock_guard lock(mutex_);
    ++woken_;
  }
  changed_.notify_all();
}

// False when it is to end.
bool ModuleRelay::pause(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  const int woken = woken_;
  changed_.wait_for(lock, time, [&] { return ended_ || woken_ != woken; });
  return !ended_;
}

void ModuleRelay::run() {
  bool goes_on = true;
  while (goes_on) {
    try {
      goes_on = serve_one();
    } catch (const std::exception& failure) {
      std::fprintf(stderr, "appliance: Cloud Service Settings: %s\n", failure.what());
      goes_on = pause(kAfterTrouble);
    }
  }
}

// One that fails is answered by nobody: the service gives it up by itself.
void ModuleRelay::answer(const ExchangeClient& exchange, const CloudKeys& keys, const ExchangeCall& asked) {
  try {
    // It may have been turned off, or have ended, while the question was waited for (TRC-09).
    const auto [state, now] = store_.snapshot();
    if (!is_asked(state) || now.attempt != keys.attempt) return;
    const http::Response answer = answers_(asked.path, asked.body);
    auto body = json::parse(answer.body);
    static_cast<void>(exchange.answer(keys, asked.id, answer.status, body ? *body : Json()));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "appliance: a question of the service was not answered: %s\n", failure.what());
  }
}

bool ModuleRelay::serve_one() {
  const auto [state, keys] = store_.snapshot();
  if (!is_asked(state)) return pause(kBetweenLooks);
  const auto asked_at = std::chrono::steady_clock::now();
  const ExchangeClient exchange(store_.setup(), state.registration.server, interrupt_);
  auto asked = exchange.next_call(keys, kWait);
  if (!asked) return pause(kAfterTrouble);
  std::erase_if(answering_, [](const std::future<void>& one) {
    return one.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  });
  if (answering_.size() >= kAnsweredAtOnce) answering_.clear();  // waits for them
  const bool came = asked->has_value();
  if (came)
    answering_.push_back(std::async(
        std::launch::async,
        [this, exchange, key_copy = keys, call = **std::move(asked)] { answer(exchange, key_copy, call); }));
  // Another copy of this appliance's state would take the turn, and this one take it back, without end.
  const bool waited = std::chrono::steady_clock::now() - asked_at >= kAfterTrouble;
  return pause(came || waited ? std::chrono::milliseconds(0) : kAfterTrouble);
}

}  // namespace appliance
