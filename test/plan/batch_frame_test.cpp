#include "plan/batch_frame.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace pgplumb::plan;

namespace {

Manual section(const std::string& bytes, bool transaction) {
  Manual manual;
  manual.bytes = bytes;
  manual.transaction = transaction;
  return manual;
}

}  // namespace

TEST_CASE("a section in a transaction is sent as its bytes, unchanged") {
  const std::string bytes = "-- first\r\nSELECT 1;\n\nSELECT 'ö' -- last";
  CHECK(messages_of(section(bytes, true)) == std::vector<Message>{{bytes, ""}});
}

TEST_CASE("a section without a transaction is sent statement by statement") {
  CHECK(messages_of(section("VACUUM; -- x\nVACUUM;", false)) == std::vector<Message>{{"VACUUM", ""}, {"VACUUM", ""}});
  CHECK(messages_of(section("-- nothing", false)).empty());
}

TEST_CASE("data for COPY is sent after its statement") {
  CHECK(messages_of(section("SELECT 1;\nCOPY t FROM stdin;\na\tb\n\\.\nSELECT 2;", true)) ==
        std::vector<Message>{{"SELECT 1", ""}, {"COPY t FROM stdin", "a\tb\n"}, {"SELECT 2", ""}});
}

TEST_CASE("what cannot be split is left to the server to complain of") {
  CHECK(messages_of(section("SELECT 'x", false)) == std::vector<Message>{{"SELECT 'x", ""}});
}

TEST_CASE("the limit of waiting stands in front of steps in a transaction, and not of concurrent ones") {
  Plan plan;
  plan.lock_timeout = "it's";
  Batch batch;
  CHECK(frame_of(plan, batch).opening.at(0) == "BEGIN");
  CHECK(frame_of(plan, batch).opening.at(1) == "SET LOCAL lock_timeout = 'it''s'");
  batch.transaction = false;
  CHECK(frame_of(plan, batch).opening.at(0) == "SET lock_timeout = 0");
  batch.manual = Manual{};
  CHECK(frame_of(plan, batch).opening.at(0) == "SET lock_timeout = 'it''s'");
}

TEST_CASE(
    "limits of roles and databases are lifted around every batch, and those that a server has not are not named") {
  const auto has = [](const std::vector<std::string>& statements, const std::string& wanted) {
    return std::find(statements.begin(), statements.end(), wanted) != statements.end();
  };
  Plan plan;
  plan.server_major = 16;
  Batch batch;
  CHECK(has(frame_of(plan, batch).opening, "SET LOCAL statement_timeout = 0"));
  CHECK(has(frame_of(plan, batch).opening, "SET LOCAL idle_in_transaction_session_timeout = 0"));
  CHECK_FALSE(has(frame_of(plan, batch).opening, "SET LOCAL transaction_timeout = 0"));
  batch.manual = Manual{};
  CHECK(has(frame_of(plan, batch).opening, "SET LOCAL statement_timeout = 0"));
  plan.server_major = 17;
  CHECK(has(frame_of(plan, batch).opening, "SET LOCAL transaction_timeout = 0"));
  batch.transaction = false;
  for (const auto& manual : {std::optional<Manual>(Manual{}), std::optional<Manual>()}) {
    batch.manual = manual;
    for (const std::string limit : {"statement_timeout", "transaction_timeout"}) {
      CHECK(has(frame_of(plan, batch).opening, "SET " + limit + " = 0"));
      CHECK(has(frame_of(plan, batch).closing, "RESET " + limit));
    }
  }
}
