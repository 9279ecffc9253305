// A database in which somebody lies in wait: what has the name of nearly any operator and function of PostgreSQL stands
// in a schema of its own, to which search_path leads first, and does what its original does. The server counts how
// often each of them is called, also in transactions that only read.

#pragma once

#include <string>

#include "server.hpp"

namespace test {

/// Fills the schema "trap" and counts what is called, whichever session calls it.
void lay_trap(Database& database);

/// How often anything of the trap was called so far, and what, once the sessions that did are gone.
struct Called {
  int times = 0;
  std::string what;
};
[[nodiscard]] Called called(Database& database);

}  // namespace test
