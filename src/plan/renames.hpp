// Renames, by annotation and where a counter follows its column, and moves that change what others are called: done on
// a copy of the live database, so that it is PostgreSQL that says how views, defaults and keys read afterwards.

#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"
#include "plan/rehearsal.hpp"

namespace pgplumb::plan {

/// `-- pgplumb:renamed-from`: what may be the new object, the likeliest first, and what it was called.
struct RenameWish {
  std::vector<catalog::ObjectId> candidates;
  std::string old_name;
  Position position;
  std::string old_schema = {};  ///< where it was called so, if that is said; empty: in the schema that it is in

  /// What `candidate` was.
  [[nodiscard]] catalog::ObjectId old_id(const catalog::ObjectId& candidate) const;
};

struct Renamed {
  catalog::Catalog from;    ///< the whole catalog as it is after the renames; empty if there are none
  std::vector<Step> steps;  ///< the renames, in order; empty if all were done before
};

/// Schemas are renamed before what is in them, and made if something moves there; tables before their columns, and then
/// the sequences that number the same column in `from` and, called otherwise, in `to`. A wish whose new name is there
/// already, and whose old one is not, has been fulfilled. `from` and `to` are whole catalogs.
/// @throws DiagnosedError for wishes that match nothing old and nothing new, or both
[[nodiscard]] Renamed apply_renames(const catalog::Catalog& from, std::vector<RenameWish> wishes,
                                    const catalog::Catalog& to, const catalog::Projection& projection,
                                    const Rehearsal::CreateDatabase& create_database,
                                    const std::function<bool()>& may_make_roles);

}  // namespace pgplumb::plan
