// What an interrupted CREATE INDEX CONCURRENTLY or DROP INDEX CONCURRENTLY leaves: an invalid index.
//
// PostgreSQL commits the index, marked as not valid, before it is built, and marks it as not valid before it is dropped
// (manual, CREATE INDEX, "Building Indexes Concurrently"). Whatever ends the statement early leaves it behind, and a
// second CREATE fails because the name is taken. An index that has the name that such a statement of the plan gives or
// drops, is in the schema of its table, and is invalid, is such a remainder: had the plan started with it there, its
// first batches would not lead up to that statement.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"
#include "postgres/connection.hpp"

namespace pgplumb::apply {

/// The index that a statement creates or drops concurrently.
struct ConcurrentIndex {
  bool create = true;
  std::string schema;  ///< that of the table, or of the name that is dropped; "" if the statement does not say
  std::string name;

  auto operator<=>(const ConcurrentIndex&) const = default;
};

/// nullopt if `statement` is neither CREATE INDEX CONCURRENTLY with a name nor DROP INDEX CONCURRENTLY.
[[nodiscard]] std::optional<ConcurrentIndex> concurrent_index(const std::string& statement);

/// The OID of the invalid index of this name; 0 if there is none.
[[nodiscard]] std::uint32_t find_invalid(postgres::Connection& connection, const ConcurrentIndex& index);

/// Drops it, without blocking anybody.
void drop_invalid(postgres::Connection& connection, const ConcurrentIndex& index);

/// How many batches of `plan` are done, if the live schema, but for an invalid index that the next batch makes or
/// drops, says so. `live` is read from `connection` and projected.
[[nodiscard]] std::optional<std::size_t> batches_done_but_for_index(postgres::Connection& connection,
                                                                    const plan::Plan& plan,
                                                                    const catalog::Catalog& live);

}  // namespace pgplumb::apply
