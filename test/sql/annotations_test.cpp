#include "sql/annotations.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace pgplumb;
using namespace pgplumb::sql;

namespace {

Annotations read(const std::string& sql) {
  return read_annotations(sql, scan(sql, "a.sql"));
}

Annotation one(const std::string& sql) {
  const Annotations found = read(sql);
  for (const Diagnostic& problem : found.problems) FAIL_CHECK(to_string(problem));
  REQUIRE(found.annotations.size() == 1);
  return found.annotations.front();
}

Diagnostic problem(const std::string& sql) {
  const Annotations found = read(sql);
  REQUIRE(found.problems.size() == 1);
  CHECK(found.annotations.empty());
  return found.problems.front();
}

const std::string renamed = "-- pgplumb:renamed-from old\n";

}  // namespace

TEST_CASE("an annotation before a statement is about that statement") {
  const Annotation annotation =
      one("select 1;\n-- pgplumb:renamed-from app.\"Old Users\"\n-- and why\n\ncreate table app.users ();");
  CHECK(annotation.word == AnnotationWord::renamed_from);
  CHECK(annotation.argument == "app.\"Old Users\"");
  CHECK(annotation.path == std::vector<std::string>{"app", "Old Users"});
  CHECK(annotation.statement == 1);
  CHECK_FALSE(annotation.inside);
  CHECK_FALSE(annotation.member);
  CHECK(annotation.position == Position{"a.sql", 2, 1});
}

TEST_CASE("an annotation in the body of a table or type names the column or constraint behind it") {
  const Annotation column =
      one("create table if not exists t (\n  a int,\n  " + renamed + "  \"B b\" text default (1, 2),\n  c int);");
  CHECK(column.statement == 0);
  CHECK(column.inside);
  CHECK(column.member == Member{"B b", false});
  CHECK(one("create table t (\n" + renamed + " -- the key\n Id int)").member == Member{"id", false});
  CHECK(one("create unlogged table t (a int,\n" + renamed + " constraint Positive check (a > 0))").member ==
        Member{"positive", true});
  CHECK(one("create table t (a int\n" + renamed + " constraint c not null)").member == Member{"c", true});
  CHECK(one("create type t as (a int,\n" + renamed + " b int)").member == Member{"b", false});
  CHECK(one("create domain d as int\n" + renamed + " constraint c check (value > 0)").member == Member{"c", true});
}

TEST_CASE("an annotation before or inside of an ALTER names what it adds") {
  CHECK(one(renamed + "alter table only app.t add column if not exists c int, add d int").member == Member{"c", false});
  CHECK(one(renamed + "alter table t add constraint k primary key (id)").member == Member{"k", true});
  CHECK(one(renamed + "alter type t add attribute b int").member == Member{"b", false});
  CHECK(one(renamed + "alter table t add \"column\" int").member == Member{"column", false});
  const Annotation inside = one("alter table t add c int,\n" + renamed + " add d int");
  CHECK(inside.member == Member{"d", false});
  CHECK(inside.inside);
  CHECK_FALSE(one(renamed + "alter type t add value 'x'").member);
  CHECK_FALSE(one(renamed + "alter table t set schema app").member);
}

TEST_CASE("an expression is kept with its parentheses") {
  const Annotation annotation = one("create table t (\n -- pgplumb:using (split_part(a, ',)', 1)::int)\n a int)");
  CHECK(annotation.word == AnnotationWord::using_expression);
  CHECK(annotation.argument == "(split_part(a, ',)', 1)::int)");
  CHECK(annotation.member == Member{"a", false});
  for (const char* wrong : {"", "a::int", "(a) + (b)", "(a", "(a))"})
    CHECK(problem("create table t (\n -- pgplumb:using " + std::string(wrong) + "\n a int)").code ==
          "invalid-annotation");
}

TEST_CASE("what was dropped is said with its kind and its name") {
  const Annotation view = one("-- pgplumb:dropped Materialized  View app.\"V 1\"");
  CHECK(view.word == AnnotationWord::dropped);
  CHECK(view.kind == "materialized view");
  CHECK(view.argument == "app.\"V 1\"");
  CHECK(view.path == std::vector<std::string>{"app", "V 1"});
  CHECK_FALSE(view.statement);
  CHECK(one("-- pgplumb:dropped foreign-key app.t.k").kind == "foreign key");
  CHECK(one("-- pgplumb:dropped foreign_key app.t.k").kind == "foreign key");
  const Annotation function = one("-- pgplumb:dropped function app.f(integer, double precision)\nselect 1");
  CHECK(function.kind == "function");
  CHECK(function.argument == "app.f(integer, double precision)");
  CHECK(function.path == std::vector<std::string>{"app", "f"});
  CHECK(function.signature == "(integer, double precision)");
  CHECK(problem("-- pgplumb:dropped users").message == "pgplumb:dropped needs a kind and a name");
  CHECK(problem("-- pgplumb:dropped").code == "invalid-annotation");
}

TEST_CASE("an annotation that is about nothing is an error at its place") {
  CHECK(problem("select 1;\n  " + renamed).position == Position{"a.sql", 2, 3});
  CHECK(problem(renamed + "\\i b.sql").code == "misplaced-annotation");
  CHECK(problem("create table t (\n" + renamed + " primary key (a))").code == "misplaced-annotation");
  CHECK(problem("create table t (a numeric(\n" + renamed + " 3, 2))").code == "misplaced-annotation");
  CHECK(problem("create view v as select\n" + renamed + " a from t").code == "misplaced-annotation");
  CHECK(problem("create table t (a int) partition by range (\n" + renamed + " a)").code == "misplaced-annotation");
  CHECK(problem("create table t (a int, " + renamed + " b int)").message ==
        "pgplumb:renamed-from does not stand on a line of its own");
  CHECK(problem("/* pgplumb:dropped table t */").code == "misplaced-annotation");
  CHECK(problem("-- pgplumb:renamed-from two names\ncreate table t ();").code == "invalid-annotation");
}

TEST_CASE("a mistyped annotation is an error with a suggestion") {
  CHECK(problem("-- pgplumb:rename-from old\ncreate table t ();").hint == "did you mean \"pgplumb:renamed-from\"?");
  CHECK(problem("-- pgplumb:xyzzy").hint.starts_with("known are: renamed-from"));
}

TEST_CASE("annotations in strings and function bodies, and manual sections, are not annotations") {
  CHECK(read("select '\n-- pgplumb:renamed-from x\n'; create function f() returns int as $$\n-- pgplumb:xyz\n$$ "
             "language sql;\n"
             "-- pgplumb:manual \"m\"\n-- pgplumb:end manual\n")
            .annotations.empty());
}
