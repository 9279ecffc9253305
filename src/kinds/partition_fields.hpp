// What an attachment of a partition says, for the files that write its statements.

#pragma once

#include <string>
#include <vector>

namespace pgplumb::kinds {

struct Partition {
  std::vector<std::string> of;  ///< the parent: schema, table
  std::string bound;            ///< "FOR VALUES FROM (1) TO (10)", "DEFAULT"
};

inline constexpr const char* default_bound = "DEFAULT";

}  // namespace pgplumb::kinds
