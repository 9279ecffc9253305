// The server that tests use: one for each test process, started by pgplumb's own scratch server, gone with the process.

#pragma once

#include <memory>
#include <string>

#include "postgres/connection.hpp"
#include "sources/scratch.hpp"

namespace test {

class Server {
 public:
  Server();
  ~Server();

  /// Creates an empty database in UTF8 with C.UTF-8, and answers with its name.
  std::string create_database();
  void drop_database(const std::string& name);
  [[nodiscard]] std::string url(const std::string& database) const;
  [[nodiscard]] int major_version() const;
  /// A session of the superuser in template1, for roles and the like. Databases are made through it.
  pgplumb::postgres::Connection& maintenance();

 private:
  std::unique_ptr<pgplumb::sources::ScratchServer> scratch_;
  std::unique_ptr<pgplumb::postgres::Connection> maintenance_;
  int databases_ = 0;
};

/// The server of this test process: PostgreSQL of the newest version found, or of PGPLUMB_POSTGRES_BIN.
Server& server();

/// A fresh, empty database with one session, dropped at the end with whatever sessions are in it.
class Database {
 public:
  Database();
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string url() const;
  pgplumb::postgres::Connection& connection() { return *connection_; }
  pgplumb::postgres::Rows execute(const std::string& sql) { return connection_->execute(sql); }

 private:
  std::string name_;
  std::unique_ptr<pgplumb::postgres::Connection> connection_;
};

}  // namespace test
