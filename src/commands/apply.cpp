#include "pgplumb/apply.hpp"

#include <ctime>

#include "apply/apply.hpp"
#include "apply/backup.hpp"
#include "commands/approval.hpp"
#include "commands/hooks.hpp"
#include "commands/live.hpp"
#include "commands/policy.hpp"
#include "plan/plan_file.hpp"

namespace pgplumb {

namespace {

apply::Journal journal(JournalSetting setting) {
  switch (setting) {
    case JournalSetting::automatic:
      return apply::Journal::automatic;
    case JournalSetting::on:
      return apply::Journal::on;
    case JournalSetting::off:
      return apply::Journal::off;
  }
  return apply::Journal::automatic;
}

/// What is asked for, else what the environment demands.
BackupSetting backup_of(const ApplyRequest& request, const std::string& environment) {
  BackupSetting backup = request.backup;
  const auto found = request.settings.environments.find(environment);
  if (found == request.settings.environments.end() || found->second.backup.directory.empty()) return backup;
  if (backup.directory.empty()) return found->second.backup;
  // Less than what is demanded is not enough.
  backup.schema_only = backup.schema_only && found->second.backup.schema_only;
  return backup;
}

/// "app-20240501T120000Z-5f0c1e2a"
std::string backup_name(const std::string& database, const std::string& digest) {
  std::string name;
  for (const char c : database) {
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    name += plain ? c : '_';
  }
  const std::time_t now = std::time(nullptr);
  std::tm time{};
  ::gmtime_r(&now, &time);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "-%Y%m%dT%H%M%SZ-", &time);
  return name + std::string(text, length) + digest.substr(digest.find(':') + 1, 8);
}

std::optional<apply::Backup> take_backup(const postgres::Connection& connection, const ApplyRequest& request,
                                         const BackupSetting& wanted, const std::string& digest,
                                         const std::optional<apply::Backup>& earlier) {
  if (wanted.directory.empty()) return std::nullopt;
  if (earlier) {
    commands::say(request.progress, "the backup was taken when this plan was begun: " + earlier->file);
    return std::nullopt;
  }
  commands::say(request.progress, "taking a backup");
  apply::Backup backup =
      apply::back_up(connection, {request.connection, wanted.directory, backup_name(connection.database(), digest),
                                  wanted.schema_only, request.stop});
  commands::say(request.progress, "backup: " + backup.file + " (sha256 " + backup.sha256 + ")");
  return backup;
}

[[noreturn]] void report_failed_check(int exit_code, const commands::HookFacts& facts) {
  const std::string& rollback = facts.at("PGPLUMB_ROLLBACK");
  throw Error("the plan is applied, every batch is committed, but after_apply ended with exit code " +
                  std::to_string(exit_code),
              rollback.empty() ? "see what it says; no rollback plan is beside the plan"
                               : "see what it says; the way back is pgplumb apply " + rollback,
              ExitCode::partly_applied);
}

}  // namespace

ApplyResult apply_plan(const ApplyRequest& request) {
  ApplyResult result;
  // A file that was edited is refused before anything is connected to.
  std::map<int, int> lines;
  result.plan = plan::read_plan_file(request.text, request.file, &lines);
  const std::string digest = plan::digest_of(request.text);
  const std::string environment = commands::environment_of(request);
  commands::check_demands(request, environment, digest);
  result.warnings = commands::judge_made(result.plan, request.settings.policy);
  postgres::Connection connection(request.connection, request.stop);
  result.database = connection.description();
  const commands::HookFacts facts = commands::facts_of(result.plan, digest, request, environment, result.database);
  apply::ApplyOptions options;
  options.journal = journal(request.settings.journal);
  options.journal_owners = request.settings.journal_owners;
  options.attempts = request.settings.attempts;
  options.wait = request.wait;
  options.plan_name = request.file;
  options.environment = environment;
  options.lines = lines;
  options.progress = request.progress;
  options.stop = request.stop;
  options.prepare = [&](const std::optional<apply::Backup>& earlier) {
    if (const std::string& hook = request.settings.before_apply; !hook.empty()) {
      const int exit_code = commands::run_hook(hook, facts, request);
      request.stop.check();
      if (exit_code != 0)
        throw Error("before_apply ended with exit code " + std::to_string(exit_code) + "; nothing was changed",
                    "see what it says", ExitCode::refused);
    }
    const auto backup = take_backup(connection, request, backup_of(request, environment), digest, earlier);
    if (backup) {
      result.backup = backup->file;
      result.backup_sha256 = backup->sha256;
    }
    return backup;
  };
  const apply::ApplyReport report = apply::apply(connection, result.plan, digest, options);
  result.warnings.insert(result.warnings.end(), report.warnings.begin(), report.warnings.end());
  result.nothing_to_do = report.outcome == apply::Outcome::nothing_to_do;
  result.batches_done = report.batches_done;
  result.batches_skipped = report.batches_skipped;
  result.statements = report.statements;
  if (const std::string& hook = request.settings.after_apply; !hook.empty() && !result.nothing_to_do) {
    commands::HookFacts after = facts;
    after["PGPLUMB_BACKUP"] = result.backup;
    if (const int exit_code = commands::run_hook(hook, after, request); exit_code != 0)
      report_failed_check(exit_code, after);
  }
  return result;
}

}  // namespace pgplumb
