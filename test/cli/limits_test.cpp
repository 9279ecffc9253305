// Where the system gives little, each command works or says what is short, ends soon, and leaves nothing behind.

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <set>

#include "cli/run.hpp"
#include "server.hpp"
#include "sources/private_directory.hpp"

namespace fs = std::filesystem;
using test::has;
using test::quoted;
using test::Run;

namespace {

/// Folders of scratch servers whose command has gone. Those of other tests are locked.
std::set<fs::path> leftovers() {
  std::set<fs::path> found;
  for (const char* place : {"/dev/shm", "/tmp"})
    for (const fs::path& folder : pgplumb::sources::own_directories(place, "pgplumb-scratch-"))
      if (pgplumb::sources::lock_if_free(folder).is_open()) found.insert(folder);
  return found;
}

/// Runs pgplumb with a limit of the shell: "-n 64".
Run run_within(const test::Project& project, const std::string& limit, const std::string& arguments,
               const std::string& before = "") {
  const std::set<fs::path> was_left = leftovers();
  const auto begin = std::chrono::steady_clock::now();
  Run run =
      test::run_shell(project, before + "timeout -k 1 60 bash -c " +
                                   quoted("ulimit " + limit + " && exec " + quoted(PGPLUMB_BINARY) + " " + arguments));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));
  for (const fs::path& folder : leftovers()) CHECK_MESSAGE(was_left.contains(folder), folder.string());
  return run;
}

std::string target(const test::Database& database) {
  return " --target " + quoted(database.url());
}

}  // namespace

TEST_CASE("where few files may be open, a local server is refused by name, and all else works") {
  test::Database one;
  test::Database two;
  test::Database three;
  const test::Project project;
  project.write("schema.sql", "");
  const std::string url = " --url " + quoted(one.url());
  const std::string targets = target(one) + target(two) + target(three);
  for (const std::string number : {"64", "32", "16", "10"}) {
    CAPTURE(number);
    const std::string refusal = "a local scratch server needs 96 open files, and " + number + " are allowed here";
    const Run local = run_within(project, "-n " + number, "plan --scratch local" + url);
    CHECK(local.exit_code == 1);
    CHECK(has(local.errors, refusal));
    CHECK(has(local.errors, "hint: raise the limit (ulimit -n), or use --scratch server"));
    const Run each = run_within(project, "-n " + number, "drift --scratch local --jobs 3" + targets);
    CHECK(each.exit_code == 1);
    CHECK(has(each.output, refusal));
    CHECK(run_within(project, "-n " + number, "plan --allow-superuser --scratch server" + url).exit_code == 0);
    CHECK(
        run_within(project, "-n " + number, "drift --allow-superuser --scratch server --jobs 3" + targets).exit_code ==
        0);
  }
  // What is allowed is enough, and does not narrow the cage.
  const Run enough = run_within(project, "-n 96", "drift --scratch local --jobs 3" + targets);
  CHECK(enough.exit_code == 0);
  CHECK(enough.errors == test::run(project, "drift --scratch local --jobs 3" + targets).errors);
}

TEST_CASE("where no file can be opened any more, that is said as such and is no defect") {
  test::Database database;
  const test::Project project;
  project.write("schema.sql", "");
  for (const std::string number : {"4", "5", "6", "7", "8", "9"}) {
    CAPTURE(number);
    const Run run =
        run_within(project, "-n " + number, "plan --allow-superuser --scratch server --url " + quoted(database.url()));
    CHECK_FALSE(has(run.errors, "internal error"));
    CHECK(has(run.errors, "hint: ") == (run.exit_code == 1 || has(run.errors, "warning: ")));
  }
}

TEST_CASE("where no thread is to be had, several databases are looked at one after the other") {
  test::Database one;
  test::Database two;
  const test::Project project;
  project.write("schema.sql", "");
  // Limits of processes are nothing to root: then as who may use the server's socket.
  struct stat socket {};
  REQUIRE(::stat(one.connection().host().c_str(), &socket) == 0);
  const std::string as_somebody =
      ::getuid() == 0 ? "setpriv --clear-groups --reuid " + std::to_string(socket.st_uid) + " " : "";
  const Run run = run_within(
      project, "-u 1", "drift --allow-superuser --scratch server --jobs 2" + target(one) + target(two), as_somebody);
  CHECK(run.exit_code == 0);
  CHECK(has(run.output, one.name()));
  CHECK(has(run.output, two.name()));
}
