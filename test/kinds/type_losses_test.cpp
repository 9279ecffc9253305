#include "kinds/type_losses.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "commands/project.hpp"
#include "pgplumb/apply.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"
#include "sql/identifier.hpp"

using pgplumb::DiagnosedError;

namespace {

struct Change {
  std::string from;
  std::string to;
  std::string keeps;       ///< a value that becomes the other type's as it is
  std::string loses = {};  ///< one that does not; empty: there is none, and no guard
};

constexpr const char* old_types =
    "CREATE DOMAIN ten AS varchar(10); CREATE DOMAIN five AS varchar(5); CREATE DOMAIN tens AS ten CHECK (VALUE <> '');"
    "CREATE DOMAIN tenth AS numeric(5,1); CREATE DOMAIN words AS text; CREATE TYPE mood AS ENUM ('good', 'bad');"
    "CREATE TYPE humour AS ENUM ('bad', 'good'); CREATE DOMAIN \"Odd.\"\"name\" AS varchar(3);";

constexpr const char* old_made_anew =
    "CREATE DOMAIN amount AS numeric; CREATE DOMAIN code AS varchar(10) CHECK (VALUE <> 'abcd');"
    "CREATE DOMAIN codes AS varchar(10)[]; CREATE DOMAIN wider AS numeric(5,1);"
    "CREATE TYPE measured AS (n numeric(5,3), at timestamp, note json);"
    "CREATE TYPE grown AS (item numeric(5,1), t varchar(3));";

constexpr const char* new_made_anew =
    "CREATE DOMAIN amount AS numeric(5,1); CREATE DOMAIN code AS varchar(4);"
    "CREATE DOMAIN codes AS varchar(4)[]; CREATE DOMAIN wider AS numeric(7,3);"
    "CREATE TYPE measured AS (n numeric(5,1), at timestamp(0), note json);"
    "CREATE TYPE grown AS (item numeric(7,3), t text COLLATE \"C\");";

const std::vector<Change>& changes() {
  static const std::vector<Change> list = {
      {"varchar(20)", "five", "abc", "abcdefgh"},
      {"tens", "five", "abc", "abcdefgh"},
      {"varchar(20)", "\"Odd.\"\"name\"", "abc", "abcd"},
      {"varchar(20)[]", "char(3)[]", "{abc,NULL}", "{a,abcd}"},
      {"ten[]", "five[]", "{abc}", "{abc,abcdefgh}"},
      {"text[]", "date[]", "{2024-02-03}", "{2024-02-03,2024-02-03 10:00}"},
      {"text", "date", "2024-2-3", "2024-02-03 10:00"},
      {"text", "timestamp", "2024-02-03 10:00:00.123456", "2024-02-03 10:00:00.1234567"},
      {"text", "timestamp(0)", "2024-02-03T10:00:00", "2024-02-03 10:00:00.5"},
      {"text", "timestamptz", "2024-02-03 10:00+02", "2024-02-03 10:00:00.1234567"},
      {"text", "time", "10:00", "2024-02-03 10:00"},
      {"text", "time(0)", "10:00:07", "10:00:07.2"},
      {"text", "interval", "1 day 2 hours", "0.1234567 s"},
      {"text", "interval(0)", "1 day", "1.5 s"},
      {"text", "bit(4)", "1010", "101011"},
      {"text", "real", "1.50", "0.123456789"},
      {"text", "double precision", "0.1", "0.12345678901234567891"},
      {"text", "numeric(5,1)", "1.50", "1.56"},
      {"text", "varchar(5)[]", "{abc, d}", "{abcdefgh}"},
      {"text", "tsvector", "'cat'", "fat cat"},
      {"text", "jsonb", "{\"b\" : [1, {\"a\":2}],\"a\":3}", "[{\"a\":1,\"a\":2}]"},
      {"json", "jsonb", "{\"b\" : {\"a\":1},\"a\":null}", "{\"b\":[{\"a\":1,\"a\":2}]}"},
      {"json[]", "jsonb[]", "{1}", "{1,\"{\\\"a\\\":1,\\\"a\\\":2}\"}"},
      {"numeric", "tenth", "1.5", "1.56"},
      {"integer", "\"Odd.\"\"name\"", "123", "1234"},
      {"jsonb", "integer", "2", "1.5"},
      {"timestamp", "date", "2024-02-03 00:00", "2024-02-03 10:00"},
      {"double precision[]", "integer[]", "{1,2}", "{1,2.5}"},
      {"circle", "point", "NULL", "<(0,0),1>"},
      {"timestamptz", "timetz", "NULL", "2024-02-03 10:00"},
      {"timestamp", "time", "NULL", "2024-02-03 10:00"},
      {"measured_before", "measured_after", "(1.5)", "(1.25)"},
      {"varchar(5)", "varchar(10)", "abc"},
      {"varchar(5)", "text", "abc"},
      {"varchar(10)", "varchar(5)", "abc"},
      {"integer", "bigint", "7"},
      {"integer", "numeric", "7"},
      {"integer", "text", "7"},
      {"numeric(5,1)", "tenth", "1.5"},
      {"words", "text", "a"},
      {"text", "words", "a"},
      {"five", "ten", "abc"},
      {"five[]", "text[]", "{abc}"},
      {"text", "integer", " 042"},
      {"text", "boolean", "yes"},
      {"text", "uuid", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"},
      {"text", "inet", "::0001"},
      {"text", "json", "{\"a\":1,\"a\":2}"},
      {"jsonb", "json", "{\"a\":1}"},
      {"jsonb", "text", "{\"a\":1}"},
      {"text", "integer[]", "{1, 2}"},
      {"text", "mood", "bad"},
      {"mood", "text", "bad"},
      {"mood", "humour", "bad"},
      {"mood[]", "text[]", "{bad}"},
      {"int4range", "int4multirange", "[1,2)"},
      {"timestamp(0)", "timestamp(3)", "2024-02-03 10:00"},
  };
  return list;
}

const std::vector<Change>& made_anew() {
  static const std::vector<Change> list = {
      {"amount", "amount", "1.5", "1.256"},
      {"amount[]", "amount[]", "{1.5}", "{1,1.256}"},
      {"code", "code", "abc", "abcdefgh"},
      {"codes", "codes", "{abc}", "{abc,abcdefgh}"},
      {"wider", "wider", "1.5"},
      {"measured", "measured", "(1.5,2024-02-03 10:00,\"{}\")", "(1.256,,)"},
      {"measured[]", "measured[]", "{\"(1.5,2024-02-03 10:00,)\"}", "{\"(1,,)\",\"(,2024-02-03 10:00:00.5,)\"}"},
      {"grown", "grown", "(1.5,abc)"},
      {"grown[]", "grown[]", "{\"(1.5,abc)\"}"},
  };
  return list;
}

std::string tables(const std::vector<Change>& list, bool after) {
  std::string text;
  for (std::size_t at = 0; at < list.size(); ++at)
    text += fmt::format("CREATE TABLE t{} (id integer, item {});\n", at, after ? list[at].to : list[at].from);
  return text;
}

// What a guard says, or nothing where the plan is carried out.
std::string refused(const test::Database& database, const std::string& plan) {
  pgplumb::ApplyRequest request;
  request.connection = database.url();
  request.settings.journal = pgplumb::JournalSetting::off;
  request.text = plan;
  request.file = "plan.sql";
  try {
    (void)apply_plan(request);
    return {};
  } catch (const pgplumb::Error& error) {
    return error.exit_code() == pgplumb::ExitCode::refused ? error.what() : std::string("failed: ") + error.what();
  }
}

std::string value(const std::string& text) {
  return text == "NULL" ? text : pgplumb::sql::literal(text);
}

void check(const std::string& before, const std::string& after, const std::vector<Change>& list) {
  test::Database database;
  const test::Project project;
  database.execute(before + tables(list, false));
  project.write("schema.sql", after + tables(list, true));
  pgplumb::PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  const std::string plan = make_plan(request).text;
  for (std::size_t at = 0; at < list.size(); ++at) {
    CAPTURE(list[at].from);
    CAPTURE(list[at].to);
    const std::string guard = fmt::format("guard column public.t{}.item", at);
    CHECK((plan.find(guard + "\n") != std::string::npos) == !list[at].loses.empty());
    database.execute(fmt::format("INSERT INTO t{} VALUES (1, {})", at, value(list[at].keeps)));
  }
  for (std::size_t at = 0; at < list.size(); ++at) {
    if (list[at].loses.empty()) continue;
    CAPTURE(list[at].from);
    CAPTURE(list[at].to);
    database.execute(fmt::format("INSERT INTO t{} VALUES (2, {})", at, value(list[at].loses)));
    CHECK(refused(database, plan).find(fmt::format("values of column public.t{}.item would be lost", at)) !=
          std::string::npos);
    database.execute(fmt::format("DELETE FROM t{} WHERE id = 2", at));
  }
  CHECK(refused(database, plan) == "");
}

void check_allowed(const std::string& before, const std::string& after, const std::vector<Change>& list) {
  test::Database database;
  const test::Project project;
  std::size_t losing = 0;
  database.execute(before + tables(list, false));
  for (std::size_t at = 0; at < list.size(); ++at) {
    if (list[at].loses.empty()) continue;
    ++losing;
    database.execute(fmt::format("INSERT INTO t{} VALUES (2, {})", at, value(list[at].loses)));
  }
  project.write("schema.sql", after + tables(list, true));
  pgplumb::PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.allow_destroy = {"column *"};
  const pgplumb::PlanResult result = make_plan(request);
  CHECK(result.plan.destroys.size() == losing);
  CHECK(refused(database, result.text) == "");
}

}  // namespace

TEST_CASE("a column gets another type unless that loses a value") {
  const std::string types =
      std::string(old_types) +
      "CREATE TYPE measured_before AS (n numeric(5,3)); CREATE TYPE measured_after AS (n numeric(5,1));";
  check(types, types, changes());
}

TEST_CASE("a domain and a composite type are made anew under columns unless that loses a value") {
  check(old_made_anew, new_made_anew, made_anew());
  check_allowed(old_made_anew, new_made_anew, made_anew());
}
