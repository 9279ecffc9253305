// `pgplumb apply` as a process of its own, which can be killed.

#pragma once

#include <sys/types.h>

#include <string>

namespace test {

class Client {
 public:
  /// Starts it. @throws Error
  Client(const std::string& url, const std::string& plan);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void kill() const;
  /// Its exit code, 128 plus the signal if one ended it; -1 if it has not ended after a minute, and is then killed.
  [[nodiscard]] int wait();
  /// What it has printed, once it has ended.
  [[nodiscard]] std::string output() const;

 private:
  pid_t pid_ = -1;
  std::string log_;
};

}  // namespace test
