// The index that a statement makes or drops concurrently, and the partition that it detaches so, as its text says.

#pragma once

#include <optional>
#include <string>

namespace pgplumb::sql {

/// The index that a statement creates or drops concurrently.
struct ConcurrentIndex {
  bool create = true;
  std::string schema;  ///< that of the table, or of the name that is dropped; "" if the statement does not say
  std::string name;
  std::string relation;  ///< the table, or the index that is dropped, as the statement finds it: quoted

  auto operator<=>(const ConcurrentIndex&) const = default;
};

/// nullopt if `statement` is neither CREATE INDEX CONCURRENTLY with a name nor DROP INDEX CONCURRENTLY.
[[nodiscard]] std::optional<ConcurrentIndex> concurrent_index(const std::string& statement);

/// The partition, as the statement finds it (quoted), of ALTER TABLE ... DETACH PARTITION ... CONCURRENTLY.
[[nodiscard]] std::optional<std::string> concurrently_detached(const std::string& statement);

}  // namespace pgplumb::sql
