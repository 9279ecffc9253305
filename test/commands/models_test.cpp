#include "pgplumb/models.hpp"

#include <doctest/doctest.h>

#include "commands/project.hpp"
#include "server.hpp"

namespace {

/// Models in one file, held against tables.
struct Bench {
  test::Database database;
  test::Project project;
  pgplumb::ModelsRequest request;

  explicit Bench(const std::string& tables) {
    database.execute(tables);
    request.connection = database.url();
  }

  pgplumb::ModelsResult check(const std::string& schema) {
    request.paths = {project.write("models.json", schema)};
    return check_models(request);
  }

  /// "kind property column; ..." of the model T with these properties, all of them required.
  std::string mismatches(const std::string& properties, const std::string& required) {
    const auto result =
        check(R"({"title":"T","type":"object","properties":{)" + properties + R"(},"required":[)" + required + "]}");
    std::string text;
    for (const auto& mismatch : result.models.at(0).mismatches)
      text += (text.empty() ? "" : "; ") + std::string(to_string(mismatch.kind)) + " " + mismatch.property + "/" +
              mismatch.column;
    return text;
  }
};

/// Whether a property of this schema fits a NOT NULL column of this type: "" or the kind of what disagrees.
std::string fit(const std::string& type, const std::string& schema) {
  static test::Database database;
  static test::Project project;
  database.execute(
      "DROP SCHEMA IF EXISTS app CASCADE; CREATE SCHEMA app; CREATE TYPE app.status AS ENUM ('a', 'b'); "
      "CREATE DOMAIN app.short AS varchar(5) NOT NULL; CREATE TABLE app.t (p " +
      type + " NOT NULL)");
  pgplumb::ModelsRequest request;
  request.connection = database.url();
  request.paths = {project.write("m.json", R"({"title":"T","properties":{"p":)" + schema + R"(},"required":["p"]})")};
  const auto result = check_models(request);
  const auto& mismatches = result.models.at(0).mismatches;
  return mismatches.empty() ? "" : to_string(mismatches.front().kind);
}

}  // namespace

TEST_CASE("types fit by what their values are in JSON") {
  CHECK(fit("bigint", R"({"type":"integer"})").empty());
  CHECK(fit("text", R"({"type":"integer"})") == "type");
  CHECK(fit("integer", R"({"type":"string"})") == "type");
  CHECK(fit("integer", R"({"type":"number"})") == "type");
  CHECK(fit("numeric(9,2)", R"({"anyOf":[{"type":"number"},{"type":"string"}]})").empty());
  CHECK(fit("numeric(9,0)", R"({"type":"integer"})").empty());
  CHECK(fit("numeric(9,2)", R"({"type":"integer"})") == "type");
  CHECK(fit("uuid", R"({"type":"string","format":"uuid"})").empty());
  CHECK(fit("text", R"({"type":"string","format":"uuid"})") == "type");
  CHECK(fit("uuid", R"({"type":"string"})") == "type");
  CHECK(fit("timestamptz", R"({"type":"string","format":"date-time"})").empty());
  CHECK(fit("date", R"({"type":"string","format":"date-time"})") == "type");
  CHECK(fit("interval", R"({"type":"string","format":"duration"})").empty());
  CHECK(fit("bytea", R"({"type":"string","format":"binary"})").empty());
  CHECK(fit("inet", R"({"type":"string","format":"ipvanyaddress"})").empty());
  CHECK(fit("text", R"({"type":"string","format":"email"})").empty());
  CHECK(fit("boolean", R"({"type":"boolean"})").empty());
  CHECK(fit("jsonb", R"({"type":"object"})").empty());
  CHECK(fit("jsonb", R"({"type":"array","items":{"type":"string"}})").empty());
  CHECK(fit("jsonb", R"({"type":"string"})") == "type");
  CHECK(fit("text[]", R"({"type":"array","items":{"type":"string"}})").empty());
  CHECK(fit("integer[]", R"({"type":"array","items":{"type":"string"}})") == "type");
  CHECK(fit("text", R"({"type":"array","items":{"type":"string"}})") == "type");
  CHECK(fit("integer[][]", R"({"type":"array","items":{"type":"array","items":{"type":"integer"}}})").empty());
  CHECK(fit("tsvector", R"({})").empty());
}

TEST_CASE("lengths agree or are named, through domains and constraints too") {
  CHECK(fit("varchar(5)", R"({"type":"string","maxLength":5})").empty());
  CHECK(fit("varchar(5)", R"({"type":"string","maxLength":6})") == "length");
  CHECK(fit("varchar(5)", R"({"type":"string"})") == "length");
  CHECK(fit("text", R"({"type":"string","maxLength":6})") == "length");
  CHECK(fit("app.short", R"({"type":"string","maxLength":5})").empty());
  CHECK(fit("text CHECK (char_length(p) BETWEEN 1 AND 6)", R"({"type":"string","maxLength":6})").empty());
}

TEST_CASE("values agree or are named, of enum types and of lists in constraints") {
  const std::string both = R"({"type":"string","enum":["b","a"]})";
  const std::string other = R"({"type":"string","enum":["a","c"]})";
  CHECK(fit("app.status", both).empty());
  CHECK(fit("app.status", other) == "values");
  CHECK(fit("app.status", R"({"type":"string"})") == "values");
  CHECK(fit("app.status[]", R"({"type":"array","items":)" + both + "}").empty());
  CHECK(fit("app.status[]", R"({"type":"array","items":)" + other + "}") == "values");
  CHECK(fit("text CHECK (p IN ('a', 'b'))", both).empty());
  CHECK(fit("varchar(20) CHECK (p IN ('a', 'b'))", other) == "values");
  CHECK(fit("text", both) == "values");
  CHECK(fit("smallint CHECK (p IN (1, 2))", R"({"enum":[1,2]})").empty());
  CHECK(fit("app.status", R"({"const":"a"})").empty());
  CHECK(fit("app.status", R"({"const":"c"})") == "values");
}

TEST_CASE("both sides say whether there may be nothing") {
  Bench bench("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, a int NOT NULL, b int)");
  const std::string id = R"("id":{"anyOf":[{"type":"integer"},{"type":"null"}],"default":null},)";
  const std::string nullable = R"({"anyOf":[{"type":"integer"},{"type":"null"}]})";
  const std::string never = R"({"type":"integer"})";
  CHECK(bench.mismatches(id + "\"a\":" + never + ",\"b\":" + nullable, R"("a","b")").empty());
  CHECK(bench.mismatches(id + "\"a\":" + nullable + ",\"b\":" + never, R"("a","b")") ==
        "nullability a/a; nullability b/b");
  CHECK(bench.mismatches(id + "\"a\":" + never + ",\"b\":" + never, R"("a")").empty());
}

TEST_CASE("columns and properties that the other side lacks are named, and camelCase finds its column") {
  Bench bench("CREATE TABLE t (created_at timestamptz NOT NULL, left_over int NOT NULL)");
  CHECK(bench.mismatches(R"("createdAt":{"type":"string","format":"date-time"},"more":{"type":"integer"})",
                         R"("createdAt","more")") == "missing-column more/; extra-column /left_over");
}

TEST_CASE("a model finds its table by name, by title, or as pgplumb.toml says") {
  Bench bench(
      "CREATE SCHEMA app; CREATE SCHEMA old; CREATE TABLE app.order_items (a int NOT NULL); "
      "CREATE TABLE app.users (a int NOT NULL); CREATE TABLE old.users (a int NOT NULL)");
  const auto model = [](const std::string& name) {
    return R"({"title":")" + name + R"(","properties":{"a":{"type":"integer"}},"required":["a"]})";
  };
  const auto kind = [](const pgplumb::ModelsResult& result) {
    const auto& mismatches = result.models.at(0).mismatches;
    return mismatches.empty() ? result.models.at(0).table : to_string(mismatches.at(0).kind);
  };
  CHECK(kind(bench.check(model("OrderItem"))) == "app.order_items");
  CHECK(kind(bench.check(model("User"))) == "ambiguous-table");
  bench.request.settings.models["User"] = "old.users";
  CHECK(kind(bench.check(model("User"))) == "old.users");
  bench.request.settings.models["User"] = "app.gone";
  CHECK(kind(bench.check(model("User"))) == "missing-table");
  bench.request.settings.models.clear();
  bench.request.settings.exclude_schemas = {"old"};
  CHECK(kind(bench.check(model("User"))) == "app.users");
  const auto missing = bench.check(model("OrderItm"));
  CHECK(kind(missing) == "missing-table");
  CHECK(missing.models[0].mismatches[0].hint.find("did you mean app.order_items?") == 0);
  bench.request.settings.models["OrderItm"] = "";
  CHECK(bench.check(model("OrderItm")).inside == std::vector<std::string>{"OrderItm"});
}

TEST_CASE("names with everything in them are held against each other as they are") {
  Bench bench("CREATE TABLE t (\"a\"\"b\\c\nd 🐘\" int NOT NULL)");
  CHECK(bench.mismatches(R"("a\"b\\c\nd 🐘":{"type":"integer"})", R"("a\"b\\c\nd 🐘")").empty());
}

TEST_CASE("models that are kept in jsonb need no table, and those joined by a foreign key no column") {
  Bench bench(
      "CREATE TABLE parent (id int PRIMARY KEY, address jsonb NOT NULL); "
      "CREATE TABLE child (parent_id int NOT NULL REFERENCES parent)");
  const auto result = bench.check(R"({"title":"Parent","properties":{"id":{"type":"integer"},
    "address":{"$ref":"#/$defs/Address"},"children":{"type":"array","items":{"$ref":"#/$defs/Child"}}},
    "required":["id","address","children"],"$defs":{
    "Address":{"type":"object","properties":{"street":{"type":"string"}}},
    "Child":{"type":"object","properties":{"parent_id":{"type":"integer"}},"required":["parent_id"]}}})");
  CHECK(result.aligned());
  CHECK(result.models.size() == 2);
  CHECK(result.inside == std::vector<std::string>{"Address"});
}

TEST_CASE("a path without models, and files that cannot be read, are errors that name them") {
  Bench bench("");
  bench.request.paths = {bench.project.path("gone")};
  CHECK_THROWS_WITH_AS((void)check_models(bench.request),
                       ("there is no file or folder " + bench.project.path("gone")).c_str(), pgplumb::Error);
  CHECK_THROWS_AS((void)bench.check("{}"), pgplumb::Error);
  CHECK_THROWS_AS((void)bench.check("{"), pgplumb::DiagnosedError);
}
