// Which changes are told on the line of another: the columns of a new table on the table's.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "pgplumb/changes.hpp"

namespace pgplumb::report {

/// Keeps pointers into the changes that it was made from.
class Grouping {
 public:
  explicit Grouping(const std::vector<ObjectChange>& changes);

  /// The outermost object that is made or dropped together with `change`'s; nullptr if it has a line of its own.
  [[nodiscard]] const ObjectChange* told_with(const ObjectChange& change) const;

  /// "3 columns, 1 index" of what is told on the line of `object`.
  [[nodiscard]] std::string parts(const std::string& object) const;

 private:
  std::map<std::string, const ObjectChange*> by_object_;
  std::map<std::string, std::map<std::string, int>> parts_;
};

}  // namespace pgplumb::report
