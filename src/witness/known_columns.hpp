// The columns of the system catalogs of all servers that are known, oldest to newest. Each is read by a kind, or left
// out for a reason that test/kinds/columns_test.cpp has.

#pragma once

#include <span>
#include <string_view>

namespace pgplumb::witness {

struct KnownCatalog {
  std::string_view name;
  std::string_view columns;  ///< separated by blanks
};

/// In order of name.
[[nodiscard]] std::span<const KnownCatalog> known_catalogs();

}  // namespace pgplumb::witness
