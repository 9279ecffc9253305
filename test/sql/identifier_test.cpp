#include "sql/identifier.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace pgplumb::sql;

TEST_CASE("a name is quoted exactly where PostgreSQL would not read it back bare") {
  CHECK(identifier("users") == "users");
  CHECK(identifier("_1") == "_1");
  CHECK(identifier("a$b") == "\"a$b\"");
  CHECK(identifier("1a") == "\"1a\"");
  CHECK(identifier("Users") == "\"Users\"");
  CHECK(identifier("") == "\"\"");
  CHECK(identifier("say \"hi\"") == "\"say \"\"hi\"\"\"");
  CHECK(identifier("größe") == "\"größe\"");
}

TEST_CASE("keywords that are not unreserved are quoted, the others stay bare") {
  for (const char* word : {"all", "user", "xmltable", "between", "left", "system_user", "json_table", "with"})
    CHECK(identifier(word) == '"' + std::string(word) + '"');
  CHECK(identifier("zone") == "zone");
  CHECK(identifier("name") == "name");
  CHECK(identifier("data") == "data");
}

TEST_CASE("both halves of a qualified name are quoted") {
  CHECK(qualified("Order", "table") == "\"Order\".\"table\"");
}

TEST_CASE("a literal can hold quotes and backslashes") {
  CHECK(literal("it's") == "'it''s'");
  CHECK(literal("a\\b'c") == "E'a\\\\b''c'");
  CHECK(literal("") == "''");
}

TEST_CASE("a dollar quote ends where the text ends") {
  CHECK(dollar_quoted("select 1") == "$$select 1$$");
  CHECK(dollar_quoted("a $$ b") == "$_$a $$ b$_$");
  CHECK(dollar_quoted("costs 5$") == "$_$costs 5$$_$");
  CHECK(dollar_quoted("$$ $_") == "$__$$$ $_$__$");
}

TEST_CASE("the empty role is everybody") {
  CHECK(role("") == "PUBLIC");
  CHECK(role("public") == "public");
  CHECK(role("Alice") == "\"Alice\"");
}

TEST_CASE("lists are joined in their order") {
  const std::vector<std::string> names{"b", "select", "a"};
  CHECK(identifiers(names) == "b, \"select\", a");
  CHECK(join(names, " and ") == "b and select and a");
  CHECK(join({}, ", ").empty());
}

TEST_CASE("nothing in a name can end a comment line") {
  CHECK(comment_text("a\nb\rc\td\\e") == "a\\nb\\rc\\x09d\\\\e");
  CHECK(comment_text("größe") == "größe");
}
