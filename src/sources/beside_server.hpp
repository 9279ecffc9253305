// Scratch databases on a server that is there anyway: beside the live one, or where a URL says.
//
// A pooler, or a server that has one database only, may lead every name to the same database, the live one: what a new
// connection leads to is compared with what was made, before anything is executed there.
//
// Each database has a name with the command's process id and a random key, and the session that made it holds an
// advisory lock with that key: a scratch database whose lock nobody holds was left by a command that was killed, and
// the next one drops it.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sources/scratch.hpp"

namespace pgplumb::sources {

class BesideServer : public ScratchServer {
 public:
  /// Connects and drops what killed commands have left. `place` is how a person calls the server: "the live server".
  /// `progress` hears of whoever keeps a database from being created or dropped; that is waited for 10 s.
  /// @throws Error if it cannot be reached, has another major version than needed, is a standby, or if the role may not
  /// create databases, or has more rights than code of others may have (refused), or if the connection does not lead to
  /// the databases that are created
  BesideServer(const std::string& conninfo, ScratchNeeds needs, std::string place, const Stop& stop = {},
               Progress progress = {});
  /// Drops the databases, with the sessions in them, as far as that ends in time.
  ~BesideServer() override;
  BesideServer(const BesideServer&) = delete;
  BesideServer& operator=(const BesideServer&) = delete;

  [[nodiscard]] postgres::Connection create_database() override;
  [[nodiscard]] std::string url(const std::string& database) const override;
  [[nodiscard]] std::string description() const override;
  [[nodiscard]] std::string lends() const override { return lends_; }

 private:
  void check();
  void drop_leftovers();
  void drop_databases();
  [[nodiscard]] postgres::Connection connect_to_new();
  /// @throws Error if `session` is not in the database that was made as `name`, empty and with a server for itself
  void require_new(postgres::Connection& session, const std::string& name);

  std::string conninfo_;
  ScratchNeeds needs_;
  std::string place_;
  std::string lends_;
  Progress progress_;
  postgres::Connection maintenance_;
  std::vector<std::string> databases_;
  std::optional<postgres::Connection>
      first_;  ///< made at once, so that whoever chooses this server knows that it works
};

}  // namespace pgplumb::sources
