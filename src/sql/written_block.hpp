// The only blocks of code that pgplumb writes into its steps: guards, which stop a plan where a value would be lost,
// and the move of a sequence into new limits. Any other block may do anything.

#pragma once

#include "sql/statement_pattern.hpp"

namespace pgplumb::sql {

/// DO with IF EXISTS (SELECT FROM ... WHERE ...) THEN RAISE EXCEPTION ...; END IF, or ALTER SEQUENCE in place of RAISE;
/// the condition calls functions that take a value apart and no others, so that it only reads.
[[nodiscard]] bool is_written_block(const Words& words);

}  // namespace pgplumb::sql
