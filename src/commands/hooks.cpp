#include "commands/hooks.hpp"

#include <cstdlib>
#include <filesystem>

#include "base/process.hpp"
#include "config/dotenv.hpp"
#include "pgplumb/plan.hpp"
#include "postgres/conninfo.hpp"

namespace pgplumb::commands {

HookFacts facts_of(const plan::Plan& plan, const std::string& digest, const ApplyRequest& request,
                   const std::string& environment, const std::string& database) {
  HookFacts facts{{"PGPLUMB_PLAN", request.file},
                  {"PGPLUMB_DIGEST", digest},
                  {"PGPLUMB_DATABASE", database},
                  {"PGPLUMB_ENV", environment},
                  {"PGPLUMB_BATCHES", std::to_string(plan.batches.size())},
                  {"PGPLUMB_CREATES", std::to_string(plan.counts.create)},
                  {"PGPLUMB_ALTERS", std::to_string(plan.counts.alter)},
                  {"PGPLUMB_REPLACES", std::to_string(plan.counts.replace)},
                  {"PGPLUMB_DROPS", std::to_string(plan.counts.drop)},
                  {"PGPLUMB_DESTROYS", std::to_string(plan.destroys.size())},
                  {"PGPLUMB_ROLLBACK", ""}};
  const std::string rollback = reverse_plan_name(request.file);
  std::error_code ignored;
  if (std::filesystem::is_regular_file(rollback, ignored)) facts["PGPLUMB_ROLLBACK"] = rollback;
  return facts;
}

int run_hook(const std::string& command, const HookFacts& facts, const ApplyRequest& request) {
  std::set<std::string> withheld = config::names_of_dotenv();
  std::erase_if(withheld, [&](const std::string& name) {
    const char* value = std::getenv(name.c_str());
    return postgres::is_connection_variable(name) || (value != nullptr && request.connection == value);
  });
  return run_process({{"/bin/sh", "-c", command}, facts, withheld, false, request.stop}).exit_code;
}

}  // namespace pgplumb::commands
