#include "kinds/privileges_query.hpp"

#include "kinds/catalogs.hpp"

namespace pgplumb::kinds {

namespace {

struct Granted {
  const char* class_id;
  const char* oid;
  const char* sub_id;
  const char* acl;
  const char* owner;
  const char* type;
  const char* letter;    ///< acldefault()'s
  const char* sequence;  ///< schema and name of an identity sequence
  std::string from;
};

// Both lists hold the same entries, in whatever order.
std::string same(const std::string& a, const std::string& b) {
  return "(" + a + " @> " + b + " AND " + a + " <@ " + b + ")";
}

std::string granted_rows(const Granted& each) {
  const std::string acl = std::string(each.acl) + "::text[]";
  const std::string built_in = "pg_catalog.acldefault(" + std::string(each.letter) + ", " + each.owner + ")::text[]";
  return std::string("SELECT ") + each.class_id + "::oid, " + each.oid + ", " + each.sub_id +
         ", NULL::text, CASE WHEN " + each.acl + " IS NOT NULL AND NOT " + same(acl, built_in) + " THEN " + acl +
         " END, pg_catalog.pg_get_userbyid(" + each.owner + "), '" + each.type + "', " + each.sequence +
         "::text[], NULL::text[] FROM " + each.from;
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
  return std::string(" UNION ALL SELECT ") + each.class_id + "::oid, c.oid, 0, " + each.keyword + " || ' ' || " +
         each.name + ", CASE WHEN NOT " + same(acl, built_in) + " THEN " + acl + " END, pg_catalog.pg_get_userbyid(" +
         prefix + "owner), " + each.type + ", NULL::text[], i.initprivs::text[] FROM pg_catalog." + each.catalog +
         " c JOIN pg_catalog.pg_depend e ON e.classid = " + each.class_id +
         " AND e.objid = c.oid AND e.deptype = 'e' LEFT JOIN pg_catalog.pg_init_privs i ON i.classoid = " +
         each.class_id + " AND i.objoid = c.oid AND i.objsubid = 0 WHERE (" + prefix +
         "acl IS NOT NULL OR i.initprivs IS NOT NULL) AND NOT " + same(acl, initial);
}

}  // namespace

std::string privileges_query() {
  const Granted all[] = {
      {"1259", "c.oid", "0", "c.relacl", "c.relowner", "table", "'r'", "NULL",
       "pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") +
           " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')"},
      {"1259", "c.oid", "0", "c.relacl", "c.relowner", "sequence", "'s'",
       "CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND d.objid = c.oid AND d.objsubid "
       "= 0 "
       "AND d.refclassid = 1259 AND d.refobjsubid <> 0 AND d.deptype = 'i') THEN ARRAY[n.nspname, c.relname] END",
       "pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") + " WHERE c.relkind = 'S'"},
      {"1259", "a.attrelid", "a.attnum", "a.attacl", "c.relowner", "column", "'c'", "NULL",
       "pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN " +
           user_namespace("c.relnamespace") + " WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND a.attnum > 0"},
      {"1255", "c.oid", "0", "c.proacl", "c.proowner", "function", "'f'", "NULL",
       "pg_catalog.pg_proc c JOIN " + user_namespace("c.pronamespace")},
      {"1247", "c.oid", "0", "c.typacl", "c.typowner", "type", "'T'", "NULL",
       "pg_catalog.pg_type c JOIN " + user_namespace("c.typnamespace") +
           " LEFT JOIN pg_catalog.pg_class r ON c.typtype = 'c' AND r.oid = c.typrelid "
           "WHERE c.typtype IN ('e', 'd', 'r') OR r.relkind = 'c' OR (c.typtype = 'b' AND c.typelem = 0)"},
      {"2615", "c.oid", "0", "c.nspacl", "c.nspowner", "schema", "'n'", "NULL",
       "pg_catalog.pg_namespace c WHERE c.oid >= 16384 OR c.oid = 2200"},
      {"2612", "c.oid", "0", "c.lanacl", "c.lanowner", "language", "'l'", "NULL",
       "pg_catalog.pg_language c WHERE c.oid >= 16384 AND c.lanpltrusted"},
      {"2328", "c.oid", "0", "c.fdwacl", "c.fdwowner", "foreign data wrapper", "'F'", "NULL",
       "pg_catalog.pg_foreign_data_wrapper c WHERE c.oid >= 16384"},
      {"1417", "c.oid", "0", "c.srvacl", "c.srvowner", "foreign server", "'S'", "NULL",
       "pg_catalog.pg_foreign_server c"},
  };
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
  for (const Granted& each : all) sql += (sql.empty() ? "" : " UNION ALL ") + granted_rows(each);
  for (const Member& each : members) sql += member_rows(each);
  return sql;
}

}  // namespace pgplumb::kinds
