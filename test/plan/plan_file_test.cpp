#include "plan/plan_file.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "plan/hostile_plan.hpp"
#include "plan/plan_text.hpp"
#include "psql.hpp"
#include "server.hpp"

using namespace pgplumb;
using plan::Plan;
using plan::read_plan_file;
using plan::write_plan_file;

namespace {

// The text with a digest that fits it, as somebody who means harm would write it.
std::string with_digest(std::string text) {
  const std::size_t begin = text.find("sha256:");
  const std::size_t below = text.find('\n', begin) + 1;
  return text.replace(begin + 7, 64, sha256_hex(text.substr(below)));
}

std::string edited(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Diagnostic refusal(const std::string& text) {
  try {
    static_cast<void>(read_plan_file(text, "x.plan.sql"));
  } catch (const DiagnosedError& error) {
    CHECK(error.exit_code() == ExitCode::refused);
    REQUIRE(error.diagnostics().size() == 1);
    CHECK_FALSE(error.diagnostics()[0].hint.empty());
    CHECK(error.diagnostics()[0].position.file == "x.plan.sql");
    return error.diagnostics()[0];
  }
  FAIL("the plan was accepted");
  return {};
}

Plan small_plan() {
  Plan plan;
  plan.from = "sha256:aa";
  plan.to = "sha256:bb";
  plan.server_major = 15;
  plan.projection = "schemas=*; owners=off; privileges=off";
  plan.counts.create = 1;
  plan.proof = plan::Proof::passed;
  plan.statements = 1;
  plan::Step step;
  step.number = 1;
  step.object = "table public.orders";
  step.position = {"schema.sql", 12, 1};
  step.statements = {"CREATE TABLE public.orders (\n    id integer\n)"};
  plan.batches.resize(1);
  plan.batches[0].steps = {step};
  plan.batches[0].checkpoint = "sha256:bb";
  return plan;
}

}  // namespace

TEST_CASE("a plan file reads as a person expects") {
  const std::string text = write_plan_file(small_plan());
  const std::size_t below = text.find("-- from:");
  CHECK(text.substr(0, below) == "-- pgplumb plan 1\n-- digest:  sha256:" + sha256_hex(text.substr(below)) +
                                     "  of every byte below this line\n");
  CHECK(text.substr(below) ==
        "-- from:    sha256:aa  the schema that this plan starts from\n"
        "-- to:      sha256:bb  the schema that it leads to\n"
        "-- server:  PostgreSQL 15\n"
        "-- manages: schemas=*; owners=off; privileges=off\n"
        "-- waits:   3s  at most, for each lock\n"
        "-- changes: 1 create, 0 alter, 0 replace, 0 drop\n"
        "-- proof:   passed, 1 statement\n"
        "\n"
        "-- batch 1 of 1: transaction\n"
        "BEGIN;\n"
        "SET LOCAL lock_timeout = '3s';\n"
        "SET LOCAL statement_timeout = 0;\n"
        "SET LOCAL idle_in_transaction_session_timeout = 0;\n"
        "SET LOCAL check_function_bodies = off;\n"
        "SELECT pg_catalog.set_config('search_path', '', true);\n"
        "-- step 1: create table public.orders                           (schema.sql:12)\n"
        "--   locks: nothing that existed before\n"
        "CREATE TABLE public.orders (\n"
        "    id integer\n"
        ");\n"
        "COMMIT;\n"
        "-- checkpoint: sha256:bb\n"
        "\n"
        "-- end of plan\n");
}

TEST_CASE("a plan that is written and read back is the same, whatever its names and bodies hold") {
  for (const Plan& plan : {Plan{}, small_plan(), test::hostile_plan()}) {
    const std::string text = write_plan_file(plan);
    CHECK(read_plan_file(text, "x") == plan);
    CHECK(write_plan_file(read_plan_file(text, "x")) == text);
    CHECK(plan::digest_of(text) == "sha256:" + sha256_hex(text.substr(text.find("\n-- from:") + 1)));
  }
}

TEST_CASE("a plan that was written before limits of roles were lifted is read as well") {
  const std::string text = write_plan_file(small_plan());
  std::string older = edited(text, "SET LOCAL statement_timeout = 0;\n", "");
  older = edited(older, "SET LOCAL idle_in_transaction_session_timeout = 0;\n", "");
  CHECK(read_plan_file(with_digest(older), "x") == small_plan());
}

TEST_CASE("a step that locks nothing more says so, and not that it holds nothing") {
  Plan plan = small_plan();
  plan.batches[0].steps.push_back(plan.batches[0].steps[0]);
  plan.batches[0].steps[1].number = 2;
  plan.batches[0].steps[0].measured.locks = {"SHARE on table app.users"};
  const std::string text = write_plan_file(plan);
  CHECK(text.find("nothing that existed before") == std::string::npos);
  CHECK(text.find("--   locks: nothing more than earlier steps of this transaction\n") != std::string::npos);
  CHECK(read_plan_file(text, "x") == plan);
}

TEST_CASE("manual sections keep every byte, with and without a last newline, and empty ones too") {
  for (const std::string bytes : {"", "\n", "SELECT 1", "SELECT 1;", "SELECT 1;\r\n", "-- end manual\n;\n",
                                  "'unterminated", "\xff\xfe;\n\n\n", "\\i x\n"}) {
    Plan plan = small_plan();
    plan::Batch batch;
    batch.manual = plan::Manual{"s", "changed", true, {"f", 1, 1}, bytes, sha256_hex(bytes)};
    plan.batches.insert(plan.batches.begin(), batch);
    plan.batches.push_back(batch);
    CHECK(read_plan_file(write_plan_file(plan), "x") == plan);
  }
}

TEST_CASE("a manifest of many objects comes back whole, from lines of 100 characters") {
  Plan plan = small_plan();
  for (int index = 0; index < 5000; ++index)
    plan.manifest["table app.t" + std::to_string(index)] = sha256_hex(std::to_string(index)).substr(0, 8);
  const std::string text = write_plan_file(plan);
  CHECK(read_plan_file(text, "x").manifest == plan.manifest);
  const std::size_t state = text.find("-- state: ");
  CHECK(text.find('\n', state) - state == 110);
  CHECK(text.size() < 60000);
}

TEST_CASE("any edit of a plan is refused, in its header too") {
  const std::string text = write_plan_file(small_plan());
  CHECK(refusal(edited(text, "id integer", "id bigint")).code == "plan-edited");
  CHECK(refusal(edited(text, "-- from:    sha256:aa", "-- from:    sha256:ab")).code == "plan-edited");
  CHECK(refusal(edited(text, "-- checkpoint: sha256:bb\n", "")).code == "plan-edited");
  CHECK(refusal(edited(text, "-- digest:  sha256:", "-- digest:  sha256:0")).code == "plan-edited");
  CHECK(refusal(edited(text, "-- digest: ", "-- dogest: ")).code == "plan-edited");
  std::string crlf;
  for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(refusal(crlf).message == "the line ends of the plan were converted to CRLF");
}

TEST_CASE("a truncated plan is told from an edited one, wherever it ends") {
  const std::string text = write_plan_file(test::hostile_plan());
  for (std::size_t size = text.find('\n') + 1; size < text.size(); size += 7)
    // A function body may happen to end the text as a plan ends; then it is refused all the same.
    CHECK(refusal(text.substr(0, size)).code ==
          (text.substr(0, size).ends_with("-- end of plan\n") ? "plan-edited" : "plan-truncated"));
}

TEST_CASE("empty files, other files and newer formats are refused as what they are") {
  CHECK(refusal("").code == "plan-empty");
  CHECK(refusal(" \n\n").code == "plan-empty");
  CHECK(refusal("CREATE TABLE t ();\n").code == "not-a-plan");
  CHECK(refusal("-- pgplumb plan 2\n-- anything\n").code == "plan-format");
  CHECK(refusal("-- pgplumb plan 1").code == "plan-truncated");
  CHECK(refusal("-- pgplumb plan 1b\n").code == "plan-malformed");
}

TEST_CASE("a plan with a digest that fits but a text that was not written by pgplumb is refused with its line") {
  const std::string text = write_plan_file(small_plan());
  CHECK(refusal(with_digest(edited(text, "COMMIT;\n", "COMMIT; DROP TABLE x;\n"))).position.line == 23);
  CHECK(refusal(with_digest(edited(text, "lock_timeout = '3s'", "lock_timeout = 0"))).position.line == 13);
  CHECK(refusal(with_digest(edited(text, "-- batch 1 of 1", "-- batch 1 of 2"))).code == "plan-malformed");
  CHECK(refusal(with_digest(edited(text, "BEGIN;\n", "BEGIN;'\n"))).code == "plan-malformed");
}

TEST_CASE("a plan whose statements would read back differently is never written") {
  Plan plan = small_plan();
  plan.batches[0].steps[0].statements = {"SELECT 1; COMMIT"};
  CHECK_THROWS_AS(write_plan_file(plan), InternalError);
  plan.batches[0].steps[0].statements = {"SELECT 'x"};
  CHECK_THROWS_AS(write_plan_file(plan), InternalError);
}

TEST_CASE("psql runs a plan file as it is, hostile names and all") {
  test::Database database;
  CHECK(test::run_by_psql(write_plan_file(test::hostile_plan()), database.url()) == 0);
  const auto table = database.connection().query(
      "SELECT c.relname, pg_catalog.obj_description(c.oid, 'pg_class') FROM pg_catalog.pg_class c "
      "WHERE c.relkind = 'r' AND c.relnamespace = 2200",
      {});
  REQUIRE(table.rows.size() == 1);
  CHECK(table.rows[0][0].value() == test::hostile_name);
  CHECK(table.rows[0][1] == "it's \\ \n-- step 9: drop table x");
  CHECK(database.execute("SELECT 1 FROM pg_catalog.pg_index WHERE indexrelid = 'public.i'::regclass AND indisvalid")
            .rows.size() == 1);
}

TEST_CASE("a state that would be far more than the file is refused before there is room for it") {
  // zlib shrinks what is all alike to a thousandth.
  plan::State state;
  state.after[2] = std::vector<int>(1'000'000, 1);
  std::string packed;
  for (const std::string& line : plan::pack_state(state, 100)) packed += line;
  CHECK_FALSE(plan::unpack_state(packed));
}
