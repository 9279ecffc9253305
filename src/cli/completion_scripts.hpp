// Completion for the shells that people use, written from the table of commands.

#pragma once

#include <array>
#include <string>
#include <vector>

#include "cli/command_table.hpp"

namespace pgplumb::cli {

struct CompletionScript {
  const char* shell;
  std::string (*write)(const std::vector<CommandEntry>& table);
};

[[nodiscard]] const std::array<CompletionScript, 3>& completion_scripts();

}  // namespace pgplumb::cli
