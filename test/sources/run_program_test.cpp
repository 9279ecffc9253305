// Programs of PostgreSQL's distribution that are run to their end.

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>

#include "base/error.hpp"
#include "sources/server_process.hpp"

using pgplumb::Error;
using pgplumb::sources::Launch;
using pgplumb::sources::run_program;

TEST_CASE("a program that does not come to its end is given up, with what it said") {
  std::string folder = "/tmp/pgplumb-program-XXXXXX";
  REQUIRE(::mkdtemp(folder.data()) != nullptr);
  Launch launch;
  launch.arguments = {"/bin/sh", "-c", "echo waiting; sleep 600"};
  launch.directory = folder;
  launch.log = folder + "/log";
  launch.longest = std::chrono::milliseconds(500);
  const auto begin = std::chrono::steady_clock::now();
  CHECK_THROWS_WITH_AS(run_program(launch), "/bin/sh took longer than 500 ms and was given up:\n  waiting", Error);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
  launch.arguments[2] = "echo no; exit 3";
  CHECK_THROWS_WITH_AS(run_program(launch), "/bin/sh failed:\n  no", Error);
  launch.arguments[2] = "exit 0";
  run_program(launch);
  std::filesystem::remove_all(folder);
}
