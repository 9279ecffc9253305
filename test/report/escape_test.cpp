#include "report/escape.hpp"

#include <doctest/doctest.h>

using namespace pgplumb::report;

TEST_CASE("what cannot be seen is shown, and what can stays") {
  CHECK(visible("a\nb\r\tc\x1b\x7f") == "a\\nb\\r\\tc\\x1b\\x7f");
  CHECK(visible("\u202eevil\u2066") == "\\u202eevil\\u2066");
  CHECK(visible("täglich 🐘 👩‍🚀 \\ `|") == "täglich 🐘 👩‍🚀 \\ `|");
  CHECK(visible("a\xff"
                "b\xc3") ==
        "a\\xff"
        "b\\xc3");
  CHECK(visible("\xc0\xaf \xed\xa0\x80") == "\\xc0\\xaf \\xed\\xa0\\x80");
  CHECK(visible_lines("a\n\tb\r") == "a\n\tb\\r");
}

TEST_CASE("text for HTML and XML cannot open a tag or end an attribute") {
  CHECK(html("<b a='1' c=\"2\">&amp;") == "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;amp;");
  CHECK(xml("]]> '\x01\xff") == "]]&gt; &apos;\uFFFD\uFFFD");
}

TEST_CASE("a code span is longer than the backticks in it, and keeps the cells of a table") {
  CHECK(code_span("a") == "`a`");
  CHECK(code_span("a`b``c") == "```a`b``c```");
  CHECK(code_span("`a`") == "`` `a` ``");
  CHECK(code_span(" ") == "`   `");
  CHECK(code_span("a|b") == "`a\\|b`");
  CHECK(code_span("") == "");
}

TEST_CASE("a block of code has a fence that nothing in it can close") {
  CHECK(code_block("a\n", "sql") == "```sql\na\n```\n");
  CHECK(code_block("a\n````\nb", "") == "`````\na\n````\nb\n`````\n");
}

TEST_CASE("labels of graphs keep their quotes inside") {
  CHECK(mermaid_label("a \"b\"; `c` %% #x; _d_ e_f <i>") ==
        "a #34;b#34;#59; #96;c#96; #37;#37; #35;x#59; #95;d_ e_f #60;i#62;");
  CHECK(dot_label("a \"b\" \\N \n") == "a \\\"b\\\" \\\\N \\\\n");
}

TEST_CASE("a path becomes a URI") {
  CHECK(uri("db/my schema#1%.sql") == "db/my%20schema%231%25.sql");
}

TEST_CASE("a long text is cut between characters") {
  CHECK(shortened("🐘🐘🐘🐘", 4) == "🐘🐘🐘🐘");
  CHECK(shortened("🐘🐘🐘🐘🐘", 4) == "🐘...");
}
