// Manual pages, in the macros of man(7), written from the table of commands.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/command_table.hpp"

namespace pgplumb::cli {

/// By file name: pgplumb.1, pgplumb-plan.1 and so on. `version` stands at the foot of each.
[[nodiscard]] std::map<std::string, std::string> manual_pages(const std::vector<CommandEntry>& table,
                                                              const std::string& version);

}  // namespace pgplumb::cli
