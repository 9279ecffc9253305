// Which statements of the schema files have to change, so that the files say what a database has.
//
// Both sides are written by the engine, as render writes them: where the two texts of an object differ, the statement
// that makes it in the files is looked for. PostgreSQL has said which statement makes which object; what it does not
// say of (comments, owners, privileges) is found by the words with which a statement begins. Whether a change achieves
// what it should is not decided here: whoever asked loads the files again and sees.

#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "commands/comparison.hpp"
#include "pgplumb/drift.hpp"
#include "sources/schema_files.hpp"

namespace pgplumb::commands {

/// Statements as the engine writes them, for an object and what is folded into it.
struct Written {
  std::string object;
  std::string before;  ///< of the desired schema; empty if it has no such object
  std::string after;   ///< of the live one

  [[nodiscard]] bool changed() const { return before != after; }
};

/// One object among several that a GRANT or REVOKE names.
struct SharedName {
  std::size_t statement = 0;  ///< of the script
  std::size_t name = 0;       ///< which of its subjects, see statement_subject.hpp

  auto operator<=>(const SharedName&) const = default;
};

/// Changes that belong together: of what one statement makes, or of one new object with its parts.
struct AcceptUnit {
  std::set<std::string> objects;        ///< the differences that it is for, as drift names them
  std::vector<std::size_t> statements;  ///< of the script, in order; empty: something new, to be added
  std::vector<Written> written;         ///< all that these statements make, in the order in which it can be made
  std::size_t file = 0;                 ///< of the script: where something new goes
  bool privileges = false;              ///< the following are set, and `statements` speak of nothing else
  std::vector<SharedName> shared;       ///< where statements speak of other objects as well
  std::string alteration;               ///< what leads from the desired privileges to the live ones
  std::optional<std::size_t> last;      ///< the last statement that has to do with them
};

struct AcceptPlan {
  std::vector<AcceptUnit> units;  ///< in the order of the script, then what is new
  std::vector<NotAccepted> left;  ///< what no single statement makes
};

/// @pre `comparison` compares what plans manage: manual sections' objects are in neither catalog
[[nodiscard]] AcceptPlan plan_acceptance(const Comparison& comparison, const Desired& desired,
                                         const catalog::Projection& projection, const sources::SchemaScript& script);

}  // namespace pgplumb::commands
