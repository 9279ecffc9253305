#include "sql/manual.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/hash.hpp"

using namespace pgplumb;
using namespace pgplumb::sql;

namespace {

ManualSections read(const std::string& sql) {
  return read_manual_sections(sql, scan(sql, "a.sql"));
}

std::vector<ManualSection> sections(const std::string& sql) {
  const ManualSections found = read(sql);
  for (const Diagnostic& problem : found.problems) FAIL_CHECK(to_string(problem));
  return found.sections;
}

Diagnostic problem(const std::string& sql) {
  const ManualSections found = read(sql);
  REQUIRE(found.problems.size() == 1);
  return found.problems.front();
}

}  // namespace

TEST_CASE("the bytes between the marker lines are kept exactly") {
  const std::string body = "  create view \xe8\xa7\x86 as\r\n\tselect '\xc3\xa9' ;  \r\n\r\n-- \xe6\xb3\xa8\n";
  const std::string before = "select 1;\r\n";
  const std::string section =
      "  -- pgplumb:manual \"search \"\"triggers\"\"\" run=always phase=before transaction=off\r\n" + body +
      "\t-- pgplumb:end manual\r\n";
  const std::string sql = before + section + "select 2;";
  const auto found = sections(sql);
  REQUIRE(found.size() == 1);
  CHECK(found[0].name == "search \"triggers\"");
  CHECK(found[0].bytes == body);
  CHECK(found[0].sha256 == sha256_hex(body));
  CHECK(found[0].phase == ManualPhase::before);
  CHECK(found[0].run == ManualRun::always);
  CHECK_FALSE(found[0].transaction);
  CHECK(found[0].begin == before.size());
  CHECK(sql.substr(found[0].begin, found[0].end - found[0].begin) == section);
  CHECK(found[0].opening + found[0].bytes + found[0].closing == section);
  CHECK(found[0].position == Position{"a.sql", 2, 3});
}

TEST_CASE("a section runs after the changes, when it has changed, in a transaction, unless it says otherwise") {
  const auto found = sections("-- pgplumb:manual \"m\"\n-- pgplumb:end manual");
  REQUIRE(found.size() == 1);
  CHECK(found[0].phase == ManualPhase::after);
  CHECK(found[0].run == ManualRun::changed);
  CHECK(found[0].transaction);
  CHECK(found[0].bytes.empty());
  CHECK(found[0].closing == "-- pgplumb:end manual");
}

TEST_CASE("手工追加 reaches to 手工追加结束 or to the end of the file") {
  const auto found = sections(
      "select 0;\n-- 手工追加\nselect 1;\n-- 结束\n-- 手工追加结束\nselect 2;\n--手工追加\r\nselect 3;\n-- "
      "手工追加\nselect 4;");
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "手工追加");
  CHECK(found[0].bytes == "select 1;\n-- 结束\n");
  CHECK(found[1].name == "手工追加 2");
  CHECK(found[1].bytes == "select 3;\n-- 手工追加\nselect 4;");
  CHECK(found[1].closing.empty());
}

TEST_CASE("手工追加 as the first line of a file reaches to the first 结束") {
  for (const std::string mark : {"", "\xef\xbb\xbf"}) {
    const auto found = sections(mark + "-- 手工追加\r\nselect 1;\r\n-- 结束\r\nselect 2;\n-- 结束\n");
    REQUIRE(found.size() == 1);
    CHECK(found[0].bytes == "select 1;\r\n");
    CHECK(found[0].begin == mark.size());
  }
  CHECK(sections("-- 手工追加\nselect 1;\n-- 手工追加结束\nselect 2;")[0].bytes == "select 1;\n");
  CHECK(sections("-- 手工追加\nselect 1;\n")[0].bytes == "select 1;\n");
}

TEST_CASE("markers in strings and function bodies are no markers") {
  CHECK(sections("select '\n-- 手工追加\n';\ncreate function f() returns int as $$\n-- pgplumb:manual \"x\"\nselect 1 "
                 "$$ language sql;")
            .empty());
  const auto found =
      sections("-- pgplumb:manual \"m\"\nselect $$\n-- pgplumb:end manual\n$$;\n-- pgplumb:end manual\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].bytes == "select $$\n-- pgplumb:end manual\n$$;\n");
}

TEST_CASE("a section that cannot be understood is an error at its opening line") {
  CHECK(problem("select 1;\n-- pgplumb:manual \"m\"\nselect 2;").code == "unterminated-manual-section");
  CHECK(problem("select 1;\n-- pgplumb:manual \"m\"\nselect 2;").position == Position{"a.sql", 2, 1});
  const std::string twice = "-- pgplumb:manual \"m\"\n-- pgplumb:end manual\n";
  CHECK(problem(twice + twice).code == "duplicate-manual-section");
  CHECK(problem(twice + twice).hint.starts_with("the first is at a.sql:1:1"));
  CHECK(problem("-- pgplumb:manual \"m\" phase=befor\n-- pgplumb:end manual").hint == "did you mean \"phase=before\"?");
  CHECK(problem("-- pgplumb:manual m\n-- pgplumb:end manual").message == "a manual section needs a name");
  CHECK(problem("-- pgplumb:manual \"m\n-- pgplumb:end manual").message ==
        "the name of a manual section is not closed");
  CHECK(problem("-- pgplumb:manual \"a\"\n-- pgplumb:manual \"b\"\n-- pgplumb:end manual").code ==
        "nested-manual-section");
  CHECK(problem("-- pgplumb:end manual").code == "misplaced-marker");
  CHECK(problem("-- 手工追加结束").code == "misplaced-marker");
  CHECK(problem("-- pgplumb:manual \"a\"\n-- pgplumb:end manaul\n-- pgplumb:end manual").code == "unknown-annotation");
}

TEST_CASE("a marker inside of a statement is an error: the statement would be torn") {
  CHECK(problem("-- pgplumb:manual \"a\"\nselect 1\n-- pgplumb:end manual\n;\n-- pgplumb:end manual").code ==
        "misplaced-marker");
  CHECK(problem("select\n-- 手工追加\n1;").code == "misplaced-marker");
}

TEST_CASE("a name that is longer than any name is refused, since errors repeat it") {
  CHECK(read("-- pgplumb:manual \"" + std::string(200, 'x') + "\"\n-- pgplumb:end manual\n").problems.empty());
  const auto found = read("-- pgplumb:manual \"" + std::string(201, 'x') + "\"\n-- pgplumb:end manual\n");
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0].message == "the name of a manual section is longer than 200 bytes");
}
