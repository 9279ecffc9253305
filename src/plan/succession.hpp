// Counters that take the place of others: the sequence of a serial column whose table was renamed, the identity that a
// serial column becomes.
//
// How far a counter has come is in no schema, so that no comparison sees it get lost; the next row would get a number
// that another has.

#pragma once

#include <vector>

#include "catalog/catalog.hpp"
#include "plan/renames.hpp"

namespace pgplumb::plan {

struct Succession {
  catalog::ObjectIndex predecessor = catalog::no_object;  ///< in `from`
  catalog::ObjectIndex successor = catalog::no_object;    ///< in `to`, and not in `from`

  auto operator<=>(const Succession&) const = default;
};

/// The counters of `to` that `from` lacks and that number a column which one other counter of `from` numbers. One that
/// would follow several is left out: it cannot stand where all of them do. Sorted. O(1) of memory and O(n) of time
/// where nothing is new.
[[nodiscard]] std::vector<Succession> find_successions(const catalog::Catalog& from, const catalog::Catalog& to);

/// Successions that a plain RENAME carries out, since the predecessor goes and its name is all that differs; none where
/// the new name is still taken. Both catalogs projected.
[[nodiscard]] std::vector<RenameWish> successions_by_rename(const catalog::Catalog& from, const catalog::Catalog& to);

}  // namespace pgplumb::plan
