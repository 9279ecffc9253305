// A list of changes as lines for people: what is made (+), changed (~), replaced (-/+) and dropped (-).
//
// An object that is made with its parent, or goes with it, is counted on the parent's line: a new table is one line,
// not twenty.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/changes.hpp"
#include "report/style.hpp"

namespace pgplumb::report {

/// The words for a drift are others than those for a plan: nothing is going to be done.
enum class Tense { plan, drift };

/// One line an object, and one below it for each field. Ends with a newline unless `changes` is empty.
[[nodiscard]] std::string changes_text(const std::vector<ObjectChange>& changes, Tense tense, const Style& style);

}  // namespace pgplumb::report
