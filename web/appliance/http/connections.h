// The open connections of one server: each has a time by which it must be done with what it does, and is cut
// when it is not, whatever it does then: shake hands, send its request byte by byte, read the answer so.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace appliance::http {

class Connections {
 public:
  using Clock = std::chrono::steady_clock;

  // One address has at most `per_peer` connections at a time; 0 for any number.
  explicit Connections(std::size_t per_peer);
  // None is open any more.
  ~Connections();
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;

  // Those that rest end, and those that will: nobody begins another request. What has been sent is still
  // read.
  void end_resting();

  // One of them, on the thread that serves it. The socket stays open until this has ended.
  class Open {
   public:
    Open(Connections& all, int socket, const std::string& peer, Clock::time_point until);
    ~Open();
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;

    // False when the peer has too many already.
    bool admitted() const { return admitted_; }
    // From now on, in place of what was allowed before.
    void allow(std::chrono::milliseconds time);
    // The same for the next request to begin.
    void rest(std::chrono::milliseconds time);
    // The peer has ended the connection, and will not read an answer.
    bool has_ended() const;

    // The one that this thread serves; null for none.
    static Open* current();

   private:
    friend Connections;
    Connections& all_;
    int socket_;
    std::string peer_;
    bool admitted_;
    bool rests_ = true;  // until its first request is read
    Clock::time_point until_;
    std::list<Open*>::iterator place_;
  };

 private:
  void watch();
  void allow(Open& open, std::chrono::milliseconds time, bool rests);

  const std::size_t per_peer_;
  std::mutex mutex_;  // for all below
  std::condition_variable changed_;
  std::list<Open*> open_;
  std::map<std::string, std::size_t> of_peer_;
  Clock::time_point wakes_ = Clock::time_point::max();
  bool ends_resting_ = false, ended_ = false;
  std::thread watcher_;
};

}  // namespace appliance::http
