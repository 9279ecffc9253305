// [policy] of pgplumb.toml, and the hazards that it may name.

#pragma once

#include <toml++/toml.h>

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "pgplumb/policy.hpp"

namespace pgplumb::config {

struct HazardName {
  std::string_view name;
  std::string_view meaning;
  bool measured = false;  ///< known only once a plan was proved
};

/// Every hazard that policy knows, in the order in which help tells of them.
[[nodiscard]] std::span<const HazardName> hazard_names();

/// Reads one table `deny`, `warn`, `allow`; `prefix` is its name, "policy.". `problem` is told of what cannot be used.
[[nodiscard]] Policy read_policy(const toml::table& table, const std::string& file, const std::string& prefix,
                                 const std::string& environment, const std::function<void(Diagnostic)>& problem);

}  // namespace pgplumb::config
