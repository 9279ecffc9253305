// A connection to a server of the tests that is cut at a statement of its client, as a crash of the client, of the
// server or of the network cuts it.

#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "postgres/connection.hpp"

namespace test {

/// Where in a client's statements the wire is cut.
struct Cut {
  enum class Place {
    before,  ///< what would be statement number `statements` + 1 does not arrive
    middle,  ///< half of it arrives
    after,   ///< it arrives, and nothing of the answer comes back
    answer,  ///< it arrives, and half of the answer comes back
  };
  std::size_t statements = 0;
  Place place = Place::before;
  /// Called at the place instead of cutting; whoever it hits has to notice by himself.
  std::function<void()> instead = {};
};

class SeveredWire {
 public:
  /// Listens on a socket of its own for one client of `database`, on the server that `session` reaches by a Unix
  /// socket.
  SeveredWire(const pgplumb::postgres::Connection& session, const std::string& database, Cut cut);
  ~SeveredWire();
  SeveredWire(const SeveredWire&) = delete;
  SeveredWire& operator=(const SeveredWire&) = delete;

  /// With the role of that session.
  [[nodiscard]] std::string url() const;
  /// What arrived, in its order, once the client is gone.
  [[nodiscard]] const std::vector<std::string>& statements();

 private:
  void serve();
  [[nodiscard]] bool pass_on(int from, int to);
  [[nodiscard]] bool reach_place(int to, std::string_view message);

  std::string server_;  ///< path of its socket
  std::string folder_;
  std::string rest_of_url_;
  std::string unread_;  ///< a message of which a part has come
  std::vector<std::string> statements_;
  Cut cut_;
  int listener_ = -1;
  bool greeted_ = false;
  bool mute_ = false;    ///< answers do not come back
  bool halves_ = false;  ///< of the next answer half comes back, and then nothing
  std::thread thread_;
};

}  // namespace test
