// What comments, owners and privileges are attached to.
//
// Their path is the target's kind and path, so that the target can be named without a catalog. Where the target is a
// part that is no object of its own, its name ends the path: {"view", "app", "totals", "sum"} is a column of a view.

#pragma once

#include <string>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

struct Target {
  catalog::ObjectId id;  ///< the object, or the one that the part is of
  std::string part;  ///< column of a view, "index" of a constraint, member of an extension; empty for the object itself

  /// "COLUMN app.totals.sum", "INDEX app.users_pkey", else as the object's kind says.
  [[nodiscard]] std::string sql_name() const;
  /// For people: "view app.totals, column sum".
  [[nodiscard]] std::string describe() const;
};

/// @throws InternalError if the path names no kind
[[nodiscard]] Target target_of(const catalog::ObjectId& attached);

/// The path of what is attached to `id`.
[[nodiscard]] std::vector<std::string> attached_path(const catalog::ObjectId& id);

}  // namespace pgplumb::kinds
