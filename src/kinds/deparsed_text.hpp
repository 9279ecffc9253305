// The definitions of keys, checks and foreign keys taken apart, as the server writes them out (ruleutils.c): for
// queries that ask rows what the definition would.
//
// What is not understood to the last word is not taken apart at all: a query that asks something else is worse than
// none.

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace pgplumb::kinds {

/// Of a unique index by btree, or of a primary or unique key.
struct KeyText {
  std::vector<std::string> parts;    ///< expressions, with COLLATE where the index has another one than the column
  std::vector<std::string> columns;  ///< the name, where a part is a plain column; else empty
  bool nulls_equal = false;          ///< NULLS NOT DISTINCT
  std::string predicate;             ///< of a partial index, in parentheses; empty: all rows
};

/// nullopt for WITHOUT OVERLAPS, operator classes that are not the default, and other access methods.
[[nodiscard]] std::optional<KeyText> key_text(const std::string& definition);

struct CheckText {
  std::string condition;  ///< in parentheses, on one line
  bool no_inherit = false;
};

[[nodiscard]] std::optional<CheckText> check_text(const std::string& definition);

struct ForeignKeyText {
  std::vector<std::string> columns;
  std::vector<std::string> table;       ///< the referenced one: schema, name
  std::vector<std::string> referenced;  ///< its columns
  bool full = false;                    ///< MATCH FULL
};

/// nullopt for PERIOD.
[[nodiscard]] std::optional<ForeignKeyText> foreign_key_text(const std::string& definition);

/// The condition of a domain's check with `operand` for VALUE.
[[nodiscard]] std::string with_value(const std::string& condition, const std::string& operand);

}  // namespace pgplumb::kinds
