// Sessions of ours in a database, and as a role, whose settings were made by somebody else.

#include "postgres/session_settings.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "pooler.hpp"
#include "server.hpp"

using pgplumb::Error;
using pgplumb::ServerError;
using pgplumb::postgres::Connection;
using pgplumb::postgres::session_settings;
using pgplumb::postgres::SessionSetting;
using pgplumb::postgres::SettingsOf;

namespace {

std::string value_of(Connection& connection, const std::string& name) {
  return connection.execute("SELECT pg_catalog.current_setting('" + name + "')").rows.at(0).at(0).value_or("");
}

// Each setting that we hold, by the database or by the role.
constexpr const char* strange[][2] = {{"search_path", "trap, pg_catalog"},
                                      {"statement_timeout", "1h"},
                                      {"idle_session_timeout", "1h"},
                                      {"default_transaction_isolation", "serializable"},
                                      {"default_transaction_deferrable", "on"},
                                      {"row_security", "on"},
                                      {"quote_all_identifiers", "on"},
                                      {"transform_null_equals", "on"},
                                      {"array_nulls", "off"},
                                      {"xmloption", "document"},
                                      {"jit", "on"}};

void make_strange(test::Database& database) {
  for (const auto& [name, value] : strange)
    database.execute("ALTER DATABASE " + database.name() + " SET " + name + " = " +
                     (std::string(name) == "search_path" ? value : "'" + std::string(value) + "'"));
}

void check_ours(Connection& connection) {
  for (const SessionSetting& setting : session_settings()) {
    if (setting.held != SessionSetting::Held::always || setting.since > connection.server_major()) continue;
    CAPTURE(setting.name);
    const std::string now = value_of(connection, std::string(setting.name));
    CHECK((now == setting.value || (setting.name == "search_path" && now == "\"\"")));
  }
}

}  // namespace

TEST_CASE("a session of ours has our settings, gives them back for what a person wrote, and takes them again") {
  test::Database database;
  make_strange(database);
  Connection connection(database.url());
  check_ours(connection);

  connection.give_settings_back();
  for (const auto& [name, value] : strange) {
    CAPTURE(name);
    CHECK(value_of(connection, name) == value);
  }
  connection.execute("SET search_path = elsewhere; SET work_mem = '77MB'");
  connection.take_settings();
  check_ours(connection);
  CHECK(value_of(connection, "work_mem") != "77MB");

  connection.give_settings_back();
  connection.execute("BEGIN");
  connection.take_settings_for_transaction();
  check_ours(connection);
  connection.execute("COMMIT");
  CHECK(value_of(connection, "search_path") == "trap, pg_catalog");
}

TEST_CASE("a setting that is held is ours as long as the session, where the server knows it") {
  test::Database database;
  Connection connection(database.url());
  connection.hold("work_mem", "5MB");
  connection.hold("no_such_setting", "1");
  CHECK(value_of(connection, "work_mem") == "5MB");
  connection.give_settings_back();
  CHECK(value_of(connection, "work_mem") == "5MB");
  connection.take_settings();
  CHECK(value_of(connection, "work_mem") == "5MB");
  check_ours(connection);
}

TEST_CASE("a role's settings and those of the connection string are held as the database's are") {
  test::Database database;
  const std::string role = "strange_" + database.name();
  database.execute("CREATE ROLE " + role + " LOGIN SUPERUSER; ALTER ROLE " + role +
                   " SET search_path = trap, pg_catalog; ALTER ROLE " + role + " SET statement_timeout = '1h'");
  Connection by_role(database.url() + "&user=" + role);
  CHECK(by_role.user() == role);
  check_ours(by_role);
  Connection by_option(database.url() + "&options=-csearch_path%3Dtrap");
  check_ours(by_option);
  by_option.give_settings_back();
  CHECK(value_of(by_option, "search_path") == "trap");
  database.execute("DROP ROLE " + role);
}

TEST_CASE("through a pooler in session mode the settings are ours, and in transaction mode nobody else gets them") {
  test::Database database;
  make_strange(database);
  {
    const test::Pooler pooler(database, "session");
    Connection connection(pooler.url());
    check_ours(connection);
  }
  const test::Pooler pooler(database, "transaction");
  CHECK_THROWS_AS(Connection(pooler.url()), const Error&);
  Connection other(pooler.url(), SettingsOf::database);
  CHECK(value_of(other, "search_path") == "trap, pg_catalog");
}

TEST_CASE("what a limit of twenty milliseconds allows is enough for the first message, which lifts it") {
  test::Database database;
  database.execute("ALTER DATABASE " + database.name() + " SET statement_timeout = '20ms'");
  int connected = 0;
  for (int number = 0; number < 20; ++number) {
    try {
      Connection connection(database.url());
      connection.execute("SELECT pg_catalog.pg_sleep(0.05)");
      ++connected;
    } catch (const ServerError& error) {
      CHECK(error.sqlstate() == "57014");
    }
  }
  CHECK(connected > 0);
}

TEST_CASE("every setting that changes what statements mean was thought about") {
  test::Database database;
  std::set<std::string> known;
  for (const SessionSetting& setting : session_settings()) {
    CAPTURE(setting.name);
    CHECK(known.insert(std::string(setting.name)).second);
    CHECK_FALSE(setting.why.empty());
    if (setting.held == SessionSetting::Held::never || setting.since > database.connection().server_major()) continue;
    CHECK(database.connection()
              .query("SELECT FROM pg_settings WHERE name = $1", {std::string(setting.name)})
              .rows.size() == 1);
  }
  const auto all = database.execute(
      "SELECT name FROM pg_settings WHERE context IN ('user', 'superuser') AND name !~ '[.]|^vacuum_' AND (category "
      "LIKE "
      "'Client "
      "Connection Defaults%' OR category LIKE 'Version and Platform Compatibility%')");
  CHECK(all.rows.size() > 30);
  for (const auto& row : all.rows) {
    CAPTURE(row.at(0).value());
    CHECK(known.contains(row.at(0).value()));
  }
}
