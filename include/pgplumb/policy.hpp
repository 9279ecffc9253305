// What a project says of hazards in pgplumb.toml: what no plan may do, what it is warned of, what is let through.
//
//     [policy]
//     deny  = ["rewrites:table app.events", "locks-access-exclusive:*"]
//     warn  = ["scans:*"]
//     allow = ["destroys:column app.users.old_*"]
//
// A rule is a hazard and an object, both globs. Of the rules that fit, the most specific one holds: the one with the
// most characters that are no * or ? in its object, then in its hazard; then deny comes before warn and warn before
// allow. Rules of [env.NAME.policy] come before all others.

#pragma once

#include <string>
#include <vector>

#include "pgplumb/error.hpp"

namespace pgplumb {

enum class Verdict { deny, warn, allow };

struct PolicyRule {
  Verdict verdict = Verdict::deny;
  std::string hazard;       ///< "rewrites", "locks-*"
  std::string object;       ///< "table app.*", with or without its kind
  std::string environment;  ///< whose [env.NAME.policy] it stands in; empty: [policy]
  Position position;        ///< in pgplumb.toml

  auto operator<=>(const PolicyRule&) const = default;
};

using Policy = std::vector<PolicyRule>;

}  // namespace pgplumb
