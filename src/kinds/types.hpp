// Types by the names that format_type() gives them.

#pragma once

#include <string>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

/// "character varying(20)[]" without its modifiers: "character varying[]".
[[nodiscard]] std::string without_modifiers(const std::string& type);

/// The numbers in parentheses: {10, 2} of "numeric(10,2)".
[[nodiscard]] std::vector<int> modifiers(const std::string& type);

/// By their bare names. A string is text or what PostgreSQL reads and writes as such.
[[nodiscard]] bool is_string(const std::string& type);
/// "char", one byte. Since PostgreSQL 15 it is no string type, so that there is no cast but those that it was given.
[[nodiscard]] bool is_byte(const std::string& type);
[[nodiscard]] bool is_array(const std::string& type);
/// Types that users and extensions define are written with a schema.
[[nodiscard]] bool is_user_defined(const std::string& type);
/// "integer" of "integer[]". @pre is_array(array)
[[nodiscard]] std::string item_of(const std::string& array);

/// How values of one type become those of another.
struct Conversion {
  bool possible = true;
  std::string bridge;  ///< for USING, between operand and type: "::", "::text::"; empty: the server converts by itself
};

/// The conversion of `from` to `to`, by the casts that the server has: implicit and assignment casts need no words,
/// explicit ones and those through text do. See "Type Conversion" in PostgreSQL's manual.
[[nodiscard]] Conversion convert(const std::string& from, const std::string& to, const catalog::Context& context);

}  // namespace pgplumb::kinds
