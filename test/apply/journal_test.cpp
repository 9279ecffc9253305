#include "apply/journal.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "apply/apply.hpp"
#include "apply/journal_schema.hpp"
#include "apply/sample_plan.hpp"
#include "server.hpp"
#include "sources/snapshot.hpp"

using namespace pgplumb;
using apply::ApplyOptions;
using apply::ApplyReport;
using apply::Journal;
using apply::Outcome;
using plan::Plan;
using test::batch;
using test::manual;
using test::proved_plan;
using test::value;

namespace {

constexpr const char* old_schema = "CREATE TABLE log (entry text)";

std::string file_content(const std::string& name) {
  std::ifstream file(std::string(PGPLUMB_SOURCE_DIR "/schema/pgplumb/") + name, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

ApplyReport apply_to(test::Database& database, const Plan& plan, Journal journal = Journal::automatic,
                     const std::string& digest = "sha256:digest") {
  ApplyOptions options;
  options.journal = journal;
  return test::applied(database.connection(), plan, digest, options);
}

std::string log_of(test::Database& database) {
  return value(database.connection(), "SELECT string_agg(entry, ',' ORDER BY ctid) FROM log");
}

bool has_own_schema(test::Database& database) {
  return apply::JournalTables(database.connection()).exists();
}

}  // namespace

TEST_CASE("the journal's snapshot is what journal.sql makes") {
  test::Database database;
  database.execute(file_content("journal.sql"));
  sources::Snapshot snapshot;
  database.execute("BEGIN");
  snapshot.catalog = catalog::Catalog(apply::read_own_schema(database.connection()).objects(), {});
  database.execute("COMMIT");
  snapshot.projection.schemas = {"pgplumb"};
  snapshot.catalog = catalog::project(snapshot.catalog, snapshot.projection).catalog;
  const std::string text = sources::write_snapshot(snapshot);
  const bool same = text == file_content("journal.snapshot.json") && text == apply::journal_snapshot;
  if (!same && std::getenv("PGPLUMB_ACCEPT") != nullptr) {
    std::ofstream(PGPLUMB_SOURCE_DIR "/schema/pgplumb/journal.snapshot.json", std::ios::binary) << text;
    MESSAGE("journal.snapshot.json was rewritten; build and test again");
  }
  CHECK_MESSAGE(same, "run this test with PGPLUMB_ACCEPT=1, read what has changed, and build again");
}

TEST_CASE("the engine makes the journal's tables, finds them as they should be, and mends what is missing") {
  test::Database database;
  apply::JournalTables journal(database.connection());
  CHECK_FALSE(journal.exists());
  journal.create();
  CHECK(journal.exists());
  const auto tables = [&] {
    return value(
        database.connection(),
        "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = "
        "(SELECT oid FROM pg_namespace WHERE nspname = 'pgplumb')");
  };
  CHECK(tables() == "batch,manual,manual_progress,run");
  database.execute("INSERT INTO pgplumb.manual (name, sha256) VALUES ('a', 'b')");
  database.execute(
      "CREATE TABLE pgplumb.of_somebody (id integer); ALTER TABLE pgplumb.run DROP COLUMN application CASCADE");
  journal.create();
  journal.create();
  CHECK(tables() == "batch,manual,manual_progress,of_somebody,run");
  CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.manual") == "1");
  CHECK(value(database.connection(), "SELECT count(*) FROM pg_attribute WHERE attname = 'application'") == "1");
}

TEST_CASE("the journal is invisible to whoever reads the database") {
  test::Database database;
  const std::string before = test::fingerprint_of(database.connection());
  apply::JournalTables(database.connection()).create();
  CHECK(test::fingerprint_of(database.connection()) == before);
}

TEST_CASE("a role that may not make the journal is told so, and its session can go on") {
  test::Database database;
  database.execute("CREATE ROLE journal_test_guest; SET ROLE journal_test_guest");
  apply::JournalTables journal(database.connection());
  try {
    journal.create();
    FAIL("the journal was made");
  } catch (const Error& error) {
    CHECK(std::string(error.what()).find("the journal cannot be made: permission denied") == 0);
    CHECK_FALSE(error.hint().empty());
  }
  database.execute("RESET ROLE; DROP ROLE journal_test_guest");
}

TEST_CASE("nothing of pgplumb is left in the database unless the journal is wanted, needed or there") {
  const Plan plan = proved_plan(old_schema, {batch({"CREATE TABLE public.more ()"})});
  struct Case {
    Journal journal;
    bool there;
    bool wanted;
  };
  for (const Case& one : {Case{Journal::automatic, false, false}, Case{Journal::automatic, true, true},
                          Case{Journal::on, false, true}, Case{Journal::off, true, false}}) {
    test::Database database;
    database.execute(old_schema);
    if (one.there) apply::JournalTables(database.connection()).create();
    CHECK(apply_to(database, plan, one.journal).batches_done == 1);
    CHECK(has_own_schema(database) == (one.there || one.wanted));
    if (has_own_schema(database))
      CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.run") == (one.wanted ? "1" : "0"));
  }
}

TEST_CASE("the journal says which plan was carried out, when, by whom and how far") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = proved_plan(old_schema, {batch({"CREATE TABLE public.a ()", "CREATE TABLE public.b ()"}),
                                             batch({"CREATE TABLE public.c ()"})});
  apply_to(database, plan, Journal::on);
  const auto run = database.execute(
      "SELECT digest, from_schema, to_schema, batches, role = current_user, application, finished_at >= started_at "
      "FROM pgplumb.run");
  REQUIRE(run.rows.size() == 1);
  CHECK(run.rows[0] ==
        std::vector<std::optional<std::string>>{"sha256:digest", plan.from, plan.to, "2", "t", "pgplumb 0.1.0", "t"});
  CHECK(value(database.connection(),
              "SELECT string_agg(concat_ws(' ', number, statements, checkpoint), ',' ORDER BY number) FROM "
              "pgplumb.batch") == "1 2 " + plan.batches[0].checkpoint + ",2 1 " + plan.to);
}

TEST_CASE("a batch that fails leaves no row, and the run goes on where it was") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO log VALUES (NULL)");
  const Plan plan = proved_plan(old_schema, {batch({"CREATE TABLE public.a ()"}),
                                             batch({"ALTER TABLE public.log ALTER COLUMN entry SET NOT NULL"})});
  CHECK_THROWS_AS(apply_to(database, plan, Journal::on), Error);
  CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.batch") == "1");
  CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.run WHERE finished_at IS NULL") == "1");
  database.execute("DELETE FROM log");
  CHECK(apply_to(database, plan, Journal::on).batches_skipped == 1);
  CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.batch") == "2");
  CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.run WHERE finished_at IS NOT NULL") == "1");
}

TEST_CASE("sections run when they have changed, once, or always") {
  test::Database database;
  database.execute(old_schema);
  const auto plan_with = [](const std::string& run, const std::string& entry) {
    return proved_plan(old_schema, {manual(run, run, "INSERT INTO log VALUES ('" + entry + "');\n")});
  };
  CHECK(apply_to(database, plan_with("changed", "c1"), Journal::automatic, "1").batches_done == 1);
  CHECK(apply_to(database, plan_with("changed", "c1"), Journal::automatic, "1").outcome == Outcome::nothing_to_do);
  CHECK(apply_to(database, plan_with("changed", "c1"), Journal::automatic, "2").outcome == Outcome::nothing_to_do);
  CHECK(apply_to(database, plan_with("changed", "c2"), Journal::automatic, "3").batches_done == 1);
  CHECK(apply_to(database, plan_with("once", "o1"), Journal::automatic, "4").batches_done == 1);
  CHECK(apply_to(database, plan_with("once", "o2"), Journal::automatic, "5").outcome == Outcome::nothing_to_do);
  CHECK(apply_to(database, plan_with("always", "a"), Journal::automatic, "6").batches_done == 1);
  CHECK(apply_to(database, plan_with("always", "a"), Journal::automatic, "6").batches_done == 1);
  CHECK(log_of(database) == "c1,c2,o1,a,a");
}

TEST_CASE("a section that runs always does not run twice when the plan goes on after a failure") {
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO log VALUES (NULL)");
  const Plan plan = proved_plan(old_schema, {manual("m", "always", "INSERT INTO log VALUES ('m')"),
                                             batch({"ALTER TABLE public.log ALTER COLUMN entry SET NOT NULL"})});
  CHECK_THROWS_AS(apply_to(database, plan), Error);
  database.execute("DELETE FROM log WHERE entry IS NULL");
  CHECK(apply_to(database, plan).batches_done == 1);
  CHECK(log_of(database) == "m");
}

TEST_CASE("a section in a transaction is all or nothing, one without runs statement by statement") {
  for (const bool transaction : {true, false}) {
    test::Database database;
    database.execute(old_schema);
    const Plan good = proved_plan(old_schema, {});
    Plan plan = good;
    plan.batches = {manual("m", "changed", "INSERT INTO log VALUES ('1'); INSERT INTO log VALUES (1/0);", transaction)};
    plan.batches[0].checkpoint = plan.to;
    try {
      apply_to(database, plan);
      FAIL("the plan was applied");
    } catch (const Error& error) {
      CHECK(error.exit_code() == (transaction ? ExitCode::error : ExitCode::partly_applied));
      CHECK(std::string(error.what()).find("manual section \"m\"") == 0);
    }
    CHECK(log_of(database) == (transaction ? "" : "1"));
    CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.manual") == "0");
  }
}

TEST_CASE("a section without a transaction may hold what cannot be in one") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = proved_plan(old_schema, {manual("m", "once", "VACUUM log;\n-- done\nVACUUM", false)});
  CHECK(apply_to(database, plan).batches_done == 1);
  CHECK(value(database.connection(), "SELECT name || run_at::text IS NOT NULL FROM pgplumb.manual") == "t");
}

TEST_CASE("a section may carry data for COPY, and what it sets ends with it") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan =
      proved_plan(old_schema, {manual("m", "once",
                                      "SET search_path = public;\nSET default_transaction_read_only = on;\n"
                                      "COPY log FROM stdin;\none\ntwo\n\\.\nSELECT 1;\n"),
                               batch({"CREATE TABLE public.t ()"})});
  CHECK(apply_to(database, plan).batches_done == 2);
  CHECK(log_of(database) == "one,two");
}

TEST_CASE("a section that changes its role does not take the journal with it") {
  test::Database database;
  database.execute(old_schema);
  database.execute("CREATE ROLE journal_test_writer");
  const Plan plan = proved_plan(old_schema, {manual("m", "once", "SET ROLE journal_test_writer;")});
  CHECK(apply_to(database, plan).batches_done == 1);
  CHECK(value(database.connection(), "SELECT role <> 'journal_test_writer' FROM pgplumb.run") == "t");
  CHECK(value(database.connection(), "SELECT current_user = session_user") == "t");
  database.execute("DROP ROLE journal_test_writer");
}

TEST_CASE("a plan that was applied and has become stale is refused with a word on that") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = proved_plan(old_schema, {batch({"CREATE TABLE public.a ()"})});
  apply_to(database, plan, Journal::on);
  database.execute("CREATE TABLE b ()");
  try {
    apply_to(database, plan);
    FAIL("the plan was applied");
  } catch (const DiagnosedError& error) {
    REQUIRE(error.diagnostics().size() == 3);
    CHECK(error.diagnostics()[1].message == "table public.b added since the plan");
    CHECK(error.diagnostics()[2].message.find("the plan was applied on 2") == 0);
    CHECK_FALSE(error.diagnostics()[2].hint.empty());
  }
}

TEST_CASE("a run begins when its first batch does, not when that is committed") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan =
      proved_plan(old_schema, {batch({"DO 'BEGIN PERFORM pg_sleep(0.2); END'"}), batch({"CREATE TABLE public.a ()"})});
  apply_to(database, plan, Journal::on);
  CHECK(value(database.connection(), "SELECT finished_at - started_at > '0.2 s' FROM pgplumb.run") == "t");
}

TEST_CASE("a plan leaves out the sections that the journal knows, unless it is not there or may not be read") {
  test::Database database;
  database.execute(old_schema);
  const auto section = [](const std::string& run, const std::string& bytes) {
    return *manual(run, run, "INSERT INTO log VALUES ('" + bytes + "')").manual;
  };
  const auto names = [&](const std::string& bytes) {
    std::string found;
    for (const auto& one : apply::sections_to_run(
             database.connection(), {section("once", bytes), section("changed", bytes), section("always", bytes)}))
      found += one.name + " ";
    return found;
  };
  CHECK(names("a") == "once changed always ");
  apply_to(database, proved_plan(old_schema, {manual("once", "once", "INSERT INTO log VALUES ('a')"),
                                              manual("changed", "changed", "INSERT INTO log VALUES ('a')")}));
  CHECK(names("a") == "always ");
  CHECK(names("b") == "changed always ");
  database.execute("CREATE ROLE journal_test_reader; SET ROLE journal_test_reader");
  CHECK(names("a") == "once changed always ");
  database.execute("RESET ROLE; DROP ROLE journal_test_reader");
}
