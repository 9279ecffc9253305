// What depends on a column whose place a second one takes (kinds/expand.hpp): what is built on that one as well, under
// another name, while the first has its own, and what is taken down and made again at the moment of the change.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/kind.hpp"
#include "sql/expansion.hpp"

namespace pgplumb::kinds {

/// An index, key, check or foreign key that is built on the second column as well.
struct Twin {
  const catalog::Object* object = nullptr;  ///< of to()
  std::string name;                         ///< until it has the other's
  std::vector<catalog::Sql> statements;     ///< that make it
  bool points = false;                      ///< a foreign key that points at the column
};

/// Of all that depends on the column, foreign keys that point at it first; nullopt if something can neither be built
/// beside nor be made again in a moment, or if nobody manages it.
[[nodiscard]] std::optional<std::vector<Twin>> twins_of(const catalog::ObjectId& column,
                                                        const sql::Expansion& expansion,
                                                        const catalog::Context& context);

/// The object at `first` of `catalog`, and all that depends on it, is taken down and made again without a look at any
/// row.
[[nodiscard]] bool is_quickly_made_again(const catalog::Catalog& catalog, catalog::ObjectIndex first,
                                         const catalog::Context& context);

/// The columns that foreign keys, which stay, join to `column`: that it points at, or that point at it.
[[nodiscard]] std::vector<catalog::ObjectId> referenced_by(const catalog::ObjectId& column,
                                                           const catalog::Context& context);
[[nodiscard]] std::vector<catalog::ObjectId> referencing(const catalog::ObjectId& column,
                                                         const catalog::Context& context);

}  // namespace pgplumb::kinds
