#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "commands/project.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/export.hpp"
#include "server.hpp"

using pgplumb::Acceptance;
using pgplumb::DriftRequest;

namespace {

/// A database that is what the project's schema files say, until `change` is executed in it.
struct Subject {
  test::Database database;
  test::Project project;
  pgplumb::Settings settings = project.settings();

  void begin(const std::vector<std::pair<std::string, std::string>>& files) {
    settings.schema.clear();
    for (const auto& [name, text] : files) {
      settings.schema.push_back(project.write(name, text));
      database.execute(text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text);
    }
    REQUIRE(differences() == 0);
  }

  [[nodiscard]] DriftRequest request() const {
    DriftRequest request;
    request.connection = database.url();
    request.settings = settings;
    return request;
  }

  [[nodiscard]] std::size_t differences() const { return find_drift(request()).differences.size(); }

  /// Accepts, and writes what is to be written.
  Acceptance accept(const std::string& change) {
    database.execute(change);
    REQUIRE(differences() > 0);
    Acceptance result = accept_drift(request());
    for (const pgplumb::ChangedFile& file : result.files) {
      std::ofstream(file.path, std::ios::binary) << file.text;
    }
    return result;
  }
};

/// The file afterwards, when everything was accepted.
std::string accepted(const std::string& schema, const std::string& change) {
  Subject subject;
  subject.begin({{"schema.sql", schema}});
  const Acceptance result = subject.accept(change);
  for (const pgplumb::NotAccepted& one : result.left) MESSAGE(one.object << ": " << one.why);
  CHECK(result.left.empty());
  CHECK(subject.differences() == 0);
  return subject.project.read("schema.sql");
}

constexpr const char* users =
    "-- The shop.\n"
    "\n"
    "create table users (\n"
    "  id serial PRIMARY KEY,   -- never reused\n"
    "  email text NOT NULL UNIQUE, -- where to write\n"
    "  /* years */ age integer,\n"
    "  nick text -- shown\n"
    ");\n"
    "\n"
    "-- the end\n";

}  // namespace

TEST_CASE("a changed type changes the column's own words and nothing else") {
  CHECK(accepted(users, "ALTER TABLE users ALTER age TYPE bigint") ==
        "-- The shop.\n"
        "\n"
        "create table users (\n"
        "  id serial PRIMARY KEY,   -- never reused\n"
        "  email text NOT NULL UNIQUE, -- where to write\n"
        "  /* years */ age bigint,\n"
        "  nick text -- shown\n"
        ");\n"
        "\n"
        "-- the end\n");
}

TEST_CASE("a new column and a new constraint get lines of their own behind the others") {
  CHECK(accepted(users, "ALTER TABLE users ADD phone varchar(20), ADD CONSTRAINT grown CHECK (age > 17)") ==
        "-- The shop.\n"
        "\n"
        "create table users (\n"
        "  id serial PRIMARY KEY,   -- never reused\n"
        "  email text NOT NULL UNIQUE, -- where to write\n"
        "  /* years */ age integer,\n"
        "  nick text, -- shown\n"
        "  phone character varying(20),\n"
        "  CONSTRAINT grown CHECK ((age > 17))\n"
        ");\n"
        "\n"
        "-- the end\n");
}

TEST_CASE("a dropped column goes with its line, wherever it stood") {
  CHECK(accepted(users, "ALTER TABLE users DROP nick") ==
        "-- The shop.\n"
        "\n"
        "create table users (\n"
        "  id serial PRIMARY KEY,   -- never reused\n"
        "  email text NOT NULL UNIQUE, -- where to write\n"
        "  /* years */ age integer\n"
        ");\n"
        "\n"
        "-- the end\n");
  CHECK(accepted("CREATE TABLE t (a int, b text, c date);\n", "ALTER TABLE t DROP b") ==
        "CREATE TABLE t (a int, c date);\n");
  CHECK(accepted("CREATE TABLE t (a int, b text, c date);\n", "ALTER TABLE t DROP c, DROP b") ==
        "CREATE TABLE t (a int);\n");
  CHECK(accepted("CREATE TABLE t (a int, b text);\n", "ALTER TABLE t DROP b, ADD c date") ==
        "CREATE TABLE t (a int, c date);\n");
}

TEST_CASE("what cannot be changed in its own words is written anew as one statement") {
  const std::string text = accepted(std::string(users) + "CREATE VIEW v AS SELECT 1 AS one;\n",
                                    "ALTER TABLE users DROP CONSTRAINT users_email_key");
  CHECK(text.starts_with("-- The shop.\n\nCREATE SEQUENCE public.users_id_seq"));
  CHECK(text.ends_with("\n\n-- the end\nCREATE VIEW v AS SELECT 1 AS one;\n"));
}

TEST_CASE("functions, views, types and triggers are written anew in their place") {
  const std::string schema =
      "CREATE TABLE t (a int);\n"
      "-- one\n"
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$; -- behind\n"
      "CREATE VIEW v AS SELECT a FROM t;\n"
      "CREATE TYPE mood AS ENUM ('a');\n"
      "-- last\n";
  CHECK(accepted(schema, "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS ' SELECT 2 '") ==
        "CREATE TABLE t (a int);\n"
        "-- one\n"
        "CREATE FUNCTION public.f() RETURNS integer\n"
        "    LANGUAGE sql\n"
        "    AS $$ SELECT 2 $$; -- behind\n"
        "CREATE VIEW v AS SELECT a FROM t;\n"
        "CREATE TYPE mood AS ENUM ('a');\n"
        "-- last\n");
  const std::string view = accepted(schema, "CREATE OR REPLACE VIEW v AS SELECT a FROM t WHERE a > 1");
  CHECK(view.find("WHERE (t.a > 1);\nCREATE TYPE mood AS ENUM ('a');\n-- last\n") != std::string::npos);
  CHECK(accepted(schema, "ALTER TYPE mood ADD VALUE 'b'").find("    'b'\n);\n-- last\n") != std::string::npos);
}

TEST_CASE("comments, owners and privileges are found by what they are about") {
  const std::string schema =
      "CREATE SCHEMA app;\n"
      "SET search_path = app;\n"
      "CREATE TABLE t (a int, b int);\n"
      "comment on table t is 'old'; -- said\n"
      "COMMENT ON COLUMN app.t.a IS 'a';\n"
      "COMMENT ON COLUMN t.b IS 'b';\n";
  CHECK(accepted(schema, "COMMENT ON TABLE app.t IS 'new'; COMMENT ON COLUMN app.t.b IS NULL") ==
        "CREATE SCHEMA app;\n"
        "SET search_path = app;\n"
        "CREATE TABLE t (a int, b int);\n"
        "COMMENT ON TABLE app.t IS 'new'; -- said\n"
        "COMMENT ON COLUMN app.t.a IS 'a';\n");
  test::server().maintenance().execute("CREATE ROLE accept_reader; CREATE ROLE accept_writer");
  const std::string granted =
      "CREATE TABLE t (a int);\n"
      "GRANT SELECT ON t TO accept_reader;\n"
      "GRANT SELECT, INSERT ON t TO accept_writer;\n";
  CHECK(accepted(granted, "REVOKE INSERT ON t FROM accept_writer") ==
        "CREATE TABLE t (a int);\n"
        "GRANT SELECT ON TABLE public.t TO accept_reader;\n"
        "GRANT SELECT ON TABLE public.t TO accept_writer;\n");
  test::server().maintenance().execute("DROP ROLE accept_reader; DROP ROLE accept_writer");
}

TEST_CASE("what only the database has comes to the end, before a manual section that reaches there") {
  CHECK(accepted("CREATE TABLE t (a int);\n\n-- 手工追加\nCREATE INDEX own ON t (a);\n",
                 "CREATE TABLE extra (a int PRIMARY KEY); COMMENT ON TABLE extra IS 'more';"
                 "CREATE INDEX t_a ON t (a)") ==
        "CREATE TABLE t (a int);\n"
        "\n"
        "CREATE TABLE public.extra (\n"
        "    a integer NOT NULL,\n"
        "    CONSTRAINT extra_pkey PRIMARY KEY (a)\n"
        ");\n"
        "COMMENT ON TABLE public.extra IS 'more';\n"
        "\n"
        "CREATE INDEX t_a ON public.t USING btree (a);\n"
        "\n"
        "-- 手工追加\n"
        "CREATE INDEX own ON t (a);\n");
}

TEST_CASE("what is gone goes with the comment directly above it") {
  CHECK(accepted("-- The shop.\n"
                 "CREATE TABLE t (a int);\n"
                 "\n"
                 "-- Old, and far away.\n"
                 "\n"
                 "-- No longer used\n"
                 "-- since long ago.\n"
                 "CREATE TABLE legacy (a int); -- soon gone\n"
                 "COMMENT ON TABLE legacy IS 'old';\n"
                 "CREATE INDEX legacy_a ON legacy (a);\n"
                 "\n"
                 "CREATE TABLE u (a int);\n",
                 "DROP TABLE legacy") ==
        "-- The shop.\n"
        "CREATE TABLE t (a int);\n"
        "\n"
        "-- Old, and far away.\n"
        "\n"
        "CREATE TABLE u (a int);\n");
  CHECK(accepted("-- The shop.\nCREATE TABLE t (a int);\nCREATE TABLE u (a int);\n", "DROP TABLE t") ==
        "-- The shop.\nCREATE TABLE u (a int);\n");
}

TEST_CASE("what is gone from the end of a file leaves no blank line behind") {
  CHECK(accepted("CREATE TABLE t (a int);\n\nCREATE TABLE u (a int);\n", "DROP TABLE u") ==
        "CREATE TABLE t (a int);\n");
}

TEST_CASE("several files are changed each by itself, and what is new goes where its parent is") {
  Subject subject;
  subject.begin({{"a.sql", "CREATE SCHEMA app;\nCREATE TABLE app.a (x int);\n"},
                 {"b.sql", "CREATE TABLE app.b (x int);\n"},
                 {"c.sql", "CREATE VIEW app.v AS SELECT x FROM app.b;\n"}});
  const Acceptance result = subject.accept(
      "ALTER TABLE app.a ADD y int; CREATE INDEX b_x ON app.b (x); CREATE VIEW app.w AS SELECT 1 AS one");
  CHECK(result.left.empty());
  CHECK(result.files.size() == 3);
  CHECK(subject.differences() == 0);
  CHECK(subject.project.read("a.sql") == "CREATE SCHEMA app;\nCREATE TABLE app.a (x int, y integer);\n");
  CHECK(subject.project.read("b.sql") == "CREATE TABLE app.b (x int);\n\nCREATE INDEX b_x ON app.b USING btree (x);\n");
  CHECK(subject.project.read("c.sql") ==
        "CREATE VIEW app.v AS SELECT x FROM app.b;\n\nCREATE VIEW app.w AS\n SELECT 1 AS one;\n");
}

TEST_CASE("line ends and the byte order mark stay what they are") {
  CHECK(
      accepted(
          "\xEF\xBB\xBF-- shop\r\nCREATE TABLE t (\r\n  a int, -- one\r\n  b int\r\n);\r\nCREATE TABLE u (a int);\r\n",
          "ALTER TABLE t ADD c int, DROP a; CREATE TABLE v (a int)") ==
      "\xEF\xBB\xBF-- shop\r\nCREATE TABLE t (\r\n  b int,\r\n  c integer\r\n);\r\nCREATE TABLE u (a int);\r\n"
      "\r\nCREATE TABLE public.v (\r\n    a integer\r\n);\r\n");
}

TEST_CASE("a function's body keeps its own line ends in a file with others") {
  const std::string text =
      accepted("CREATE TABLE t (a int);\r\n", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS E' SELECT\\n 2 '");
  CHECK(text.find("AS $$ SELECT\n 2 $$;\r\n") != std::string::npos);
}

TEST_CASE("what a manual section makes is left, with its name, and the rest is accepted") {
  Subject subject;
  subject.begin({{"schema.sql",
                  "CREATE TABLE t (a int);\n"
                  "-- pgplumb:manual \"own\"\n"
                  "CREATE INDEX own ON t (a);\n"
                  "-- pgplumb:end manual\n"}});
  const Acceptance result = subject.accept("DROP INDEX own; ALTER TABLE t ADD b int");
  REQUIRE(result.left.size() == 1);
  CHECK(result.left.front().object == "index public.own");
  CHECK(result.accepted == std::vector<std::string>{"column public.t.b"});
  CHECK(subject.project.read("schema.sql") ==
        "CREATE TABLE t (a int, b integer);\n"
        "-- pgplumb:manual \"own\"\n"
        "CREATE INDEX own ON t (a);\n"
        "-- pgplumb:end manual\n");
}

TEST_CASE("what other statements need is not taken from them, and what can be accepted beside it is") {
  Subject subject;
  subject.begin({{"schema.sql",
                  "CREATE TABLE t (a int, b int);\n"
                  "CREATE TABLE u (a int);\n"
                  "INSERT INTO t (a, b) VALUES (1, 2);\n"}});
  const Acceptance result = subject.accept("ALTER TABLE t DROP b; ALTER TABLE u ADD c int");
  REQUIRE(result.left.size() == 1);
  CHECK(result.left.front().object == "column public.t.b");
  CHECK(result.left.front().why.find("column \"b\" of relation \"t\" does not exist") != std::string::npos);
  CHECK(subject.project.read("schema.sql") ==
        "CREATE TABLE t (a int, b int);\n"
        "CREATE TABLE u (a int, c integer);\n"
        "INSERT INTO t (a, b) VALUES (1, 2);\n");
}

TEST_CASE("a snapshot is made again: that of the request from the database, that of the settings from the files") {
  Subject subject;
  subject.begin({{"schema.sql", "CREATE TABLE t (a int);\n"}});
  pgplumb::ExportRequest wanted;
  wanted.settings = subject.settings;
  wanted.from_schema = true;
  subject.settings.snapshot = subject.project.write("snapshot.json", export_snapshot(wanted).text);
  const Acceptance both = subject.accept("ALTER TABLE t ADD b int");
  CHECK(both.files.size() == 2);
  CHECK(subject.differences() == 0);
  CHECK(export_snapshot(wanted).text == subject.project.read("snapshot.json"));

  subject.database.execute("ALTER TABLE t DROP b");
  DriftRequest request = subject.request();
  request.snapshot = subject.settings.snapshot;
  CHECK(find_drift(request).differences.size() == 1);
  const Acceptance one = accept_drift(request);
  REQUIRE(one.files.size() == 1);
  CHECK(one.accepted == std::vector<std::string>{"column public.t.b"});
  std::ofstream(one.files.front().path, std::ios::binary) << one.files.front().text;
  CHECK(find_drift(request).differences.empty());
}
