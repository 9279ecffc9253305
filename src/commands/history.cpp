#include "pgplumb/history.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "apply/journal.hpp"
#include "base/error.hpp"

namespace pgplumb {

namespace {

std::string text_at(const boost::json::object& row, const char* key) {
  const boost::json::value* value = row.if_contains(key);
  return value == nullptr || !value->is_string() ? std::string() : std::string(value->as_string());
}

int number_at(const boost::json::object& row, const char* key) {
  const boost::json::value* value = row.if_contains(key);
  return value == nullptr || !value->is_int64() ? 0 : static_cast<int>(value->as_int64());
}

AppliedPlan plan_of(const boost::json::object& row) {
  AppliedPlan plan;
  plan.started = text_at(row, "started");
  if (const auto* seconds = row.if_contains("seconds"); seconds != nullptr && seconds->is_number())
    plan.seconds = seconds->to_number<double>();
  plan.plan = text_at(row, "plan");
  plan.digest = text_at(row, "digest");
  plan.environment = text_at(row, "environment");
  plan.role = text_at(row, "role");
  plan.application = text_at(row, "application");
  plan.server = text_at(row, "server");
  plan.batches = number_at(row, "batches");
  plan.batches_done = number_at(row, "batches_done");
  plan.statements = number_at(row, "statements");
  plan.backup = text_at(row, "backup");
  plan.backup_sha256 = text_at(row, "backup_sha256");
  return plan;
}

// Rows as JSON: a journal of an older pgplumb lacks some columns, and reading must not change it.
constexpr const char* query =
    "SELECT pg_catalog.to_jsonb(r) || pg_catalog.jsonb_build_object("
    "'started', pg_catalog.to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), "
    "'seconds', pg_catalog.round(EXTRACT(epoch FROM r.finished_at - r.started_at)::numeric, 3), "
    "'batches_done', coalesce(b.done, 0), 'statements', coalesce(b.statements, 0)) "
    "FROM pgplumb.run r LEFT JOIN LATERAL (SELECT pg_catalog.max(number) AS done, pg_catalog.sum(statements) AS "
    "statements FROM pgplumb.batch WHERE run = r.id) b ON true ORDER BY r.id DESC LIMIT $1::bigint";

}  // namespace

HistoryResult read_history(const HistoryRequest& request) {
  postgres::Connection connection(request.connection, request.stop);
  HistoryResult result;
  result.database = connection.description();
  result.has_journal = apply::JournalTables(connection, request.journal_owners).exists();
  if (!result.has_journal) return result;
  const auto limit = request.limit > 0 ? std::optional(std::to_string(request.limit)) : std::nullopt;
  for (const auto& row : connection.query(query, {limit}).rows)
    result.plans.push_back(plan_of(boost::json::parse(row.at(0).value()).as_object()));
  return result;
}

std::string propose_tag(const HistoryResult& history, const std::vector<std::string>& existing) {
  const auto last = std::find_if(history.plans.begin(), history.plans.end(),
                                 [](const AppliedPlan& plan) { return plan.seconds.has_value(); });
  if (last == history.plans.end()) return {};
  const std::string day = "db-" + last->started.substr(0, 10);
  std::string tag = day;
  for (int number = 2; std::find(existing.begin(), existing.end(), tag) != existing.end(); ++number)
    tag = day + "." + std::to_string(number);
  return tag;
}

}  // namespace pgplumb
