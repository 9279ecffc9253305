// Scratch databases on a server that is there anyway: beside the live one, or where a URL says.
//
// Each database has a name with the command's process id and a random key, and the session that made it holds an
// advisory lock with that key: a scratch database whose lock nobody holds was left by a command that was killed, and
// the next one drops it.

#pragma once

#include <string>
#include <vector>

#include "sources/scratch.hpp"

namespace pgplumb::sources {

class BesideServer : public ScratchServer {
 public:
  /// Connects and drops what killed commands have left. `place` is how a person calls the server: "the live server".
  /// @throws Error if it cannot be reached, has another major version than needed, is a standby, or if the role may not
  /// create databases
  BesideServer(const std::string& conninfo, ScratchNeeds needs, std::string place);
  /// Drops the databases, with the sessions in them.
  ~BesideServer() override;
  BesideServer(const BesideServer&) = delete;
  BesideServer& operator=(const BesideServer&) = delete;

  [[nodiscard]] postgres::Connection create_database() override;
  [[nodiscard]] std::string url(const std::string& database) const override;
  [[nodiscard]] std::string description() const override;

 private:
  void check();
  void drop_leftovers();

  std::string conninfo_;
  ScratchNeeds needs_;
  std::string place_;
  postgres::Connection maintenance_;
  std::vector<std::string> databases_;
};

}  // namespace pgplumb::sources
