#include "kinds/not_null.hpp"

#include "base/hash.hpp"
#include "kinds/column_heirs.hpp"
#include "kinds/partition.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

std::string default_name(const ObjectId& id) {
  return id.path[1] + "_" + id.path[2] + "_not_null";
}

std::string name_of(const ObjectId& id, const Column& column) {
  return column.not_null_name.empty() ? default_name(id) : column.not_null_name;
}

bool is_inheritable(const Column& column) {
  return column.not_null && !column.not_null_no_inherit;
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

Sql rename_constraint(const ObjectId& id, const std::string& from, const std::string& to) {
  return {alter_table(id.path) + " RENAME CONSTRAINT " + sql::identifier(from) + " TO " + sql::identifier(to)};
}

// RENAME CONSTRAINT reaches all that inherit it, and needs the same name in each.
bool can_rename(const Pair<Column>& p) {
  const std::string from = name_of(p.id(), p.from);
  const std::string to = name_of(p.id(), p.to);
  const std::vector<Pair<Column>> heirs = heirs_below(p);
  return std::all_of(heirs.begin(), heirs.end(), [&](const Pair<Column>& heir) {
    return name_of(heir.id(), heir.from) == from && name_of(heir.id(), heir.to) == to;
  });
}

// Nothing in place leads there.
bool is_made_again(const Pair<Column>& p) {
  if (!p.from.not_null || !p.to.not_null) return false;
  return (p.to.not_null_not_valid && !p.from.not_null_not_valid) ||
         (name_of(p.id(), p.from) != name_of(p.id(), p.to) && !can_rename(p));
}

Sql drop_not_null(const ObjectId& id) {
  return {alter_column(id) + "DROP NOT NULL", alter_table(id.path)};
}

// What goes with the parent's. One that has it apart from its parent keeps it, and is asked for it in vain; one that is
// to have it from another parent only has it by then.
void give_back(const Pair<Column>& p, std::vector<Sql>& statements) {
  for (const Pair<Column>& heir : heirs_below(p))
    if (heir.from.not_null && heir.to.not_null && !heir.to.not_null_inherited)
      statements.push_back(add_not_null(heir.id(), heir.to, alter_table(heir.id().path), p.context.to()));
}

// Once it is inherited, no name can be changed.
void rename_first(const Pair<Column>& p, std::vector<Sql>& statements) {
  for (const Pair<Column>& heir : heirs_below(p)) {
    const ObjectId& id = heir.id();
    const std::string from = name_of(id, heir.from);
    // What is to be the parent's alone is not there before that.
    if (heir.from.not_null && !heir.from.not_null_inherited && heir.to.not_null_inherited) {
      statements.push_back(drop_not_null(id));
      continue;
    }
    if (heir.from.not_null && heir.to.not_null && from != name_of(id, heir.to))
      statements.push_back(rename_constraint(id, from, name_of(id, heir.to)));
  }
}

// Whether a parent's statements leave this one as it is to be.
bool parent_changes_it(const Pair<Column>& p) {
  return any_parent(p, [&](const Pair<Column>& parent) {
    if (!is_inheritable(parent.from)) return is_inheritable(parent.to) && p.to.not_null;
    if (!parent.to.not_null || is_made_again(parent)) return p.from.not_null && p.to.not_null;
    return name_of(parent.id(), parent.from) != name_of(parent.id(), parent.to) ||
           parent.from.not_null_not_valid != parent.to.not_null_not_valid || parent_changes_it(parent);
  });
}

std::vector<Sql> change_constraint(const Pair<Column>& p) {
  const std::string table = alter_table(p.id().path);
  if (is_made_again(p)) {
    std::vector<Sql> statements = {{table + " " + drop_not_null(p.id()).text}};
    give_back(p, statements);
    statements.push_back(add_not_null(p.id(), p.to, table, p.context.to()));
    return statements;
  }
  std::vector<Sql> statements;
  const std::string name = sql::identifier(name_of(p.id(), p.to));
  if (name_of(p.id(), p.from) != name_of(p.id(), p.to))
    statements.push_back(rename_constraint(p.id(), name_of(p.id(), p.from), name_of(p.id(), p.to)));
  if (!is_inheritable(p.from) && is_inheritable(p.to)) rename_first(p, statements);
  if (p.from.not_null_no_inherit != p.to.not_null_no_inherit)
    statements.push_back({"ALTER CONSTRAINT " + name + (p.to.not_null_no_inherit ? " NO INHERIT" : " INHERIT"), table});
  if (p.from.not_null_not_valid && !p.to.not_null_not_valid)
    statements.push_back({"VALIDATE CONSTRAINT " + name, table});
  return statements;
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

std::vector<Sql> by_validated_check(const ObjectId& id, const std::vector<Sql>& statements) {
  const std::string table = alter_table(id.path);
  const std::string check = sql::identifier("pgplumb_not_null_" + sha256_hex(id.path[2]).substr(0, 8));
  std::vector<Sql> online;
  const auto add = [&](Sql statement, Phase phase) {
    statement.phase = phase;
    online.push_back(std::move(statement));
  };
  add({"ADD CONSTRAINT " + check + " CHECK (" + sql::identifier(id.path[2]) + " IS NOT NULL) NOT VALID", table},
      Phase::change);
  add({"VALIDATE CONSTRAINT " + check, table}, Phase::validate);
  for (const Sql& statement : statements) add(statement, Phase::rely);
  // In one ALTER with SET NOT NULL it would go first, and the table be read after all.
  add({"DROP CONSTRAINT " + check, table}, Phase::clear);
  return online;
}

bool is_own_not_null(const ObjectId& id, const Column& column, const Context& context) {
  return context.to().origin().server_version >= not_null_constraints_since && !column.not_null_inherited &&
         !is_partition(context.to(), id.path);
}

std::vector<Sql> change_not_null(const Pair<Column>& p) {
  const bool is_constraint = p.context.to().origin().server_version >= not_null_constraints_since;
  if (is_constraint && parent_changes_it(p)) return {};
  if (p.from.not_null && p.to.not_null) return change_constraint(p);
  std::vector<Sql> statements;
  if (p.to.not_null) {
    if (is_constraint && is_inheritable(p.to)) rename_first(p, statements);
    statements.push_back(add_not_null(p.id(), p.to, alter_table(p.id().path), p.context.to()));
  } else {
    statements.push_back(drop_not_null(p.id()));
    give_back(p, statements);
  }
  return statements;
}

}  // namespace pgplumb::kinds
