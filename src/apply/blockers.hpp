// What another session sees of the one that applies a plan: who holds the lock that it waits for, and how far an index
// is.
//
// Queries hold what nobody else should read: of one that is shown, no literal is left.

#pragma once

#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace pgplumb::apply {

struct Blocker {
  std::string who;    ///< "process 4242 (alice, psql, idle in transaction, its transaction is 5 min old)"
  std::string query;  ///< without_literals(); empty if it is not known

  auto operator<=>(const Blocker&) const = default;
};

/// "process ...: SELECT ..."
[[nodiscard]] std::string to_string(const Blocker& blocker);

/// Those for whom `process` waits at this moment; none if it waits for no lock. One round trip.
[[nodiscard]] std::vector<Blocker> blockers_of(postgres::Connection& connection, const std::string& process);

/// "building index: scanning table, 100 of 3000 blocks", if `process` makes one; else empty. One round trip.
[[nodiscard]] std::string index_progress_of(postgres::Connection& connection, const std::string& process);

/// The first line of `query` that says something, without comments, each literal and number replaced by '...': at most
/// 60 characters.
[[nodiscard]] std::string without_literals(const std::string& query);

}  // namespace pgplumb::apply
