// What a statement does for certain, read from the statement alone: which relations it locks and how, what it drops,
// empties, writes anew, makes and renames.
//
// This is a floor. What a statement does besides, to partitions, to tables behind a foreign key, by way of triggers and
// functions, only the proof can measure; what the body of a DO block does, nobody reads, unless it is one that pgplumb
// writes. Names are those of the
// statement: whether one was made or renamed by an earlier statement is for the reader of a whole plan to know
// (plan/truth.hpp). Statements are read by their tokens, so that the syntax of newer servers is no obstacle.

#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::sql {

/// As LOCK TABLE names them, weakest first.
enum class LockMode {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive
};

/// "ACCESS EXCLUSIVE"
[[nodiscard]] std::string to_string(LockMode mode);
/// none if `name` is no mode's.
[[nodiscard]] LockMode lock_mode(std::string_view name);

/// The parts of a name, unquoted: schema and relation, or the relation alone if the statement says no more.
using Name = std::vector<std::string>;

/// Nouns of SQL, as Effect::noun and the names of what is lost have them.
namespace noun {
inline constexpr const char* schema = "schema";
inline constexpr const char* table = "table";
inline constexpr const char* index = "index";
inline constexpr const char* sequence = "sequence";
inline constexpr const char* column = "column";
inline constexpr const char* identity = "identity";
/// Those of all relations.
inline constexpr std::array<const char*, 6> relations = {"table",         "view",  "materialized view",
                                                         "foreign table", "index", "sequence"};
}  // namespace noun

struct Effect {
  enum class Type {
    locks,
    drops,           ///< `noun` says what sort of object, as the statement does
    empties,         ///< removes rows: TRUNCATE, DELETE
    rewrites,        ///< writes the file of the relation anew
    makes,           ///< a relation that was not there before: neither IF NOT EXISTS nor OR REPLACE
    adds_column,     ///< `name` is that of its relation, `to` that of the column
    drops_column,    ///< the same
    drops_identity,  ///< the same
    renames,         ///< `to` is the new name, `noun` "schema" or that of a relation
    moves,           ///< to the schema `to`
    renames_column,  ///< from `column` to `to`
    counts_from,     ///< takes the position of a sequence over
    restarts,        ///< sets a sequence, or the identity of the column `to`, to another position
    fills,           ///< gives rows that have no value in the column `to` its default
  } type = Type::locks;
  Name name;
  std::string noun;  ///< "table", "materialized view": the words of the statement, small
  std::string to;
  std::string column;
  LockMode lock = LockMode::none;

  bool operator==(const Effect&) const = default;
};

struct Effects {
  std::vector<Effect> effects;
  bool known = false;     ///< whether it is a statement of the sort that pgplumb writes itself
  bool cascades = false;  ///< with CASCADE: what else goes, it does not say
  std::string begins;     ///< its first words, for messages: "DROP TABLE"
};

/// `statement` without a semicolon. O(size of `statement`).
[[nodiscard]] Effects effects_of(const std::string& statement);

}  // namespace pgplumb::sql
