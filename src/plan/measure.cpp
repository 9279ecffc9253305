#include "plan/measure.hpp"

#include <algorithm>
#include <array>

#include "kinds/catalogs.hpp"

namespace pgplumb::plan {

namespace {

// pg_locks' modes with the names of LOCK TABLE, weakest first; see "Table-Level Locks" in PostgreSQL's manual.
struct Mode {
  const char* in_pg_locks;
  const char* name;
};
constexpr std::array<Mode, 8> modes = {{{"AccessShareLock", "ACCESS SHARE"},
                                        {"RowShareLock", "ROW SHARE"},
                                        {"RowExclusiveLock", "ROW EXCLUSIVE"},
                                        {"ShareUpdateExclusiveLock", "SHARE UPDATE EXCLUSIVE"},
                                        {"ShareLock", "SHARE"},
                                        {"ShareRowExclusiveLock", "SHARE ROW EXCLUSIVE"},
                                        {"ExclusiveLock", "EXCLUSIVE"},
                                        {"AccessExclusiveLock", "ACCESS EXCLUSIVE"}}};

int strength(const std::string& mode) {
  for (std::size_t at = 0; at < modes.size(); ++at)
    if (mode == modes[at].in_pg_locks) return static_cast<int>(at);
  return -1;
}

void add_once(std::vector<std::string>& names, const std::string& name) {
  const auto at = std::lower_bound(names.begin(), names.end(), name);
  if (at == names.end() || *at != name) names.insert(at, name);
}

// What this session has counted but not yet reported is kept beyond the end of a transaction, until it has been idle
// for a while: only with what was reported is the sum one that never falls.
constexpr const char* locks_query =
    "SELECT l.relation, l.mode, coalesce(c.relfilenode, 0), "
    "CASE WHEN c.relkind IN ('r', 'm', 't') THEN "  // a sequence is one row, however it is read
    "pg_catalog.pg_stat_get_numscans(l.relation) + pg_catalog.pg_stat_get_xact_numscans(l.relation) ELSE 0 END "
    "FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation "
    "WHERE l.locktype = 'relation' AND l.pid = pg_catalog.pg_backend_pid() AND l.relation BETWEEN 16384 AND "
    "$1::pg_catalog.oid ORDER BY 1, 2";
constexpr const char* scans_query =
    "SELECT oid, pg_catalog.pg_stat_get_numscans(oid) + pg_catalog.pg_stat_get_xact_numscans(oid) "
    "FROM pg_catalog.pg_class WHERE oid BETWEEN 16384 AND $1::pg_catalog.oid AND relkind IN ('r', 'm', 't')";

}  // namespace

Meter::Meter(postgres::Connection& connection, const catalog::Catalog& before) : connection_(connection) {
  for (const catalog::Object& object : before.objects())
    if (object.address.class_id == kinds::pg_class && object.address.sub_id == 0) {
      relations_[std::to_string(object.address.object_id)].name = to_string(object.id);
      newest_ = std::max(newest_, std::int64_t{object.address.object_id});
    }
  const auto files = connection_.execute("SELECT oid, relfilenode FROM pg_catalog.pg_class WHERE oid >= 16384");
  for (const auto& row : files.rows)
    if (const auto found = relations_.find(row[0].value_or("")); found != relations_.end())
      found->second.file = row[1].value_or("0");
}

void Meter::begin() {
  Measured nothing;
  begin_again(nothing);
}

void Meter::begin_again(Measured& measured) {
  locks_.clear();
  if (relations_.empty()) return;
  for (const auto& row : connection_.query(scans_query, {std::to_string(newest_)}).rows) {
    const auto found = relations_.find(row[0].value_or(""));
    if (found == relations_.end()) continue;
    const std::int64_t scans = std::stoll(row[1].value_or("0"));
    if (scans > found->second.scans) add_once(measured.scans, found->second.name);
    found->second.scans = scans;
  }
}

void Meter::add_to(Measured& measured) {
  std::map<std::string, int> strongest;
  if (relations_.empty()) return;
  // What is made meanwhile has greater numbers, and a transaction holds a lock on each.
  for (const auto& row : connection_.query(locks_query, {std::to_string(newest_)}).rows) {
    const std::string oid = row[0].value_or("");
    const auto found = relations_.find(oid);
    if (found == relations_.end()) continue;
    Relation& relation = found->second;
    const std::string mode = row[1].value_or("");
    if (strength(mode) > 0 && locks_.emplace(oid + " " + mode, relation.name).second) {
      int& held = strongest.emplace(relation.name, 0).first->second;
      held = std::max(held, strength(mode));
    }
    const std::string file = row[2].value_or("0");
    if (file != "0" && file != relation.file) {
      if (relation.file != "0" && !relation.file.empty()) add_once(measured.rewrites, relation.name);
      relation.file = file;
    }
    const std::int64_t scans = std::stoll(row[3].value_or("0"));
    if (scans > relation.scans) {
      add_once(measured.scans, relation.name);
      relation.scans = scans;
    }
  }
  std::vector<std::pair<int, std::string>> ordered;
  for (const auto& [name, held] : strongest) ordered.emplace_back(-held, name);
  std::sort(ordered.begin(), ordered.end());
  for (const auto& [held, name] : ordered)
    measured.locks.push_back(std::string(modes[static_cast<std::size_t>(-held)].name) + " on " + name);
}

}  // namespace pgplumb::plan
