#include "commands/relation_sizes.hpp"

#include <set>

#include "kinds/catalogs.hpp"
#include "plan/hazards.hpp"

namespace pgplumb::commands {

namespace {

// A table that nobody has counted has -1 rows. One that was counted when it was empty has 0, as an index has that was
// built then, though both may be full by now.
constexpr const char* sizes_of_parts =
    "), part(whole, oid) AS (SELECT oid, oid FROM named UNION ALL SELECT p.whole, i.inhrelid FROM part p "
    "JOIN pg_catalog.pg_class c ON c.oid = p.oid AND c.relkind IN ('p', 'I') "
    "JOIN pg_catalog.pg_inherits i ON i.inhparent = p.oid), "
    "counted(whole, counted, bytes) AS (SELECT p.whole, "
    "CASE WHEN s.bytes = 0 THEN 0 WHEN c.reltuples > 0 THEN c.reltuples::pg_catalog.int8 END, "
    "s.bytes FROM part p JOIN pg_catalog.pg_class c ON c.oid = p.oid, "
    "LATERAL (SELECT CASE WHEN c.relkind IN ('p', 'I') THEN 0 ELSE pg_catalog.pg_relation_size(c.oid) END) s(bytes) "
    "WHERE c.relkind IN ('r', 'm', 'i', 'p', 'I') AND s.bytes IS NOT NULL) "
    "SELECT whole, CASE WHEN pg_catalog.count(counted) = pg_catalog.count(*) THEN pg_catalog.sum(counted) END, "
    "pg_catalog.sum(bytes) FROM counted GROUP BY 1";

}  // namespace

std::map<std::string, RelationSize> relation_sizes(postgres::Connection& live, const catalog::Catalog& catalog,
                                                   const plan::Plan& plan, std::vector<Diagnostic>& warnings) {
  const std::set<std::string> wanted = relations_at_work(plan);
  if (wanted.empty()) return {};
  std::map<std::string, std::string> names;
  std::string list;
  for (const catalog::Object& object : catalog.objects()) {
    if (object.address.class_id != kinds::pg_class || object.address.sub_id != 0) continue;
    std::string name = to_string(object.id);
    if (!wanted.contains(name)) continue;
    const std::string oid = std::to_string(object.address.object_id);
    list += (list.empty() ? "(" : ", (") + oid + "::pg_catalog.oid)";
    names.emplace(oid, std::move(name));
  }
  std::map<std::string, RelationSize> sizes;
  if (names.empty()) return sizes;
  try {
    // A table's size is read under a lock on it.
    const postgres::Rows answer =
        live.execute("SET LOCAL lock_timeout = '1s'; WITH RECURSIVE named(oid) AS (VALUES " + list + sizes_of_parts);
    for (const auto& row : answer.rows) {
      RelationSize& size = sizes[names.at(row.at(0).value_or(""))];
      if (row.at(1)) size.rows = std::stoll(*row.at(1));
      size.bytes = std::stoll(row.at(2).value_or("0"));
    }
  } catch (const ServerError& error) {
    if (error.sqlstate() != "55P03") throw;
    warnings.push_back({Severity::warning,
                        "sizes-not-known",
                        {},
                        {},
                        "how large the tables are is not told: somebody keeps one of them locked",
                        "plan again once the lock is gone"});
  }
  return sizes;
}

}  // namespace pgplumb::commands
