// Manual sections without a transaction that are interrupted, and go on.

#include "apply/section_runner.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "server.hpp"
#include "severed_wire.hpp"

using namespace pgplumb;
using apply::ApplyOptions;
using apply::ApplyReport;
using plan::Plan;
using test::batch;
using test::manual;
using test::proved_plan;
using test::value;

namespace {

constexpr const char* old_schema =
    "CREATE SCHEMA app; CREATE TABLE app.log (entry text); CREATE TABLE app.t (id integer, n integer)";

std::string insert(const std::string& entry) {
  return "INSERT INTO app.log VALUES ('" + entry + "');\n";
}

ApplyReport apply_to(test::Database& database, const Plan& plan, const std::string& digest = "sha256:digest") {
  return test::applied(database.connection(), plan, digest, {});
}

std::string log_of(test::Database& database) {
  return value(database.connection(), "SELECT string_agg(entry, ',' ORDER BY ctid) FROM app.log");
}

bool is_valid(test::Database& database, const std::string& index) {
  return value(database.connection(), "SELECT indisvalid FROM pg_index WHERE indexrelid = '" + index + "'::regclass") ==
         "t";
}

void wait_for(postgres::Connection& connection, const std::string& condition) {
  for (int wait = 0; wait < 1000; ++wait) {
    if (value(connection, "SELECT " + condition) == "t") return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL("it never happens that " << condition);
}

void wait_until_alone(test::Database& database) {
  wait_for(database.connection(),
           "count(*) = 0 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND "
           "backend_type = 'client backend'");
}

/// The wire is cut where `statement`, the `nth` with such a beginning, is on its way.
void cut_at(test::Database& database, const Plan& plan, const std::string& statement, test::Cut::Place place,
            int nth = 1) {
  const auto through = [&](test::Database& there, test::Cut cut) {
    test::SeveredWire wire(there.connection(), there.name(), std::move(cut));
    try {
      postgres::Connection connection(wire.url(), pgplumb::postgres::SettingsOf::database);
      test::applied(connection, plan, "sha256:digest", {});
    } catch (const Error&) {
      // As is wanted.
    }
    return wire.statements();
  };
  std::size_t index = 0;
  {
    test::Database other;
    other.execute(old_schema);
    const auto statements = through(other, {10000});
    for (; index < statements.size(); ++index)
      if (statements[index].starts_with(statement) && --nth == 0) break;
    REQUIRE(index < statements.size());
  }
  through(database, {index, place});
  wait_until_alone(database);
}

std::string refusal(test::Database& database, const Plan& plan) {
  try {
    apply_to(database, plan);
  } catch (const DiagnosedError& error) {
    return error.diagnostics().at(0).message + "; " + error.diagnostics().at(0).hint;
  } catch (const Error& error) {
    return std::string(error.what()) + "; " + error.hint();
  }
  FAIL("the plan was applied");
  return {};
}

}  // namespace

TEST_CASE("a section goes on with the statement that failed, and what is done is not done again") {
  const std::string check = "SELECT 1 / (SELECT count(*) FROM app.t);\n";
  for (const std::string& run : {std::string("once"), std::string("changed"), std::string("always")}) {
    test::Database database;
    database.execute(old_schema);
    Plan plan = proved_plan(old_schema, {manual("m", run, insert("a") + insert("b"), false)});
    plan.batches[0].manual = manual("m", run, insert("a") + check + insert("b"), false).manual;
    CHECK(refusal(database, plan).find("manual section \"m\", statement 2: division by zero") == 0);
    CHECK(value(database.connection(), "SELECT done || ' ' || sent FROM pgplumb.manual_progress") == "1 false");
    database.execute("INSERT INTO app.t VALUES (1)");
    SUBCASE("by the same plan") {
      CHECK(apply_to(database, plan).warnings.empty());
    }
    SUBCASE("by a new plan") {
      CHECK(apply_to(database, plan, "sha256:other").warnings.empty());
    }
    SUBCASE("by a new plan with another statement in its place") {
      plan.batches[0].manual = manual("m", run, insert("a") + "-- no check\n" + insert("b"), false).manual;
      CHECK(apply_to(database, plan, "sha256:other").warnings.empty());
    }
    CHECK(log_of(database) == "a,b");
    CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.manual_progress") == "0");
    CHECK(value(database.connection(), "SELECT count(*) FROM pgplumb.manual") == "1");
  }
}

TEST_CASE("a section whose first statements have changed since it was interrupted begins again, and says so") {
  test::Database database;
  database.execute(old_schema);
  Plan plan = proved_plan(old_schema, {manual("m", "once", insert("a"), false)});
  plan.batches[0].manual = manual("m", "once", insert("a") + "SELECT 1 / 0;\n", false).manual;
  CHECK(refusal(database, plan).find("division by zero") != std::string::npos);
  plan.batches[0].manual = manual("m", "once", insert("other") + insert("b"), false).manual;
  const ApplyReport report = apply_to(database, plan, "sha256:other");
  CHECK(log_of(database) == "a,other,b");
  REQUIRE(report.warnings.size() == 1);
  CHECK(report.warnings[0].code == "section-begins-again");
  CHECK(report.warnings[0].message.find("interrupted after statement 1") != std::string::npos);
}

TEST_CASE(
    "wherever the client is cut off in a section, only the statement at the break may be done twice, and is named") {
  const Plan plan = proved_plan(old_schema, {manual("m", "once", insert("a") + insert("b") + insert("c"), false),
                                             batch({"CREATE TABLE app.more ()"})});
  int twice = 0;
  for (const test::Cut::Place place : {test::Cut::Place::before, test::Cut::Place::middle, test::Cut::Place::after}) {
    for (const int nth : {1, 2, 3}) {
      CAPTURE(nth);
      test::Database database;
      database.execute(old_schema);
      cut_at(database, plan, "INSERT INTO app.log", place, nth);
      CHECK(value(database.connection(), "SELECT done || ' ' || sent FROM pgplumb.manual_progress") ==
            std::to_string(nth - 1) + " true");
      const ApplyReport report = apply_to(database, plan);
      const std::string entry(1, static_cast<char>('a' + nth - 1));
      std::string wanted = "a,b,c";
      const bool arrived = place == test::Cut::Place::after;
      if (arrived) wanted.replace(wanted.find(entry), 1, entry + "," + entry);
      twice += arrived ? 1 : 0;
      CHECK(log_of(database) == wanted);
      REQUIRE(report.warnings.size() == 1);
      CHECK(report.warnings[0].code == "statement-repeated");
      CHECK(report.warnings[0].message.find("manual section \"m\", statement " + std::to_string(nth) + ", was sent") ==
            0);
      CHECK(test::fingerprint_of(database.connection()) == plan.to);
    }
  }
  CHECK(twice == 3);
}

TEST_CASE("a statement that may have been done and cannot be done twice fails with a way out, which is true") {
  const std::string add = "ALTER TABLE app.t ADD k integer;\n";
  const Plan plan = proved_plan(old_schema, {manual("m", "once", insert("a") + add + insert("b"), false)});
  test::Database database;
  database.execute(old_schema);
  cut_at(database, plan, "ALTER TABLE app.t", test::Cut::Place::after);
  for (int again = 0; again < 2; ++again) {
    const std::string told = refusal(database, plan);
    CHECK(told.find("manual section \"m\", statement 2: column \"k\" of relation \"t\" already exists") == 0);
    CHECK(told.find("this statement was sent before, and may have been done then") != std::string::npos);
  }
  Plan next = plan;
  next.from = test::fingerprint_of(database.connection());
  next.manifest.clear();
  next.batches[0].manual =
      manual("m", "once", insert("a") + "ALTER TABLE app.t ADD IF NOT EXISTS k integer;\n" + insert("b"), false).manual;
  CHECK(apply_to(database, next, "sha256:next").batches_done == 1);
  CHECK(log_of(database) == "a,b");
}

TEST_CASE("a plan goes on in the midst of a section whose statements change the schema, and sees what else did") {
  const std::string section = "ALTER TABLE app.t ADD k integer;\n" + insert("a") + "ALTER TABLE app.t ADD l integer;\n";
  const Plan plan = proved_plan(old_schema, {batch({"CREATE TABLE app.first ()"}), manual("m", "once", section, false),
                                             batch({"CREATE TABLE app.more ()"})});
  for (const bool changed : {false, true}) {
    test::Database database;
    database.execute(old_schema);
    cut_at(database, plan, "INSERT INTO app.log", test::Cut::Place::before);
    const std::string here = test::fingerprint_of(database.connection());
    CHECK(here != plan.batches[0].checkpoint);
    CHECK(here != plan.batches[1].checkpoint);
    if (changed) {
      database.execute("ALTER TABLE app.t ADD others integer");
      CHECK(refusal(database, plan).find("manual section \"m\" is done, but the schema is not the one after it") == 0);
      CHECK(value(database.connection(), "SELECT to_regclass('app.more') IS NULL") == "t");
    } else {
      CHECK(apply_to(database, plan).batches_done == 2);
      CHECK(test::fingerprint_of(database.connection()) == plan.to);
    }
    CHECK(log_of(database) == "a");
  }
}

TEST_CASE("a section that an older pgplumb has carried out since it was interrupted begins at its first statement") {
  test::Database database;
  database.execute(old_schema);
  Plan plan = proved_plan(old_schema, {manual("m", "always", insert("a"), false)});
  plan.batches[0].manual =
      manual("m", "always", insert("a") + "SELECT 1 / (SELECT count(*) FROM app.t);\n", false).manual;
  CHECK(refusal(database, plan).find("division by zero") != std::string::npos);
  database.execute("INSERT INTO app.t VALUES (1); INSERT INTO pgplumb.manual (name, sha256) VALUES ('m', '')");
  CHECK(apply_to(database, plan, "sha256:other").batches_done == 1);
  CHECK(log_of(database) == "a,a");
}

TEST_CASE("what a section has set is set again where it goes on, and its transactions are done as a whole") {
  const std::string section =
      "SET search_path = app;\nSET ROLE section_test_writer;\nSET default_transaction_read_only = on;\n"
      "BEGIN READ WRITE;\nINSERT INTO log VALUES ('a');\nINSERT INTO log VALUES ('b');\nCOMMIT;\n"
      "SET default_transaction_read_only = off;\nSET client_encoding = 'LATIN1';\n"
      "INSERT INTO log SELECT current_user;\n";
  test::Database database;
  database.execute("CREATE ROLE section_test_writer");
  const std::string schema = std::string(old_schema) +
                             "; GRANT USAGE ON SCHEMA app TO section_test_writer; GRANT "
                             "INSERT ON app.log TO section_test_writer";
  const Plan plan = proved_plan(old_schema, {});
  Plan whole = plan;
  whole.batches = {manual("größer", "once", section, false)};
  whole.batches[0].checkpoint = plan.to;
  struct Case {
    std::string at;
    int nth;
    std::string done;
    std::string log;
  };
  for (const Case& one :
       {Case{"INSERT INTO log VALUES ('b')", 1, "3", ""}, Case{"INSERT INTO log SELECT", 1, "9", "a,b"}}) {
    test::Database there;
    there.execute(schema);
    std::size_t last = 0;
    {
      test::Database other;
      other.execute(schema);
      test::SeveredWire wire(other.connection(), other.name(), {10000});
      {
        postgres::Connection connection(wire.url(), pgplumb::postgres::SettingsOf::database);
        test::applied(connection, whole, "sha256:digest", {});
      }
      const auto& statements = wire.statements();
      while (last < statements.size() && !statements[last].starts_with(one.at)) ++last;
      REQUIRE(last < statements.size());
    }
    test::SeveredWire wire(there.connection(), there.name(), {last, test::Cut::Place::before});
    {
      postgres::Connection connection(wire.url(), pgplumb::postgres::SettingsOf::database);
      CHECK_THROWS_AS(test::applied(connection, whole, "sha256:digest", {}), Error);
    }
    wait_until_alone(there);
    CHECK(value(there.connection(), "SELECT done FROM pgplumb.manual_progress") == one.done);
    CHECK(log_of(there) == one.log);
    CHECK(apply_to(there, whole).batches_done == 1);
    CHECK(log_of(there) == "a,b,section_test_writer");
    there.execute("DROP OWNED BY section_test_writer");
  }
  database.execute("DROP ROLE section_test_writer");
}

TEST_CASE("a section that has made a temporary table does not go on without it") {
  const Plan plan = proved_plan(
      old_schema,
      {manual("m", "once", "CREATE TEMP TABLE kept AS SELECT 1 AS a;\n" + insert("a") + insert("b"), false)});
  test::Database database;
  database.execute(old_schema);
  cut_at(database, plan, "INSERT INTO app.log", test::Cut::Place::before, 2);
  const std::string told = refusal(database, plan);
  CHECK(told.find("manual section \"m\", statement 1, has made something temporary") == 0);
  CHECK(told.find("make a table that stays instead") != std::string::npos);
  CHECK(log_of(database) == "a");
}

TEST_CASE("an invalid index that a section has left is built anew, although the section says IF NOT EXISTS") {
  const std::string section =
      "SET search_path = app;\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS u ON t (n);\n" + insert("a");
  const Plan plan = proved_plan(old_schema, {manual("m", "once", section, false)});
  test::Database database;
  database.execute(old_schema);
  database.execute("INSERT INTO app.t VALUES (1, 1), (2, 1)");
  CHECK(refusal(database, plan).find("statement 2: could not create unique index") != std::string::npos);
  CHECK_FALSE(is_valid(database, "app.u"));
  database.execute("DELETE FROM app.t WHERE id = 2");
  CHECK(apply_to(database, plan).batches_done == 1);
  CHECK(is_valid(database, "app.u"));
  CHECK(log_of(database) == "a");
}

TEST_CASE("Ctrl-C in the midst of CREATE INDEX CONCURRENTLY of a section leaves a place to go on from") {
  const Plan plan = proved_plan(
      old_schema,
      {manual("m", "once", insert("a") + "CREATE INDEX CONCURRENTLY i ON app.t (n);\n" + insert("b"), false)});
  test::Database database;
  database.execute(old_schema);
  postgres::Connection writer(database.url(), pgplumb::postgres::SettingsOf::database);
  writer.execute("BEGIN; INSERT INTO app.t VALUES (1, 1)");
  ApplyOptions options;
  options.stop = Stop::make();
  std::thread user([&] {
    postgres::Connection watcher(database.url(), pgplumb::postgres::SettingsOf::database);
    wait_for(watcher, "to_regclass('app.i') IS NOT NULL");
    options.stop.ask();
  });
  try {
    test::applied(database.connection(), plan, "sha256:digest", options);
    FAIL("the plan was applied");
  } catch (const Error& error) {
    CHECK(error.exit_code() == ExitCode::interrupted);
  }
  user.join();
  writer.execute("COMMIT");
  CHECK_FALSE(is_valid(database, "app.i"));
  CHECK(value(database.connection(), "SELECT done || ' ' || sent FROM pgplumb.manual_progress") == "1 false");
  CHECK(apply_to(database, plan).warnings.empty());
  CHECK(is_valid(database, "app.i"));
  CHECK(log_of(database) == "a,b");
}

TEST_CASE("an index whose CREATE or DROP was sent is asked whether it is done") {
  for (const bool create : {true, false}) {
    const std::string statement =
        create ? "CREATE INDEX CONCURRENTLY i ON app.t (n);\n" : "DROP INDEX CONCURRENTLY app.i;\n";
    const std::string before = create ? "" : "CREATE INDEX i ON app.t (n);\n";
    const Plan plan =
        proved_plan(old_schema, {manual("m", "once", before + insert("a") + statement + insert("b"), false)});
    test::Database database;
    database.execute(old_schema);
    cut_at(database, plan, statement.substr(0, 20), test::Cut::Place::after);
    const ApplyReport report = apply_to(database, plan);
    REQUIRE(report.warnings.size() == 1);
    CHECK(report.warnings[0].code == "statement-is-done");
    CHECK(log_of(database) == "a,b");
    CHECK(test::fingerprint_of(database.connection()) == plan.to);
  }
}

TEST_CASE("an older journal, which does not know how far sections came, is read as it is and mended by apply") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = proved_plan(old_schema, {manual("m", "changed", insert("a"), false)});
  CHECK(apply_to(database, plan).batches_done == 1);
  database.execute("DROP TABLE pgplumb.manual_progress");
  CHECK(apply::sections_to_run(database.connection(), {*plan.batches[0].manual}).empty());
  Plan next = plan;
  next.batches[0].manual = manual("m", "changed", insert("b"), false).manual;
  CHECK(apply::sections_to_run(database.connection(), {*next.batches[0].manual}).size() == 1);
  CHECK(apply_to(database, next, "sha256:next").batches_done == 1);
  CHECK(log_of(database) == "a,b");
  CHECK(value(database.connection(), "SELECT to_regclass('pgplumb.manual_progress') IS NOT NULL") == "t");
}

TEST_CASE("a section that was begun in another version runs, although the text it has now has run before") {
  test::Database database;
  database.execute(old_schema);
  const Plan plan = proved_plan(old_schema, {manual("m", "changed", insert("a"), false)});
  CHECK(apply_to(database, plan, "1").batches_done == 1);
  Plan broken = plan;
  broken.batches[0].manual = manual("m", "changed", insert("b") + "SELECT 1 / 0;\n", false).manual;
  CHECK(refusal(database, broken).find("division by zero") != std::string::npos);
  CHECK(apply_to(database, plan, "2").batches_done == 1);
  CHECK(log_of(database) == "a,b,a");
}
