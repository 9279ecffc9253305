#include "sources/schema_files.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sources/files.hpp"

using namespace pgplumb;
using namespace pgplumb::sources;

namespace {

SchemaScript read(const std::string& sql) {
  const test::Files files;
  return read_schema_files({files.write("a.sql", sql)});
}

std::vector<std::string> texts(const SchemaScript& script) {
  std::vector<std::string> found;
  for (const ScriptStatement& statement : script.statements) found.push_back(statement.text);
  return found;
}

std::vector<std::string> settings_of(const SchemaScript& script, std::size_t statement) {
  std::vector<std::string> found;
  for (const auto& [name, index] : *script.statements.at(statement).settings)
    found.push_back(name + ": " + script.settings.at(index).sql);
  return found;
}

std::vector<Diagnostic> problems(const std::vector<std::string>& paths) {
  try {
    (void)read_schema_files(paths);
  } catch (const DiagnosedError& error) {
    return error.diagnostics();
  }
  FAIL("no error");
  return {};
}

Diagnostic problem(const std::string& sql) {
  const test::Files files;
  const std::vector<Diagnostic> found = problems({files.write("a.sql", sql)});
  REQUIRE(found.size() == 1);
  return found.front();
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a directory is every .sql file below it, sorted by path") {
  const test::Files files;
  files.write("db/b/2.sql", "select 'b2'");
  files.write("db/b/10.sql", "select 'b10'");
  files.write("db/a.sql", "select 'a'");
  files.write("db/readme.md", "no SQL");
  files.write("db/.git/x.sql", "select 'hidden'");
  const SchemaScript script = read_schema_files({files.path("db")});
  CHECK(texts(script) == Texts{"select 'a'", "select 'b10'", "select 'b2'"});
  CHECK(script.files[1].path == files.path("db/b/10.sql"));
  CHECK(script.statements[1].position.file == files.path("db/b/10.sql"));
  CHECK(script.statements[1].file == 1);
}

TEST_CASE("what cannot be read is an error that names the path") {
  const test::Files files;
  CHECK_THROWS_WITH_AS((void)read_schema_files({files.path("none.sql")}),
                       ("there is no file or directory " + files.path("none.sql")).c_str(), Error);
  CHECK_THROWS_AS((void)read_schema_files({files.path()}), Error);
}

TEST_CASE("included files stand where they are included, and once only") {
  const test::Files files;
  files.write("db/main.sql", "select 1;\n\\ir parts/one.sql\nselect 3;\n\\i '" + files.path("db/it''s.sql") + "'\n");
  files.write("db/parts/one.sql", "\\restrict x\nselect 2;\n\\ir ../it's.sql\n\\unrestrict x\n");
  files.write("db/it's.sql", "select 'included'");
  const SchemaScript script = read_schema_files({files.path("db/main.sql"), files.path("db/parts/one.sql")});
  CHECK(texts(script) == Texts{"select 1", "select 2", "select 'included'", "select 3"});
  CHECK(script.files.size() == 3);
}

TEST_CASE("a file that includes itself is an error where it does") {
  const test::Files files;
  files.write("a.sql", "select 1;\n\\ir b.sql\n");
  files.write("b.sql", "\n  \\ir a.sql\n");
  const auto found = problems({files.path("a.sql")});
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "include-cycle");
  CHECK(found[0].position == Position{files.path("b.sql"), 2, 3});
}

TEST_CASE("an include that leaves the project is an error where it stands, and its file is not read") {
  const test::Files outside;
  outside.write("secret.sql", "no SQL, and nobody's business");
  const test::Files files;
  std::filesystem::create_symlink(outside.path("secret.sql"), files.path("link.sql"));
  const std::string lines[] = {"\\i " + outside.path("secret.sql"), "\\ir link.sql",
                               "\\ir " + std::filesystem::relative(outside.path("secret.sql"), files.path()).string()};
  for (const std::string& line : lines) {
    const auto found = problems({files.write("a.sql", "select 1;\n" + line + "\n")});
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "outside-of-project");
    CHECK(found[0].position == Position{files.path("a.sql"), 2, 1});
    CHECK(found[0].message.find(" leads to " + outside.path("secret.sql") + ", which is outside of the project") !=
          std::string::npos);
    CHECK(found[0].hint.find("--allow-outside DIR") != std::string::npos);
  }
}

TEST_CASE("a folder outside of the project is read from once it is allowed") {
  const test::Files outside;
  outside.write("shared/more.sql", "select 2");
  const test::Files files;
  files.write("a.sql", "select 1;\n\\i " + outside.path("shared/more.sql") + "\n");
  CHECK(texts(read_schema_files({files.path("a.sql")}, {}, {{}, {outside.path("shared")}})) ==
        Texts{"select 1", "select 2"});
  CHECK_THROWS_AS((void)read_schema_files({files.path("a.sql")}, {}, {{}, {files.path()}}), DiagnosedError);
  // A folder's name is not the beginning of another's.
  CHECK_THROWS_AS((void)read_schema_files({files.path("a.sql")}, {}, {{}, {outside.write("sha/x", "")}}), Error);
  CHECK_THROWS_AS((void)read_schema_files({files.path("a.sql")}, {}, {{}, {outside.path("sha")}}), DiagnosedError);
}

TEST_CASE("a symbolic link and a file that only the configuration names stay in the project as well") {
  const test::Files outside;
  outside.write("secret.sql", "nobody's business");
  const test::Files files;
  files.write("db/a.sql", "select 1");
  std::filesystem::create_symlink(outside.path("secret.sql"), files.path("db/b.sql"));
  const auto found = problems({files.path("db")});
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "outside-of-project");
  CHECK(found[0].position.file == files.path("db/b.sql"));
  CHECK_THROWS_AS((void)read_schema_files({files.path("db/b.sql")}), DiagnosedError);
  CHECK_THROWS_AS((void)read_schema_files({outside.path("secret.sql")}, {}, {files.path(), {}}), DiagnosedError);
  CHECK(texts(read_schema_files({files.path("db/a.sql")}, {}, {files.path(), {}})) == Texts{"select 1"});
}

TEST_CASE("meta-commands that would change the meaning are errors with a hint") {
  CHECK(problem("\\connect other").code == "connect-in-schema-file");
  CHECK(problem("\\if :x").code == "meta-command-refused");
  CHECK(problem("\\! rm -rf x").code == "meta-command-refused");
  CHECK(problem("\\ir none.sql").code == "include-not-found");
  CHECK(texts(read("\\set ON_ERROR_STOP on\n\\echo hi\n\\timing\nselect 1;\n\\q\nselect 2;")) == Texts{"select 1"});
}

TEST_CASE("variables of psql that say where transactions and statements end are refused, as psql reads them") {
  for (const char* line :
       {"\\set AUTOCOMMIT off", "\\set AUTOCOMMIT OFF", "\\set AUTOCOMMIT  'o' ff", "\\set AUTOCOMMIT f",
        "\\set 'AUTOCOMMIT' 0", "\\set AUTOCOMMIT :value", "\\unset AUTOCOMMIT", "\\t \\set AUTOCOMMIT off",
        "\\echo 'it''s \\' so' \\set AUTOCOMMIT off", "\\set a b\\set AUTOCOMMIT off", "\\set SINGLELINE",
        "\\set SINGLELINE on"}) {
    CAPTURE(line);
    const Diagnostic found = problem(std::string("select 1;\n  ") + line + "\nselect 2;\nrollback;");
    CHECK(found.code == "meta-command-refused");
    CHECK(found.message.find("changes where statements or transactions end") != std::string::npos);
    CHECK(found.position.line == 2);
  }
  for (const char* line :
       {"\\set AUTOCOMMIT", "\\set AUTOCOMMIT ON", "\\set AUTOCOMMIT tr", "\\set AUTOCOMMIT 1", "\\set autocommit off",
        "\\set AUTOCOMMITS off", "\\set SINGLELINE off", "\\unset SINGLELINE", "\\set ON_ERROR_ROLLBACK on",
        "\\echo '\\set AUTOCOMMIT off'", "\\o |sed s/\\set//", "\\timing \\\\"}) {
    CAPTURE(line);
    CHECK(texts(read(std::string(line) + "\nselect 1;")) == Texts{"select 1"});
  }
  std::string many;
  for (int command = 0; command < 1'000'000; ++command) many += "\\d";
  CHECK(texts(read(many + "\nselect 1;")) == Texts{"select 1"});
  CHECK(problem("\\timing \\\\ select 1;").message == "SQL stands behind \\\\ on the line of a meta-command");
}

TEST_CASE("every problem of every file is reported") {
  const test::Files files;
  files.write("a.sql", "vacuum;\n-- pgplumb:nonsense\n");
  files.write("b.sql", "select 'x");
  CHECK(problems({files.path()}).size() == 3);
}

TEST_CASE("settings are in force for what follows in their file") {
  const SchemaScript script = read(
      "select 0;\nSET search_path = app, public;\nSELECT pg_catalog.set_config('xmloption', 'content', false);\nselect "
      "1;\n"
      "SET SESSION AUTHORIZATION alice; SET ROLE bob;\nselect 2;\nRESET search_path;\nselect 3;\nRESET ALL; RESET "
      "SESSION AUTHORIZATION;\nselect 4;");
  CHECK(settings_of(script, 0).empty());
  CHECK(settings_of(script, 1) == Texts{"search_path: SET search_path = app, public",
                                        "xmloption: SELECT pg_catalog.set_config('xmloption', 'content', false)"});
  CHECK(settings_of(script, 2).size() == 4);
  CHECK(settings_of(script, 3) == Texts{"role: SET ROLE bob", "search_path: RESET search_path",
                                        "session_authorization: SET SESSION AUTHORIZATION alice",
                                        "xmloption: SELECT pg_catalog.set_config('xmloption', 'content', false)"});
  CHECK(settings_of(script, 4) == Texts{"session_authorization: RESET SESSION AUTHORIZATION"});
}

TEST_CASE("SET LOCAL lasts as long as the file's own transaction") {
  const SchemaScript script = read(
      "SET search_path = a;\nBEGIN;\nSET LOCAL search_path = b;\nselect 1;\nCOMMIT;\nselect 2;\nSET LOCAL search_path "
      "= c;\nselect 3;");
  CHECK(settings_of(script, 0) == Texts{"search_path: SET search_path = b"});
  CHECK(settings_of(script, 1) == Texts{"search_path: SET search_path = a"});
  CHECK(settings_of(script, 2) == Texts{"search_path: SET search_path = a"});
  CHECK(script.statements.size() == 3);
}

TEST_CASE("what is set for the session within a transaction outlasts what is local to it") {
  const SchemaScript script = read(
      "begin; set search_path = a; set local search_path = b; select 1; commit; select 2;\nbegin; set local "
      "search_path = "
      "c; set search_path = d; select 3; commit; select 4;\nbegin; savepoint s; set search_path = e; rollback to s; "
      "commit; select 5;");
  CHECK(settings_of(script, 0) == Texts{"search_path: SET search_path = b"});
  CHECK(settings_of(script, 1) == Texts{"search_path: SET search_path = a"});
  CHECK(settings_of(script, 2) == Texts{"search_path: SET search_path = d"});
  CHECK(settings_of(script, 3) == Texts{"search_path: SET search_path = d"});
  CHECK(settings_of(script, 4) == Texts{"search_path: SET search_path = d"});
}

TEST_CASE("statements know the transaction that the files have them in") {
  const SchemaScript script = read(
      "select 0; begin; select 1; select 2; commit; select 3; start transaction; begin; select 4; end and chain; "
      "select "
      "5; commit; commit; select 6;");
  REQUIRE(script.statements.size() == 7);
  CHECK(script.statements[0].transaction == std::nullopt);
  CHECK(script.statements[1].transaction == 0);
  CHECK(script.statements[2].transaction == 0);
  CHECK(script.statements[3].transaction == std::nullopt);
  CHECK(script.statements[4].transaction == 1);
  CHECK(script.statements[5].transaction == 2);
  CHECK(script.statements[6].transaction == std::nullopt);
  REQUIRE(script.transactions.size() == 3);
}

TEST_CASE("what the files roll back is no part of them") {
  const SchemaScript script = read(
      "begin; set search_path = a; grant select on t to alice; insert into t values (1); rollback; select 1;\n"
      "begin; select 2; savepoint s; set search_path = b; select 3; savepoint s; select 4; rollback to s; select 5; "
      "release s; rollback work to savepoint s; select 6; commit;\nrollback; select 7;");
  CHECK(texts(script) == Texts{"select 1", "select 2", "select 6", "select 7"});
  CHECK(settings_of(script, 0).empty());
  CHECK(settings_of(script, 2).empty());
  CHECK_FALSE(script.declares_privileges);
  CHECK(script.diagnostics.empty());
}

TEST_CASE("transactions that cannot be what their author meant are errors") {
  CHECK(problem("select 1;\nbegin;\nselect 2;").code == "transaction-not-ended");
  CHECK(problem("begin; rollback to s; commit;").code == "no-such-savepoint");
  CHECK(problem("begin;\n-- pgplumb:renamed-from old\ncreate table new ();\nrollback;").code == "misplaced-annotation");
  CHECK(problem("begin;\n-- pgplumb:manual \"m\"\nselect 1;\n-- pgplumb:end manual\nrollback;").code ==
        "statement-refused");
  CHECK(problem("-- pgplumb:manual \"m\"\nbegin; select 1; rollback;\n-- pgplumb:end manual\nselect 2;").code ==
        "statement-refused");
}

TEST_CASE("a file begins with default settings, an included one with those in force") {
  const test::Files files;
  files.write("a.sql", "SET search_path = a;\n\\ir sub/in.sql\n");
  files.write("b.sql", "select 'b'");
  files.write("sub/in.sql", "select 'in'");
  const SchemaScript script = read_schema_files({files.path("a.sql"), files.path("b.sql")});
  CHECK(settings_of(script, 0) == Texts{"search_path: SET search_path = a"});
  CHECK(settings_of(script, 1).empty());
}

TEST_CASE("data statements are kept and warned of with their line") {
  const SchemaScript script = read(
      "create table t (a int);\ninsert into t values (1);\nCOPY t FROM stdin;\n1\n\\.\nselect setval('s', 1);\nselect "
      "make_something();");
  REQUIRE(script.diagnostics.size() == 3);
  CHECK(script.diagnostics[0].code == "data-statement");
  CHECK(script.diagnostics[0].position.line == 2);
  CHECK(script.diagnostics[2].position.line == 6);
  CHECK(script.statements[2].copy_data == "1\n");
  CHECK(script.statements[3].role.purpose == StatementPurpose::data);
  CHECK(script.statements[4].role.purpose == StatementPurpose::definition);
}

TEST_CASE("statements of the whole server are refused or left out") {
  for (const char* sql : {"create database x", "drop database x", "alter system set a = 1",
                          "create tablespace t location '/x'", "vacuum full", "prepare transaction 'x'",
                          "copy t from '/x'", "create subscription s connection 'x' publication p"})
    CHECK(problem(sql).code == "statement-refused");
  const SchemaScript script = read(
      "alter database x set search_path = a;\ncomment on database x is 'y';\ngrant connect on database x to "
      "y;\nanalyze;\ncreate role r;");
  CHECK(texts(script) == Texts{"create role r"});
  CHECK(script.diagnostics.size() == 4);
  CHECK(script.diagnostics[0].severity == Severity::warning);
  CHECK(script.diagnostics[3].severity == Severity::information);
}

TEST_CASE("owners and privileges are declared by the statements that give them") {
  const auto declares = [](const std::string& sql) {
    const SchemaScript script = read(sql);
    return std::string(script.declares_owners ? "owners " : "") + (script.declares_privileges ? "privileges" : "");
  };
  CHECK(declares("create table t (owner int)").empty());
  CHECK(declares("alter table t owner to alice") == "owners ");
  CHECK(declares("create schema s authorization alice") == "owners ");
  CHECK(declares("set role alice; create table t ()") == "owners ");
  CHECK(declares("set role alice; reset role; create table t ()").empty());
  CHECK(declares("grant select on t to alice") == "privileges");
  CHECK(declares("revoke all on t from public") == "privileges");
  CHECK(declares("alter default privileges grant select on tables to alice") == "privileges");
  CHECK(declares("grant admins to alice").empty());
  CHECK(declares(
            "-- pgplumb:manual \"m\"\ngrant select on t to alice; alter table t owner to bob;\n-- pgplumb:end manual")
            .empty());
}

TEST_CASE("statements know their manual section, whose settings end with it") {
  const SchemaScript script = read(
      "select 1;\n-- pgplumb:manual \"m\"\nset search_path = x; select 2; insert into t values (1);\n-- pgplumb:end "
      "manual\nselect 3;");
  CHECK(script.statements[0].section == std::nullopt);
  CHECK(script.statements[1].section == 0);
  CHECK(settings_of(script, 1).size() == 1);
  CHECK(script.statements[3].section == std::nullopt);
  CHECK(settings_of(script, 3).empty());
  CHECK(script.diagnostics.empty());
  REQUIRE(script.sections.size() == 1);
  CHECK(script.sections[0].section.name == "m");
}

TEST_CASE("names of manual sections are unique over all files, and unnamed ones are counted over all files") {
  const test::Files files;
  files.write("a.sql", "-- 手工追加\nselect 1;");
  files.write("b.sql", "-- 手工追加\nselect 2;");
  const SchemaScript script = read_schema_files({files.path()});
  CHECK(script.sections[0].section.name == "手工追加");
  CHECK(script.sections[1].section.name == "手工追加 2");
  CHECK(script.sections[1].file == 1);
  files.write("c.sql", "-- pgplumb:manual \"手工追加 2\"\n-- pgplumb:end manual\n");
  CHECK(problems({files.path()}).front().code == "duplicate-manual-section");
}

TEST_CASE("an annotation points at its statement in the whole script") {
  const test::Files files;
  files.write("a.sql",
              "select 1;\nset search_path = x;\nbegin;\n-- pgplumb:renamed-from old\ncreate table new ();\ncommit;");
  const SchemaScript script = read_schema_files({files.path()});
  REQUIRE(script.annotations.size() == 1);
  CHECK(script.statements[*script.annotations[0].annotation.statement].text == "create table new ()");
  CHECK(problem("-- pgplumb:renamed-from old\nset search_path = x;").code == "misplaced-annotation");
  CHECK(
      problem("-- pgplumb:manual \"m\"\n-- pgplumb:renamed-from old\ncreate table t ();\n-- pgplumb:end manual").code ==
      "misplaced-annotation");
}

TEST_CASE("the hash of the files depends on their contents and order, not on where they are") {
  const test::Files one;
  const test::Files two;
  one.write("a.sql", "select 1;");
  one.write("b.sql", "select 2;");
  two.write("sub/x.sql", "select 1;");
  two.write("sub/y.sql", "select 2;");
  const std::string hash = read_schema_files({one.path()}).sha256;
  CHECK(hash.size() == 64);
  CHECK(hash == read_schema_files({two.path("sub")}).sha256);
  CHECK(hash != read_schema_files({one.path("b.sql"), one.path("a.sql")}).sha256);
  two.write("sub/y.sql", "select 3;");
  CHECK(hash != read_schema_files({two.path("sub")}).sha256);
}

TEST_CASE("ON ALL ... IN SCHEMA is warned of when later files create more") {
  const test::Files files;
  files.write("grants.sql", "grant select on all tables in schema app to public;");
  CHECK(read_schema_files({files.path()}).diagnostics.empty());
  files.write("tables.sql", "create table app.t ();");
  const SchemaScript script = read_schema_files({files.path()});
  REQUIRE(script.diagnostics.size() == 1);
  CHECK(script.diagnostics[0].code == "order-matters");
}

TEST_CASE(
    "files that include each other without end, settings and savepoints without number are refused where they begin") {
  const test::Files files;
  for (int index = 0; index < 100; ++index)
    files.write("f" + std::to_string(index) + ".sql", "\\ir f" + std::to_string(index + 1) + ".sql\n");
  files.write("f100.sql", "SELECT 1;\n");
  const std::vector<Diagnostic> found = problems({files.write("f0.sql", "\\ir f1.sql\n")});
  REQUIRE(found.size() == 1);
  CHECK(found[0].code == "include-too-deep");
  CHECK(found[0].position.line == 1);
  CHECK(found[0].position.file.ends_with("/f99.sql"));

  std::string settings;
  for (int index = 0; index < 101; ++index) settings += "SET a.b" + std::to_string(index) + " = 1;\n";
  CHECK(problem(settings).code == "too-many-settings");
  CHECK(problem(settings).position.line == 101);

  std::string savepoints = "BEGIN;\n";
  for (int index = 0; index < 1001; ++index) savepoints += "SAVEPOINT a;\n";
  CHECK(problem(savepoints + "COMMIT;\n").code == "too-many-savepoints");
}

TEST_CASE("links of a directory to itself are followed once, and a link to itself is not there") {
  const test::Files files;
  files.write("db/a.sql", "SELECT 1;\n");
  for (const char* link : {"b", "c", "d"})
    std::filesystem::create_directory_symlink(files.path("db"), files.path(std::string("db/") + link));
  CHECK(read_schema_files({files.path("db")}).files.size() == 1);
  std::filesystem::create_symlink("circle.sql", files.path("circle.sql"));
  CHECK(problem("\\ir " + files.path("circle.sql") + "\n").code == "include-not-found");
  CHECK(problem("\\ir " + std::string(300, 'a') + "\n").code == "include-not-found");
  CHECK_THROWS_AS((void)read_schema_files({std::string(300, 'a')}), Error);
}
