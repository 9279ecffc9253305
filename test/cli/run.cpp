#include "cli/run.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <cstdio>

namespace test {

std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

/// Runs a command line in the project's folder, with nothing of PG* or DATABASE_URL.
Run run_shell(const Project& project, const std::string& line) {
  const std::string errors = project.path("stderr");
  const std::string command = "cd " + quoted(project.path(".")) +
                              " && env -u DATABASE_URL -u PGHOST -u PGDATABASE -u NO_COLOR " + line + " 2>" +
                              quoted(errors) + " </dev/null";
  Run result;
  FILE* pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[4096];
  for (std::size_t size = 0; (size = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    result.output.append(buffer, size);
  const int status = ::pclose(pipe);
  result.exit_code = WEXITSTATUS(status);
  result.errors = project.read("stderr");
  return result;
}

Run run(const Project& project, const std::string& arguments, const std::string& environment) {
  return run_shell(project, environment + " " + quoted(PGPLUMB_BINARY) + " " + arguments);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace test
