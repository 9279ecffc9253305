// Errors as the person at the command line reads them.

#pragma once

#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "pgplumb/error.hpp"
#include "report/style.hpp"

namespace pgplumb::cli {

/// "pgplumb: error: ..." with every diagnostic and the hint; ends with a newline.
[[nodiscard]] std::string error_text(const Error& error, const report::Style& style);

/// The same for machines: schema/error.schema.json.
[[nodiscard]] std::string error_json(const Error& error);

/// Whether a command line asks for JSON, understood or not: --json, --format json, before any "--".
[[nodiscard]] bool asks_for_json(const std::vector<std::string>& words);

/// Warnings, one a line, with their hints.
[[nodiscard]] std::string diagnostics_text(const std::vector<Diagnostic>& diagnostics, const report::Style& style);

/// Writes them to standard error.
void warn(const std::vector<Diagnostic>& warnings, const Session& session);

}  // namespace pgplumb::cli
