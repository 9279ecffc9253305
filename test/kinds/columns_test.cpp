// What of the system catalogs nobody reads. What no query reads does not exist for us, and no proof finds it: so each
// column is read by a kind, or stands here with the reason why it need not be.

#include <doctest/doctest.h>

#include <algorithm>
#include <climits>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "kinds/kinds.hpp"
#include "server.hpp"

namespace {

struct Unread {
  const char* catalog;
  const char* columns;  // "": all of them
  const char* why;
  int read_since = INT_MAX;  ///< the server's version
};

constexpr const char* told = "a function tells it as SQL";
constexpr const char* cluster = "of the cluster, not of a database";
constexpr const char* rows = "of the rows, not of the schema";
constexpr const char* follows = "follows from what is read";
constexpr const char* storage = "where and how the server keeps it";

const std::vector<Unread> unread = {
    {"pg_aggregate", "aggnumdirectargs", told},  // pg_get_function_arguments()
    {"pg_amop", "amopfamily amopmethod amoppurpose", follows},
    {"pg_amproc", "amprocfamily", follows},
    {"pg_attribute", "attlen attbyval attalign", follows},  // of the type
    {"pg_attribute", "atthasdef", follows},
    {"pg_attribute", "atthasmissing attmissingval attcacheoff", storage},
    {"pg_attribute", "attndims", "no command changes it, no type is decided by it, and pg_dump does not keep it"},
    {"pg_auth_members", "", cluster},
    {"pg_authid", "", cluster},
    {"pg_class", "reltype relhasindex relhasrules relhastriggers relhassubclass relchecks relnatts", follows},
    {"pg_class", "relfilenode relisshared relfrozenxid relminmxid relrewrite", storage},
    {"pg_class", "relpages reltuples relallvisible relallfrozen", rows},
    {"pg_collation", "collencoding", follows},  // of the database's encoding
    {"pg_collation", "collversion", "what the library had when it was made; ALTER COLLATION ... REFRESH VERSION"},
    {"pg_constraint", "connamespace", follows},  // of the table or type
    {"pg_constraint",
     "conbin conexclop conffeqop confdelsetcols confdeltype confkey confmatchtype confrelid confupdtype "
     "conperiod "
     "conpfeqop conppeqop",
     told},                                                  // pg_get_constraintdef()
    {"pg_constraint", "conkey connoinherit", told, 180000},  // NOT NULL is told in no function
    {"pg_database", "", cluster},
    {"pg_db_role_setting", "", cluster},
    {"pg_enum", "oid", storage},
    {"pg_extension", "extowner", "no command changes it, and pg_dump does not keep it"},
    {"pg_extension", "extconfig extcondition", "its script says so"},
    {"pg_index", "indnatts indnkeyatts indkey indcollation indclass indoption indpred indnullsnotdistinct indisunique",
     told},                                              // pg_get_indexdef()
    {"pg_index", "indisprimary indimmediate", follows},  // of its constraint
    {"pg_index", "indcheckxmin indislive indisready", storage},
    {"pg_init_privs", "privtype", follows},
    {"pg_language", "lanispl", follows},  // every language that somebody makes has a handler
    {"pg_largeobject", "", rows},
    {"pg_largeobject_metadata", "", rows},
    {"pg_operator", "oprkind oprresult", follows},  // of its operands and its function
    {"pg_parameter_acl", "", cluster},
    {"pg_partitioned_table", "partstrat partnatts partattrs partclass partcollation partexprs",
     told},  // pg_get_partkeydef()
    {"pg_partitioned_table", "partrelid partdefid", follows},
    {"pg_proc", "provariadic pronargs proallargtypes proargmodes proargnames proargdefaults prorettype",
     told},  // pg_get_function_arguments(), pg_get_function_result()
    {"pg_range", "rngconstruct2 rngconstruct3 rngmltconstruct0 rngmltconstruct1 rngmltconstruct2", follows},
    {"pg_replication_origin", "", cluster},
    {"pg_rewrite", "ev_type ev_qual ev_action is_instead", told},  // pg_get_ruledef(), pg_get_viewdef()
    {"pg_shdepend", "", follows},
    {"pg_shdescription", "", cluster},
    {"pg_shseclabel", "", cluster},
    {"pg_statistic", "", rows},
    {"pg_statistic_ext", "stxexprs", told},  // pg_get_statisticsobjdef_expressions()
    {"pg_statistic_ext_data", "", rows},
    {"pg_subscription", "oid subowner subconninfo subskiplsn",
     "subscriptions are not modelled; the connection is a secret"},
    {"pg_subscription", "subretentionactive", "what the server makes of its settings as it goes"},
    {"pg_subscription_rel", "", rows},
    {"pg_tablespace", "", cluster},
    {"pg_trigger", "tgfoid tgtype tgargs tgnargs tgattr tgqual tgoldtable tgnewtable tgdeferrable tginitdeferred",
     told},  // pg_get_triggerdef()
    {"pg_trigger", "tgconstrrelid tgconstrindid", told},
    {"pg_type", "typndims", "of domains: as attndims"},
    {"pg_type", "typsubscript", follows},  // arrays have one of the server's; base types are not modelled
    {"pg_user_mapping", "", "read through pg_user_mappings, which hides what the role may not see"},
};

// The columns that the query of a kind reads, as the server has understood it: a view's rule says which ones somebody
// who asks it has to be allowed to read.
std::set<std::pair<std::string, std::string>> read_by(pgplumb::postgres::Connection& connection,
                                                      const std::string& sql) {
  static const std::regex permission(":relid ([0-9]+)[^{}]*?:selectedCols \\(b([ 0-9]*)\\)");
  constexpr int before_first = 7;  // attributes of the system's own, -6 to 0
  connection.execute("CREATE OR REPLACE TEMP VIEW reader AS SELECT 1 AS one FROM (" + sql + ") q");
  const std::string tree =
      connection.execute("SELECT ev_action::text FROM pg_rewrite WHERE ev_class = 'pg_temp.reader'::regclass")
          .rows[0][0]
          .value();
  std::set<std::pair<std::string, std::string>> read;
  for (std::sregex_iterator at(tree.begin(), tree.end(), permission), end; at != end; ++at) {
    std::istringstream columns((*at)[2].str());
    for (int column = 0; columns >> column;) read.insert({(*at)[1].str(), std::to_string(column - before_first)});
  }
  return read;
}

bool names(const Unread& entry, const std::string& catalog, const std::string& column) {
  std::istringstream listed(entry.columns);
  const std::vector<std::string> words{std::istream_iterator<std::string>(listed), {}};
  return catalog == entry.catalog && (words.empty() || std::find(words.begin(), words.end(), column) != words.end());
}

// "pg_policy.polcmd is read by no kind; ", of the kinds but one.
std::string complaints(pgplumb::postgres::Connection& connection, const std::string& left_out) {
  const int version = connection.server_version();
  std::set<std::pair<std::string, std::string>> read;
  for (const pgplumb::catalog::Kind* kind : pgplumb::kinds::all_kinds())
    if (const auto source = kind->source(version); source && !source->sql.empty() && kind->name() != left_out)
      read.merge(read_by(connection, source->sql));
  std::string found;
  const auto columns = connection.execute(
      "SELECT c.oid, a.attnum, c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE "
      "c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 ORDER BY 3, 4");
  for (const auto& row : columns.rows) {
    const std::string name = *row[2] + "." + *row[3];
    const bool is_read = read.contains({*row[0], *row[1]});
    const auto entry = std::find_if(unread.begin(), unread.end(), [&](const Unread& one) {
      return version < one.read_since && names(one, *row[2], *row[3]);
    });
    if (!is_read && entry == unread.end()) found += name + " is read by no kind; ";
    if (is_read && entry != unread.end() && entry->columns[0] != '\0') found += name + " is read, and listed; ";
  }
  return found;
}

}  // namespace

TEST_CASE("every column of every system catalog is read by a kind, or is listed with the reason why not") {
  test::Database database;
  CHECK(complaints(database.connection(), "") == "");
  const auto lacks = [&](const char* kind, const std::string& column) {
    return complaints(database.connection(), kind).find(column + " is read by no kind") != std::string::npos;
  };
  CHECK(lacks("policy", "pg_policy.polwithcheck"));
  CHECK(lacks("replica identity", "pg_class.relreplident"));
  CHECK(lacks("publication", "pg_publication.pubviaroot"));
}
