// A connection to the server of the tests that is cut between two statements of its client, as a crash of the client or
// of the network cuts it.

#pragma once

#include <string>
#include <thread>
#include <vector>

#include "server.hpp"

namespace test {

class SeveredWire {
 public:
  /// Listens on a socket of its own for one client; what would be its statement number `last` + 1 does not arrive.
  SeveredWire(Database& database, std::size_t last);
  ~SeveredWire();
  SeveredWire(const SeveredWire&) = delete;
  SeveredWire& operator=(const SeveredWire&) = delete;

  [[nodiscard]] std::string url() const;
  /// What arrived, in its order, once the client is gone.
  [[nodiscard]] const std::vector<std::string>& statements();

 private:
  void serve();
  [[nodiscard]] bool pass_on(int from, int to);

  std::string database_;
  std::string server_;  ///< path of its socket
  std::string folder_;
  std::string unread_;  ///< a message of which a part has come
  std::vector<std::string> statements_;
  std::size_t last_;
  int listener_ = -1;
  bool greeted_ = false;
  std::thread thread_;
};

}  // namespace test
