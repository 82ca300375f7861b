#include "appliance/http/connections.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>

namespace appliance::http {
namespace {

thread_local Connections::Open* served = nullptr;

}  // namespace

Connections::Connections(std::size_t per_peer) : per_peer_(per_peer), watcher_([this] { watch(); }) {}

Connections::~Connections() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  changed_.notify_one();
  watcher_.join();
}

void Connections::watch() {
  std::unique_lock lock(mutex_);
  while (!ended_) {
    const Clock::time_point now = Clock::now();
    wakes_ = Clock::time_point::max();
    for (Open* open : open_) {
      if (open->until_ <= now) {
        // The thread that serves it finds an end of file, and closes it.
        ::shutdown(open->socket_, SHUT_RDWR);
        open->until_ = Clock::time_point::max();
      }
      wakes_ = std::min(wakes_, open->until_);
    }
    if (wakes_ == Clock::time_point::max())
      changed_.wait(lock);
    else
      changed_.wait_until(lock, wakes_);
  }
}

void Connections::allow(Open& open, std::chrono::milliseconds time, bool rests) {
  const std::lock_guard lock(mutex_);
  open.rests_ = rests;
  open.until_ = Clock::now() + time;
  if (rests && ends_resting_) ::shutdown(open.socket_, SHUT_RD);
  if (open.until_ < wakes_) changed_.notify_one();
}

void Connections::end_resting() {
  const std::lock_guard lock(mutex_);
  ends_resting_ = true;
  for (const Open* open : open_)
    if (open->rests_) ::shutdown(open->socket_, SHUT_RD);
}

Connections::Open::Open(Connections& all, int socket, const std::string& peer, Clock::time_point until)
    : all_(all), socket_(socket), peer_(peer), until_(until) {
  served = this;
  const std::lock_guard lock(all_.mutex_);
  const std::size_t count = ++all_.of_peer_[peer_];
  admitted_ = all_.per_peer_ == 0 || count <= all_.per_peer_;
  place_ = all_.open_.insert(all_.open_.end(), this);
  if (all_.ends_resting_) ::shutdown(socket_, SHUT_RD);
  if (until_ < all_.wakes_) all_.changed_.notify_one();
}

Connections::Open::~Open() {
  served = nullptr;
  const std::lock_guard lock(all_.mutex_);
  all_.open_.erase(place_);
  if (--all_.of_peer_[peer_] == 0) all_.of_peer_.erase(peer_);
}

void Connections::Open::allow(std::chrono::milliseconds time) { all_.allow(*this, time, false); }

void Connections::Open::rest(std::chrono::milliseconds time) { all_.allow(*this, time, true); }

bool Connections::Open::has_ended() const {
  pollfd watched{.fd = socket_, .events = POLLRDHUP, .revents = 0};
  return ::poll(&watched, 1, 0) != 0;
}

Connections::Open* Connections::Open::current() { return served; }

}  // namespace appliance::http
