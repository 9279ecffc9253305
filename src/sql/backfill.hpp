// The block that gives the rows of a table the value of a new column, some thousands at a time, each lot in a
// transaction of its own: what PostgreSQL would do by writing the table anew, while nobody can read or write it.
//
// It takes only rows that have no value yet and that nobody else holds: so it can be run again wherever it was stopped,
// waits for no row, and no deadlock comes of it. Rows are taken by where they stand, which every table has, so that it
// goes through the table again until it finds no row without a value, lest one be missed that somebody has moved; or
// once, if the default itself gives NULL. Where others hold rows for too long, it ends with lock_not_available.
//
// Such a block is known by its text, byte for byte, so that nothing else can pass for one.

#pragma once

#include <optional>
#include <string>

namespace pgplumb::sql {

struct Backfill {
  std::string schema;
  std::string table;
  std::string column;       ///< which gets its default
  std::string source = {};  ///< a column; not empty: rows that have no value there need none

  bool operator==(const Backfill&) const = default;
};

/// Runs outside of a transaction. Without a semicolon.
[[nodiscard]] std::string backfill_statement(const Backfill& backfill);

/// What `statement` fills; nullopt unless it is what backfill_statement() writes.
[[nodiscard]] std::optional<Backfill> backfill_of(const std::string& statement);

}  // namespace pgplumb::sql
