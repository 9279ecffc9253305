// The way back of a plan, made while the way there is made: afterwards nobody knows what was there before.

#pragma once

#include "commands/desired.hpp"
#include "commands/live.hpp"
#include "commands/scratches.hpp"
#include "pgplumb/plan.hpp"

namespace pgplumb::commands {

/// Two ends of a plan, projected and settled, each with the whole catalog that it is of.
struct End {
  const catalog::Catalog& whole;
  const catalog::Catalog& projected;
};

/// What a plan with these losses and sections cannot take back: rows and values that are gone, statements that a person
/// wrote.
[[nodiscard]] std::vector<std::string> not_coming_back(const std::vector<std::string>& destroyed,
                                                       const std::vector<plan::Manual>& sections);

/// The proved plan from `there` back to `back`. `renames` are the wishes that the way there has fulfilled. What is new
/// may be lost again; values that would be cut are guarded.
/// @throws as make_plan does
[[nodiscard]] plan::Plan plan_back(const PlanRequest& request, Live& live, Scratches& scratches, const Desired& desired,
                                   const End& there, const End& back, const plan::Plan& forward,
                                   std::vector<plan::RenameWish> renames);

}  // namespace pgplumb::commands
