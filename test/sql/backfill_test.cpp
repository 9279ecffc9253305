#include "sql/backfill.hpp"

#include <doctest/doctest.h>

#include "sql/statement_effects.hpp"

using namespace pgplumb::sql;

namespace {

const Backfill plain{"app", "users", "token"};

std::string with(const std::string& part, const std::string& other) {
  std::string text = backfill_statement(plain);
  const std::size_t at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.replace(at, part.size(), other);
}

}  // namespace

TEST_CASE("a backfill is read back, whatever it is of") {
  for (const Backfill& one :
       {plain, Backfill{"A b", "update only", "as"}, Backfill{"a\"b", "it's \\ $$ $_$", "x; DROP TABLE t -- {0}"},
        Backfill{"schön", "ünï", "\n"}, Backfill{"app", "users", "token", "t"},
        Backfill{"t", "is null and t", "new", "is null and t"}}) {
    const std::string statement = backfill_statement(one);
    CAPTURE(statement);
    CHECK(backfill_of(statement) == one);
    const Effects effects = effects_of(statement);
    CHECK(effects.known);
    REQUIRE(effects.effects.size() == 2);
    CHECK(effects.effects[0] ==
          Effect{Effect::Type::locks, {one.schema, one.table}, "table", "", "", LockMode::row_exclusive});
    CHECK(effects.effects[1] ==
          Effect{Effect::Type::fills, {one.schema, one.table}, "table", one.column, "", LockMode::none});
  }
}

TEST_CASE("nothing but a backfill passes for one") {
  for (const std::string& statement :
       {with("COMMIT;", "COMMIT; DELETE FROM app.users;"), with("= DEFAULT", "= DEFAULT, admin = true"),
        with("= DEFAULT", "= NULL"), with("token IS NULL", "token IS NOT NULL"),
        with("app.users AS t", "app.others AS t"), with("SKIP LOCKED", ""), with("1 .. 20", "1 .. 21"),
        with("RETURN;", "RETURN ;"), with("\n", ""), with("0.01", "f()"),
        with("pg_catalog.pg_sleep", "public.pg_sleep"), with("DO ", "DO LANGUAGE plpgsql "),
        backfill_statement(plain) + " ", backfill_statement(plain) + "; DROP TABLE app.users",
        std::string("DO $$UPDATE ONLY app.users AS t SET token = DEFAULT$$"), std::string("DO $$UPDATE ONLY$$"),
        std::string("DO ''"), std::string("DO"), std::string()}) {
    CAPTURE(statement);
    CHECK(backfill_of(statement) == std::nullopt);
    CHECK_FALSE(effects_of(statement).known);
  }
}
