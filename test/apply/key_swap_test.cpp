// A key that is made again online: somebody looks all the time whether it is there, and the plan is interrupted in
// every step.

#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "apply/apply.hpp"
#include "apply/sample_plan.hpp"
#include "commands/project.hpp"
#include "pgplumb/plan.hpp"
#include "server.hpp"

using namespace pgplumb;
using test::value;

namespace {

constexpr const char* old_schema =
    "CREATE TABLE t (a integer CONSTRAINT k PRIMARY KEY, b integer, c integer, CONSTRAINT u UNIQUE (b)); "
    "COMMENT ON CONSTRAINT k ON t IS 'kept'; ALTER TABLE t REPLICA IDENTITY USING INDEX k; "
    "CREATE TABLE f (a integer CONSTRAINT refers REFERENCES t (a)); CREATE UNIQUE INDEX i ON t (c DESC);";
constexpr const char* new_schema =
    "CREATE TABLE t (a integer CONSTRAINT k PRIMARY KEY, b integer, c integer, d integer, CONSTRAINT u UNIQUE (b, d), "
    "CONSTRAINT i UNIQUE (c)); ALTER TABLE t DROP CONSTRAINT k, ADD CONSTRAINT k PRIMARY KEY (a) INCLUDE (b, d); "
    "COMMENT ON CONSTRAINT k ON t IS 'kept'; ALTER TABLE t REPLICA IDENTITY USING INDEX k; "
    "CREATE TABLE f (a integer CONSTRAINT refers REFERENCES t (a));";

plan::Plan online_plan(test::Database& database) {
  const test::Project project;
  PlanRequest request;
  request.connection = database.url();
  request.settings = project.settings();
  request.settings.schema = {project.write("schema.sql", new_schema)};
  request.settings.online = true;
  return make_plan(request).plan;
}

/// Asks again and again, in a session of its own, until it goes.
class Watch {
 public:
  explicit Watch(const test::Database& database)
      : connection_(database.url(), postgres::SettingsOf::database), thread_([this] { look(); }) {}
  ~Watch() {
    done_ = true;
    thread_.join();
    CHECK(looks_ > 0);
    CHECK(missing_ == 0);
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  // In one snapshot: the keys, what refers to one, what identifies rows, and an index that keeps c unique.
  void look() {
    while (!done_) {
      const bool all =
          value(connection_,
                "SELECT (SELECT count(*) FROM pg_constraint WHERE conname IN ('k', 'u', 'refers')) = 3 "
                "AND EXISTS (SELECT FROM pg_index WHERE indisreplident AND indisvalid AND indkey[0] = 1) "
                "AND EXISTS (SELECT FROM pg_index WHERE indisunique AND indisvalid AND indkey[0] = 3)") == "t";
      ++looks_;
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
      if (!all) ++missing_;
    }
  }

  postgres::Connection connection_;
  std::atomic<bool> done_ = false;
  std::atomic<int> looks_ = 0;
  std::atomic<int> missing_ = 0;
  std::thread thread_;
};

}  // namespace

TEST_CASE("a key that is made again online is never missing, wherever the plan is interrupted, and the plan goes on") {
  plan::Plan plan;
  std::size_t steps = 1;
  int interrupted = 0;
  for (std::size_t stop = 1; stop <= steps; ++stop) {
    CAPTURE(stop);
    test::Database database;
    database.execute(std::string(old_schema) +
                     "INSERT INTO t SELECT n, n, n FROM generate_series(1, 1000) n; INSERT INTO f SELECT a FROM t");
    if (stop == 1) plan = online_plan(database);
    steps = 0;
    for (const plan::Batch& batch : plan.batches) steps += batch.steps.size();
    const Watch watch(database);
    apply::ApplyOptions options;
    options.stop = Stop::make();
    // What was asked before a step begins is heard in it.
    options.progress = [&](const std::string& line) {
      if (line.starts_with("  step " + std::to_string(stop) + ":")) options.stop.ask();
    };
    try {
      test::applied(database.connection(), plan, "d", options);
    } catch (const Error& error) {
      CHECK(error.exit_code() == ExitCode::interrupted);
      ++interrupted;
    }
    test::applied(database.connection(), plan, "d", {});
    CHECK(test::fingerprint_of(database.connection()) == plan.to);
    CHECK(value(database.connection(), "SELECT bool_and(convalidated) FROM pg_constraint WHERE conname = 'refers'") ==
          "t");
  }
  CHECK(interrupted > 3);
}
