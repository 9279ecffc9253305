// The plan file: one text file of plain SQL that a person reviews, psql can run and apply executes.
//
// The format is described in src/README.md, "the plan file". It is read back with the statement scanner, never by lines
// alone, and any edit below the digest line breaks the digest.

#pragma once

#include <string>
#include <string_view>

#include "plan/plan.hpp"

namespace pgplumb::plan {

/// Equal plans give equal bytes.
[[nodiscard]] std::string write_plan_file(const Plan& plan);

/// @throws DiagnosedError (ExitCode::refused) with file, line and what to do: not a plan, a newer format, a digest that
/// does not match, truncated
[[nodiscard]] Plan read_plan_file(std::string_view text, const std::string& file);

/// The digest in the file's header: "sha256:...".
[[nodiscard]] std::string digest_of(std::string_view text);

}  // namespace pgplumb::plan
