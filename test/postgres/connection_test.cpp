#include "postgres/connection.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "server.hpp"

using namespace pgplumb;
using namespace pgplumb::postgres;
using Lines = std::vector<std::pair<std::size_t, std::string>>;

namespace {

std::string sqlstate_of(Connection& connection, const std::string& sql) {
  try {
    connection.copy_out(sql, nullptr);
    return "none";
  } catch (const ServerError& error) {
    CHECK_FALSE(std::string(error.what()).empty());
    return error.sqlstate();
  }
}

Lines copied(Connection& connection, const std::string& sql) {
  Lines lines;
  connection.copy_out(sql, [&](std::size_t statement, std::string_view line) { lines.emplace_back(statement, line); });
  return lines;
}

}  // namespace

TEST_CASE("a message with several statements answers with the rows of the last that returned some") {
  test::Database database;
  const auto rows = database.execute("CREATE TABLE t (a int); SELECT 1 AS x; SELECT 2 AS y, NULL AS z; DROP TABLE t");
  CHECK(rows.columns == std::vector<std::string>{"y", "z"});
  REQUIRE(rows.rows.size() == 1);
  CHECK(rows.rows[0][0] == "2");
  CHECK(rows.rows[0][1] == std::nullopt);
  CHECK(rows.command_tag == "SELECT 1");
  CHECK(database.execute("CREATE TABLE t (a int)").command_tag == "CREATE TABLE");
  CHECK(database.execute("").rows.empty());
}

TEST_CASE("a statement with parameters sends them as they are") {
  test::Database database;
  const auto rows =
      database.connection().query("SELECT $1::text || '!', $2::int IS NULL", {"it's \\ \"x\"", std::nullopt});
  CHECK(rows.rows[0][0] == "it's \\ \"x\"!");
  CHECK(rows.rows[0][1] == "t");
}

TEST_CASE("an error carries what the server said, the statement and the place in it") {
  test::Database database;
  try {
    database.execute("SELECT 1; SELECT nothing_here");
    FAIL("no error");
  } catch (const ServerError& error) {
    CHECK(error.sqlstate() == "42703");
    CHECK(std::string(error.what()) == "column \"nothing_here\" does not exist");
    CHECK(error.report().statement == "SELECT 1; SELECT nothing_here");
    CHECK(error.report().statement_position == 18);
  }
  CHECK(database.execute("SELECT 1").rows.size() == 1);
}

TEST_CASE("many COPY statements in one message are told apart") {
  test::Database database;
  const auto lines =
      copied(database.connection(),
             "BEGIN; COPY (SELECT 1, 'a' || chr(9) || 'b') TO STDOUT; COPY (SELECT 1 WHERE false) TO STDOUT;"
             "COPY (VALUES (2), (NULL)) TO STDOUT; COMMIT");
  CHECK(lines == Lines{{0, "1\ta\\tb"}, {2, "2"}, {2, "\\N"}});
}

TEST_CASE("an error in the middle of COPY statements leaves a session that can be used") {
  test::Database database;
  Lines lines;
  CHECK_THROWS_AS(database.connection().copy_out(
                      "COPY (SELECT 1) TO STDOUT; COPY (SELECT 1 / (3 - i) FROM generate_series(1, 5) i) TO STDOUT;"
                      "COPY (SELECT 9) TO STDOUT",
                      [&](std::size_t statement, std::string_view line) { lines.emplace_back(statement, line); }),
                  ServerError);
  CHECK(lines == Lines{{0, "1"}, {1, "0"}, {1, "1"}});
  CHECK(copied(database.connection(), "COPY (SELECT 7) TO STDOUT") == Lines{{0, "7"}});
}

TEST_CASE("what the reader of lines throws arrives after the message is over") {
  test::Database database;
  const auto careless = [](std::size_t, std::string_view) { throw std::runtime_error("enough"); };
  CHECK_THROWS_WITH(database.connection().copy_out(
                        "COPY (SELECT generate_series(1, 100000)) TO STDOUT; COPY (SELECT 1) TO STDOUT", careless),
                    "enough");
  CHECK(copied(database.connection(), "COPY (SELECT 7) TO STDOUT") == Lines{{0, "7"}});
}

TEST_CASE("COPY that nobody reads or feeds does not hang a session") {
  test::Database database;
  database.execute("CREATE TABLE t (a int); COPY (SELECT generate_series(1, 1000)) TO STDOUT");
  CHECK_THROWS_AS(database.execute("COPY t FROM STDIN"), ServerError);
  CHECK(database.execute("SELECT count(*) FROM t").rows[0][0] == "0");
}

TEST_CASE("data are copied in, and refused data are reported") {
  test::Database database;
  database.execute("CREATE TABLE t (a int, b text)");
  database.connection().copy_in("COPY t FROM STDIN", "1\tx\\ty\n2\t\\N\n");
  CHECK(database.execute("SELECT string_agg(a || coalesce(b, '-'), ';' ORDER BY a) FROM t").rows[0][0] == "1x\ty;2-");
  CHECK_THROWS_AS(database.connection().copy_in("COPY t FROM STDIN", "no number\tx\n"), ServerError);
  CHECK_THROWS_AS(database.connection().copy_in("COPY missing FROM STDIN", "1\n"), ServerError);
  std::string much;
  for (int line = 0; line < 200000; ++line) much += "3\tsome text that fills a line\n";
  database.connection().copy_in("COPY t FROM STDIN", much);
  CHECK(database.execute("SELECT count(*) FROM t").rows[0][0] == "200002");
}

TEST_CASE("notices reach their handler, and what it throws is not lost") {
  test::Database database;
  std::vector<std::string> seen;
  database.connection().on_notice(
      [&](const std::string& severity, const std::string& message) { seen.push_back(severity + ": " + message); });
  database.execute("DROP TABLE IF EXISTS missing");
  CHECK(seen == std::vector<std::string>{"NOTICE: table \"missing\" does not exist, skipping"});
  database.connection().on_notice([](const std::string&, const std::string&) { throw std::runtime_error("loud"); });
  CHECK_THROWS_WITH(database.execute("DROP TABLE IF EXISTS missing"), "loud");
  database.connection().on_notice(nullptr);
  CHECK(database.execute("SELECT 1").rows.size() == 1);
}

TEST_CASE("a stop cancels what is executed, rows and COPY alike, and leaves a session that can be used") {
  test::Database database;
  auto& connection = database.connection();
  for (const char* slow : {"SELECT pg_sleep(600)",
                           "COPY (SELECT g, CASE WHEN g = 50000 THEN pg_sleep(600) END FROM "
                           "generate_series(1, 60000) g) TO STDOUT"}) {
    const Stop stop = Stop::make();
    connection.stop_when(stop);
    std::thread user([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
      stop.ask();
    });
    CHECK_THROWS_WITH(connection.copy_out(slow, nullptr), "interrupted");
    user.join();
    CHECK_THROWS_WITH(connection.execute("SELECT 1"), "interrupted");
    connection.stop_when({});
    CHECK(connection.execute("SELECT 1").rows.size() == 1);
  }
}

TEST_CASE("a session that is lost is an error with the sqlstate of a lost connection") {
  test::Database database;
  Connection victim(database.url(), pgplumb::postgres::SettingsOf::database);
  database.execute("SELECT pg_terminate_backend(" + std::to_string(victim.backend_pid()) + ", 5000)");
  CHECK(sqlstate_of(victim, "SELECT 1") == "57P01");
  CHECK(sqlstate_of(victim, "SELECT 1") == "08006");
}

TEST_CASE("a session that is lost in the middle of a COPY does not hang") {
  test::Database database;
  Connection victim(database.url(), pgplumb::postgres::SettingsOf::database);
  int lines = 0;
  try {
    victim.copy_out(
        // Enough that lines are sent before the server sleeps, too little for it to wait for their reader.
        "COPY (SELECT g, CASE WHEN g = 5000 THEN pg_sleep(600) END FROM generate_series(1, 6000) g) TO STDOUT",
        [&](std::size_t, std::string_view) {
          if (++lines == 1)
            database.execute("SELECT pg_terminate_backend(" + std::to_string(victim.backend_pid()) + ")");
        });
    FAIL("not lost");
  } catch (const ServerError& error) {
    CHECK(error.sqlstate() == "57P01");
  }
  CHECK(lines > 1);
  CHECK(sqlstate_of(victim, "COPY (SELECT 1) TO STDOUT") == "08006");
}

TEST_CASE("a connection knows where it is") {
  test::Database database;
  auto& connection = database.connection();
  CHECK(connection.database() == database.name());
  CHECK(connection.user() == "postgres");
  CHECK(connection.server_major() == test::server().major_version());
  CHECK(connection.parameter("client_encoding") == "UTF8");
  CHECK(connection.parameter("no_such_parameter").empty());
  CHECK(connection.description() == "database " + database.name() + " on " + connection.host() + ":5432 as postgres");
  CHECK(connection.execute("SELECT current_setting('application_name')").rows[0][0] == "pgplumb");
  const Connection moved = std::move(connection);
  CHECK(moved.database() == database.name());
}

TEST_CASE("a statement with a NUL byte is refused instead of cut short") {
  test::Database database;
  CHECK_THROWS_WITH(database.execute(std::string("SELECT 1;\0 SELECT 2", 19)), "the statement contains a NUL byte");
}
