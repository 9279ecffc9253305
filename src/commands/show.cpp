#include "pgplumb/show.hpp"

#include "commands/changes.hpp"
#include "plan/plan_file.hpp"

namespace pgplumb {

ShownPlan read_plan(std::string_view text, const std::string& file) {
  ShownPlan shown;
  shown.plan = plan::read_plan_file(text, file);
  shown.digest = plan::digest_of(text);
  shown.changes = commands::changes_of(shown.plan, {});
  return shown;
}

}  // namespace pgplumb
