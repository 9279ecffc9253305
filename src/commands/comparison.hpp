// A desired schema and a live database, compared: what drift tells, and what accepting it is judged by.

#pragma once

#include <vector>

#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/scratches.hpp"
#include "diff/diff.hpp"

namespace pgplumb::commands {

struct Comparison {
  catalog::Catalog expected;  ///< projected
  catalog::Projected actual;  ///< the live database, settled: texts that mean the same are the same
  std::vector<Diagnostic> warnings;
  std::vector<diff::Difference> differences;  ///< from `expected` to `actual`, which they point into
};

/// Compares what `projection` shows of both.
[[nodiscard]] Comparison compare(const Desired& desired, const Live& live, Scratches& scratches,
                                 const catalog::Projection& projection);

}  // namespace pgplumb::commands
