#include "witness/witness.hpp"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "sql/identifier.hpp"

namespace pgplumb::witness {

namespace {

// For each column: its catalog, that one's OID, its name and type, the first column of the catalog's key, the catalog
// that this refers to or 0, the one that the column refers to or 0, and whether it holds a list of references.
constexpr const char* columns_query =
    "SELECT c.relname, c.oid, a.attname, t.typname, k.attname, coalesce(kf.pktable::pg_catalog.oid, 0), "
    "coalesce(f.pktable::pg_catalog.oid, 0), coalesce(f.is_array, false) "
    "FROM pg_catalog.pg_class c "
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
    "JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
    "JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary "
    "JOIN pg_catalog.pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0] "
    "LEFT JOIN pg_catalog.pg_get_catalog_foreign_keys() f ON f.fktable = c.oid AND f.fkcols = ARRAY[a.attname::text] "
    "LEFT JOIN pg_catalog.pg_get_catalog_foreign_keys() kf ON kf.fktable = c.oid AND kf.fkcols = "
    "ARRAY[k.attname::text] AND NOT kf.is_array "
    "WHERE c.relnamespace = 'pg_catalog'::pg_catalog.regnamespace AND c.relkind = 'r' AND NOT c.relisshared "
    "ORDER BY c.relname, a.attnum";

struct Column {
  std::string catalog, class_id, name, type, key, key_class, refers_to;
  bool list = false;

  [[nodiscard]] bool is_of_attribute() const { return catalog == "pg_attribute"; }
  [[nodiscard]] std::string table() const { return "pg_catalog." + sql::identifier(catalog); }
  /// Of the row `x`.
  [[nodiscard]] std::string plain_text() const { return "x." + sql::identifier(name) + "::pg_catalog.text"; }
};

std::vector<Column> columns_of(postgres::Connection& connection) {
  std::vector<Column> columns;
  for (const auto& row : connection.execute(columns_query).rows)
    columns.push_back({*row[0], *row[1], *row[2], *row[3], *row[4], *row[5], *row[6], *row[7] == "t"});
  return columns;
}

std::string identity(const std::string& class_id, const std::string& oid) {
  return "(SELECT o.identity FROM pg_catalog.pg_identify_object(" + class_id + ", " + oid + ", 0) o)";
}

// The same for equal objects of two databases: names instead of OIDs.
std::string value(const Column& column) {
  const std::string text = column.plain_text();
  static const std::set<std::string> told = {"bool", "char", "int2", "int4", "int8", "float4", "name", "oid"};
  if (column.refers_to != "0" && column.list)
    return "(SELECT pg_catalog.string_agg(" + identity(column.refers_to, "r") + ", ', ') FROM pg_catalog.unnest(x." +
           sql::identifier(column.name) + ") r)";
  if (column.refers_to != "0") return identity(column.refers_to, "x." + sql::identifier(column.name));
  if (told.contains(column.type)) return text;
  return "'of digest ' || pg_catalog.left(pg_catalog.md5(" + text + "), 8)";
}

std::string is_users(const Column& column) {
  const std::string key = "x." + sql::identifier(column.key);
  if (column.catalog == "pg_namespace") return "(" + key + " >= 16384 OR " + key + " = 2200)";
  return key + " >= 16384" + (column.is_of_attribute() ? " AND x.attnum > 0" : "");
}

// What the rows of the server's own all hold; nothing, false or zero where there are none.
std::string is_plain(const Column& column) {
  const std::string of_own = "FROM " + column.table() + " x WHERE NOT " + is_users(column);
  return "CASE WHEN EXISTS (SELECT " + of_own + ") THEN " + column.plain_text() +
         " IS NOT DISTINCT FROM (SELECT CASE " + "WHEN pg_catalog.count(DISTINCT " + column.plain_text() +
         ") = 1 THEN pg_catalog.min(" + column.plain_text() + ") END " + of_own + ") ELSE coalesce(" +
         column.plain_text() + " IN ('', 'false', '0', '{}', '-'), true) END";
}

std::string attribute_query(const Column& column) {
  const std::string key = "x." + sql::identifier(column.key);
  const bool has_address = column.key == "oid";
  const std::string address = column.is_of_attribute() ? "1259, x.attrelid, x.attnum::integer, x.attname::text"
                                                       : (has_address ? column.class_id : column.key_class) + ", " +
                                                             key + ", 0, " + sql::literal(column.catalog) + "::text";
  return "SELECT " + address + ", " + sql::literal(column.catalog + "." + column.name + " is ") + " || coalesce(" +
         value(column) + ", 'nothing'), NOT (" + is_plain(column) + ") FROM " + column.table() + " x WHERE " +
         is_users(column);
}

// All columns of a catalog that is not known.
std::string row_query(const std::vector<Column>& columns) {
  const Column& first = columns.front();
  const std::string key = "x." + sql::identifier(first.key);
  const std::string name =
      first.key == "oid" ? "coalesce(" + identity(first.class_id, key) + ", " + key + "::text)" : key + "::text";
  std::vector<std::string> values;
  for (const Column& column : columns)
    if (column.name != column.key) values.push_back(value(column));
  return "SELECT 0, 0, 0, 0, " + sql::literal("row of " + first.catalog) + ", " + name +
         ", pg_catalog.concat_ws(', ', " + (values.empty() ? "''" : sql::join(values, ", ")) + ") FROM " +
         first.table() + " x WHERE " + is_users(first);
}

std::map<std::string_view, std::set<std::string_view>> by_name(std::span<const KnownCatalog> known) {
  std::map<std::string_view, std::set<std::string_view>> names;
  for (const KnownCatalog& catalog : known) {
    std::set<std::string_view>& columns = names[catalog.name];
    for (std::string_view rest = catalog.columns; !rest.empty();) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      columns.insert(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return names;
}

}  // namespace

Unread find_unread(postgres::Connection& connection, std::span<const KnownCatalog> known) {
  const auto names = by_name(known);
  std::vector<std::string> attributes;
  std::map<std::string, std::vector<Column>> catalogs;
  for (Column& column : columns_of(connection)) {
    const auto catalog = names.find(column.catalog);
    if (catalog == names.end()) {
      catalogs[column.catalog].push_back(std::move(column));
    } else if (!catalog->second.contains(column.name)) {
      attributes.push_back(attribute_query(column));
    }
  }
  Unread unread;
  if (!attributes.empty())
    unread.attributes =
        "SELECT class_id, object_id, sub_id, part, pg_catalog.string_agg(what, ', ' ORDER BY what COLLATE \"C\"), "
        "pg_catalog.bool_or(notable) FROM (" +
        sql::join(attributes, " UNION ALL ") +
        ") u (class_id, object_id, sub_id, part, what, notable) GROUP BY class_id, object_id, sub_id, part";
  std::vector<std::string> rows;
  for (const auto& [name, columns] : catalogs) rows.push_back(row_query(columns));
  if (!rows.empty()) unread.rows = sql::join(rows, " UNION ALL ");
  return unread;
}

}  // namespace pgplumb::witness
