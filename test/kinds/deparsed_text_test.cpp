#include "kinds/deparsed_text.hpp"

#include <doctest/doctest.h>

using namespace pgplumb::kinds;

namespace {

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("the parts of an index are taken apart, without how they are sorted") {
  const auto key = key_text(
      "CREATE UNIQUE INDEX \"using (\" ON app.t USING btree (a DESC NULLS LAST, \"B,b\", lower((c)::text) COLLATE "
      "pg_catalog.\"C\", ((d || ','::text))) INCLUDE (e) WITH (fillfactor='70') WHERE ((a > 0) AND (b <> ')'::text))");
  REQUIRE(key.has_value());
  CHECK(key->parts == Texts{"a", "\"B,b\"", "(lower((c)::text) COLLATE pg_catalog.\"C\")", "((d || ','::text))"});
  CHECK(key->columns == Texts{"a", "B,b", "", ""});
  CHECK_FALSE(key->nulls_equal);
  CHECK(key->predicate == "((a > 0) AND (b <> ')'::text))");
}

TEST_CASE("keys say whether NULLs are equal") {
  CHECK(key_text("UNIQUE NULLS NOT DISTINCT (a, b)")->nulls_equal);
  CHECK(key_text("CREATE UNIQUE INDEX i ON app.t USING btree (a) NULLS NOT DISTINCT")->nulls_equal);
  CHECK_FALSE(key_text("CREATE UNIQUE INDEX i ON app.t USING btree (((a IS DISTINCT FROM 1)))")->nulls_equal);
  CHECK(key_text("PRIMARY KEY (a) INCLUDE (b)")->columns == Texts{"a"});
}

TEST_CASE("what compares otherwise than = is not taken apart") {
  CHECK_FALSE(key_text("CREATE UNIQUE INDEX i ON app.t USING btree (a text_pattern_ops)").has_value());
  CHECK_FALSE(key_text("CREATE UNIQUE INDEX i ON app.t USING btree (a app.my_ops (b='1'))").has_value());
  CHECK_FALSE(key_text("CREATE UNIQUE INDEX i ON app.t USING hash (a)").has_value());
  CHECK_FALSE(key_text("PRIMARY KEY (a, b WITHOUT OVERLAPS)").has_value());
  CHECK_FALSE(foreign_key_text("FOREIGN KEY (a, PERIOD b) REFERENCES app.t(a, PERIOD b)").has_value());
  CHECK_FALSE(key_text("").has_value());
  CHECK_FALSE(key_text("UNIQUE (a").has_value());
  CHECK_FALSE(check_text("CHECK ((a").has_value());
}

TEST_CASE("a check is its condition on one line, and strings keep their lines") {
  const auto check =
      check_text("CHECK (\nCASE\n    WHEN (a > 0) THEN (b <> 'x\n  y'::text)\n    ELSE true\nEND) NO INHERIT");
  REQUIRE(check.has_value());
  CHECK(check->condition == "(CASE WHEN (a > 0) THEN (b <> 'x\n  y'::text) ELSE true END)");
  CHECK(check->no_inherit);
  CHECK_FALSE(check_text("CHECK ((a > 0))")->no_inherit);
  CHECK(with_value("((VALUE > 0) AND (value <> 'VALUE'::text))", "\"c\"::integer") ==
        "(((\"c\"::integer) > 0) AND (value <> 'VALUE'::text))");
}

TEST_CASE("a foreign key is its columns, on both sides") {
  const auto key =
      foreign_key_text("FOREIGN KEY (a, \"B\") REFERENCES \"App\".t(x, \"Y)\") MATCH FULL ON DELETE SET NULL (a)");
  REQUIRE(key.has_value());
  CHECK(key->columns == Texts{"a", "B"});
  CHECK(key->table == Texts{"App", "t"});
  CHECK(key->referenced == Texts{"x", "Y)"});
  CHECK(key->full);
  CHECK_FALSE(foreign_key_text("FOREIGN KEY (a) REFERENCES app.t(x)")->full);
}
