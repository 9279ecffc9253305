#include "sql/kept_rights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "sql/identifier.hpp"
#include "sql/statement_pattern.hpp"
#include "sql/visible_names.hpp"

namespace pgplumb::sql {

namespace {

/// A sort of object: where its rights stand, and how GRANT calls it.
struct Sort {
  std::string_view noun;
  std::string_view catalog;
  std::string_view prefix;  ///< of the catalog's columns
  std::string_view cast;    ///< from its name to its OID
  std::string_view grant;
  char letter;  ///< acldefault()'s
};

// The longer nouns first.
constexpr std::array<Sort, 9> sorts = {{
    {"MATERIALIZED VIEW ", "pg_class", "rel", "regclass", "TABLE", 'r'},
    {"FOREIGN TABLE ", "pg_class", "rel", "regclass", "TABLE", 'r'},
    {"AGGREGATE ", "pg_proc", "pro", "regprocedure", "FUNCTION", 'f'},
    {"FUNCTION ", "pg_proc", "pro", "regprocedure", "FUNCTION", 'f'},
    {"PROCEDURE ", "pg_proc", "pro", "regprocedure", "PROCEDURE", 'f'},
    {"DOMAIN ", "pg_type", "typ", "regtype", "TYPE", 'T'},
    {"TABLE ", "pg_class", "rel", "regclass", "TABLE", 'r'},
    {"TYPE ", "pg_type", "typ", "regtype", "TYPE", 'T'},
    {"VIEW ", "pg_class", "rel", "regclass", "TABLE", 'r'},
}};

const Sort* sort_of(const std::string& object) {
  const auto found =
      std::find_if(sorts.begin(), sorts.end(), [&](const Sort& sort) { return object.starts_with(sort.noun); });
  // An ordered-set aggregate's name is none that regprocedure reads.
  return found == sorts.end() || object.find(" ORDER BY ") != std::string::npos ? nullptr : &*found;
}

constexpr const char* keep_block = R"(
BEGIN
    IF pg_catalog.to_regclass('pg_temp.pgplumb_kept') IS NULL THEN
        CREATE TEMPORARY TABLE pgplumb_kept (object text, part name, owner oid, privileges aclitem[]) ON COMMIT DROP;
    END IF;
    INSERT INTO pg_temp.pgplumb_kept SELECT {object}, NULL, o.{prefix}owner, o.{prefix}acl
    FROM pg_catalog.{catalog} AS o WHERE o.oid = {address};
{of_columns}END
)";

constexpr const char* keep_columns = R"(    INSERT INTO pg_temp.pgplumb_kept SELECT {object}, a.attname, NULL, a.attacl
    FROM pg_catalog.pg_attribute AS a WHERE a.attrelid = {address} AND a.attacl IS NOT NULL;
)";

constexpr const char* restore_block = R"(
DECLARE
    kept record;
    given record;
BEGIN
    SELECT k.owner, k.privileges INTO STRICT kept FROM pg_temp.pgplumb_kept AS k WHERE k.object = {object} AND k.part IS NULL;
{of_owner}{of_privileges}{of_columns}END
)";

constexpr const char* restore_owner =
    R"(    IF kept.owner <> (SELECT o.{prefix}owner FROM pg_catalog.{catalog} AS o WHERE o.oid = {address}) THEN
        EXECUTE {alter} || ' OWNER TO ' || kept.owner::pg_catalog.regrole::text;
    END IF;
)";

constexpr const char* restore_privileges = R"(    FOR given IN
        SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::pg_catalog.regrole::text END AS role
        FROM pg_catalog.{catalog} AS o, pg_catalog.aclexplode(coalesce(o.{prefix}acl, pg_catalog.acldefault('{letter}', o.{prefix}owner))) AS a
        WHERE o.oid = {address}
    LOOP
        EXECUTE 'REVOKE ALL ON ' || {grant} || ' FROM ' || given.role;
    END LOOP;
    FOR given IN
        SELECT a.privilege_type, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::pg_catalog.regrole::text END AS role,
            CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS option
        FROM pg_catalog.aclexplode(coalesce(kept.privileges, pg_catalog.acldefault('{letter}', kept.owner))) AS a
    LOOP
        EXECUTE 'GRANT ' || given.privilege_type || ' ON ' || {grant} || ' TO ' || given.role || given.option;
    END LOOP;
)";

constexpr const char* restore_columns = R"(    FOR given IN
        SELECT a.privilege_type || ' (' || pg_catalog.quote_ident(k.part) || ')' AS privilege,
            CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::pg_catalog.regrole::text END AS role,
            CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END AS option
        FROM pg_temp.pgplumb_kept AS k, pg_catalog.aclexplode(k.privileges) AS a
        WHERE k.object = {object} AND EXISTS (SELECT FROM pg_catalog.pg_attribute AS c WHERE c.attrelid = {address} AND c.attname = k.part)
    LOOP
        EXECUTE 'GRANT ' || given.privilege || ' ON ' || {grant} || ' TO ' || given.role || given.option;
    END LOOP;
)";

class Writer {
 public:
  Writer(const KeptRights& rights, const Sort& sort) : rights_(rights), sort_(sort) {}

  [[nodiscard]] std::string keep() const { return written(keep_block, "", "", has_columns() ? keep_columns : ""); }
  [[nodiscard]] std::string restore() const {
    return written(restore_block, rights_.owner ? restore_owner : "", rights_.privileges ? restore_privileges : "",
                   has_columns() ? restore_columns : "");
  }

 private:
  [[nodiscard]] bool has_columns() const { return sort_.catalog == "pg_class" && rights_.privileges; }

  [[nodiscard]] std::string written(const char* whole, const char* owner, const char* privileges,
                                    const char* columns) const {
    return "DO " + dollar_quoted(filled(whole, filled(owner), filled(privileges), filled(columns)));
  }

  [[nodiscard]] std::string filled(const char* text, const std::string& owner = {}, const std::string& privileges = {},
                                   const std::string& columns = {}) const {
    const std::string name = rights_.object.substr(sort_.noun.size());
    return fmt::format(fmt::runtime(text), fmt::arg("object", literal(rights_.object)),
                       fmt::arg("address", literal(name) + "::pg_catalog." + std::string(sort_.cast)),
                       fmt::arg("catalog", sort_.catalog), fmt::arg("prefix", sort_.prefix),
                       fmt::arg("letter", sort_.letter), fmt::arg("alter", literal("ALTER " + rights_.object)),
                       fmt::arg("grant", literal(std::string(sort_.grant) + " " + name)), fmt::arg("of_owner", owner),
                       fmt::arg("of_privileges", privileges), fmt::arg("of_columns", columns));
  }

  const KeptRights& rights_;
  const Sort& sort_;
};

/// Of a literal as literal() writes it.
std::string meant(std::string_view quoted) {
  std::string text;
  const char escape = quoted.front() == 'E' ? '\\' : '\'';
  quoted.remove_prefix(quoted.find('\'') + 1);
  for (std::size_t at = 0; at + 1 < quoted.size(); ++at) {
    if ((quoted[at] == '\'' || quoted[at] == escape) && at + 2 < quoted.size()) ++at;
    text += quoted[at];
  }
  return text;
}

}  // namespace

std::string to_string(const KeptRights& rights) {
  return !rights.owner ? "privileges" : rights.privileges ? "owner and privileges" : "owner";
}

std::optional<std::string> keep_statement(const KeptRights& rights) {
  const Sort* sort = sort_of(rights.object);
  if (sort == nullptr || (!rights.owner && !rights.privileges)) return std::nullopt;
  return Writer(rights, *sort).keep();
}

std::string restore_statement(const KeptRights& rights) {
  return Writer(rights, *sort_of(rights.object)).restore();
}

bool is_kept(const KeptRights& rights, const std::set<std::string>& statements) {
  for (const KeptRights& kept : {rights, KeptRights{rights.object, true, true}})
    if (const auto keep = keep_statement(kept); keep && statements.contains(with_visible_names(*keep)) &&
                                                statements.contains(with_visible_names(restore_statement(kept))))
      return true;
  return false;
}

bool keeps_rights(const std::string& statement) {
  const Words words(statement);
  if (words.size() != 2 || !words.is(0, "do") || !words.is_string(1)) return false;
  const std::string_view quoted = words.text(1);
  const std::size_t tag = quoted.front() == '$' ? quoted.find('$', 1) + 1 : 0;
  if (tag == 0 || quoted.size() < 2 * tag) return false;
  const Words body(quoted.substr(tag, quoted.size() - 2 * tag));
  // The first string that follows the table's name, but for that of the table itself, is the object's.
  for (std::size_t at = 1; at < body.size(); ++at) {
    const bool names = body.is_string(at) && (body.is(at - 1, "select") || body.text(at - 1) == "=");
    if (!names) continue;
    for (const auto& [owner, privileges] : {std::pair(true, true), {true, false}, {false, true}}) {
      const KeptRights rights{meant(body.text(at)), owner, privileges};
      const std::optional<std::string> keep = keep_statement(rights);
      if (keep &&
          (with_visible_names(*keep) == statement || with_visible_names(restore_statement(rights)) == statement))
        return true;
    }
    return false;
  }
  return false;
}

}  // namespace pgplumb::sql
