// How a guard of a plan says that it was violated.

#pragma once

namespace pgplumb::plan {

/// The SQLSTATE that a guard raises. PostgreSQL has no class of that name.
inline constexpr const char* guard_sqlstate = "GUARD";

}  // namespace pgplumb::plan
