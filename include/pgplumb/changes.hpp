// Changes as a person reads them: objects by name, fields with their old and new values.
//
// Plans and drifts are both told with these; reports turn them into text and JSON.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/error.hpp"
#include "pgplumb/steps.hpp"

namespace pgplumb {

/// One field that differs. Absent values read "none".
struct FieldChange {
  std::string field;
  std::string from;
  std::string to;

  auto operator<=>(const FieldChange&) const = default;
};

/// What happens, or has happened, to one object.
struct ObjectChange {
  plan::Change change = plan::Change::create;
  std::string kind;     ///< "column"
  std::string object;   ///< "column app.users.email"
  std::string parent;   ///< "table app.users"; empty if it has none
  bool part = false;    ///< a part of its parent (a column), not an object that stands in it (a table in a schema)
  bool detail = false;  ///< a part that hardly anyone asks for by itself: a comment, an owner, privileges
  std::vector<FieldChange> fields;  ///< in the order of the kind's description
  bool is_namespace = false;        ///< it holds objects that are told for themselves (a schema)
  std::string destroys;             ///< what is lost, for people; empty if nothing
  Position position;                ///< where the schema files say so

  bool operator==(const ObjectChange&) const = default;
};

}  // namespace pgplumb
