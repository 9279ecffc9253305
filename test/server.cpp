#include "server.hpp"

#include <fmt/core.h>

#include <mutex>

#include "sql/identifier.hpp"

namespace test {

using pgplumb::postgres::Connection;

namespace {

std::mutex maintaining;  // databases are made and dropped by several threads

}  // namespace

Server::Server() {
  pgplumb::sources::ScratchNeeds needs;
  needs.major_version = 0;
  scratch_ = pgplumb::sources::start_scratch("local", needs, "");
  maintenance_ = std::make_unique<Connection>(scratch_->url("template1"), pgplumb::postgres::SettingsOf::database);
}

Server::~Server() = default;

std::string Server::create_database() {
  const std::lock_guard lock(maintaining);
  auto name = fmt::format("test_{}", ++databases_);
  maintenance_->execute(fmt::format("CREATE DATABASE {} TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'{}",
                                    name, major_version() >= 15 ? " STRATEGY file_copy" : ""));
  return name;
}

void Server::drop_database(const std::string& name) {
  const std::lock_guard lock(maintaining);
  maintenance_->execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", pgplumb::sql::identifier(name)));
}

std::string Server::url(const std::string& database) const {
  return scratch_->url(database);
}
int Server::major_version() const {
  return maintenance_->server_major();
}
Connection& Server::maintenance() {
  return *maintenance_;
}

Server& server() {
  static Server one;
  return one;
}

Database::Database()
    : name_(server().create_database()),
      connection_(std::make_unique<Connection>(server().url(name_), pgplumb::postgres::SettingsOf::database)) {}

Database::~Database() {
  connection_.reset();
  try {
    server().drop_database(name_);
  } catch (const pgplumb::Error& error) {
    // The server of the tests goes away as a whole: a database that stays is no leftover.
    fmt::print(stderr, "test database {} was not dropped: {}\n", name_, error.what());
  }
}

std::string Database::url() const {
  return server().url(name_);
}

}  // namespace test
