// Whether what a plan destroys was allowed to be destroyed.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.hpp"
#include "plan/plan.hpp"

namespace pgplumb::commands {

/// "column app.users.age" of "values of column app.users.age", "sequence app.ids" of "position of sequence app.ids".
[[nodiscard]] std::string object_of(const std::string& lost);

/// What may be lost. Permission for an object is permission for its parts, their values and positions.
class MayLose {
 public:
  /// `patterns` are globs on names with or without their kind ("" and "*" are all); `dropped` holds names that the
  /// schema files give up. All must outlive the object.
  MayLose(const catalog::Catalog& from, const std::vector<std::string>& patterns,
          const std::vector<std::string>& dropped)
      : from_(from), patterns_(patterns), dropped_(dropped) {}

  /// `lost` as plans name it: "column app.users.age", "values of column app.users.age",
  /// "position of sequence app.ids".
  [[nodiscard]] bool operator()(const std::string& lost);

 private:
  const catalog::Catalog& from_;
  const std::vector<std::string>& patterns_;
  const std::vector<std::string>& dropped_;
  std::map<std::string, const catalog::Object*> objects_;  ///< by name, once one is asked for
};

/// A plan's two ends, and where the schema files make what is in the second.
struct Journey {
  const catalog::Catalog& from;
  const catalog::Catalog& to;
  const std::map<catalog::ObjectId, Position>& positions;
};

/// @throws DiagnosedError (refused) naming each thing that nobody allowed to be lost, what would allow it, and what in
/// `journey` may be the same thing under another name
void refuse_destruction(const plan::Plan& plan, MayLose may_lose, const Journey& journey);

}  // namespace pgplumb::commands
