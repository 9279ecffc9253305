// Where in the schema files something would stand that they do not say: with what it is a part of.

#pragma once

#include <map>
#include <string>

#include "commands/comparison.hpp"

namespace pgplumb::commands {

/// By the name of each object that only the database has: the last statement about what it is a part of (the table of a
/// column or an index), else of its kind in its schema, of its schema, or of all. Nothing where no statement is known,
/// as when a snapshot says what is desired.
[[nodiscard]] std::map<std::string, Position> where_they_belong(const Comparison& comparison, const Desired& desired);

}  // namespace pgplumb::commands
