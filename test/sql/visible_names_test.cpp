#include "sql/visible_names.hpp"

#include <doctest/doctest.h>

#include "base/characters.hpp"
#include "server.hpp"
#include "sql/tokens.hpp"

using namespace pgplumb;
using namespace pgplumb::sql;

TEST_CASE("names that deceive are those that hold the unseen, and those that only look like ASCII") {
  for (const char* name :
       {"a\nb", "a\x7F", "a\u202Eb", "a\u200Bb", "a\u200D", "\u0430\u0441\u0435", "a\u00A0b", "\u0455ecret"}) {
    CAPTURE(name);
    CHECK(is_deceptive(name));
  }
  for (const char* name : {"users", "A b", "größe", "имя", "用户", "naïve", "Zürich – Bern ö", "yılı"}) {
    CAPTURE(name);
    CHECK_FALSE(is_deceptive(name));
  }
}

TEST_CASE("such names are written with escapes, and nothing else of a statement changes") {
  CHECK(with_visible_names("ALTER TABLE app.\"a\u202E\"\"b\\\" ADD COLUMN \"größe\" text DEFAULT 'x\u202E'") ==
        "ALTER TABLE app.U&\"a\\202E\"\"b\\\\\" ADD COLUMN \"größe\" text DEFAULT 'x\u202E'");
  CHECK(with_visible_names("SELECT \"a\n\", $$\"b\u200B\"$$, \"\U000E0041\"") ==
        "SELECT U&\"a\\000A\", $$\"b\u200B\"$$, U&\"\\+0E0041\"");
  CHECK(with_visible_names("SELECT 1") == "SELECT 1");
}

TEST_CASE("the server and our reader understand what is written") {
  test::Database database;
  for (const std::string name : {"a\nb\"c\\d", "a\u202Eb", "\U000E0041x"}) {
    const std::string escaped = escaped_identifier(name);
    CHECK(name_of(escaped) == name);
    const auto rows = database.connection().execute("SELECT 1 AS " + escaped);
    CHECK(rows.columns.at(0) == name);
  }
}
