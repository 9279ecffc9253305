#include "pgplumb/render.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "pgplumb/drift.hpp"
#include "pgplumb/export.hpp"
#include "server.hpp"

using pgplumb::ExportRequest;
using pgplumb::RenderRequest;

namespace {

constexpr const char* schema = R"(
CREATE SCHEMA app;
CREATE TYPE app.state AS ENUM ('new', 'paid');
CREATE TABLE app.orders (id int PRIMARY KEY, user_id int NOT NULL, state app.state DEFAULT 'new');
CREATE TABLE app.users (id int PRIMARY KEY, email text);
ALTER TABLE app.orders ADD FOREIGN KEY (user_id) REFERENCES app.users;
CREATE INDEX users_email ON app.users (email);
CREATE INDEX orders_user ON app.orders (user_id);
COMMENT ON TABLE app.users IS 'people';
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
)";

std::size_t place(const std::string& text, const std::string& part) {
  const std::size_t at = text.find(part);
  REQUIRE_MESSAGE(at != std::string::npos, part);
  return at;
}

}  // namespace

TEST_CASE("a rendered file has what belongs to a table behind it, and leads to the same schema") {
  test::Database database;
  test::Project project;
  database.execute(schema);
  RenderRequest request;
  request.connection = database.url();
  const std::string text = render_schema(request).text;
  CHECK(text.find("CREATE SCHEMA public") == std::string::npos);
  CHECK(place(text, "CREATE TABLE app.orders (") < place(text, "CREATE INDEX orders_user"));
  CHECK(place(text, "CREATE INDEX orders_user") < place(text, "CREATE TABLE app.users ("));
  CHECK(place(text, "CREATE TABLE app.users (") < place(text, "CREATE INDEX users_email"));
  CHECK(place(text, "-- enums") < place(text, "CREATE TYPE app.state"));

  project.write("schema.sql", text);
  pgplumb::DriftRequest drift;
  drift.connection = database.url();
  drift.settings = project.settings();
  CHECK(find_drift(drift).differences.empty());
}

TEST_CASE("a snapshot is rendered as its database is") {
  test::Database database;
  test::Project project;
  database.execute(schema);
  ExportRequest exporting;
  exporting.connection = database.url();
  RenderRequest request;
  request.connection = database.url();
  const std::string of_database = render_schema(request).text;
  request.snapshot = project.write("snapshot.json", export_snapshot(exporting).text);
  CHECK(render_schema(request).text == of_database);
}

TEST_CASE("what a manual section of the existing file makes is not rendered beside it") {
  test::Database database;
  test::Project project;
  const std::string section = "-- pgplumb:manual \"m\"\nCREATE TABLE made_by_hand (a int);\n-- pgplumb:end manual\n";
  database.execute("CREATE TABLE t (a int, b int); CREATE TABLE made_by_hand (a int)");
  RenderRequest request;
  request.connection = database.url();
  request.settings.scratch = "local";
  request.existing = "CREATE TABLE t (a int);\n" + section;
  request.file = project.write("schema.sql", *request.existing);
  CHECK(render_schema(request).text ==
        "-- tables\n\nCREATE TABLE public.t (\n    a integer,\n    b integer\n);\n\n" + section);
}

TEST_CASE("privileges are rendered where there are some beyond PostgreSQL's own") {
  test::Database database;
  database.execute("CREATE TABLE t (a int)");
  RenderRequest request;
  request.connection = database.url();
  CHECK(render_schema(request).text.find("GRANT") == std::string::npos);
  database.execute("GRANT SELECT ON t TO PUBLIC");
  CHECK(render_schema(request).text.find("GRANT SELECT ON TABLE public.t TO PUBLIC;") != std::string::npos);
}

TEST_CASE("owners are rendered before the grants that they decide, and behind the sequences that follow them") {
  test::Database database;
  test::Database other;
  test::Project project;
  database.execute(
      "CREATE ROLE render_owner; CREATE TABLE t (id serial); ALTER TABLE t OWNER TO render_owner;"
      "GRANT ALL ON t TO CURRENT_USER; GRANT ALL ON SEQUENCE t_id_seq TO CURRENT_USER");
  RenderRequest request;
  request.connection = database.url();
  const std::string text = render_schema(request).text;
  CHECK(place(text, "OWNED BY public.t.id") < place(text, "OWNER TO render_owner"));
  CHECK(place(text, "OWNER TO render_owner") < place(text, "GRANT ALL ON TABLE public.t"));
  CHECK(place(text, "OWNER TO render_owner") < place(text, "GRANT ALL ON SEQUENCE public.t_id_seq"));
  database.execute("DROP TABLE t; DROP ROLE render_owner");
}
