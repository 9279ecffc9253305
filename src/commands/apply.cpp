#include "pgplumb/apply.hpp"

#include "apply/apply.hpp"
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

}  // namespace

ApplyResult apply_plan(const ApplyRequest& request) {
  ApplyResult result;
  // A file that was edited is refused before anything is connected to.
  result.plan = plan::read_plan_file(request.text, request.file);
  postgres::Connection connection(request.connection);
  result.database = connection.description();
  apply::ApplyOptions options;
  options.journal = journal(request.settings.journal);
  options.attempts = request.settings.attempts;
  options.progress = request.progress;
  options.interrupted = request.interrupted;
  const apply::ApplyReport report = apply::apply(connection, result.plan, plan::digest_of(request.text), options);
  result.nothing_to_do = report.outcome == apply::Outcome::nothing_to_do;
  result.batches_done = report.batches_done;
  result.batches_skipped = report.batches_skipped;
  result.statements = report.statements;
  return result;
}

}  // namespace pgplumb
