#include "report/style.hpp"

#include <doctest/doctest.h>

using pgplumb::report::harmless;
using pgplumb::report::harmless_block;
using pgplumb::report::Ink;
using pgplumb::report::Style;

TEST_CASE("a name cannot steer the terminal") {
  CHECK(harmless("a\x1b[31mb\x07\x7f") == "a\\x1b[31mb\\x07\\x7f");
  CHECK(harmless("\xc2\x9b"
                 "1m") == "\\x9b1m");
  CHECK(harmless("t\xc3\xa4glich\n\tx") == "t\xc3\xa4glich\\n\\tx");
}

TEST_CASE("a name begins no line of a log, and turns none around") {
  CHECK(harmless("a\r\n::error::x") == "a\\r\\n::error::x");
  CHECK(harmless("a\u202Eb\u200Bc") == "a\\u202eb\\u200bc");
  CHECK(Style{false}(Ink::red, "a\n::error::x") == "a\\n::error::x");
  CHECK(harmless_block("SELECT\n::error::\r\n\x1b", "  | ") == "SELECT\n  | ::error::\\r\n  | \\x1b");
}

TEST_CASE("a name that only looks like another one is seen to be one") {
  CHECK(harmless("table app.usеrs") == "table app.us\\u0435rs");
  CHECK(harmless("table app.асе (1–2)") == "table app.\\u0430\\u0441\\u0435 (1–2)");
  CHECK(harmless("ｕsers") == "\\uff55sers");
  // Words of an alphabet that shows itself, and letters that only some alphabets know.
  for (const char* text : {"у сервера", "yılı, kız", "größe", "Ωmega 10 kg", "имя"}) CHECK(harmless(text) == text);
  CHECK(harmless("имя и usеrs") == "имя и us\\u0435rs");
}

TEST_CASE("text is coloured only where colours are on") {
  CHECK(Style{false}(Ink::red, "x") == "x");
  CHECK(Style{true}(Ink::red, "x") == "\x1b[31mx\x1b[0m");
  CHECK(Style{true}(Ink::plain, "x") == "x");
}
