// Types by the names that format_type() gives them.

#pragma once

#include <string>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// "character varying(20)[]" without its modifiers: "character varying[]".
[[nodiscard]] std::string without_modifiers(const std::string& type);

/// How values of one type become those of another.
struct Conversion {
  bool possible = true;
  std::string expression;  ///< for USING; empty: the server converts by itself
};

/// The conversion of `operand` (an SQL expression of type `from`) to `to`, by the casts that the server has: implicit
/// and assignment casts need no words, explicit ones and those through text do. See "Type Conversion" in PostgreSQL's
/// manual.
[[nodiscard]] Conversion convert(const std::string& from, const std::string& to, const std::string& operand,
                                 const catalog::Context& context);

/// A condition on `operand`, as SQL, that is true for values that lose something when they become `to`: 1.5 as an
/// integer, a time of day in a date. Empty where no value does: PostgreSQL refuses those that do not fit, or all fit.
[[nodiscard]] std::string loses_value(const std::string& from, const std::string& to, const std::string& operand,
                                      const catalog::Context& context);

}  // namespace pgplumb::kinds
