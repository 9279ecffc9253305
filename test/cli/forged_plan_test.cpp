// Plans and names that try to be taken for something else, at the command line.

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/hash.hpp"
#include "cli/run.hpp"
#include "server.hpp"

using test::has;

namespace {

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

/// Without the lines that hold `part`, and with the digest of what is left.
std::string forged(const std::string& plan, const std::string& part) {
  std::istringstream lines(plan);
  std::string below;
  int number = 0;
  for (std::string line; std::getline(lines, line);)
    if (++number > 2 && !has(line, part)) below += line + "\n";
  return "-- pgplumb plan 1\n-- digest:  sha256:" + pgplumb::sha256_hex(below) + "  of every byte below this line\n" +
         below;
}

bool begins_a_line(const std::string& text, const std::string& start) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line, '\n');) {
    std::replace(line.begin(), line.end(), '\r', '\n');
    const std::size_t at = line.find_first_not_of(" \t\n");
    if (at != std::string::npos && line.compare(at, start.size(), start) == 0) return true;
  }
  return false;
}

/// "forged.sql:18", where its first step stands.
std::string first_step(const test::Project& project, const std::string& file) {
  const std::string text = project.read(file);
  const auto at = static_cast<std::ptrdiff_t>(text.find("\n-- step 1: ")) + 1;
  return file + ":" + std::to_string(1 + std::count(text.begin(), text.begin() + at, '\n'));
}

}  // namespace

TEST_CASE("a plan whose loss was taken out of its lines is refused by show and apply, and nothing is dropped") {
  const test::Project project;
  test::Database database;
  database.execute("CREATE TABLE public.users (id integer, nickname text)");
  project.write("schema.sql", "CREATE TABLE public.users (id integer);\n");
  const std::string url = " --url " + test::quoted(database.url());
  REQUIRE(test::run(project, "plan --allow-destroy -o plan.sql" + url).exit_code == 0);
  project.write("locks.sql", forged(project.read("plan.sql"), "locks:"));
  project.write("destroys.sql", forged(project.read("plan.sql"), "destroys:"));
  const test::Run shown = test::run(project, "show locks.sql");
  CHECK(shown.exit_code == 3);
  CHECK(has(shown.errors, first_step(project, "locks.sql") +
                              ":1: error: step 1 takes the lock ACCESS EXCLUSIVE on table public.users"));
  const test::Run applied = test::run(project, "apply destroys.sql" + url);
  CHECK(applied.exit_code == 3);
  CHECK(has(applied.errors,
            first_step(project, "destroys.sql") + ":1: error: step 1 destroys column public.users.nickname"));
  CHECK(database.connection().execute("SELECT nickname FROM public.users").rows.empty());
  CHECK(test::run(project, "apply plan.sql" + url).exit_code == 0);
}

TEST_CASE("a signed plan is applied where its key is asked for, and no other is") {
  const test::Project project;
  test::Database database;
  project.write("schema.sql", "CREATE TABLE public.users (id integer);\n");
  const std::string url = " --url " + test::quoted(database.url());
  for (const char* line :
       {"openssl genpkey -algorithm ed25519 -out key.pem", "openssl genpkey -algorithm ed25519 -out other.key",
        "openssl pkey -in key.pem -pubout -out public.pem", "openssl pkey -in other.key -pubout -out other.pem"})
    REQUIRE(test::run_shell(project, line).exit_code == 0);
  CHECK(test::run(project, "plan -o plain.sql" + url).exit_code == 0);
  CHECK(test::run(project, "plan --sign key.pem -o plan.sql" + url).exit_code == 0);
  CHECK(has(test::run(project, "plan --sign none.pem -o none.sql" + url).errors, "cannot read the key file none.pem"));
  CHECK(test::run(project, "apply plain.sql --verify public.pem" + url).exit_code == 3);
  CHECK(test::run(project, "apply plan.sql --verify other.pem" + url).exit_code == 3);
  CHECK(test::run(project, "apply plan.sql --verify public.pem" + url).exit_code == 0);
}

TEST_CASE("names with newlines, marks of direction and without width are shown, and steer nothing") {
  const test::Project project;
  test::Database database;
  const std::string gallery = std::string(PGPLUMB_SOURCE_DIR) + "/plans/table/deceptive_names/";
  database.execute(text_of(gallery + "old.sql"));
  project.write("schema.sql", text_of(gallery + "new.sql"));
  const std::string url = " --url " + test::quoted(database.url());
  std::vector<std::string> texts;
  const auto run = [&](const std::string& arguments) {
    const test::Run done = test::run(project, arguments);
    CHECK(done.exit_code == 0);
    texts.push_back(done.output);
    texts.push_back(done.errors);
  };
  run("plan -o plan.sql --markdown plan.md --html plan.html" + url);
  CHECK(has(texts[1], "the name U&\"turned\\202Eeman\" of "));
  run("show plan.sql");
  run("show plan.sql --json");
  run("apply plan.sql" + url);
  run("plan" + url);
  CHECK(has(texts[8], "Nothing to do"));
  for (const char* file : {"plan.sql", "plan.md", "plan.html"}) texts.push_back(project.read(file));
  for (const std::string& text : texts) {
    CAPTURE(text);
    CHECK_FALSE(begins_a_line(text, "::error"));
    for (const char* hidden : {"\u202E", "\u200B", "\u2066"}) CHECK_FALSE(has(text, hidden));
  }
}
