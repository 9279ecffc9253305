#include "commands/manual_places.hpp"

#include <doctest/doctest.h>

using pgplumb::commands::has_manual_sections;
using pgplumb::commands::RenderedStatement;
using pgplumb::commands::with_manual_sections;

namespace {

const std::string section = "-- pgplumb:manual \"m\"\r\nSELECT 'ü';\r\n-- pgplumb:end manual\n";

std::string around(const std::string& existing, const std::vector<std::string>& statements) {
  std::vector<RenderedStatement> rendered;
  for (const std::string& statement : statements) rendered.push_back({"", statement + ";\n"});
  return with_manual_sections(rendered, existing, "schema.sql");
}

}  // namespace

TEST_CASE("a section stays behind the statement that it stood behind, with its bytes unchanged") {
  CHECK(around("CREATE TABLE a (\n  x int\n);\n" + section + "CREATE TABLE b (x int);\n",
               {"CREATE TABLE a (\n    x int,\n    y int\n)", "CREATE TABLE b (\n    x int\n)"}) ==
        "CREATE TABLE a (\n    x int,\n    y int\n);\n\n" + section + "\nCREATE TABLE b (\n    x int\n);\n");
}

TEST_CASE("where its statement is gone, a section stands behind the one before that") {
  CHECK(around("CREATE TABLE a (x int);\nCREATE TABLE gone (x int);\n" + section + "CREATE TABLE b (x int);\n",
               {"CREATE TABLE a (\n    x int\n)", "CREATE TABLE b (\n    x int\n)"}) ==
        "CREATE TABLE a (\n    x int\n);\n\n" + section + "\nCREATE TABLE b (\n    x int\n);\n");
}

TEST_CASE("a section at the top stays there, one at the end too") {
  CHECK(around(section + "CREATE TABLE a (x int);\n", {"CREATE TABLE a (\n)"}) == section + "\nCREATE TABLE a (\n);\n");
  CHECK(around("CREATE TABLE a (x int);\n" + section, {"CREATE TABLE a (\n)", "CREATE TABLE b (\n)"}) ==
        "CREATE TABLE a (\n);\nCREATE TABLE b (\n);\n\n" + section);
  CHECK(around("CREATE TABLE a (x int);\n-- 手工追加\nSELECT 1;\n", {"CREATE TABLE a (\n)", "CREATE TABLE b (\n)"}) ==
        "CREATE TABLE a (\n);\nCREATE TABLE b (\n);\n\n-- 手工追加\nSELECT 1;\n");
}

TEST_CASE("a file without sections is replaced altogether") {
  CHECK_FALSE(has_manual_sections("CREATE TABLE a (x int);", "schema.sql"));
  CHECK(has_manual_sections(section, "schema.sql"));
  CHECK(around("CREATE TABLE old (x int);", {"CREATE TABLE a ()"}) == "CREATE TABLE a ();\n");
}
