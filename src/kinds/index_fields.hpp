// What an index says, for the files that write its statements.

#pragma once

#include <string>
#include <vector>

namespace pgplumb::kinds {

struct Index {
  std::string definition;  ///< pg_get_indexdef(); "ON ONLY" for a partitioned one
  std::string tablespace;  ///< empty: the database's
  bool clustered = false;
  bool invalid = false;  ///< left behind by a failed CREATE INDEX CONCURRENTLY, or partitioned with parts missing
  bool partitioned = false;
  std::vector<std::string> statistics;  ///< "2=500": statistics targets of expression columns
};

}  // namespace pgplumb::kinds
