// The binary as a person or a script runs it, for tests.

#pragma once

#include <string>

#include "commands/project.hpp"

namespace test {

struct Run {
  int exit_code = 0;
  std::string output;
  std::string errors;
};

/// `text` as one word of a shell.
std::string quoted(const std::string& text);

/// Runs a command line in the project's folder, with nothing of PG* or DATABASE_URL.
Run run_shell(const Project& project, const std::string& line);

/// Runs pgplumb with these arguments; `environment` is written as before a command: "A=b".
Run run(const Project& project, const std::string& arguments, const std::string& environment = "");

bool has(const std::string& text, const std::string& part);

}  // namespace test
