// A plan as a comment on a pull request, in the Markdown of GitHub, which GitLab reads as well.

#pragma once

#include <string>

#include "report/plan_report.hpp"

namespace pgplumb::report {

/// GitHub refuses comments of more than 65,536 characters. What is written stays below this many bytes.
inline constexpr std::size_t longest_comment = 60000;

/// A summary, what is dangerous, a table of the steps, and folded away the SQL and the graph. What does not fit is left
/// out, and a line says so and names the plan file.
[[nodiscard]] std::string plan_markdown(const PlanReport& report);

}  // namespace pgplumb::report
