#include "kinds/privileges_query.hpp"

#include "kinds/declared.hpp"
#include "kinds/list.hpp"

namespace pgplumb::kinds {

namespace {

// Both lists hold the same entries, in whatever order.
std::string same(const std::string& a, const std::string& b) {
  return "(" + a + " @> " + b + " AND " + a + " <@ " + b + ")";
}

struct Member {
  const char* class_id;
  const char* catalog;
  const char* prefix;  ///< of its columns
  const char* type;    ///< an expression
  const char* letter;
  const char* keyword;  ///< an expression: what GRANT ... ON says before the name
  const char* name;     ///< an expression
};

// Members of extensions whose list is no longer the one that the extension left behind.
std::string member_rows(const Member& each) {
  const std::string prefix = std::string("c.") + each.prefix;
  const std::string built_in = std::string("pg_catalog.acldefault(") + each.letter + ", " + prefix + "owner)::text[]";
  const std::string acl = "coalesce(" + prefix + "acl::text[], " + built_in + ")";
  const std::string initial = "coalesce(i.initprivs::text[], " + built_in + ")";
  return std::string("SELECT ") + each.class_id + "::oid, c.oid, 0, " + each.keyword + " || ' ' || " + each.name +
         ", CASE WHEN NOT " + same(acl, built_in) + " THEN " + acl + " END, pg_catalog.pg_get_userbyid(" + prefix +
         "owner), " + each.type + ", NULL::text[], i.initprivs::text[] FROM pg_catalog." + each.catalog +
         " c JOIN pg_catalog.pg_depend e ON e.classid = " + each.class_id +
         " AND e.objid = c.oid AND e.deptype = 'e' LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = " +
         each.class_id + " AND i.objoid = c.oid AND i.objsubid = 0 WHERE (" + prefix +
         "acl IS NOT NULL OR i.initprivs IS NOT NULL) AND NOT " + same(acl, initial);
}

}  // namespace

RightsColumns rights_columns(const Traits& traits, bool of_parts) {
  const auto text = [](std::string_view part) { return std::string(part); };
  RightsColumns columns;
  if (!traits.owner.empty()) {
    columns.sql = ", pg_catalog.pg_get_userbyid(" + text(traits.owner) + ")";
    columns.also.push_back({&owner_kind(), 1, 0});
  }
  if (traits.acl.empty()) return columns;
  const std::string acl = text(traits.acl) + "::text[]";
  const std::string grantor = text(traits.grantor.empty() ? traits.owner : traits.grantor);
  const std::string built_in =
      std::string("pg_catalog.acldefault('") + traits.acl_letter + "', " + grantor + ")::text[]";
  const std::string granted = text(traits.acl) + " IS NOT NULL";
  const std::string role = "pg_catalog.pg_get_userbyid(" + grantor + ")";
  columns.sql += ", CASE WHEN " + granted + " AND NOT " + same(acl, built_in) + " THEN " + acl + " END, " +
                 // Nothing is granted on a part of an object unless somebody did it.
                 (of_parts ? "CASE WHEN " + granted + " THEN " + role + " END" : role) + ", '" + text(traits.acl_type) +
                 "', " + text(traits.sequence) + "::text[], NULL::text[]";
  columns.also.push_back({&privileges_kind(), 5, 1});
  return columns;
}

std::string member_privileges_query() {
  const char* qualified =
      "pg_catalog.quote_ident((SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = c.relnamespace)) || '.' "
      "|| pg_catalog.quote_ident(c.relname)";
  const Member members[] = {
      {"1255", "pg_proc", "pro", "'function'", "'f'", "CASE c.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END",
       "pg_catalog.quote_ident((SELECT nspname FROM pg_catalog.pg_namespace WHERE oid = c.pronamespace)) || '.' || "
       "pg_catalog.quote_ident(c.proname) || '(' || coalesce((SELECT "
       "pg_catalog.string_agg(pg_catalog.format_type(t.type, NULL), "
       "', ' ORDER BY t.place) FROM pg_catalog.unnest(c.proargtypes) WITH ORDINALITY t(type, place)), '') || ')'"},
      {"1259", "pg_class", "rel", "CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END",
       "CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\"",
       "CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END", qualified},
      {"2615", "pg_namespace", "nsp", "'schema'", "'n'", "'SCHEMA'", "pg_catalog.quote_ident(c.nspname)"},
      {"1247", "pg_type", "typ", "'type'", "'T'", "'TYPE'", "pg_catalog.format_type(c.oid, NULL)"},
      {"2612", "pg_language", "lan", "'language'", "'l'", "'LANGUAGE'", "pg_catalog.quote_ident(c.lanname)"},
      {"2328", "pg_foreign_data_wrapper", "fdw", "'foreign data wrapper'", "'F'", "'FOREIGN DATA WRAPPER'",
       "pg_catalog.quote_ident(c.fdwname)"},
  };
  std::string sql;
  for (const Member& each : members) sql += (sql.empty() ? "" : " UNION ALL ") + member_rows(each);
  return sql;
}

}  // namespace pgplumb::kinds
