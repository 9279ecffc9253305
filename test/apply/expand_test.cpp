// Types that change by a second column (plan --online=expand): everything keeps its name and place, no value is lost
// while others write, and wherever it is interrupted the same plan goes on.

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "plan/truth.hpp"
#include "server.hpp"
#include "sql/expansion.hpp"

using namespace pgplumb;
using test::value;

namespace {

const std::string kinds = "CREATE TABLE kinds (id int PRIMARY KEY);\n";

/// A table with everything that a column can have and keep.
std::string schema_of(const std::string& kind, const std::string& number) {
  return kinds + "CREATE TABLE t (a int, kind " + kind + " NOT NULL DEFAULT 3 CHECK (kind >= 0) REFERENCES kinds, n " +
         number +
         ", code varchar(10), UNIQUE (kind, a), CONSTRAINT small CHECK (n < 1000000));\n"
         "COMMENT ON COLUMN t.kind IS 'what it is';\n"
         "ALTER TABLE t ALTER n SET STATISTICS 300;\n"
         "CREATE INDEX t_kind ON t (kind, a) INCLUDE (code);\n"
         "CREATE INDEX t_part ON t (a) WHERE kind > 3;\n"
         "CREATE INDEX t_expression ON t ((n + 1));\n"
         "COMMENT ON INDEX t_part IS 'some of them';\n"
         "GRANT SELECT (kind) ON t TO pg_monitor;\n";
}

const std::string old_schema = schema_of("int", "int");
const std::string new_schema = schema_of("bigint", "numeric(12,2)");

constexpr const char* rows =
    "INSERT INTO kinds SELECT generate_series(0, 9); "
    "INSERT INTO t SELECT i, i % 10, nullif(i, 5), 'c' || i FROM generate_series(1, 20000) i";

plan::Plan planned(test::Database& database, const std::string& schema, const std::string& privileges = "on",
                   const std::vector<std::string>& allow_destroy = {}) {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", schema)};
  request.settings.online = request.settings.expand = true;
  request.allow_destroy = allow_destroy;
  request.settings.privileges = privileges == "on" ? Managed::on : Managed::off;
  return make_plan(request).plan;
}

bool has_statement(const plan::Plan& plan, const std::string& part) {
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& statement : step.statements)
        if (statement.find(part) != std::string::npos) return true;
  return false;
}

bool is_expanded(const plan::Plan& plan) {
  return has_statement(plan, "__pgplumb_new");
}

std::size_t steps_of(const plan::Plan& plan) {
  std::size_t steps = 0;
  for (const plan::Batch& batch : plan.batches) steps += batch.steps.size();
  return steps;
}

/// Applies `plan` and stops it at step `stop`.
void interrupt(test::Database& database, const plan::Plan& plan, std::size_t stop) {
  apply::ApplyOptions options;
  options.stop = Stop::make();
  options.progress = [&](const std::string& line) {
    if (line.starts_with("  step " + std::to_string(stop) + ":")) options.stop.ask();
  };
  try {
    test::applied(database.connection(), plan, "d", options);
  } catch (const Error& error) {
    CHECK(error.exit_code() == ExitCode::interrupted);
  }
}

/// Does a round of something in a session of its own, again and again until it is told to end.
class Others {
 public:
  using Round = std::function<void(postgres::Connection&, int round)>;

  Others(const std::string& url, Round round)
      : thread_([this, url, round = std::move(round)] {
          try {
            postgres::Connection connection(url, postgres::SettingsOf::database);
            for (int i = 0; !done_; ++i) {
              round(connection, i);
              rounds_ = i + 1;
            }
          } catch (const Error& error) {
            failure_ = error.what();
          }
        }) {}
  ~Others() {
    done_ = true;
    if (thread_.joinable()) thread_.join();
  }
  Others(const Others&) = delete;
  Others& operator=(const Others&) = delete;

  /// @returns how many rounds were done, none of which met an error
  int end() {
    done_ = true;
    thread_.join();
    CHECK(failure_ == "");
    CHECK(rounds_ > 0);
    return rounds_;
  }

 private:
  std::atomic<bool> done_{false};
  std::atomic<int> rounds_{0};
  std::string failure_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("a column gets another type while others write, and loses no value, place or name") {
  test::Database database;
  database.execute(old_schema + rows);
  const plan::Plan plan = planned(database, new_schema);
  CHECK(is_expanded(plan));
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps) CHECK(step.measured.rewrites.empty());
  const std::string sum = "SELECT sum(n) - sum(kind) FROM t";
  int written = 0;
  {
    Others writer(database.url(), [](postgres::Connection& connection, int i) {
      const std::string row = std::to_string(i % 20000 + 1);
      connection.execute("UPDATE t SET n = n + 1, kind = (kind + 1) % 10 WHERE a = " + row);
      connection.execute("INSERT INTO t (a, kind, n) VALUES (" + std::to_string(-i) + ", 4, 7)");
    });
    test::applied(database.connection(), plan, "d", {});
    written = writer.end();
  }
  CHECK(written > 0);
  CHECK(planned(database, new_schema).empty());
  // Each row is as its last writer left it: that much was added to n, and no other.
  const long long started = 20000LL * 20001 / 2 - 5;
  long long added = 0;
  for (int i = 0; i < written; ++i) added += i % 20000 + 1 == 5 ? 0 : 1;
  CHECK(value(database.connection(), "SELECT sum(n)::bigint FROM t WHERE a > 0") == std::to_string(started + added));
  CHECK(value(database.connection(), "SELECT count(*) FROM t WHERE a <= 0 AND kind = 4 AND n = 7") ==
        std::to_string(written));
  CHECK(value(database.connection(), "SELECT count(*) FROM t WHERE a > 0 AND n IS NULL") == "1");
  CHECK(value(database.connection(),
              "SELECT count(*) FROM pg_proc p JOIN pg_namespace s ON s.oid = pronamespace WHERE nspname = 'public'") ==
        "0");
  database.execute("INSERT INTO t (a) VALUES (1000000)");
  CHECK(value(database.connection(), "SELECT kind FROM t WHERE a = 1000000") == "3");
}

TEST_CASE("an interrupted change of type goes on with the same plan") {
  plan::Plan plan;
  // Each second step: test/faults tries each statement of a plan like this.
  for (std::size_t stop = 1; stop == 1 || stop <= steps_of(plan); stop += 2) {
    CAPTURE(stop);
    test::Database database;
    database.execute(old_schema + rows);
    if (stop == 1) plan = planned(database, new_schema);
    interrupt(database, plan, stop);
    database.execute("INSERT INTO t (a, kind, n) VALUES (-1, 9, 99)");
    test::applied(database.connection(), plan, "d", {});
    CHECK(test::applied(database.connection(), plan, "d", {}).outcome == apply::Outcome::nothing_to_do);
    CHECK(value(database.connection(), "SELECT sum(n)::bigint || ' ' || sum(kind) FROM t") ==
          std::to_string(20000LL * 20001 / 2 - 5 + 99) + " 90009");
  }
}

TEST_CASE("an interrupted change of type is taken back by a plan to the schema of before, and no value is lost") {
  const plan::Plan there = [] {
    test::Database database;
    database.execute(old_schema + rows);
    return planned(database, new_schema);
  }();
  for (std::size_t stop = 1; stop <= steps_of(there); ++stop) {
    CAPTURE(stop);
    test::Database database;
    database.execute(old_schema + rows);
    interrupt(database, there, stop);
    database.execute("INSERT INTO t (a, kind, n) VALUES (-1, 9, 99)");
    const plan::Plan back = planned(database, old_schema, "on", {"column public.t.*__pgplumb_new"});
    test::applied(database.connection(), back, "d", {});
    CHECK(planned(database, old_schema).empty());
    CHECK(value(database.connection(), "SELECT sum(n)::bigint || ' ' || sum(kind) FROM t") ==
          std::to_string(20000LL * 20001 / 2 - 5 + 99) + " 90009");
    CHECK(value(database.connection(), "SELECT count(*) FROM pg_proc WHERE proname LIKE '%pgplumb%'") == "0");
  }
}

TEST_CASE("where something else holds the column, its type is changed as ever") {
  struct Obstacle {
    std::string name;
    std::string statement;
    std::string privileges = "on";
    bool is_declared = true;
  };
  const std::string table = "CREATE TABLE t (a int, kind int);\n";
  const std::string wanted = "CREATE TABLE t (a int, kind bigint);\n";
  const std::vector<Obstacle> obstacles = {
      {"a materialized view", "CREATE MATERIALIZED VIEW m AS SELECT kind FROM t;\n"},
      {"one over a view", "CREATE VIEW v AS SELECT kind FROM t;\nCREATE MATERIALIZED VIEW m AS SELECT kind FROM v;\n"},
      {"a column that is computed from it", "ALTER TABLE t ADD twice int GENERATED ALWAYS AS (kind * 2) STORED;\n"},
      {"a foreign key of a partitioned table",
       "ALTER TABLE t ADD CONSTRAINT one UNIQUE (kind);\n"
       "CREATE TABLE p (kind int REFERENCES t (kind)) PARTITION BY LIST (kind);\n"},
      {"a trigger that would fire later",
       "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\n"
       "CREATE TRIGGER zzz BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();\n"},
      {"a rule", "CREATE RULE r AS ON DELETE TO t DO ALSO NOTIFY gone;\n"},
      {"an heir", "CREATE TABLE heir () INHERITS (t);\n"},
      {"a publication, whose subscribers lack the second column",
       "ALTER TABLE t ADD PRIMARY KEY (a); CREATE PUBLICATION p FOR TABLE t;\n"},
      {"one of all tables", "ALTER TABLE t ADD PRIMARY KEY (a); CREATE PUBLICATION p FOR ALL TABLES;\n"},
      {"privileges that nobody manages", "GRANT SELECT (kind) ON t TO pg_monitor;\n", "off", false},
  };
  for (const Obstacle& obstacle : obstacles) {
    CAPTURE(obstacle.name);
    test::Database database;
    database.execute(table + obstacle.statement);
    const plan::Plan plan =
        planned(database, wanted + (obstacle.is_declared ? obstacle.statement : ""), obstacle.privileges);
    CHECK_FALSE(is_expanded(plan));
    CHECK_FALSE(plan.empty());
  }
  for (const char* harmless :
       {"",
        "ALTER TABLE t ADD PRIMARY KEY (a); CREATE TABLE u (a int PRIMARY KEY); CREATE PUBLICATION p FOR TABLE u;\n"}) {
    test::Database database;
    database.execute(table + harmless);
    CHECK(is_expanded(planned(database, wanted + harmless)));
  }
}

TEST_CASE("keys, counters and all that is made in a moment go along with a column") {
  const auto schema = [](const std::string& id, const std::string& order) {
    return "CREATE TABLE customers (id " + id + " GENERATED ALWAYS AS IDENTITY (START 100) PRIMARY KEY, parent " + id +
           " REFERENCES customers, note text);\n"
           "CREATE TABLE orders (id " +
           order + " PRIMARY KEY, customer " + id +
           " NOT NULL REFERENCES customers ON DELETE CASCADE, CONSTRAINT own CHECK (customer > 0));\n"
           "CREATE TABLE visits (customer int REFERENCES customers);\n"
           "CREATE VIEW parents AS SELECT id, parent FROM customers;\n"
           "CREATE VIEW top AS SELECT p.id FROM parents p WHERE parent IS NULL;\n"
           "GRANT SELECT ON top TO pg_monitor;\n"
           "COMMENT ON VIEW parents IS 'who is whose';\n"
           "CREATE FUNCTION newest() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT max(id) FROM customers; END;\n"
           "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';\n"
           "CREATE TRIGGER aware BEFORE UPDATE OF parent ON customers FOR EACH ROW WHEN (NEW.id > 5) EXECUTE FUNCTION "
           "f();\n"
           "CREATE POLICY positive ON customers USING (id > 0);\n"
           "CREATE STATISTICS s ON id, parent FROM customers;\n"
           "COMMENT ON CONSTRAINT orders_customer_fkey ON orders IS 'whose it is';\n";
  };
  test::Database database;
  database.execute(schema("int", "serial") +
                   "INSERT INTO customers (parent) SELECT nullif(100 + i / 10, 100) FROM generate_series(0, 4999) i;\n"
                   "INSERT INTO orders (customer) SELECT id FROM customers;\n"
                   "INSERT INTO visits SELECT id FROM customers");
  const std::string wanted = schema("bigint", "bigserial");
  const plan::Plan plan = planned(database, wanted);
  // A sequence is one row.
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps)
      for (const std::string& relation : step.measured.rewrites) CHECK(relation == "sequence public.orders_id_seq");
  for (const std::string column : {"id", "parent", "customer"}) {
    CAPTURE(column);
    CHECK(has_statement(plan, "ADD COLUMN " + column + "__pgplumb_new"));
  }
  Others others(database.url(), [](postgres::Connection& connection, int) {
    connection.execute("INSERT INTO orders (customer) SELECT max(id) FROM parents");
    connection.execute("INSERT INTO customers (parent) VALUES (100)");
    connection.execute("SELECT newest() + count(*) FROM top");
  });
  test::applied(database.connection(), plan, "d", {});
  const int written = others.end();
  CHECK(written > 0);
  CHECK(planned(database, wanted).empty());
  const std::string all = std::to_string(5000 + written);
  CHECK(value(database.connection(), "SELECT count(DISTINCT id) || ' ' || min(id) || ' ' || max(id) FROM customers") ==
        all + " 100 " + std::to_string(5099 + written));
  CHECK(value(database.connection(), "SELECT count(DISTINCT id) || ' ' || max(id) FROM orders") == all + " " + all);
  database.execute("INSERT INTO customers (note) VALUES ('next'); INSERT INTO orders (customer) VALUES (100)");
  CHECK(value(database.connection(), "SELECT max(id) FROM customers") == std::to_string(5100 + written));
  CHECK(value(database.connection(), "SELECT max(id) FROM orders") == std::to_string(5001 + written));
}

TEST_CASE("an enum loses a label while others read and write its columns") {
  const auto schema = [](const std::string& labels) {
    return "CREATE TYPE state AS ENUM (" + labels +
           ");\n"
           "COMMENT ON TYPE state IS 'where it stands';\n"
           "GRANT USAGE ON TYPE state TO pg_monitor;\n"
           "CREATE TABLE tickets (id int PRIMARY KEY, s state NOT NULL DEFAULT 'open', title text, "
           "CHECK (s <> 'new' OR title IS NOT NULL));\n"
           "CREATE INDEX tickets_s ON tickets (s) WHERE s = 'open';\n"
           "CREATE TABLE moves (id int, was state, becomes state);\n"
           "CREATE VIEW open_ones AS SELECT id, s FROM tickets WHERE s = 'open';\n"
           "CREATE FUNCTION next(state) RETURNS state LANGUAGE sql AS $$ SELECT 'closed'::public.state $$;\n";
  };
  const std::string wanted = schema("'closed', 'open', 'new'");
  const std::string old = schema("'new', 'open', 'gone', 'closed'");
  test::Database database;
  database.execute(
      old +
      "INSERT INTO tickets SELECT i, (ARRAY['new', 'open', 'closed']::state[])[i % 3 + 1], 'x' FROM "
      "generate_series(1, 5000) i;\n"
      "INSERT INTO moves SELECT i, 'open', nullif('closed', 'closed')::state FROM generate_series(1, 100) i");
  const plan::Plan plan = planned(database, wanted);
  CHECK(has_statement(plan, "CREATE TYPE public.state__pgplumb_new"));
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps) CHECK(step.measured.rewrites.empty());
  const std::string sums =
      "SELECT count(*) FILTER (WHERE s = 'open'::public.state) || ' ' || count(*) FILTER (WHERE s = 'new') || ' ' || "
      "count(*) FROM tickets";
  const std::string before = value(database.connection(), sums);
  Others others(database.url(), [](postgres::Connection& connection, int) {
    connection.execute("UPDATE tickets SET s = 'closed'::state WHERE id = 7 AND s <> 'open'::state");
    connection.execute("INSERT INTO moves (id, was, becomes) VALUES (0, 'new', 'open'::state)");
    connection.execute("SELECT count(*) FROM open_ones WHERE s = 'open'::state");
    connection.execute("SELECT count(next(was)) FROM moves");
  });
  test::applied(database.connection(), plan, "d", {});
  others.end();
  CHECK(planned(database, wanted).empty());
  CHECK(value(database.connection(), sums) == before);
  CHECK(value(database.connection(), "SELECT string_agg(DISTINCT becomes::text, ',') FROM moves") == "open");
  CHECK(value(database.connection(), "SELECT count(*) FROM pg_type WHERE typname LIKE '%pgplumb%'") == "0");
  CHECK(value(database.connection(), "SELECT obj_description('state'::regtype)") == "where it stands");

  for (const std::string user : {"CREATE TABLE a (s state[]);\n", "CREATE DOMAIN d AS state;\n",
                                 "CREATE MATERIALIZED VIEW m AS SELECT 'open'::state AS s;\n"}) {
    CAPTURE(user);
    test::Database other;
    other.execute(old + user);
    CHECK_FALSE(is_expanded(planned(other, wanted + user)));
  }
}

TEST_CASE("a column's name is told from types, functions, collations and texts of the same name") {
  const auto schema = [](const std::string& date, const std::string& abs, const std::string& c) {
    return "CREATE TABLE \"My T\" (date " + date + ", abs " + abs + ", \"C\" " + c +
           ", CONSTRAINT d CHECK (date::text <> 'date' AND date::date > '2020-01-01'::date), CHECK (abs(abs) > 0), "
           "CONSTRAINT c CHECK ((\"C\"::text COLLATE \"C\") > 'C'));\n"
           "CREATE INDEX \"My I\" ON \"My T\" (abs, abs(abs)) WHERE abs > 4;\n"
           "CREATE INDEX c ON \"My T\" ((\"C\"::text) COLLATE \"C\");\n";
  };
  test::Database database;
  database.execute(schema("varchar(20)", "int", "varchar(9)") +
                   "INSERT INTO \"My T\" SELECT '2024-01-01', i, 'D' || i FROM generate_series(1, 100) i");
  const std::string wanted = schema("char(20)", "bigint", "char(9)");
  const plan::Plan plan = planned(database, wanted);
  CHECK(has_statement(plan, "abs__pgplumb_new"));
  test::applied(database.connection(), plan, "d", {});
  CHECK(planned(database, wanted).empty());
  CHECK(value(database.connection(), "SELECT sum(abs) || max(date) || min(\"C\") FROM \"My T\"") == "50502024-01-01D1");
}

TEST_CASE("what the server changes without writing the table anew needs no second column") {
  struct Change {
    std::string from;
    std::string to;
    bool expands;
  };
  const std::vector<Change> changes = {
      {"varchar(10)", "varchar(20)", false},
      {"varchar(20)", "varchar(10)", true},
      {"varchar(10)", "text", false},
      {"text", "varchar(10)", true},
      {"numeric(10,2)", "numeric(12,2)", false},
      {"numeric(10,2)", "numeric(12,3)", true},
      {"numeric(10,2)", "numeric", false},
      {"char(5)", "char(6)", true},
      {"timestamp(3)", "timestamp", false},
      {"int", "numeric", true},
      {"int[]", "bigint[]", true},
  };
  std::string before;
  std::string after;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    const std::string column = (at == 0 ? "c" : ", c") + std::to_string(at) + " ";
    before += column + changes[at].from;
    after += column + changes[at].to;
  }
  test::Database database;
  database.execute("CREATE TABLE t (" + before + ")");
  const plan::Plan plan = planned(database, "CREATE TABLE t (" + after + ");");
  for (std::size_t at = 0; at < changes.size(); ++at) {
    CAPTURE(changes[at].from);
    CAPTURE(changes[at].to);
    CHECK(has_statement(plan, "ADD COLUMN c" + std::to_string(at) + "__pgplumb_new") == changes[at].expands);
  }
  for (const plan::Batch& batch : plan.batches)
    for (const plan::Step& step : batch.steps) CHECK(step.measured.rewrites.empty());
  test::applied(database.connection(), plan, "d", {});
}

TEST_CASE("a plan whose second column would not get all values is told to destroy them") {
  test::Database database;
  database.execute("CREATE TABLE t (a int, kind int)");
  const plan::Plan plan = planned(database, "CREATE TABLE t (a int, kind bigint)");
  CHECK(plan::columns_told_computed(plan).empty());
  std::size_t forged = 0;
  for (std::size_t batch = 0; batch < plan.batches.size(); ++batch)
    for (std::size_t step = 0; step < plan.batches[batch].steps.size(); ++step)
      for (std::size_t at = 0; at < plan.batches[batch].steps[step].statements.size(); ++at) {
        plan::Plan other = plan;
        std::vector<std::string>& statements = other.batches[batch].steps[step].statements;
        if (statements[at].find("DROP COLUMN") != std::string::npos ||
            statements[at].find("ADD COLUMN") != std::string::npos)
          continue;
        CAPTURE(statements[at]);
        const auto value_at = statements[at].find(":= NEW.kind");
        if (value_at != std::string::npos)
          statements[at].replace(value_at, 11, ":= NULL");
        else
          statements.erase(statements.begin() + static_cast<std::ptrdiff_t>(at));
        const auto told = plan::columns_told_computed(other);
        REQUIRE(told.size() == 1);
        CHECK(told[0].names.front().starts_with("column public.t.kind"));
        ++forged;
      }
  CHECK(forged == 11);
  for (const std::string instead : {" % 2;", "::bigint * 0;", "::boolean AND false;", "::text::bigint - 1;"}) {
    CAPTURE(instead);
    plan::Plan other = plan;
    for (std::string& statement : other.batches[0].steps[0].statements)
      if (const auto at = statement.find(":= NEW.kind;"); at != std::string::npos)
        statement.replace(at + 11, 1, instead);
    CHECK(plan::columns_told_computed(other).size() == 1);
  }
}
