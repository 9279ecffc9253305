// From two catalogs to a plan, by a visible list of passes: see build.cpp, which is that list.

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"
#include "sql/kept_rights.hpp"

namespace pgplumb::plan {

struct BuildOptions {
  std::map<catalog::ObjectId, Position> positions;             ///< where the schema files make an object
  std::map<catalog::ObjectId, std::string> using_expressions;  ///< -- pgplumb:using, by column
  std::map<std::pair<std::string, std::string>, char> casts;   ///< (from type, to type) -> see Context::cast
  std::vector<Step> renames;               ///< carried out first; `from` is then the catalog after them
  const catalog::Catalog* live = nullptr;  ///< projected, as it is before the renames; null without them
  const catalog::Catalog* whole =
      nullptr;                 ///< what `from` was projected from, for what is not managed; null: as `from`
  std::vector<Manual> before;  ///< manual sections, in the order of the files
  std::vector<Manual> after;
  /// Whether what is named so may be lost: "values of column app.users.age". No guard keeps it then.
  std::function<bool(const std::string&)> may_lose = [](const std::string&) { return false; };
  std::string lock_timeout = "3s";  ///< for SET LOCAL lock_timeout
  /// It will be proved: by its checkpoints an apply that was interrupted goes on, and a new plan is never needed.
  bool has_checkpoints = true;
  bool is_copy = false;  ///< in a scratch database: what others may create there is nobody's business
  bool online = false;   ///< blocking steps on existing tables become non-blocking sequences, of several transactions
  bool expand = false;   ///< and changes of type as well, by a second column
  /// Which owner and privileges are given back to an object that is made again, where they are not managed.
  std::function<std::optional<sql::KeptRights>(const catalog::ObjectId&)> rights_to_keep =
      [](const catalog::ObjectId&) { return std::nullopt; };
};

/// The plan that leads from `from` to `to`, both already projected; not proved: fingerprints `from` and `to` are set,
/// checkpoints are empty.
/// @throws DiagnosedError (refused) naming every object that would have to be touched and is not modelled
/// @throws Error naming a cycle that could not be broken
[[nodiscard]] Plan build_plan(const catalog::Catalog& from, const catalog::Catalog& to, const BuildOptions& options);

}  // namespace pgplumb::plan
