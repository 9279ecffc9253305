#include "apply/blockers.hpp"

#include <doctest/doctest.h>

using pgplumb::apply::without_literals;

TEST_CASE("a query that is shown has no literals, no comments and one line") {
  CHECK(without_literals("SELECT * FROM users WHERE email = 'alice@example.org' AND id = 4711") ==
        "SELECT * FROM users WHERE email = '...' AND id = '...'");
  CHECK(without_literals("/* user 4711 */ -- a secret\n  ALTER ROLE a PASSWORD E's3cr3t\\n' ;") ==
        "ALTER ROLE a PASSWORD '...' ;");
  CHECK(without_literals("SELECT $$s3cr3t$$, $x$s3cr3t$x$, U&'s3cr3t', b'01', X'1F', 1.5e3, $1") ==
        "SELECT '...', '...', '...', '...', '...', '...', $1");
  CHECK(without_literals("BEGIN;\nSELECT 's3cr3t'") == "BEGIN;");
  CHECK(without_literals("INSERT INTO t VALUES ('one\ntwo', 3);\nCOMMIT") == "INSERT INTO t VALUES ('...', '...');");
  CHECK(without_literals("").empty());
}

TEST_CASE("what the server has cut off within a literal, or cannot be read, is left out from there on") {
  CHECK(without_literals("UPDATE t SET a = 's3cr3t that is lon") == "UPDATE t SET a =");
  CHECK(without_literals("UPDATE t SET a = $q$s3cr3t that is lon") == "UPDATE t SET a =");
}

TEST_CASE("a long query is cut to sixty characters, between characters") {
  const std::string cut = without_literals("SELECT " + std::string(80, 'a'));
  CHECK(cut == "SELECT " + std::string(50, 'a') + "...");
  CHECK(without_literals("SELECT " + std::string(53, 'a')) == "SELECT " + std::string(53, 'a'));
  std::string umlauts;
  for (int count = 0; count < 53; ++count) umlauts += "ä";
  CHECK(without_literals("SELECT " + umlauts) == "SELECT " + umlauts);
  CHECK(without_literals("SELECT " + umlauts + "ä").size() == 7 + 2 * 50 + 3);
}
