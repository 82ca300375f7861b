// A client that reads and writes as a test likes, byte by byte.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <string>

namespace appliance::http {

// To a port of this machine.
class Connection {
 public:
  explicit Connection(int port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  }
  ~Connection() { ::close(socket_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // False when the other side has ended the connection.
  bool send(const std::string& text) {
    return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }
  // Nothing more is sent; answers still come.
  void end() { ::shutdown(socket_, SHUT_WR); }
  // Until the other side ends the connection, or `most` bytes are there.
  std::string receive(std::size_t most = 1 << 20) {
    std::string all;
    std::array<char, 4096> piece{};
    while (all.size() < most) {
      const ssize_t size = ::recv(socket_, piece.data(), std::min(piece.size(), most - all.size()), 0);
      if (size < 0 && errno == EINTR) continue;  // with a time-out no signal handler goes on by itself
      if (size <= 0) return all;
      all.append(piece.data(), static_cast<std::size_t>(size));
    }
    return all;
  }
  // Of the answer that comes next; 0 when none comes.
  int status() {
    const std::string head = receive(12);
    return head.size() == 12 ? std::stoi(head.substr(9)) : 0;
  }

 private:
  int socket_;
};

inline std::chrono::milliseconds since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

}  // namespace appliance::http
