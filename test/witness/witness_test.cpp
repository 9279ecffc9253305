// The witness, tried with attributes that are known in truth and that it is told to know nothing of, as it knows
// nothing of those of later servers.

#include "witness/witness.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <list>

#include "base/error.hpp"
#include "commands/apply_to.hpp"
#include "commands/project.hpp"
#include "kinds/kinds.hpp"
#include "pgplumb/check.hpp"
#include "pgplumb/plan.hpp"
#include "plan/build.hpp"
#include "server.hpp"
#include "sources/live.hpp"

using namespace pgplumb;

namespace {

/// All that is known but for some columns, "pg_policy.polpermissive", or a whole catalog, "pg_policy".
std::vector<witness::KnownCatalog> all_but(const std::vector<std::string>& unknown) {
  static std::list<std::string> texts;
  std::vector<witness::KnownCatalog> known;
  for (const witness::KnownCatalog& catalog : witness::known_catalogs()) {
    std::string columns(catalog.columns);
    bool all = false;
    for (const std::string& name : unknown) {
      all |= name == catalog.name;
      const std::string head = std::string(catalog.name) + ".";
      if (!name.starts_with(head)) continue;
      const std::string padded = " " + columns + " ";
      const std::size_t at = padded.find(" " + name.substr(head.size()) + " ");
      REQUIRE(at != std::string::npos);
      columns = padded.substr(0, at) + padded.substr(at + 1 + name.size() - head.size());
    }
    if (!all) known.push_back({catalog.name, texts.emplace_back(columns)});
  }
  return known;
}

/// What is notable and unread, "unread attribute of policy public.t.p: pg_policy.polpermissive is true".
std::string notable(test::Database& database) {
  std::string found;
  const catalog::Catalog read = sources::read_catalog(database.connection());
  for (const catalog::Object& object : read.objects())
    if (const std::string what = kinds::notable_of(object); !what.empty())
      found += to_string(object.id) + ": " + what + "\n";
  return found;
}

std::string notable_but(const std::vector<std::string>& unknown, test::Database& database) {
  const sources::Ignorance ignorance(all_but(unknown));
  return notable(database);
}

std::vector<std::string> refused(test::Database& from, test::Database& to) {
  std::vector<std::string> messages;
  try {
    (void)plan::build_plan(sources::read_catalog(from.connection()), sources::read_catalog(to.connection()), {});
  } catch (const DiagnosedError& error) {
    for (const Diagnostic& diagnostic : error.diagnostics()) messages.push_back(diagnostic.message);
  }
  return messages;
}

PlanResult plan_for(const test::Database& database, const test::Project& project) {
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.allow_destroy = {"*"};
  return make_plan(request);
}

/// "" if there is a plan.
std::string no_plan(const test::Database& database, const test::Project& project) {
  try {
    (void)plan_for(database, project);
  } catch (const DiagnosedError& error) {
    std::string text = error.what();
    for (const Diagnostic& diagnostic : error.diagnostics()) text += "\n" + diagnostic.message;
    return text;
  }
  return "";
}

}  // namespace

TEST_CASE("every column of this server is known, so that nothing is asked for") {
  test::Database database;
  CHECK(witness::find_unread(database.connection()) == witness::Unread{});
  const auto known = witness::known_catalogs();
  CHECK(std::is_sorted(known.begin(), known.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
}

TEST_CASE("what a column holds that nobody reads is named at its object, and what a plain one holds is not") {
  test::Database database;
  database.execute(
      "CREATE TABLE t (id integer PRIMARY KEY, b integer); CREATE TABLE plain (id integer PRIMARY KEY);"
      "CREATE POLICY p ON t AS RESTRICTIVE; CREATE POLICY q ON t;"
      "CREATE INDEX i ON t (b); ALTER TABLE t CLUSTER ON i;"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';"
      "CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();"
      "CREATE VIEW v AS SELECT id FROM t; ALTER VIEW v ALTER id SET DEFAULT 1");
  CHECK(notable_but({"pg_index.indisclustered"}, database) ==
        "unread attribute of index public.i: pg_index.indisclustered is true\n");
  CHECK(notable_but({"pg_attribute.atthasdef"}, database) ==
        "unread attribute of view column public.v.id: pg_attribute.atthasdef is true\n");
  // No server has policies of its own to say what is plain.
  CHECK(notable_but({"pg_policy.polpermissive"}, database) ==
        "unread attribute of policy public.t.q: pg_policy.polpermissive is true\n");
  CHECK(notable_but({"pg_trigger.tgfoid", "pg_trigger.tgenabled"}, database) ==
        "unread attribute of trigger public.t.g: pg_trigger.tgenabled is O, pg_trigger.tgfoid is public.f()\n");
  CheckRequest request;
  request.connection = database.url();
  const sources::Ignorance ignorance(all_but({"pg_index.indisclustered"}));
  CHECK(check_database(request).not_modelled ==
        std::vector<std::string>{"unread attribute of index public.i (pg_index.indisclustered is true)"});
}

TEST_CASE("of a catalog that is not known every row is named") {
  test::Database one;
  test::Database other;
  for (test::Database* database : {&one, &other}) database->execute("CREATE TABLE t (a integer); CREATE POLICY p ON t");
  other.execute("DROP POLICY p ON t; CREATE POLICY p ON t FOR DELETE");
  const sources::Ignorance ignorance(all_but({"pg_policy"}));
  CHECK(refused(one, one).empty());
  const auto messages = refused(one, other);
  REQUIRE(messages.size() == 1);
  CHECK(messages[0].find("row of pg_policy p on public.t") != std::string::npos);
}

TEST_CASE("a plan that leads to all that is wanted is made on a server of which not all is known") {
  for (const char* column : {"pg_policy.polpermissive", "pg_proc.proleakproof", "pg_sequence.seqcycle"}) {
    CAPTURE(column);
    const sources::Ignorance ignorance(all_but({column}));
    test::Database database;
    test::Project project;
    database.execute("CREATE TABLE t (a integer); CREATE TABLE gone (a integer); CREATE POLICY p ON gone");
    project.write(
        "schema.sql",
        "CREATE TABLE t (a integer, b integer);\nCREATE POLICY p ON t AS RESTRICTIVE;\nCREATE SEQUENCE s CYCLE;\n"
        "CREATE FUNCTION f() RETURNS integer LEAKPROOF LANGUAGE sql AS 'SELECT 1';\n");
    const PlanResult made = plan_for(database, project);
    CHECK(made.plan.proof == plan::Proof::passed);
    test::apply_to(database, made);
    CHECK(plan_for(database, project).plan.empty());
  }
}

TEST_CASE("what no plan of ours brings about is refused with column and value, before the proof or by it") {
  struct Unknown {
    const char* column;
    const char* live;
    const char* wanted;
    const char* told;
  };
  const Unknown list[] = {
      // The order of columns is told and not changed, for those who know what it is.
      {"pg_attribute.attnum", "CREATE TABLE t (a integer)", "CREATE TABLE t (b integer, a integer);",
       "unread attribute of column public.t.a: pg_attribute.attnum is 1 there, and here pg_attribute.attnum is 2; this "
       "pgplumb does not know what that is"},
      // So is a column that stays an heir's own.
      {"pg_attribute.attislocal", "CREATE TABLE p (a integer); CREATE TABLE h (a integer) INHERITS (p)",
       "CREATE TABLE p (a integer); CREATE TABLE h () INHERITS (p);",
       "unread attribute of column public.h.a: pg_attribute.attislocal is true there, and here pg_attribute.attislocal "
       "is false; this pgplumb does not know what that is"},
      // No two databases keep a table in the same file.
      {"pg_class.relfilenode", "SELECT 1", "CREATE TABLE filler (a integer); CREATE TABLE t (a integer);",
       "unread attribute of table public.t differs after the plan; definition: pg_class.relfilenode is "},
  };
  for (const Unknown& unknown : list) {
    CAPTURE(unknown.column);
    test::Database database;
    test::Project project;
    database.execute(unknown.live);
    project.write("schema.sql", unknown.wanted);
    CHECK(no_plan(database, project) == "");
    const sources::Ignorance ignorance(all_but({unknown.column}));
    const std::string refusal = no_plan(database, project);
    CAPTURE(refusal);
    CHECK(refusal.find(unknown.told) != std::string::npos);
  }
}

TEST_CASE("a security label goes with its object, and keeps it from being made anew") {
  test::Database from;
  test::Database to;
  test::Database nothing;
  from.execute(
      "CREATE TABLE t (a integer); SET allow_system_table_mods = on; INSERT INTO pg_seclabel VALUES ('t'::regclass, "
      "'pg_class'::regclass, 0, 'guard', 'secret')");
  to.execute("CREATE TABLE t (a integer) PARTITION BY LIST (a)");
  const auto messages = refused(from, to);
  REQUIRE(messages.size() == 1);
  CHECK(messages[0].find("security label of table public.t, guard: secret, which pgplumb does not model") !=
        std::string::npos);
  CHECK(refused(from, nothing).empty());
  CHECK(refused(from, from).empty());
}
