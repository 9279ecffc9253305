#include "plan/truth.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "base/hash.hpp"
#include "plan/plan_file.hpp"
#include "sql/backfill.hpp"
#include "sql/identifier.hpp"

using namespace pgplumb::plan;
using pgplumb::DiagnosedError;
using pgplumb::Severity;

namespace {

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// As a forger makes it: whatever the lines say, the digest is right.
std::string with_digest(const Lines& below) {
  std::string text;
  for (const std::string& line : below) text += line + "\n";
  return "-- pgplumb plan 1\n-- digest:  sha256:" + pgplumb::sha256_hex(text) + "  of every byte below this line\n" +
         text;
}

/// The lines below the digest of a reviewed plan of the gallery, with the fingerprints that it leaves out.
Lines reviewed(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  Lines lines{"-- from:    sha256:1  the schema that this plan starts from",
              "-- to:      sha256:2  the schema that it leads to"};
  const Lines all = lines_of(text.str());
  for (std::size_t at = 1; at < all.size(); ++at)
    lines.push_back(all[at] == "-- checkpoint" ? "-- checkpoint: sha256:3" : all[at]);
  return lines;
}

std::vector<std::filesystem::path> gallery() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(PGPLUMB_SOURCE_DIR) + "/plans"))
    if (entry.path().filename() == "plan.sql") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// What a reader says: "<line>: <message>" of each, nothing if it takes the plan.
Lines refusals(const Lines& below) {
  try {
    (void)read_plan_file(with_digest(below), "forged.sql");
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == pgplumb::ExitCode::refused);
    Lines found;
    for (const auto& one : error.diagnostics()) {
      CHECK(one.code == "plan-untrue");
      found.push_back(std::to_string(one.position.line) + ": " + one.message);
    }
    return found;
  }
  return {};
}

Lines without(Lines lines, const std::string& line) {
  std::erase(lines, line);
  return lines;
}

/// The number, in the file, of the first line that begins so.
std::string number_of(const Lines& below, const std::string& beginning) {
  for (std::size_t at = 0; at < below.size(); ++at)
    if (below[at].starts_with(beginning)) return std::to_string(at + 3);
  return "none";
}

Lines golden(const std::string& name) {
  return reviewed(std::string(PGPLUMB_SOURCE_DIR) + "/plans/" + name + "/plan.sql");
}

/// A proved plan of one transaction with these steps, each of its statements and the lines above them.
Lines plan_of(const std::vector<std::string>& steps, const std::string& destroys = "",
              const std::string& proof = "passed") {
  Lines lines{"-- from:    a  the schema that this plan starts from",
              "-- to:      b  the schema that it leads to",
              "-- server:  PostgreSQL 15",
              "-- manages: schemas=*; owners=off; privileges=on",
              "-- waits:   3s  at most, for each lock",
              "-- changes: 0 create, 0 alter, 0 replace, 0 drop"};
  if (!destroys.empty()) lines.push_back("-- destroys: " + destroys);
  lines.push_back("-- proof:   " + proof + ", 1 statement");
  for (const char* line :
       {"", "-- batch 1 of 1: transaction", "BEGIN;", "SET LOCAL lock_timeout = '3s';",
        "SET LOCAL statement_timeout = 0;", "SET LOCAL idle_in_transaction_session_timeout = 0;",
        "SET LOCAL check_function_bodies = off;", "SELECT pg_catalog.set_config('search_path', '', true);"})
    lines.emplace_back(line);
  int number = 0;
  for (const std::string& step : steps) {
    for (const std::string& line : lines_of("-- step " + std::to_string(++number) + ": " + step)) lines.push_back(line);
  }
  for (const char* line : {"COMMIT;", "-- checkpoint: c", "", "-- end of plan"}) lines.emplace_back(line);
  return lines;
}

}  // namespace

TEST_CASE("every reviewed plan of the gallery tells the truth") {
  const auto paths = gallery();
  CHECK(paths.size() > 80);
  for (const auto& path : paths) {
    CAPTURE(path.string());
    CHECK(refusals(reviewed(path)) == Lines());
  }
}

TEST_CASE(
    "a lock, a rewritten table or a loss that is taken out of an honest plan is missed, as far as statements name it") {
  std::map<std::string, std::pair<int, int>> missed;  // of how many
  for (const auto& path : gallery()) {
    const Lines honest = reviewed(path);
    for (std::size_t at = 0; at < honest.size(); ++at)
      for (const std::string key : {"locks", "destroys", "rewrites"}) {
        if (!honest[at].starts_with("--   " + key + ": ") || honest[at].find(": nothing") != std::string::npos)
          continue;
        Lines forged = honest;
        forged.erase(forged.begin() + static_cast<std::ptrdiff_t>(at));
        ++missed[key].second;
        if (!refusals(forged).empty()) ++missed[key].first;
      }
  }
  // Of the rest, statements do not say so: locks of partitions and of the table behind an index, types that are written
  // anew, the position of an identity whose column goes.
  CHECK(missed["locks"].first * 100 > missed["locks"].second * 60);
  CHECK(missed["destroys"].first * 100 > missed["destroys"].second * 90);
  CHECK(missed["rewrites"].first > 5);
}

TEST_CASE("what is missing is named with its step and the line of that") {
  const Lines added = golden("column/added_and_dropped");
  CHECK(refusals(without(added, "--   destroys: column app.users.nickname")) ==
        Lines{number_of(added, "-- step 5") +
              ": step 5 destroys column app.users.nickname; no line of the plan says so"});
  CHECK(refusals(without(added, "--   locks: ACCESS EXCLUSIVE on table app.users")).front() ==
        number_of(added, "-- step 1") +
            ": step 1 takes the lock ACCESS EXCLUSIVE on table app.users; no line of the plan says so");
  Lines weaker = added;
  for (std::string& line : weaker)
    if (line == "--   locks: ACCESS EXCLUSIVE on table app.users") line = "--   locks: ROW SHARE on table app.users";
  CHECK(refusals(weaker).size() == 1);
}

TEST_CASE("a loss that the head of the plan does not name is missed") {
  const Lines honest = golden("column/added_and_dropped");
  const Lines found = refusals(without(honest, "-- destroys: column app.users.nickname"));
  REQUIRE(found.size() >= 1);
  CHECK(found.front().find("step 5 destroys column app.users.nickname") != std::string::npos);
}

TEST_CASE("a column whose loss is named nowhere is left to the database, which knows whether it is computed") {
  const Lines forged = without(without(golden("column/added_and_dropped"), "-- destroys: column app.users.nickname"),
                               "--   destroys: column app.users.nickname");
  const Plan plan = read_plan_file(with_digest(forged), "forged.sql");
  REQUIRE(columns_told_computed(plan).size() == 1);
  CHECK(columns_told_computed(plan)[0] == ComputedColumn{0, 5, {"column app.users.nickname"}});
}

TEST_CASE("a title, CASCADE, a second statement and what pgplumb does not write are found out") {
  const auto first = [](const std::string& step) {
    const Lines found = refusals(plan_of({step}));
    return found.empty() ? std::string("nothing") : found.front().substr(found.front().find(' ') + 1);
  };
  CHECK(first("create view app.v\n--   locks: ACCESS EXCLUSIVE on view app.w\nDROP VIEW app.w;") ==
        "step 1 drops view app.w and is called \"create view app.v\"; no line of the plan says so");
  CHECK(first("drop view app.v\n--   locks: ACCESS EXCLUSIVE on view app.v\nDROP VIEW app.v CASCADE;") ==
        "step 1 drops with CASCADE, which takes along what the plan does not name");
  CHECK(first("alter table app.t\nDELETE FROM app.t;")
            .starts_with("step 1 holds a statement that no step has: DELETE FROM"));
  CHECK(first("alter table app.t\nDO $$BEGIN DELETE FROM app.t; END$$;") ==
        "step 1 holds a statement that no step has: DO");
  CHECK(first("alter table app.t\nSET LOCAL search_path = app;")
            .starts_with("step 1 holds a statement that no step has"));
  const std::string type = "alter type app.y\nSET LOCAL search_path = app;\nALTER TYPE app.y ADD VALUE 'a';\n";
  CHECK(first(type + "SET LOCAL search_path = '';") == "nothing");
  CHECK(first(type).starts_with("step 1 holds a statement that no step has"));
  CHECK(first(type + "SET LOCAL search_path = app;").starts_with("step 1 holds a statement that no step has"));
  CHECK(
      first(
          "drop view v\n--   locks: ACCESS EXCLUSIVE on view v\nSET LOCAL search_path = app;\nDROP VIEW v;\nSET LOCAL "
          "search_path = '';") == "step 1 names v without its schema");
  CHECK(first("drop view v\n--   locks: ACCESS EXCLUSIVE on view v\nDROP VIEW v;") ==
        "step 1 names v without its schema");
  CHECK(first("alter sequence app.s\n--   locks: SHARE ROW EXCLUSIVE on sequence app.s\nALTER SEQUENCE app.s RESTART "
              "WITH 5;") == "step 1 sets a counter to a position");
  CHECK(first("create comment on schema app\nCOMMENT ON SCHEMA app IS 'x';") == "nothing");
}

TEST_CASE("only a column that the plan adds gets its values by a backfill") {
  const std::string fill = pgplumb::sql::backfill_statement({"app", "t", "a"});
  const std::string step = "alter column app.t.a\n--   locks: ROW EXCLUSIVE on table app.t\n" + fill + ";";
  CHECK(refusals(
            plan_of({"create table app.t\n--   locks: ACCESS EXCLUSIVE on table app.t\nALTER TABLE app.t ADD COLUMN a "
                     "uuid, ALTER COLUMN a SET DEFAULT gen_random_uuid();",
                     step}))
            .empty());
  REQUIRE(refusals(plan_of({step})).size() == 1);
  CHECK(refusals(plan_of({step}))
            .front()
            .ends_with("step 1 gives rows a value in column app.t.a, which the plan does not add"));
  CHECK(refusals(plan_of({"alter column app.t.a\n" + fill + ";"})).size() == 2);
}

TEST_CASE("privileges are changed only by a plan that manages them") {
  Plan plan;
  plan.projection = "schemas=*; owners=off; privileges=off";
  Step step;
  step.number = 1;
  step.change = Change::alter;
  step.object = "table app.t";
  step.statements = {"GRANT ALL ON TABLE app.t TO PUBLIC"};
  plan.batches.push_back({true, {step}, {}, ""});
  REQUIRE(find_shortfalls(plan).size() == 1);
  CHECK(find_shortfalls(plan)[0].message == "step 1 changes privileges, which the plan does not manage");
  plan.projection = "schemas=*; owners=off; privileges=on";
  CHECK(find_shortfalls(plan).empty());
}

TEST_CASE("what the plan makes itself needs no lines, and what it only says to make does") {
  CHECK(refusals(plan_of({"create table app.t\nCREATE TABLE app.t (id integer);",
                          "alter table app.t\nALTER TABLE app.t ADD COLUMN a integer;",
                          "drop table app.t\nDROP TABLE app.t;"})) == Lines());
  CHECK(refusals(plan_of({"create table app.t\nCREATE TABLE IF NOT EXISTS app.t (id integer);",
                          "drop table app.t\n--   locks: ACCESS EXCLUSIVE on table app.t\nDROP TABLE app.t;"}))
            .size() >= 2);
}

TEST_CASE("a table is known by the names that it had, in its schema that was renamed too") {
  const std::string lock = "--   locks: ACCESS EXCLUSIVE on table app.old\n";
  const Lines found = refusals(
      plan_of({"rename table app.new\n" + lock + "ALTER TABLE app.old RENAME TO new;",
               "create table app.old\nCREATE TABLE app.old (id integer);", "drop table app.new\nDROP TABLE app.new;"}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("step 3 destroys table app.old") != std::string::npos);
  CHECK(refusals(plan_of({"rename schema web\nALTER SCHEMA app RENAME TO web;",
                          "alter table web.t\n--   locks: ACCESS EXCLUSIVE on table app.t\nALTER TABLE web.t ADD "
                          "COLUMN a integer;"})) == Lines());
}

TEST_CASE("names are read as the server reads them") {
  const Lines found =
      refusals(plan_of({"drop table app.u\n--   locks: ACCESS EXCLUSIVE on table app.u\nDROP TABLE "
                        "U&\"\\0061pp\".U&\"!0075\" UESCAPE '!';"}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("step 1 destroys table app.u;") != std::string::npos);
}

TEST_CASE("a plan that nothing was measured of tells no locks, and its losses all the same") {
  CHECK(refusals(plan_of({"drop view app.v\nDROP VIEW app.v;"}, "", "skipped")) == Lines());
  CHECK(refusals(plan_of({"drop table app.t\nDROP TABLE app.t;"}, "", "skipped")).size() == 1);
  CHECK(refusals(plan_of({"drop table app.t\n--   destroys: table app.t\nDROP TABLE app.t;"}, "table app.t",
                         "skipped")) == Lines());
}

TEST_CASE("what is known and was not seen in the proof is added to what is told") {
  Plan plan;
  plan.proof = Proof::passed;
  Step step;
  step.number = 1;
  step.change = Change::alter;
  step.object = "table app.t";
  step.statements = {"ALTER TABLE app.t SET UNLOGGED"};
  plan.batches.push_back({true, {step}, {}, ""});
  complete_claims(plan);
  CHECK(plan.batches[0].steps[0].measured.locks == Lines{"ACCESS EXCLUSIVE on table app.t"});
  CHECK(plan.batches[0].steps[0].measured.rewrites == Lines{"table app.t"});
  CHECK(find_shortfalls(plan).empty());
}

TEST_CASE("what a person's section does is told to policy") {
  Plan plan;
  plan.proof = Proof::passed;
  Batch batch;
  batch.manual = Manual{"clean",
                        "once",
                        true,
                        {"schema.sql", 3, 1},
                        "CREATE TABLE app.mine (id int);\nDROP TABLE app.mine;\nDELETE FROM app.t;\n"
                        "WITH gone AS (DELETE FROM app.u RETURNING *) SELECT * FROM gone;\nALTER TABLE v DROP COLUMN "
                        "a;\nDO $$BEGIN DELETE FROM app.w; END$$;",
                        ""};
  plan.batches.push_back(batch);
  Lines told;
  for (const Deed& deed : find_deeds(plan))
    told.push_back(deed.hazard + ":" + deed.object + (deed.schema_unknown ? " ?" : ""));
  CAPTURE(pgplumb::sql::join(told, "\n"));
  CHECK(told == Lines{"locks-row-exclusive:table app.t", "destroys:table app.t", "locks-row-exclusive:table app.u",
                      "destroys:table app.u", "locks-access-exclusive:table v ?", "drops:column v.a ?",
                      "destroys:column v.a ?"});
}
