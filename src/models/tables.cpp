#include "models/tables.hpp"

#include <algorithm>

#include "models/check_constraint.hpp"

namespace pgplumb::models {

namespace {

using Row = std::vector<std::optional<std::string>>;

std::string at(const Row& row, std::size_t column) {
  return row.at(column).value_or("");
}

std::int64_t number(const std::string& text) {
  return text.empty() ? 0 : std::stoll(text);
}

struct Type {
  std::string name;
  char kind = 'b';
  char category = 'U';
  std::string base;
  std::int64_t modifier = -1;  ///< of a domain's base
  bool not_null = false;
  std::string element;  ///< of an array
  std::vector<std::string> labels;
  Allowed allowed;  ///< by the domain's constraints
};

using Types = std::map<std::string, Type>;  // by OID

Types read_types(postgres::Connection& connection) {
  Types types;
  const auto answer = connection.execute(
      "SELECT t.oid, t.typname, t.typtype, t.typcategory, t.typbasetype, t.typtypmod, t.typnotnull, "
      "CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END, e.enumlabel, "
      "pg_catalog.pg_get_constraintdef(c.oid) "
      "FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid "
      "LEFT JOIN pg_catalog.pg_constraint c ON c.contypid = t.oid AND c.contype = 'c' "
      "ORDER BY t.oid, e.enumlabel, c.conname");
  for (const Row& row : answer.rows) {
    Type& type = types[at(row, 0)];
    type.name = at(row, 1);
    type.kind = at(row, 2).at(0);
    type.category = at(row, 3).at(0);
    type.base = at(row, 4);
    type.modifier = number(at(row, 5));
    type.not_null = at(row, 6) == "t";
    type.element = at(row, 7) == "0" ? "" : at(row, 7);
    if (row.at(8)) type.labels.push_back(*row.at(8));
    if (row.at(9)) type.allowed.narrow(allowed_by(*row.at(9), "value"));
  }
  return types;
}

void narrow(ColumnType& type, const Allowed& allowed) {
  if (allowed.max_length && (!type.max_length || *allowed.max_length < *type.max_length))
    type.max_length = allowed.max_length;
  if (allowed.values) type.values = allowed.values;
}

/// Takes off domains and the array; answers with whether a domain forbids NULL.
bool resolve(ColumnType& column, const Types& types, std::string oid, std::int64_t modifier) {
  bool not_null = false;
  for (auto found = types.find(oid); found != types.end(); found = types.find(oid)) {
    const Type& type = found->second;
    if (type.kind == 'd') {
      not_null = not_null || (type.not_null && !column.array);
      narrow(column, type.allowed);
      if (type.modifier >= 0) modifier = type.modifier;
      oid = type.base;
    } else if (!type.element.empty() && !column.array) {
      column.array = true;
      oid = type.element;
    } else {
      column.name = type.name;
      column.kind = type.kind;
      column.category = type.category;
      if (type.kind == 'e') {
        column.values = type.labels;
        std::sort(column.values->begin(), column.values->end());
      }
      constexpr std::int64_t header = 4;  // VARHDRSZ, which the modifiers of varchar, char and numeric count in
      if ((type.name == "varchar" || type.name == "bpchar") && modifier >= header) {
        Allowed declared;
        declared.max_length = modifier - header;
        narrow(column, declared);
      }
      if (type.name == "numeric" && modifier >= header) column.scale = (modifier - header) & 0x7FF;
      break;
    }
  }
  return not_null;
}

/// Of tables of one name, the one that comes first along the search_path that people have here.
void mark_visible(std::vector<Table>& tables, postgres::Connection& connection) {
  const auto path = connection.execute(
      "RESET search_path; SELECT pg_catalog.unnest(pg_catalog.current_schemas(false)); SET search_path = ''");
  std::set<std::string> seen;
  for (const Row& schema : path.rows)
    for (Table& table : tables)
      if (table.schema == at(schema, 0)) table.visible = seen.insert(table.name).second;
}

}  // namespace

std::vector<Table> read_tables(postgres::Connection& connection) {
  const Types types = read_types(connection);
  std::vector<Table> tables;
  std::map<std::string, std::size_t> by_oid;
  const auto columns = connection.execute(
      "SELECT c.oid, n.nspname, c.relname, c.relkind IN ('v', 'm'), a.attname, "
      "pg_catalog.format_type(a.atttypid, a.atttypmod), a.atttypid, a.atttypmod, a.attnotnull, "
      "a.atthasdef OR a.attidentity <> '' "
      "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
      "LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
      "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' "
      "AND n.nspname NOT IN ('information_schema', 'pgplumb') AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d "
      "WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype = 'e') "
      "ORDER BY n.nspname COLLATE \"C\", c.relname COLLATE \"C\", a.attnum");
  for (const Row& row : columns.rows) {
    if (by_oid.emplace(at(row, 0), tables.size()).second) {
      Table table;
      table.schema = at(row, 1);
      table.name = at(row, 2);
      table.rows_of_its_own = at(row, 3) != "t";
      tables.push_back(std::move(table));
    }
    if (!row.at(4)) continue;
    Column column;
    column.name = at(row, 4);
    column.type.shown = at(row, 5);
    const bool by_domain = resolve(column.type, types, at(row, 6), number(at(row, 7)));
    column.not_null = at(row, 8) == "t" || by_domain;
    column.has_default = at(row, 9) == "t";
    tables.back().columns.push_back(std::move(column));
  }
  mark_visible(tables, connection);
  const auto checks = connection.execute(
      "SELECT c.conrelid, a.attname, pg_catalog.pg_get_constraintdef(c.oid) FROM pg_catalog.pg_constraint c "
      "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
      "WHERE c.contype = 'c' AND pg_catalog.cardinality(c.conkey) = 1 ORDER BY c.conrelid, c.conname");
  for (const Row& row : checks.rows) {
    const auto table = by_oid.find(at(row, 0));
    if (table == by_oid.end()) continue;
    for (Column& column : tables[table->second].columns)
      if (column.name == at(row, 1) && !column.type.array) narrow(column.type, allowed_by(at(row, 2), column.name));
  }
  const auto keys = connection.execute(
      "SELECT DISTINCT conrelid, confrelid FROM pg_catalog.pg_constraint WHERE contype = 'f' ORDER BY 1, 2");
  for (const Row& row : keys.rows) {
    const auto from = by_oid.find(at(row, 0));
    const auto to = by_oid.find(at(row, 1));
    if (from == by_oid.end() || to == by_oid.end()) continue;
    tables[from->second].refers_to.emplace(tables[to->second].schema, tables[to->second].name);
  }
  return tables;
}

}  // namespace pgplumb::models
