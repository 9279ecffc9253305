// Facts about PostgreSQL's system catalogs that more than one kind needs.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pgplumb::kinds {

// OIDs of the catalogs themselves, fixed since their CATALOG() lines (src/include/catalog/*.h).
inline constexpr std::uint32_t pg_default_acl = 826;
inline constexpr std::uint32_t pg_type = 1247;
inline constexpr std::uint32_t pg_proc = 1255;
inline constexpr std::uint32_t pg_class = 1259;
inline constexpr std::uint32_t pg_foreign_server = 1417;
inline constexpr std::uint32_t pg_user_mapping = 1418;
inline constexpr std::uint32_t pg_foreign_data_wrapper = 2328;
inline constexpr std::uint32_t pg_am = 2601;
inline constexpr std::uint32_t pg_attrdef = 2604;
inline constexpr std::uint32_t pg_cast = 2605;
inline constexpr std::uint32_t pg_constraint = 2606;
inline constexpr std::uint32_t pg_conversion = 2607;
inline constexpr std::uint32_t pg_language = 2612;
inline constexpr std::uint32_t pg_namespace = 2615;
inline constexpr std::uint32_t pg_opclass = 2616;
inline constexpr std::uint32_t pg_operator = 2617;
inline constexpr std::uint32_t pg_rewrite = 2618;
inline constexpr std::uint32_t pg_trigger = 2620;
inline constexpr std::uint32_t pg_opfamily = 2753;
inline constexpr std::uint32_t pg_extension = 3079;
inline constexpr std::uint32_t pg_policy = 3256;
inline constexpr std::uint32_t pg_statistic_ext = 3381;
inline constexpr std::uint32_t pg_collation = 3456;
inline constexpr std::uint32_t pg_event_trigger = 3466;
inline constexpr std::uint32_t pg_transform = 3576;
inline constexpr std::uint32_t pg_ts_dict = 3600;
inline constexpr std::uint32_t pg_ts_parser = 3601;
inline constexpr std::uint32_t pg_ts_config = 3602;
inline constexpr std::uint32_t pg_ts_template = 3764;
inline constexpr std::uint32_t pg_subscription = 6100;
inline constexpr std::uint32_t pg_publication = 6104;
inline constexpr std::uint32_t pg_publication_rel = 6106;

/// Leaves pgplumb's own schema out of pg_namespace n, or, for the journal, which says so by this setting, everything
/// else.
inline constexpr const char* not_our_own =
    "(n.nspname = 'pgplumb') = (pg_catalog.current_setting('pgplumb.own', true) IS NOT DISTINCT FROM 'on')";

/// The schemas whose objects are the user's, to be joined as `n`: "JOIN " + user_namespace("c.relnamespace").
/// OIDs below 16384 are the system's; public, 2200, is handed to the user.
[[nodiscard]] inline std::string user_namespace(std::string_view column) {
  return "pg_catalog.pg_namespace n ON n.oid = " + std::string(column) +
         " AND (n.oid >= 16384 OR n.oid = 2200) AND n.nspname !~ '^pg_(toast_)?temp_' AND " + not_our_own;
}

/// pg_attribute.attoptions (of alias `a`) as the user set them: minor releases of late 2026 keep a version of their own
/// among them, pg_attver=N, which differs from database to database and which pg_dump leaves out too.
[[nodiscard]] inline std::string attribute_options(std::string_view a) {
  const std::string column = std::string(a) + ".attoptions";
  return "CASE WHEN " + column + " IS NULL OR (pg_catalog.cardinality(" + column + ") = 1 AND " + column +
         "[1] LIKE 'pg_attver=%') THEN NULL ELSE (SELECT pg_catalog.array_agg(o ORDER BY o COLLATE \"C\") FROM "
         "pg_catalog.unnest(" +
         column + ") o WHERE o NOT LIKE 'pg_attver=%') END";
}

/// The columns of the relation with OID `relation`, as text[] "name type", with the collation where it is not the
/// type's.
[[nodiscard]] inline std::string relation_columns(std::string_view relation) {
  return "(SELECT pg_catalog.array_agg(a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod) || "
         "CASE WHEN a.attcollation <> y.typcollation THEN ' COLLATE ' || a.attcollation::pg_catalog.regcollation::text "
         "ELSE '' END "
         "ORDER BY a.attnum) FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type y ON y.oid = a.atttypid "
         "WHERE a.attrelid = " +
         std::string(relation) + " AND a.attnum > 0 AND NOT a.attisdropped)";
}

/// An array whose order means nothing, sorted alike whatever the database's collation is.
[[nodiscard]] inline std::string sorted_array(std::string_view column) {
  return "CASE WHEN " + std::string(column) +
         " IS NOT NULL THEN (SELECT pg_catalog.array_agg(o ORDER BY o COLLATE \"C\") FROM pg_catalog.unnest(" +
         std::string(column) + ") o) END";
}

}  // namespace pgplumb::kinds
