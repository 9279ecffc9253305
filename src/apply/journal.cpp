#include "apply/journal.hpp"

#include <algorithm>

#include "apply/journal_schema.hpp"
#include "apply/journal_trust.hpp"
#include "pgplumb/version.hpp"
#include "plan/batch_frame.hpp"
#include "plan/build.hpp"
#include "sources/live.hpp"
#include "sources/snapshot.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::apply {

using catalog::Catalog;
using catalog::Object;
using catalog::ObjectIndex;

namespace {

std::int64_t to_number(const std::optional<std::string>& text) {
  return text ? std::stoll(*text) : 0;
}

bool is_in_schema(const Catalog& catalog, const Object& object) {
  const Object* at = &object;
  while (const Object* parent = catalog.parent_of(*at)) at = parent;
  return at->id.kind->is_namespace();
}

// What the engine has to do. Whatever else somebody has put into the schema is left alone.
plan::Plan journal_plan(const Catalog& live) {
  const sources::Snapshot desired = sources::read_snapshot(journal_snapshot, "journal.snapshot.json");
  const catalog::Projected projected = catalog::project(live, desired.projection);
  const Catalog from =
      projected.catalog.filtered([&](const Object& object) { return desired.catalog.find(object.id) != nullptr; });
  return plan::build_plan(from, Catalog(desired.catalog.objects(), live.origin()), {});
}

}  // namespace

Catalog read_own_schema(postgres::Connection& connection) {
  connection.execute("SET LOCAL pgplumb.own = 'on'");
  const Catalog all = sources::read_catalog(connection, sources::ReadIn::callers_transaction);
  connection.execute("SET LOCAL pgplumb.own = ''");
  return all.filtered([&](const Object& object) { return is_in_schema(all, object); });
}

std::vector<plan::Manual> sections_to_run(postgres::Connection& connection, const std::vector<plan::Manual>& sections,
                                          const std::vector<std::string>& owners) {
  if (sections.empty()) return {};
  std::optional<JournalTables> journal = readable_journal(connection, owners);
  if (!journal) return sections;
  std::vector<plan::Manual> found;
  for (const plan::Manual& section : sections)
    if (journal->must_run(section)) found.push_back(section);
  return found;
}

std::vector<Diagnostic> interrupted_sections(postgres::Connection& connection,
                                             const std::vector<plan::Manual>& sections,
                                             const std::vector<std::string>& owners) {
  std::vector<Diagnostic> warnings;
  try {
    std::optional<JournalTables> journal = readable_journal(connection, owners);
    for (const std::string& name : journal ? journal->interrupted() : std::vector<std::string>()) {
      const std::string begins = "manual section \"" + name + "\" was interrupted after some of its statements";
      if (std::any_of(sections.begin(), sections.end(), [&](const plan::Manual& one) { return one.name == name; })) {
        warnings.push_back({Severity::warning,
                            "section-interrupted",
                            {},
                            {},
                            begins + ": apply goes on behind what is done, if that is still what the file says",
                            "pgplumb apply says with which statement it goes on"});
      } else {
        warnings.push_back({Severity::warning,
                            "section-forgotten",
                            {},
                            {},
                            begins + ", and is in the schema files no more: nothing carries out the rest",
                            "put it back and apply; or undo or finish it by hand, and then DELETE FROM "
                            "pgplumb.manual_progress WHERE name = " +
                                sql::literal(name)});
      }
    }
  } catch (const DiagnosedError& untrusted) {
    // A plan without sections needs no journal: it is told, and whoever needs one is refused.
    warnings = untrusted.diagnostics();
    for (Diagnostic& warning : warnings) warning.severity = Severity::warning;
  }
  return warnings;
}

std::optional<JournalTables> readable_journal(postgres::Connection& connection,
                                              const std::vector<std::string>& owners) {
  const auto readable = connection.execute(
      "SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "WHERE n.nspname = 'pgplumb' AND c.relname = 'manual' AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') "
      "AND pg_catalog.has_table_privilege(c.oid, 'SELECT')");
  if (readable.rows.empty()) return std::nullopt;
  JournalTables journal(connection, owners);
  if (!journal.exists()) return std::nullopt;
  return journal;
}

bool JournalTables::exists() {
  if (connection_.execute("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'pgplumb'").rows.empty()) return false;
  require_trusted_journal(connection_, owners_);
  return true;
}

// What default privileges have given to others: whoever writes the journal can have sections left out. What a table has
// had since an earlier pgplumb, somebody has granted.
void JournalTables::revoke_from_others() {
  const auto grants = connection_.execute(
      "SELECT pg_catalog.format('REVOKE ALL ON TABLE pgplumb.%I FROM %s', c.relname, CASE x.grantee WHEN 0 THEN "
      "'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) END) FROM pg_catalog.pg_class c "
      "CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) x WHERE c.relnamespace = 'pgplumb'::pg_catalog.regnamespace "
      "AND c.relkind = 'r' AND x.grantee <> c.relowner AND c.xmin = pg_catalog.pg_current_xact_id()::pg_catalog.xid "
      "GROUP BY 1");
  for (const auto& row : grants.rows) connection_.execute(row.at(0).value_or(""));
}

void JournalTables::create() {
  connection_.execute("BEGIN");
  try {
    const plan::Plan plan = journal_plan(read_own_schema(connection_));
    if (!plan.destroys.empty())
      throw Error(
          "the schema pgplumb holds something else than the journal: " + plan.destroys.front() + " would be lost",
          "rename what is in the schema pgplumb, or apply without a journal");
    for (const plan::Batch& batch : plan.batches) {
      if (!batch.transaction) throw InternalError("the journal cannot be made in one transaction");
      for (const plan::Step& step : batch.steps)
        for (const std::string& statement : step.statements) connection_.execute(statement);
    }
    revoke_from_others();
    connection_.execute("COMMIT");
  } catch (const ServerError& error) {
    connection_.execute("ROLLBACK");
    throw Error("the journal cannot be made: " + error.report().message,
                "let a role that may create a schema apply the plan, or apply it without a journal");
  } catch (...) {
    connection_.execute("ROLLBACK");
    throw;
  }
}

std::optional<JournalTables::Run> JournalTables::last_run(const std::string& digest) {
  const auto rows = connection_.query(
      "SELECT r.id, (SELECT pg_catalog.max(b.number) FROM pgplumb.batch b WHERE b.run = r.id), r.finished_at IS NOT "
      "NULL, "
      "'on ' || pg_catalog.to_char(r.started_at, 'YYYY-MM-DD') || ' by ' || r.role, r.backup, r.backup_sha256, "
      "r.id = (SELECT pg_catalog.max(id) FROM pgplumb.run) FROM pgplumb.run r WHERE r.digest = $1 ORDER BY r.id DESC "
      "LIMIT 1",
      {digest});
  if (rows.rows.empty()) return std::nullopt;
  const auto& row = rows.rows[0];
  Run run{to_number(row[0]),   static_cast<std::size_t>(to_number(row[1])),
          row[2] == "t",       row[6] == "t",
          row[3].value_or(""), {}};
  if (row[4]) run.backup = Backup{*row[4], row[5].value_or("")};
  return run;
}

std::int64_t JournalTables::begin(const plan::Plan& plan, const RunFacts& facts, std::chrono::milliseconds ago) {
  const auto known = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
  const auto rows = connection_.query(
      "INSERT INTO pgplumb.run (digest, from_schema, to_schema, batches, application, started_at, plan, environment, "
      "server, backup, backup_sha256) VALUES ($1, $2, $3, $4, $5, pg_catalog.clock_timestamp() - $6::interval, $7, $8, "
      "pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1), $9, $10) RETURNING id",
      {facts.digest, plan.from, plan.to, std::to_string(plan.batches.size()), "pgplumb " + std::string(version()),
       std::to_string(ago.count()) + " milliseconds", known(facts.plan), known(facts.environment),
       facts.backup ? known(facts.backup->file) : std::nullopt,
       facts.backup ? known(facts.backup->sha256) : std::nullopt});
  return to_number(rows.rows.at(0)[0]);
}

void JournalTables::finish_batch(std::int64_t run, std::size_t number, const plan::Batch& batch) {
  std::size_t statements = batch.manual ? plan::messages_of(*batch.manual).size() : 0;
  for (const plan::Step& step : batch.steps) statements += step.statements.size();
  const auto checkpoint = batch.checkpoint.empty() ? std::nullopt : std::optional(batch.checkpoint);
  connection_.query("INSERT INTO pgplumb.batch (run, number, statements, checkpoint) VALUES ($1, $2, $3, $4)",
                    {std::to_string(run), std::to_string(number), std::to_string(statements), checkpoint});
}

void JournalTables::finish(std::int64_t run) {
  connection_.query("UPDATE pgplumb.run SET finished_at = pg_catalog.clock_timestamp() WHERE id = $1",
                    {std::to_string(run)});
}

bool JournalTables::must_run(const plan::Manual& manual) {
  if (manual.run == "always") return true;
  const auto rows = connection_.query("SELECT sha256 FROM pgplumb.manual WHERE name = $1", {manual.name});
  if (rows.rows.empty()) return true;
  // One that was begun once more goes on, whatever it is called now.
  return (manual.run != "once" && rows.rows[0][0] != manual.sha256) || progress_of(manual.name);
}

void JournalTables::record(std::int64_t run, const plan::Manual& manual) {
  connection_.query(
      "INSERT INTO pgplumb.manual AS m (name, sha256, run) VALUES ($1, $2, $3) "
      "ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, run = excluded.run, run_at = excluded.run_at",
      {manual.name, manual.sha256, std::to_string(run)});
  connection_.query("DELETE FROM pgplumb.manual_progress WHERE name = $1", {manual.name});
}

// An older pgplumb makes no such table, and leaves the row of a section that it has carried out as it is.
bool JournalTables::knows_progress() {
  const auto readable = connection_.execute(
      "SELECT pg_catalog.has_table_privilege(pg_catalog.to_regclass('pgplumb.manual_progress'), 'SELECT')");
  return readable.rows.at(0)[0] == "t";
}

std::vector<std::string> JournalTables::interrupted() {
  std::vector<std::string> names;
  if (!knows_progress()) return names;
  for (const auto& row : connection_
                             .execute("SELECT p.name FROM pgplumb.manual_progress p WHERE p.done > 0 AND NOT EXISTS "
                                      "(SELECT FROM pgplumb.manual m WHERE m.name = p.name AND m.run_at > "
                                      "p.changed_at) ORDER BY 1")
                             .rows)
    names.push_back(row.at(0).value_or(""));
  return names;
}

std::optional<JournalTables::Progress> JournalTables::progress_of(const std::string& section) {
  if (!knows_progress()) return std::nullopt;
  const auto rows = connection_.query(
      "SELECT done, sha256, sent, run FROM pgplumb.manual_progress p WHERE name = $1 AND NOT EXISTS "
      "(SELECT FROM pgplumb.manual m WHERE m.name = p.name AND m.run_at > p.changed_at)",
      {section});
  if (rows.rows.empty()) return std::nullopt;
  const auto& row = rows.rows[0];
  return Progress{static_cast<std::size_t>(to_number(row[0])), row[1].value_or(""), row[2] == "t", to_number(row[3])};
}

void JournalTables::set_progress(const std::string& section, const Progress& progress) {
  connection_.query(
      "INSERT INTO pgplumb.manual_progress AS p (name, done, sha256, sent, run) VALUES ($1, $2, $3, $4, $5) "
      "ON CONFLICT (name) DO UPDATE SET done = excluded.done, sha256 = excluded.sha256, sent = excluded.sent, "
      "run = excluded.run, changed_at = excluded.changed_at",
      {section, std::to_string(progress.done), progress.sha256, progress.sent ? "t" : "f",
       std::to_string(progress.run)});
}

}  // namespace pgplumb::apply
