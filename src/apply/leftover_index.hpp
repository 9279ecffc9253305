// What an interrupted CREATE INDEX CONCURRENTLY or DROP INDEX CONCURRENTLY leaves: an invalid index. And a partition
// that is half detached.
//
// PostgreSQL commits the index, marked as not valid, before it is built, and marks it as not valid before it is dropped
// (manual, CREATE INDEX, "Building Indexes Concurrently"). Whatever ends the statement early leaves it behind, and a
// second CREATE fails because the name is taken, or with IF NOT EXISTS leaves it as it is. An index that has the name
// that such a statement gives or drops, is one of its table, and is invalid, is such a remainder: had the plan started
// with it there, its first batches would not lead up to that statement.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "apply/interruption.hpp"
#include "catalog/catalog.hpp"
#include "plan/plan.hpp"
#include "postgres/connection.hpp"
#include "sql/concurrent_index.hpp"

namespace pgplumb::apply {

struct FoundIndex {
  std::uint32_t oid = 0;
  std::string schema;
  std::string name;
  bool valid = true;
};

/// The index of this name, as `connection` finds it along its search_path; nullopt if there is none.
[[nodiscard]] std::optional<FoundIndex> find_index(postgres::Connection& connection, const sql::ConcurrentIndex& index);

/// Drops the invalid index that is in the way of `statement`, if that is CREATE INDEX CONCURRENTLY, without blocking
/// anybody, and tells `progress` of it. @throws Interrupted
void drop_leftover(postgres::Connection& connection, Interruption& interruption, const std::string& statement,
                   const std::function<void(const std::string&)>& progress);

/// What is sent instead of `statement`: FINALIZE where that detaches a partition concurrently and was interrupted,
/// which leaves a partition that its table reads no more; else `statement`.
[[nodiscard]] std::string to_go_on(postgres::Connection& connection, const std::string& statement);

/// Whether the database shows that `statement` is done: its index is there and valid, or gone.
[[nodiscard]] bool is_done(postgres::Connection& connection, const std::string& statement);

/// How many batches of `plan` are done, if the live schema, but for an invalid index that the next batch makes or
/// drops or a partition that it has half detached, says so. `live` is read from `connection` and projected.
[[nodiscard]] std::optional<std::size_t> batches_done_but_for_remainder(postgres::Connection& connection,
                                                                        const plan::Plan& plan,
                                                                        const catalog::Catalog& live);

}  // namespace pgplumb::apply
