// What values lose when they become those of another type without a word from PostgreSQL.
//
// What is not known to keep each value is asked of PostgreSQL, value by value: it is converted and, where there is a
// way back, must come back as it was. Known are the types that hold all that the other does, and texts that are read to
// the end. PostgreSQL's own rule holds for the blanks that a string ends with: what is too long for its column but for
// them is cut there, as the SQL standard says.

#pragma once

#include <string>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// A condition on `operand`, as SQL, that is true for values that lose something when they become `to`, a type of
/// context.to(): 1.5 as an integer, a time of day in a date. Empty where no value does: PostgreSQL refuses those that
/// do not fit, or all fit. `bridge` is that of Conversion: what is converted by words is cut where an assignment is
/// refused. Domains count as what they are made over; of arrays each element is asked.
[[nodiscard]] std::string loses_value(const std::string& from, const std::string& to, const std::string& operand,
                                      const std::string& bridge, const catalog::Context& context);

}  // namespace pgplumb::kinds
