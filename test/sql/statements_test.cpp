#include "sql/statements.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

using namespace pgplumb;
using namespace pgplumb::sql;

namespace {

std::vector<std::string> texts(const std::string& sql) {
  std::vector<std::string> found;
  for (const Statement& statement : scan(sql, "a.sql").statements) found.push_back(statement.text);
  return found;
}

Diagnostic problem(const std::string& sql) {
  try {
    (void)scan(sql, "a.sql");
  } catch (const DiagnosedError& error) {
    REQUIRE(error.diagnostics().size() == 1);
    return error.diagnostics().front();
  }
  FAIL("no error for: " << sql);
  return {};
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a statement reaches from its first token to its last, without comments around it") {
  const std::string sql = "-- first\nSELECT 1 /* one */ + 1 -- two\n ;\n;;  SELECT 2 -- no semicolon";
  const ScannedFile file = scan(sql, "a.sql");
  REQUIRE(file.statements.size() == 2);
  CHECK(file.statements[0].text == "SELECT 1 /* one */ + 1");
  CHECK(sql.substr(file.statements[0].begin, file.statements[0].text.size()) == file.statements[0].text);
  CHECK(sql[file.statements[0].end - 1] == ';');
  CHECK(file.statements[0].leading_begin == 0);
  CHECK(file.statements[0].position == Position{"a.sql", 2, 1});
  CHECK(file.statements[1].text == "SELECT 2");
  CHECK(file.statements[1].position == Position{"a.sql", 4, 5});
  REQUIRE(file.comments.size() == 4);
  CHECK(file.comments[0].text == "first");
  CHECK(file.comments[1].text == "one");
  CHECK(file.comments[1].block);
  CHECK(file.comments[3].text == "no semicolon");
  CHECK(file.comments[3].position == Position{"a.sql", 4, 14});
}

TEST_CASE("semicolons in quotes, dollar quotes, comments and parentheses end nothing") {
  CHECK(texts("select ';', \"a;b\", E'\\';', $$;$$, $a$ $$;$b$; $a$; select 2") ==
        Texts{"select ';', \"a;b\", E'\\';', $$;$$, $a$ $$;$b$; $a$", "select 2"});
  CHECK(texts("select 1 /* ; /* nested ; */ ; */ + 1; -- ; \nselect 2;") ==
        Texts{"select 1 /* ; /* nested ; */ ; */ + 1", "select 2"});
  CHECK(texts("create rule r as on insert to t do (select 1; select 2); select 3;") ==
        Texts{"create rule r as on insert to t do (select 1; select 2)", "select 3"});
  CHECK(texts("select 'a'\n  'b;c'; select U&'\\0041;', B'1', 1") ==
        Texts{"select 'a'\n  'b;c'", "select U&'\\0041;', B'1', 1"});
}

TEST_CASE("a BEGIN ATOMIC body is part of its function, CASE ... END and columns called end included") {
  const std::string function =
      "create or replace function f(a int) returns int language sql\nbegin atomic\n"
      "  select case when a > 0 then case a when 1 then 1 end else 2 end;\n"
      "  select t.end, 1 as end from t;\n  select 3;\nend";
  CHECK(texts(function + ";\nselect 4;") == Texts{function, "select 4"});
  CHECK(texts("BEGIN; SELECT 1; END; create table atomic(a int);") ==
        Texts{"BEGIN", "SELECT 1", "END", "create table atomic(a int)"});
  const std::string procedure = "create procedure p() begin atomic insert into t values (1); end";
  CHECK(texts(procedure + "; commit") == Texts{procedure, "commit"});
}

TEST_CASE("psql's meta-commands are lines of their own, whatever stands in them") {
  const ScannedFile file =
      scan("\\restrict abc\nselect 1;\n\\echo it's \"here\n  \\i 'b.sql'  \nselect 2; \\ir c.sql\nselect 3;", "a.sql");
  Texts found;
  for (const Statement& statement : file.statements)
    found.push_back((statement.meta_command ? "meta " : "sql ") + statement.text);
  CHECK(found == Texts{"meta \\restrict abc", "sql select 1", "meta \\echo it's \"here", "meta \\i 'b.sql'",
                       "sql select 2", "meta \\ir c.sql", "sql select 3"});
  CHECK(file.statements[3].position == Position{"a.sql", 4, 3});
}

TEST_CASE("a meta-command inside of a statement is an error at its place") {
  const Diagnostic diagnostic = problem("select 'select 1'\n\\gexec\nselect 2;");
  CHECK(diagnostic.position == Position{"a.sql", 2, 1});
  CHECK(diagnostic.message == "psql's \\gexec stands inside of a statement");
}

TEST_CASE("the data of COPY FROM stdin is no SQL") {
  const std::string sql =
      "COPY t (a, b) FROM stdin;\n1\tit's\n2\t$$ \"; \\N\n\\.\n\nCOPY u FROM STDIN WITH (FORMAT "
      "csv);\r\n\"x\r\n\\.\r\nselect 1;";
  const ScannedFile file = scan(sql, "a.sql");
  REQUIRE(file.statements.size() == 3);
  CHECK(file.statements[0].copy_data == "1\tit's\n2\t$$ \"; \\N\n");
  CHECK(file.statements[1].copy_data == "\"x\r\n");
  CHECK(file.statements[2].text == "select 1");
  CHECK(file.statements[2].position.line == 9);
  CHECK(texts("COPY t TO stdout; select 1;").size() == 2);
}

TEST_CASE("CRLF, a byte order mark and characters of several bytes are counted as people count them") {
  const std::string sql = "\xef\xbb\xbfselect 'größe'; select 1;\r\n  -- 注释\r\n  select 2;\r\n";
  const ScannedFile file = scan(sql, "a.sql");
  REQUIRE(file.statements.size() == 3);
  CHECK(file.statements[0].text == "select 'größe'");
  CHECK(file.statements[0].position == Position{"a.sql", 1, 1});
  CHECK(file.statements[1].position == Position{"a.sql", 1, 17});
  CHECK(file.statements[2].position == Position{"a.sql", 3, 3});
  REQUIRE(file.comments.size() == 1);
  CHECK(file.comments[0].text == "注释");
  CHECK(position_at(sql, file.statements[1].begin, "a.sql") == Position{"a.sql", 1, 17});
}

TEST_CASE("what is not terminated is an error where it begins") {
  CHECK(problem("select 'größe', 'abc;\nselect 2;").position == Position{"a.sql", 1, 17});
  CHECK(problem("select 1;\n /* never").position == Position{"a.sql", 2, 2});
  CHECK(problem("select 1;\n\nselect $f$ $$").message == "unterminated dollar-quoted string");
  CHECK(problem("select \"a;\n").message == "unterminated quoted identifier");
}

TEST_CASE("bytes that are no text are an error where they stand") {
  CHECK(problem("select '\xe4';").position == Position{"a.sql", 1, 9});
  CHECK(problem(std::string("select\n\0 1", 10)).message == "the file holds a NUL byte");
  CHECK(problem("select '\xed\xa0\x80'").code == "invalid-encoding");
}

TEST_CASE("numbers of newer servers are numbers") {
  CHECK(texts("select 1_000.5_5, 0x1F, 0b11, 1_000e1_0; select 2") ==
        Texts{"select 1_000.5_5, 0x1F, 0b11, 1_000e1_0", "select 2"});
}

TEST_CASE("files longer than any window are split in the same way, in time that grows with their size") {
  std::string sql;
  Texts expected;
  const auto add = [&](const std::string& text) {
    sql += "-- before " + std::to_string(expected.size()) + "\n" + text + ";\n";
    expected.push_back(text);
  };
  for (int index = 0; index < 30000; ++index) {
    add("create table t" + std::to_string(index) + " (a text default 'it''s; -- no', b int)");
    if (index % 100 == 0) add("create function f() returns text as $f$ begin; 'x' -- \n end $f$");
    if (index % 5000 == 0) add("select '" + std::string(100000, 'x') + "\n;\n'");
    if (index % 1000 == 0) {
      sql += "COPY t FROM stdin;\nit's\n\\.\n\\echo it's\n";
      expected.push_back("COPY t FROM stdin");
      expected.push_back("\\echo it's");
    }
  }
  const auto start = std::chrono::steady_clock::now();
  const ScannedFile file = scan(sql, "big.sql");
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  REQUIRE(file.statements.size() == expected.size());
  for (std::size_t index = 0; index < expected.size(); ++index)
    if (file.statements[index].text != expected[index]) CHECK(file.statements[index].text == expected[index]);
  CHECK(file.comments.size() + 60 == file.statements.size());
  for (std::size_t index = 1; index < file.comments.size(); ++index)
    if (file.comments[index].begin <= file.comments[index - 1].begin) FAIL("comments out of order");
  CHECK(seconds.count() < 10.0);
  MESSAGE(sql.size() << " bytes in " << seconds.count() << " s");
}

TEST_CASE("a comment behind a statement on its line belongs to that statement") {
  const std::string sql = "select 1; -- of one\n-- of two\nselect 2;";
  const ScannedFile file = scan(sql, "a.sql");
  CHECK(sql.substr(file.statements[1].leading_begin) == "\n-- of two\nselect 2;");
}
