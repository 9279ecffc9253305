#include "report/changes_text.hpp"

#include <doctest/doctest.h>

using pgplumb::ObjectChange;
using pgplumb::plan::Change;
using pgplumb::report::changes_text;
using pgplumb::report::Style;
using pgplumb::report::Tense;

namespace {

ObjectChange change(Change what, const std::string& kind, const std::string& name, const std::string& parent = "",
                    bool part = false) {
  ObjectChange result;
  result.change = what;
  result.kind = kind;
  result.object = kind + " " + name;
  result.parent = parent;
  result.part = part;
  return result;
}

std::string text(const std::vector<ObjectChange>& changes, Tense tense = Tense::plan) {
  return changes_text(changes, tense, Style{});
}

}  // namespace

TEST_CASE("a new table is one line that counts its parts") {
  std::vector<ObjectChange> changes{
      change(Change::create, "schema", "app"),
      change(Change::create, "table", "app.users", "schema app"),
      change(Change::create, "column", "app.users.id", "table app.users", true),
      change(Change::create, "column", "app.users.email", "table app.users", true),
      change(Change::create, "index", "app.users_email", "table app.users", true),
      change(Change::create, "comment", "on column app.users.id", "column app.users.id", true)};
  changes[5].detail = true;
  changes[1].position = {"schema.sql", 3, 1};
  CHECK(text(changes) == "    + schema app\n    + table app.users  (2 columns, 1 index)  schema.sql:3:1\n");
}

TEST_CASE("what is new on a table that stays has a line of its own") {
  CHECK(text({change(Change::create, "column", "app.users.id", "table app.users", true)}) ==
        "    + column app.users.id\n");
}

TEST_CASE("changes come in the order create, change, replace, drop, and each field with both values") {
  ObjectChange altered = change(Change::alter, "column", "app.users.age");
  altered.fields.push_back({"type", "integer", "bigint"});
  ObjectChange dropped = change(Change::drop, "table", "app.old");
  dropped.destroys = "table app.old";
  CHECK(
      text({dropped, change(Change::replace, "view", "app.v"), altered, change(Change::create, "table", "app.new")}) ==
      "    + table app.new\n"
      "    ~ column app.users.age\n"
      "        type: integer -> bigint\n"
      "  -/+ view app.v  made again, since it depends on something that changes\n"
      "    - table app.old  its data is destroyed\n");
}

TEST_CASE("of a body that changed, the first lines that differ are shown") {
  ObjectChange altered = change(Change::alter, "function", "app.f()");
  altered.fields.push_back({"body", "begin\n  return 1;\nend", "begin\n  return 2;\nend"});
  CHECK(text({altered}) ==
        "    ~ function app.f()\n"
        "        body, from its line 2 on:\n"
        "          -   return 1; ...\n"
        "          +   return 2; ...\n");
}

TEST_CASE("drift says which side has what") {
  CHECK(text({change(Change::create, "table", "app.extra"), change(Change::drop, "table", "app.gone")}, Tense::drift) ==
        "    + table app.extra  only in the database\n"
        "    - table app.gone  missing in the database\n");
}

TEST_CASE("a long value is cut between characters") {
  ObjectChange altered = change(Change::alter, "view", "app.v");
  altered.fields.push_back({"query", std::string(159, 'a') + "\xc3\xa4" + std::string(100, 'b'), "x"});
  const std::string shown = text({altered});
  CHECK(shown.find(std::string(159, 'a') + " ...") != std::string::npos);
}
