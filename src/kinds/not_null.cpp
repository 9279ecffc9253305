#include "kinds/not_null.hpp"

#include "base/hash.hpp"
#include "kinds/column_heirs.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/not_null_family.hpp"
#include "kinds/not_null_names.hpp"
#include "kinds/partition.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

std::string default_name(const ObjectId& id) {
  return id.path[1] + "_" + id.path[2] + "_not_null";
}

// The server gives its name to those that inherit it, and takes none of its own accord that another constraint of the
// schema has; which may be one of these, made before.
bool is_handed_down(const std::string& name, const ObjectId& id, const Catalog& catalog) {
  if (catalog.origin().server_version < not_null_constraints_since) return false;
  const std::vector<ObjectId> columns = columns_below(id, catalog);
  return std::any_of(columns.begin(), columns.end(), [&](const ObjectId& below) {
    const Object* column = catalog.find(below);
    return column != nullptr &&
           (fields_of<Column>(*column).not_null_name == name || is_handed_down(name, below, catalog));
  });
}

// "CONSTRAINT name "; empty where the server thinks up that name.
std::string name_clause(const ObjectId& id, const Column& column, const Catalog& catalog) {
  std::string name = column.not_null_name;
  if (name.empty() && is_handed_down(default_name(id), id, catalog)) name = default_name(id);
  return name.empty() ? name : "CONSTRAINT " + sql::identifier(name) + " ";
}

bool is_constraint(const Pair<Column>& p) {
  return p.context.to().origin().server_version >= not_null_constraints_since;
}

// A parent is to hand it down by another name.
bool is_handed_another_name(const ObjectId& id, const Column& column, const Context& context) {
  if (!is_own_not_null(id, column, context)) return false;
  for (std::size_t at = 0; at + 1 < column.parents.size(); at += 2) {
    const ObjectId above{id.kind, {column.parents[at], column.parents[at + 1], id.path[2]}};
    const Object* parent = context.to().find(above);
    if (parent != nullptr && hands_down_not_null(fields_of<Column>(*parent)) &&
        not_null_name(above, fields_of<Column>(*parent)) != not_null_name(id, column))
      return true;
  }
  return false;
}

std::vector<Sql> change_with_family(const Pair<Column>& p) {
  if (!speaks_of_not_null(p)) return {};
  return change_not_null_named(NotNullFamily(p));
}

bool becomes_not_null(const Pair<Column>& p) {
  return !p.from.not_null && p.to.not_null;
}

// The columns whose rows the change of `p` has the server read, and not since it reads a parent's.
std::vector<ObjectId> gaining(const Pair<Column>& p) {
  std::vector<ObjectId> columns;
  if (!is_constraint(p)) {
    if (becomes_not_null(p)) columns.push_back(p.id());
  } else if (becomes_not_null(p) && speaks_of_not_null(p)) {
    const NotNullFamily family(p);
    for (const NotNullFamily::Member& member : family.members())
      if (family.gains(member)) columns.push_back(member.pair.id());
  }
  return columns;
}

}  // namespace

std::string alter_column(const ObjectId& id) {
  return "ALTER COLUMN " + sql::identifier(id.path[2]) + " ";
}

Sql set_not_null(const ObjectId& id) {
  return {alter_column(id) + "SET NOT NULL", alter_table(id.path)};
}

std::string not_null_clause(const ObjectId& id, const Column& column, const Catalog& catalog) {
  return name_clause(id, column, catalog) + "NOT NULL" + (column.not_null_no_inherit ? " NO INHERIT" : "");
}

Sql add_not_null(const ObjectId& id, const Column& column, const std::string& alter, const Catalog& catalog) {
  const std::string name = name_clause(id, column, catalog);
  if (name.empty() && !column.not_null_no_inherit && !column.not_null_not_valid)
    return {alter_column(id) + "SET NOT NULL", alter};
  return {"ADD " + name + "NOT NULL " + sql::identifier(id.path[2]) +
              (column.not_null_no_inherit ? " NO INHERIT" : "") + (column.not_null_not_valid ? " NOT VALID" : ""),
          alter};
}

std::vector<Sql> by_validated_checks(const std::vector<ObjectId>& columns, const std::vector<Sql>& statements) {
  std::vector<Sql> online;
  const auto add = [&](Sql statement, Phase phase) {
    statement.phase = phase;
    online.push_back(std::move(statement));
  };
  const auto of_checks = [&](Phase phase, const char* verb, const auto& rest) {
    for (const ObjectId& id : columns) {
      const std::string check = sql::identifier("pgplumb_not_null_" + sha256_hex(id.path[2]).substr(0, 8));
      add({verb + (" CONSTRAINT " + check) + rest(id), alter_table(id.path)}, phase);
    }
  };
  const auto nothing = [](const ObjectId& /*id*/) { return std::string(); };
  of_checks(Phase::change, "ADD",
            [](const ObjectId& id) { return " CHECK (" + sql::identifier(id.path[2]) + " IS NOT NULL) NOT VALID"; });
  of_checks(Phase::validate, "VALIDATE", nothing);
  for (const Sql& statement : statements) add(statement, Phase::rely);
  // In one ALTER with SET NOT NULL it would go first, and the table be read after all.
  of_checks(Phase::clear, "DROP", nothing);
  return online;
}

bool is_own_not_null(const ObjectId& id, const Column& column, const Context& context) {
  return context.to().origin().server_version >= not_null_constraints_since && !column.not_null_inherited &&
         !is_partition(context.to(), id.path);
}

std::string not_null_name(const ObjectId& id, const Column& column) {
  return column.not_null_name.empty() ? default_name(id) : column.not_null_name;
}

Sql rename_not_null(const ObjectId& id, const std::string& from, const std::string& to) {
  return {alter_table(id.path) + " RENAME CONSTRAINT " + sql::identifier(from) + " TO " + sql::identifier(to)};
}

bool is_named_apart(const ObjectId& id, const Column& column, const Context& context) {
  return !column.not_null_not_valid && context.is_created(table_id(id.path)) &&
         is_handed_another_name(id, column, context);
}

bool is_named_before_parent(const ObjectId& id, const Column& column, const Context& context) {
  return column.not_null && !context.is_created(table_id(id.path)) && context.from().find(id) == nullptr &&
         comes_from_parent(column.parents, id, context) && is_handed_another_name(id, column, context);
}

std::vector<Sql> not_null_of_heirs(const ObjectId& id, const Context& context) {
  std::vector<Sql> statements;
  for (const ObjectId& below : columns_below(id, context.to())) {
    const Object* heir = context.to().find(below);
    if (heir == nullptr) continue;
    for (Sql& statement : not_null_of_heirs(below, context)) statements.push_back(std::move(statement));
    const auto& column = fields_of<Column>(*heir);
    if (is_named_before_parent(below, column, context))
      statements.push_back(add_not_null(below, column, alter_table(below.path), context.to()));
  }
  return statements;
}

Creation not_null_of_table(const ObjectId& id, const Column& column) {
  Creation creation;
  creation.alter = alter_table_only(id.path);
  creation.prefix = "ADD ";
  creation.open = "CONSTRAINT " + sql::identifier(not_null_name(id, column)) + " NOT NULL " +
                  sql::identifier(id.path[2]) + (column.not_null_no_inherit ? " NO INHERIT" : "");
  creation.host = table_id(id.path);
  creation.place = {3, id.path[2]};
  return creation;
}

std::vector<Sql> change_not_null(const Pair<Column>& p) {
  if (is_constraint(p)) return change_with_family(p);
  if (p.to.not_null) return {set_not_null(p.id())};
  std::vector<Sql> statements = {{alter_column(p.id()) + "DROP NOT NULL", alter_table(p.id().path)}};
  // What goes with the parent's.
  for (const Pair<Column>& heir : heirs_below(p))
    if (heir.from.not_null && heir.to.not_null) statements.push_back(set_not_null(heir.id()));
  return statements;
}

void relieve_not_null(const Pair<Column>& p, Alteration& alteration) {
  const std::vector<ObjectId> columns = gaining(p);
  if (!columns.empty()) alteration.online = by_validated_checks(columns, alteration.statements);
}

}  // namespace pgplumb::kinds
