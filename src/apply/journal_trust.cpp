#include "apply/journal_trust.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "apply/journal_schema.hpp"

namespace pgplumb::apply {

namespace {

// Its tables, of whatever sort they are.
constexpr const char* tables =
    "(SELECT c.* FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = 'pgplumb' AND c.relname IN ('run', 'batch', 'manual', 'manual_progress'))";

constexpr const char* owners_query =
    "SELECT o.object, r.rolname, r.rolsuper OR r.rolname = current_user FROM ("
    "SELECT 'schema pgplumb' AS object, nspowner AS owner FROM pg_catalog.pg_namespace WHERE nspname = 'pgplumb' "
    "UNION ALL SELECT 'table pgplumb.' || relname, relowner FROM ";

// What none of our tables has, however old.
std::string strange_query() {
  const std::string from = std::string(" FROM ") + tables + " t ";
  const auto having = [&](const char* what, const std::string& rest) {
    return "SELECT t.relname, " + std::string(what) + from + rest;
  };
  return having("'is no plain table'", "WHERE relkind <> 'r' OR relpersistence <> 'p' OR reloftype <> 0") +
         " UNION ALL " + having("'has row-level security'", "WHERE relrowsecurity OR relforcerowsecurity") +
         " UNION ALL " +
         having("'has the trigger ' || tgname",
                "JOIN pg_catalog.pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal") +
         " UNION ALL " +
         having("'may be written by everybody: ' || x.privilege_type",
                "CROSS JOIN LATERAL pg_catalog.aclexplode(t.relacl) x WHERE x.grantee = 0 AND x.privilege_type IN "
                "('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')") +
         " UNION ALL " + having("'has the rule ' || rulename", "JOIN pg_catalog.pg_rewrite w ON w.ev_class = t.oid") +
         " UNION ALL " + having("'has the policy ' || polname", "JOIN pg_catalog.pg_policy p ON p.polrelid = t.oid") +
         " UNION ALL " +
         having("'inherits, or is a partition'", "JOIN pg_catalog.pg_inherits i ON i.inhrelid = t.oid") +
         " UNION ALL " + having("'is inherited from'", "JOIN pg_catalog.pg_inherits i ON i.inhparent = t.oid") +
         " UNION ALL " +
         having("'has an index that runs something: ' || x.relname",
                "JOIN pg_catalog.pg_index i ON i.indrelid = t.oid JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid "
                "WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL OR EXISTS (SELECT FROM "
                "pg_catalog.unnest(i.indclass::pg_catalog.oid[]) o WHERE o >= 16384)") +
         " UNION ALL " +
         having("'is referred to by the foreign key ' || k.conname",
                "JOIN pg_catalog.pg_constraint k ON k.confrelid = t.oid WHERE k.conrelid NOT IN (SELECT oid FROM " +
                    std::string(tables) + " ours)");
}

// Column by column, then constraint by constraint: what it is called and what it is.
std::string parts_query() {
  return std::string(
             "SELECT t.relname, 'column ' || a.attname, pg_catalog.concat_ws(', ', "
             "pg_catalog.format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END, "
             "CASE WHEN d.oid IS NOT NULL THEN 'default ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid) END, "
             "CASE WHEN a.attidentity <> '' THEN 'identity' END, CASE WHEN a.attgenerated <> '' THEN 'generated' END, "
             "CASE WHEN a.attcollation NOT IN (0, 100) THEN 'collation' END) FROM ") +
         tables +
         " t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped "
         "LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum "
         "UNION ALL SELECT t.relname, 'constraint ' || k.conname, pg_catalog.pg_get_constraintdef(k.oid) FROM " +
         tables + " t JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype <> 'n' ORDER BY 1, 2";
}

using Parts = std::map<std::pair<std::string, std::string>, std::string>;

// The same of our own, by the snapshot that the engine makes them from.
Parts our_parts() {
  Parts parts;
  const auto text = [](const boost::json::object& object, const char* key) {
    return std::string(object.at(key).as_string());
  };
  const boost::json::value snapshot =
      boost::json::parse(boost::json::string_view(journal_snapshot.data(), journal_snapshot.size()));
  const boost::json::array& objects = snapshot.at("objects").as_array();
  // Columns come before what belongs to them; what each object is shows in what it has.
  for (const boost::json::value& value : objects) {
    const boost::json::object& object = value.as_object();
    const boost::json::array& path = object.at("path").as_array();
    if (path.size() != 3) continue;
    const std::string table(path[1].as_string());
    const std::string name(path[2].as_string());
    if (object.contains("definition")) {
      parts[{table, "constraint " + name}] = text(object, "definition");
    } else if (object.contains("type")) {
      parts[{table, "column " + name}] = text(object, "type") + (object.contains("not_null") ? ", not null" : "");
    } else if (object.contains("expression")) {
      parts[{table, "column " + name}] += ", default " + text(object, "expression");
    } else if (object.contains("sequence")) {
      parts[{table, "column " + name}] += ", identity";
    }
  }
  return parts;
}

class Findings {
 public:
  void add(const std::string& object, const std::string& what) {
    found_.push_back({Severity::error, "journal-not-trusted", {}, object, object + " " + what, ""});
  }

  void refuse(const std::string& way_out) {
    if (found_.empty()) return;
    found_.back().hint = way_out;
    throw DiagnosedError("the schema pgplumb is not to be trusted as a journal: nothing of it was read or written",
                         std::move(found_), ExitCode::refused);
  }

 private:
  std::vector<Diagnostic> found_;
};

}  // namespace

void require_trusted_journal(postgres::Connection& connection, const std::vector<std::string>& owners) {
  Findings findings;
  std::set<std::string> strangers;
  for (const auto& row : connection
                             .execute(owners_query + std::string(tables) +
                                      " t) o JOIN pg_catalog.pg_roles r ON "
                                      "r.oid = o.owner ORDER BY 1")
                             .rows) {
    const std::string owner = row.at(1).value_or("");
    if (row.at(2) == "t" || std::find(owners.begin(), owners.end(), owner) != owners.end()) continue;
    strangers.insert(owner);
    findings.add(row.at(0).value_or(""), "belongs to " + owner + ", who is neither this role nor a superuser");
  }
  for (const auto& row : connection.execute(strange_query() + " ORDER BY 1, 2").rows)
    findings.add("table pgplumb." + row.at(0).value_or(""), row.at(1).value_or(""));
  const Parts ours = our_parts();
  for (const auto& row : connection.execute(parts_query()).rows) {
    const std::string table = row.at(0).value_or("");
    const std::string part = row.at(1).value_or("");
    const auto known = ours.find({table, part});
    if (known == ours.end())
      findings.add("table pgplumb." + table, "has the " + part + ", which is none of ours");
    else if (known->second != row.at(2))
      findings.add("table pgplumb." + table,
                   "has another " + part + " than ours: " + row.at(2).value_or("") + ", not " + known->second);
  }
  std::string named;
  for (const std::string& stranger : strangers) named += (named.empty() ? "\"" : ", \"") + stranger + "\"";
  findings.refuse((named.empty() ? "find out who made it; take away what is named"
                                 : "if it is known who keeps it, say so in pgplumb.toml: [apply] journal_owners = [" +
                                       named + "]; else find out who made it") +
                  ", or drop the schema: then it is not known which manual sections have run");
}

}  // namespace pgplumb::apply
