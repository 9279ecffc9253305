// Hooks: commands of the project that run before and after a plan, with its facts in their environment.

#pragma once

#include <map>
#include <string>

#include "pgplumb/apply.hpp"
#include "plan/plan.hpp"

namespace pgplumb::commands {

/// PGPLUMB_PLAN, PGPLUMB_DIGEST, PGPLUMB_DATABASE (without secrets), PGPLUMB_ENV, PGPLUMB_BATCHES, PGPLUMB_CREATES,
/// PGPLUMB_ALTERS, PGPLUMB_REPLACES, PGPLUMB_DROPS, PGPLUMB_DESTROYS (a number), and PGPLUMB_ROLLBACK, the plan that
/// leads back, if there is one beside.
using HookFacts = std::map<std::string, std::string>;
[[nodiscard]] HookFacts facts_of(const plan::Plan& plan, const std::string& digest, const ApplyRequest& request,
                                 const std::string& environment, const std::string& database);

/// Runs `command` by /bin/sh; what it prints goes to standard error. Besides the facts it gets the environment that we
/// were given; of what .env has added to that, only the variable that holds the connection string of this database, and
/// those that libpq reads. Answers with its exit code.
[[nodiscard]] int run_hook(const std::string& command, const HookFacts& facts, const ApplyRequest& request);

}  // namespace pgplumb::commands
