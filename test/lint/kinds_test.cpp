// What the sources promise about kinds of objects, and a compiler cannot see.

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "kinds/kinds.hpp"

namespace {

namespace fs = std::filesystem;
using pgplumb::catalog::Kind;

std::string text_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

struct Literal {
  int line;
  std::string text;
};

/// The string literals of C++ source, comments and character literals left out; raw ones are cut at their first quote.
std::vector<Literal> literals(const std::string& source) {
  std::vector<Literal> found;
  int line = 1;
  for (std::size_t at = 0; at < source.size(); ++at) {
    if (source[at] == '\n') ++line;
    if (source.compare(at, 2, "//") == 0) {
      at = source.find('\n', at);
      if (at == std::string::npos) break;
      ++line;
    } else if (source[at] == '\'' && at > 0 && std::isalnum(static_cast<unsigned char>(source[at - 1])) == 0) {
      for (++at; at < source.size() && source[at] != '\''; ++at)
        if (source[at] == '\\') ++at;
    } else if (source[at] == '"') {
      Literal literal{line, {}};
      for (++at; at < source.size() && source[at] != '"'; ++at) {
        if (source[at] == '\\') ++at;
        literal.text += source[at];
      }
      found.push_back(literal);
    }
  }
  return found;
}

bool is_shared(const std::string& header) {
  return header == "kinds/kinds.hpp" || header == "kinds/catalogs.hpp";
}

bool is_kind(const std::string& text) {
  return pgplumb::kinds::find_kind(text) != nullptr;
}

/// In these folders objects are handled, and nothing is read or written in SQL's own words, which are often a kind's
/// name too. The names of facets are no names of kinds.
bool is_engine(const std::string& file) {
  return file.starts_with("src/catalog/") || file.starts_with("src/diff/") || file.starts_with("src/plan/");
}

/// Where source code decides by the name of a kind: `kind == "table"`, `"table" == kind->name()`, `find_kind("table")`,
/// and in the engine any literal that is the name of a kind.
std::vector<std::string> names_of_kinds(const std::string& file, const std::string& source) {
  static const std::regex decision(
      R"re((?:kind|name\(\))\s*[=!]=\s*"([^"]*)"|"([^"]*)"\s*[=!]=\s*[\w.>()-]*(?:kind|name\(\))|find_kind\("([^"]*)"\))re");
  std::vector<std::string> found;
  std::istringstream lines(source);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number)
    for (std::sregex_iterator match(line.begin(), line.end(), decision), none; match != none; ++match)
      for (std::size_t group = 1; group < match->size(); ++group)
        if ((*match)[group].matched && is_kind((*match)[group].str()))
          found.push_back(file + ":" + std::to_string(number) + ": decides by the name of a kind: " + match->str());
  for (const Literal& literal : literals(source)) {
    const std::string place = file + ":" + std::to_string(literal.line) + ": ";
    if (is_engine(file) && is_kind(literal.text) && literal.text != "privileges")
      found.push_back(place + "names a kind: " + literal.text);
    if (literal.text.starts_with("kinds/") && literal.text.ends_with(".hpp") && !is_shared(literal.text))
      found.push_back(place + "includes one kind: " + literal.text);
  }
  return found;
}

}  // namespace

TEST_CASE("every field of every kind has a rule") {
  for (const Kind* kind : pgplumb::kinds::all_kinds()) {
    for (const auto& field : kind->fields()) {
      CAPTURE(kind->name());
      CAPTURE(field.name);
      CHECK_FALSE(field.rule.empty());
    }
  }
}

TEST_CASE("kinds have names of their own, and ranks") {
  std::set<std::string_view> names;
  for (const Kind* kind : pgplumb::kinds::all_kinds()) {
    CAPTURE(kind->name());
    CHECK(names.insert(kind->name()).second);
    CHECK(kind->rank() > 0);
  }
  CHECK(names.size() > 25);
}

TEST_CASE("nothing outside kinds/ names a kind") {
  const fs::path root(PGPLUMB_SOURCE_DIR);
  std::vector<std::string> violations;
  int files = 0;
  for (const auto& folder : {root / "src", root / "include"}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const fs::path& path = entry.path();
      if (path.extension() != ".cpp" && path.extension() != ".hpp") continue;
      const std::string name = path.lexically_relative(root).generic_string();
      if (name.starts_with("src/kinds/")) continue;
      ++files;
      for (std::string& violation : names_of_kinds(name, text_of(path))) violations.push_back(std::move(violation));
    }
  }
  CHECK(files > 100);
  for (const std::string& violation : violations) FAIL_CHECK(violation);
}

TEST_CASE("code that names a kind is found") {
  CHECK(names_of_kinds("src/report/a.cpp", "if (change.kind == \"table\") return;").size() == 1);
  CHECK(names_of_kinds("src/report/a.cpp", "if (\"view column\" != object.id.kind->name()) return;").size() == 1);
  CHECK(names_of_kinds("src/cli/a.cpp", "auto* kind = kinds::find_kind(\"column\");").size() == 1);
  CHECK(names_of_kinds("src/plan/a.cpp", "text += \"index\";").size() == 1);
  CHECK(names_of_kinds("src/plan/a.cpp", "#include \"kinds/table.hpp\"").size() == 1);
  CHECK(names_of_kinds("src/plan/a.cpp", "#include \"kinds/kinds.hpp\"").empty());
  CHECK(names_of_kinds("src/sql/a.cpp", "if (word(\"table\")) return;").empty());
}

TEST_CASE("the search for names of kinds tells literals from comments and characters") {
  const auto found = literals("f('\"', \"a\\\"b\"); // \"not this\"\ng(\"table\");");
  REQUIRE(found.size() == 2);
  CHECK(found[0].text == "a\"b");
  CHECK(found[1].text == "table");
  CHECK(found[1].line == 2);
}
