// Event triggers that schema files make, while they are loaded.
//
// They fire for what stands behind them, as in psql. They do not fire for what is tried again later: the author of the
// files could not know of that.

#pragma once

#include <set>
#include <string>
#include <vector>

#include "postgres/connection.hpp"

namespace pgplumb::sources {

class FileEventTriggers {
 public:
  /// Those that are there now are none of the files'.
  explicit FileEventTriggers(postgres::Connection& scratch);

  /// None of them fires until wake(). Where the session may not do that, they go on.
  void silence();
  void wake();

 private:
  void execute(const std::string& sql);

  postgres::Connection& scratch_;
  std::set<std::string> before_;
  std::vector<std::string> waking_;  // what wake() executes
};

}  // namespace pgplumb::sources
