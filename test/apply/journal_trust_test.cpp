// A schema pgplumb that somebody else has planted, or that somebody has changed: nothing of it runs, and it is refused
// by what is wrong with it.

#include "apply/journal_trust.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "apply/apply.hpp"
#include "apply/journal.hpp"
#include "apply/sample_plan.hpp"
#include "catalog/projection.hpp"
#include "pgplumb/history.hpp"
#include "server.hpp"

using namespace pgplumb;
using apply::JournalTables;

namespace {

std::string journal_sql() {
  std::ifstream file(PGPLUMB_SOURCE_DIR "/schema/pgplumb/journal.sql");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The trap: whatever calls it is counted, also in a transaction that is rolled back or only reads.
constexpr const char* canary =
    "CREATE SCHEMA canary; CREATE SEQUENCE canary.calls;"
    "CREATE FUNCTION canary.row() RETURNS trigger LANGUAGE plpgsql SECURITY INVOKER AS "
    "'BEGIN PERFORM nextval(''canary.calls''); RETURN NEW; END';"
    "CREATE FUNCTION canary.number() RETURNS integer LANGUAGE plpgsql AS "
    "'BEGIN PERFORM nextval(''canary.calls''); RETURN 1; END';"
    "CREATE FUNCTION canary.yes(anyelement) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS "
    "'BEGIN PERFORM nextval(''canary.calls''); RETURN true; END';"
    "CREATE DOMAIN canary.words AS text CHECK (canary.yes(VALUE));";

struct Plant {
  const char* sql;
  const char* named;
};

const Plant plants[] = {
    {"CREATE TRIGGER t BEFORE INSERT ON pgplumb.run FOR EACH ROW EXECUTE FUNCTION canary.row()",
     "table pgplumb.run has the trigger t"},
    {"CREATE TRIGGER t AFTER INSERT OR UPDATE ON pgplumb.manual FOR EACH ROW EXECUTE FUNCTION canary.row()",
     "table pgplumb.manual has the trigger t"},
    {"CREATE CONSTRAINT TRIGGER t AFTER INSERT ON pgplumb.batch DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE "
     "FUNCTION canary.row()",
     "table pgplumb.batch has the trigger t"},
    {"CREATE RULE r AS ON INSERT TO pgplumb.batch DO ALSO SELECT canary.number()",
     "table pgplumb.batch has the rule r"},
    {"CREATE POLICY p ON pgplumb.run USING (canary.yes(id))", "table pgplumb.run has the policy p"},
    {"ALTER TABLE pgplumb.manual ENABLE ROW LEVEL SECURITY", "table pgplumb.manual has row-level security"},
    {"ALTER TABLE pgplumb.manual FORCE ROW LEVEL SECURITY", "table pgplumb.manual has row-level security"},
    {"CREATE TABLE canary.child () INHERITS (pgplumb.manual)", "table pgplumb.manual is inherited from"},
    {"CREATE TABLE canary.parent (name text); ALTER TABLE pgplumb.manual INHERIT canary.parent",
     "table pgplumb.manual inherits, or is a partition"},
    {"ALTER TABLE pgplumb.manual RENAME TO other; CREATE VIEW pgplumb.manual AS SELECT * FROM pgplumb.other WHERE "
     "canary.yes(name)",
     "table pgplumb.manual is no plain table"},
    {"ALTER TABLE pgplumb.batch SET UNLOGGED", "table pgplumb.batch is no plain table"},
    {"ALTER TABLE pgplumb.run ALTER application SET DEFAULT canary.number()::text",
     "table pgplumb.run has another column application than ours: text, not null, default (canary.number())::text"},
    {"ALTER TABLE pgplumb.run ALTER started_at SET DEFAULT now()",
     "table pgplumb.run has another column started_at than ours"},
    {"ALTER TABLE pgplumb.run ADD extra integer DEFAULT canary.number()",
     "table pgplumb.run has the column extra, which is none of ours"},
    {"ALTER TABLE pgplumb.run ADD extra boolean GENERATED ALWAYS AS (canary.yes(digest)) STORED",
     "table pgplumb.run has the column extra, which is none of ours"},
    {"ALTER TABLE pgplumb.run ALTER plan TYPE canary.words",
     "table pgplumb.run has another column plan than ours: canary.words, not text"},
    {"ALTER TABLE pgplumb.batch ALTER number TYPE bigint", "table pgplumb.batch has another column number than ours"},
    {"ALTER TABLE pgplumb.run ADD CONSTRAINT c CHECK (canary.yes(digest))",
     "table pgplumb.run has the constraint c, which is none of ours"},
    {"ALTER TABLE pgplumb.batch DROP CONSTRAINT batch_number_check; ALTER TABLE pgplumb.batch ADD CONSTRAINT "
     "batch_number_check CHECK (canary.yes(number))",
     "table pgplumb.batch has another constraint batch_number_check than ours"},
    {"CREATE INDEX i ON pgplumb.run (canary.yes(digest))", "table pgplumb.run has an index that runs something: i"},
    {"CREATE INDEX i ON pgplumb.run (id) WHERE canary.yes(digest)",
     "table pgplumb.run has an index that runs something: i"},
    {"CREATE TABLE canary.other (run bigint REFERENCES pgplumb.run ON UPDATE CASCADE)",
     "table pgplumb.run is referred to by the foreign key other_run_fkey"},
    {"GRANT INSERT ON pgplumb.manual TO PUBLIC", "table pgplumb.manual may be written by everybody: INSERT"},
    {"ALTER SCHEMA pgplumb OWNER TO journal_stranger", "schema pgplumb belongs to journal_stranger"},
    {"ALTER TABLE pgplumb.run OWNER TO journal_stranger", "table pgplumb.run belongs to journal_stranger"},
};

std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == ExitCode::refused);
    std::string text = error.what();
    for (const Diagnostic& diagnostic : error.diagnostics()) text += "\n" + to_string(diagnostic);
    return text;
  }
  return "";
}

struct Role {
  explicit Role(test::Database& in) : database(in) { database.execute("CREATE ROLE journal_stranger"); }
  ~Role() { database.execute("DROP OWNED BY journal_stranger CASCADE; DROP ROLE journal_stranger"); }
  Role(const Role&) = delete;
  Role& operator=(const Role&) = delete;
  test::Database& database;
};

bool untouched(test::Database& database) {
  return database.execute("SELECT NOT is_called FROM canary.calls").rows.at(0).at(0) == "t";
}

}  // namespace

TEST_CASE("a journal in which anything could run or hide something is refused by its name, and nothing of it runs") {
  plan::Plan plan = test::proved_plan("CREATE TABLE public.t (i int)",
                                      {test::manual("m", "once", "CREATE TABLE public.made (i int);")});
  catalog::Projection managed;
  managed.excluded_schemas = {"canary"};
  plan.projection = managed.to_line();
  for (const Plant& plant : plants) {
    CAPTURE(plant.sql);
    test::Database database;
    const Role role(database);
    database.execute(canary);
    database.execute("CREATE TABLE public.t (i int)");
    database.execute(journal_sql());
    {
      JournalTables journal(database.connection());
      CHECK(journal.exists());  // as ours makes it
    }
    database.execute(plant.sql);
    const bool by_planting = !untouched(database);  // some of them call it at once
    if (by_planting) database.execute("ALTER SEQUENCE canary.calls RESTART");

    apply::ApplyOptions options;
    const std::string applied = refusal([&] { (void)apply::apply(database.connection(), plan, "sha256:00", options); });
    CHECK(applied.find(plant.named) != std::string::npos);
    CAPTURE(applied);
    CHECK(applied.find("hint: ") != std::string::npos);
    const plan::Manual section = *plan.batches.at(0).manual;
    CHECK(refusal([&] { (void)apply::sections_to_run(database.connection(), {section}); }).find(plant.named) !=
          std::string::npos);
    HistoryRequest request;
    request.connection = database.url();
    CHECK(refusal([&] { (void)read_history(request); }).find(plant.named) != std::string::npos);
    CHECK(untouched(database));
    CHECK(database.execute("SELECT to_regclass('public.made') IS NULL").rows.at(0).at(0) == "t");

    // Without a journal it is passed by.
    options.journal = apply::Journal::off;
    CHECK(apply::apply(database.connection(), plan, "sha256:00", options).batches_done == 1);
    CHECK(untouched(database));
  }
}

TEST_CASE("a journal of a role that is named in the configuration is trusted, one of another role only then") {
  test::Database database;
  const Role role(database);
  database.execute("GRANT CREATE ON DATABASE " + database.name() + " TO journal_stranger; SET ROLE journal_stranger");
  database.execute(journal_sql());
  {
    JournalTables own(database.connection());
    CHECK(own.exists());
  }
  database.execute("RESET ROLE");
  JournalTables stranger(database.connection());
  const std::string text = refusal([&] { (void)stranger.exists(); });
  CHECK(text.find("schema pgplumb belongs to journal_stranger, who is neither this role nor a superuser") !=
        std::string::npos);
  CHECK(text.find("[apply] journal_owners = [\"journal_stranger\"]") != std::string::npos);
  JournalTables named(database.connection(), {"dba", "journal_stranger"});
  CHECK(named.exists());
}

TEST_CASE("a journal of an older pgplumb, an index for speed and other tables of the schema are no plants") {
  test::Database database;
  database.execute(journal_sql());
  database.execute(
      "ALTER TABLE pgplumb.run DROP plan, DROP environment, DROP server, DROP backup, DROP backup_sha256;"
      "CREATE INDEX by_time ON pgplumb.run (started_at);"
      "CREATE TABLE pgplumb.notes (i int DEFAULT 1); GRANT SELECT ON ALL TABLES IN SCHEMA pgplumb TO PUBLIC");
  JournalTables journal(database.connection());
  CHECK(journal.exists());
  journal.create();
  CHECK(journal.exists());
}
