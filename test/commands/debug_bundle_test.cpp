// What a report of a fault needs, without rows, secrets and, if one asks for it, names.

#include "pgplumb/debug_bundle.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "commands/project.hpp"
#include "server.hpp"

using namespace pgplumb;

namespace {

constexpr const char* live =
    "CREATE TYPE mood AS ENUM ('happyish', 'Sad Days'); CREATE TABLE people (fullname text DEFAULT 'Nobody Special', "
    "m mood DEFAULT 'happyish'); COMMENT ON TABLE people IS 'folks of Acme'; CREATE FUNCTION greet(visitor text) "
    "RETURNS text LANGUAGE sql AS 'SELECT visitor || ''salutations''::text'; INSERT INTO people VALUES ('Rowena'); "
    "CREATE INDEX ON people (fullname); CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE "
    "USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'u', password 'hidden_word')";

constexpr const char* wanted =
    "CREATE TYPE mood AS ENUM ('happyish', 'Sad Days');\nCREATE TABLE people (fullname varchar(9), m mood);\n"
    "-- pgplumb:manual \"load\" phase=after run=changed\nINSERT INTO people VALUES ('Sectiona');\n-- pgplumb:end "
    "manual\n";

DebugBundleRequest request_for(test::Database& database, const test::Project& project, const std::string& schema) {
  DebugBundleRequest request;
  request.plan.connection = database.url();
  request.plan.settings = project.settings();
  request.plan.settings.schema = {project.write("schema.sql", schema)};
  return request;
}

bool holds(const std::string& text, std::string_view word) {
  return text.find(word) != std::string::npos;
}

}  // namespace

TEST_CASE("a debug bundle has both schemas and the steps between them, and nothing of rows, sections and secrets") {
  test::Database database;
  const test::Project project;
  database.execute(live);
  DebugBundleRequest request = request_for(database, project, wanted);
  const std::string text = debug_bundle(request);
  for (const char* word : {"people", "Acme", "salutations", "happyish", "Nobody Special"}) CHECK(holds(text, word));
  for (const char* word : {"Rowena", "Sectiona", "hidden_word"}) CHECK_FALSE(holds(text, word));
  const boost::json::value bundle = boost::json::parse(text);
  CHECK(bundle.at("names") == "kept");
  CHECK(bundle.at("error").is_null());
  CHECK(bundle.at("steps").as_array().size() > 2);

  request.replace_names = true;
  const std::string nameless = debug_bundle(request);
  for (const char* word : {"people", "Acme", "salutations", "happyish", "Nobody", "Sad", "Rowena", "Sectiona",
                           "visitor", "greet", "fullname", "hidden_word"})
    CHECK_FALSE(holds(nameless, word));
  // It says the same: the one of its schemas is made, and the other planned towards.
  test::Database again;
  const boost::json::value other = boost::json::parse(nameless);
  PlanRequest remade;
  remade.connection = again.url();
  remade.settings = project.settings();
  remade.to_snapshot = project.write("live.json", std::string(other.at("live").as_string()));
  CHECK_FALSE(make_plan(remade).plan.empty());
  CHECK(other.at("steps").as_array().size() == bundle.at("steps").as_array().size());
}

TEST_CASE("a debug bundle says why there is no plan") {
  test::Database database;
  const test::Project project;
  database.execute("CREATE TABLE mine (a int)");
  const boost::json::value bundle =
      boost::json::parse(debug_bundle(request_for(database, project, "CREATE TABLE mine (a nothing);")));
  CHECK(bundle.at("desired").is_null());
  CHECK(bundle.at("steps").is_null());
  CHECK(holds(std::string(bundle.at("error").at("diagnostics").at(0).at("message").as_string()), "nothing"));
  CHECK(holds(std::string(bundle.at("live").as_string()), "mine"));
}
