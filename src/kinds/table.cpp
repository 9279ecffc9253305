#include "kinds/table.hpp"

#include <fmt/format.h>

#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "kinds/declared.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/parameters.hpp"
#include "kinds/partition.hpp"
#include "kinds/sequence_options.hpp"

namespace pgplumb::kinds {

namespace {

struct Table {
  std::string persistence;             ///< "unlogged", or empty for permanent
  std::string partition_key;           ///< pg_get_partkeydef(); empty: not partitioned
  std::vector<std::string> key_types;  ///< of the columns in the partition key, with their names and collations
  std::string of_type;                 ///< the composite type of a typed table
  std::vector<std::string> options;    ///< storage parameters
  std::vector<std::string> toast_options;
  bool row_security = false;
  bool force_row_security = false;
  std::string access_method;  ///< empty: heap, or none of a partitioned table
  std::string tablespace;     ///< empty: the database's
};

}  // namespace

std::string alter_table(const std::vector<std::string>& path) {
  return "ALTER TABLE " + sql::qualified(path[0], path[1]);
}

std::string alter_table_only(const std::vector<std::string>& path) {
  return "ALTER TABLE ONLY " + sql::qualified(path[0], path[1]);
}

ObjectId table_id(const std::vector<std::string>& path) {
  return {&table_kind(), {path[0], path[1]}};
}

std::string partition_key_of(const Catalog& catalog, const std::vector<std::string>& path) {
  const Object* table = catalog.find(table_id(path));
  return table == nullptr ? std::string() : fields_of<Table>(*table).partition_key;
}

bool is_partitioned(const Catalog& catalog, const std::vector<std::string>& path) {
  const Object* table = catalog.find(table_id(path));
  return table != nullptr && !fields_of<Table>(*table).partition_key.empty();
}

bool is_typed(const Catalog& catalog, const std::vector<std::string>& path) {
  const Object* table = catalog.find(table_id(path));
  return table != nullptr && !fields_of<Table>(*table).of_type.empty();
}

bool is_plain_heap(const Catalog& catalog, const std::vector<std::string>& path) {
  const Object* object = catalog.find(table_id(path));
  if (object == nullptr) return false;
  const Table& table = fields_of<Table>(*object);
  return table.partition_key.empty() && (table.access_method.empty() || table.access_method == "heap") &&
         !(table.row_security && table.force_row_security);
}

namespace {

using P = const Pair<Table>&;

std::vector<Sql> one_action(P p, std::string action) {
  return {{std::move(action), alter_table(p.id().path)}};
}

// Older servers have no such command, and dropping the table to make it anew would lose its rows.
std::vector<Sql> set_access_method(P p) {
  const std::string wanted = p.to.access_method.empty() ? "heap" : p.to.access_method;
  const std::string has = p.from.access_method.empty() ? "heap" : p.from.access_method;
  if (const int version = p.context.from().origin().server_version; version < 150000)
    throw Error(fmt::format("{} has the access method {} and is to have {}: PostgreSQL {} cannot change it",
                            to_string(p.id()), has, wanted, version / 10000),
                "make a new table USING " + sql::identifier(wanted) +
                    ", copy the rows and rename it, or write the access method that it has in the schema file",
                ExitCode::refused);
  // A partitioned table has none by default; its partitions take the server's then.
  const bool none = p.to.access_method.empty() && !p.to.partition_key.empty();
  return one_action(p, "SET ACCESS METHOD " + (none ? "DEFAULT" : sql::identifier(wanted)));
}

// A foreign key of a permanent table may refer to permanent tables only: what it refers to becomes permanent before its
// table, and ceases to be after it. One that is made by this plan is made after both.
std::vector<ObjectIndex> persistent_before(const Object& object, const Context& context) {
  std::vector<ObjectIndex> needed;
  const Catalog& catalog = context.to();
  const std::string& persistence = fields_of<Table>(object).persistence;
  if (!changes_persistence(object.id.path, context)) return needed;
  const ObjectIndex self = catalog.index_of(object.id);
  for (const ObjectIndex part : catalog.dependents(self)) {
    if (catalog[part].parent != self) continue;
    if (persistence.empty() && !context.is_created(catalog[part].id)) {
      for (const ObjectIndex table : referenced_tables(catalog[part], catalog)) needed.push_back(table);
      continue;
    }
    for (const ObjectIndex user : catalog.dependents(part)) {
      if (persistence.empty() || context.is_created(catalog[user].id)) continue;
      const std::vector<ObjectIndex> tables = referenced_tables(catalog[user], catalog);
      if (std::find(tables.begin(), tables.end(), self) != tables.end()) needed.push_back(catalog[user].parent);
    }
  }
  return needed;
}

class TableKind final : public Declared<Table> {
 public:
  TableKind()
      : Declared(
            {.name = "table",
             .rank = 70,
             .renames = true,
             .owner = "x.relowner",
             .acl = "x.relacl",
             .acl_letter = 'r',
             .acl_type = "table"},
            in_schema(pg_class, "pg_class", "rel",
                      " LEFT JOIN pg_catalog.pg_class t ON t.oid = x.reltoastrelid WHERE x.relkind IN ('r', 'p')"),
            {
                field("persistence", &Table::persistence, letter("x.relpersistence", {{"p", ""}, {"u", "unlogged"}}))
                    .alters("ALTER TABLE ... SET LOGGED | UNLOGGED",
                            [](P p) {
                              const bool unlogged = !p.to.persistence.empty();
                              std::vector<Sql> all = one_action(p, unlogged ? "SET UNLOGGED" : "SET LOGGED");
                              for (Sql& statement : leave_sequences(p.id(), unlogged, p.context))
                                all.push_back(std::move(statement));
                              return all;
                            }),
                field("partition_key", &Table::partition_key,
                      "CASE WHEN x.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(x.oid) END")
                    .replaces("a table cannot become partitioned, or be partitioned in another way"),
                // A key column depends on its table so that it cannot be dropped alone.
                field("key_types", &Table::key_types,
                      "CASE WHEN x.relkind = 'p' THEN (SELECT pg_catalog.array_agg(pg_catalog.quote_ident(a.attname) "
                      "|| ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attcollation <> "
                      "y.typcollation THEN ' COLLATE ' || (SELECT pg_catalog.quote_ident(c.collname) FROM "
                      "pg_catalog.pg_collation c WHERE c.oid = a.attcollation) ELSE '' END ORDER BY a.attnum) FROM "
                      "pg_catalog.pg_depend d JOIN pg_catalog.pg_attribute a ON a.attrelid = x.oid AND a.attnum = "
                      "d.objsubid JOIN pg_catalog.pg_type y ON y.oid = a.atttypid WHERE d.classid = " +
                          std::to_string(pg_class) +
                          " AND d.objid = x.oid AND d.objsubid > 0 AND d.refclassid = d.classid AND d.refobjid = "
                          "x.oid AND d.refobjsubid = 0 AND d.deptype = 'i') END")
                    .replaces("no column of a partition key gets another type: the table, which has no rows of its "
                              "own, is made anew around its partitions"),
                field("of_type", &Table::of_type,
                      "CASE WHEN x.reloftype <> 0 THEN pg_catalog.format_type(x.reloftype, NULL) END")
                    .alters("ALTER TABLE ... OF | NOT OF",
                            [](P p) { return one_action(p, p.to.of_type.empty() ? "NOT OF" : "OF " + p.to.of_type); }),
                field("options", &Table::options, sorted_array("x.reloptions"))
                    .alters(
                        "ALTER TABLE ... SET | RESET (...)",
                        [](P p) { return change_parameters(alter_table(p.id().path), p.from.options, p.to.options); }),
                field("toast_options", &Table::toast_options, sorted_array("t.reloptions"))
                    .alters("ALTER TABLE ... SET | RESET (toast. ...)",
                            [](P p) {
                              return change_parameters(alter_table(p.id().path), p.from.toast_options,
                                                       p.to.toast_options, "toast.");
                            }),
                field("row_security", &Table::row_security, "x.relrowsecurity")
                    .alters("ALTER TABLE ... ENABLE | DISABLE ROW LEVEL SECURITY",
                            [](P p) {
                              return one_action(
                                  p, p.to.row_security ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY");
                            }),
                field("force_row_security", &Table::force_row_security, "x.relforcerowsecurity")
                    .alters("ALTER TABLE ... FORCE | NO FORCE ROW LEVEL SECURITY",
                            [](P p) {
                              return one_action(p, p.to.force_row_security ? "FORCE ROW LEVEL SECURITY"
                                                                           : "NO FORCE ROW LEVEL SECURITY");
                            }),
                field("access_method", &Table::access_method,
                      "CASE WHEN x.relam NOT IN (0, CASE x.relkind WHEN 'p' THEN 0 ELSE 2 END) THEN (SELECT amname "
                      "FROM pg_catalog.pg_am WHERE oid = x.relam) END")
                    .alters("ALTER TABLE ... SET ACCESS METHOD, since PostgreSQL 15", set_access_method),
                field("tablespace", &Table::tablespace,
                      "CASE WHEN x.reltablespace <> 0 THEN (SELECT spcname FROM pg_catalog.pg_tablespace WHERE oid = "
                      "x.reltablespace) END")
                    .alters("ALTER TABLE ... SET TABLESPACE",
                            [](P p) {
                              const std::string space = p.to.tablespace.empty() ? "pg_default" : p.to.tablespace;
                              return one_action(p, "SET TABLESPACE " + sql::identifier(space));
                            }),
            }) {}

  // A partition's own object says whose partition it is ('a' on the parent), and so does what it inherits ('n', whose
  // order the clause INHERITS needs).
  bool keeps_dependency(char deptype, const catalog::Address& referenced) const override {
    return !(deptype == 'a' && referenced.class_id == pg_class && referenced.sub_id == 0);
  }

  std::vector<std::string> occupied_names(const Object& object) const override {
    const std::string name = sql::qualified(object.id.path[0], object.id.path[1]);
    return {"relation " + name, "type " + name};
  }

  // INHERITS takes the columns of a parent as they are by then; a column that both have must agree.
  std::vector<ObjectIndex> also_after(const Object& object, const Context& context) const override {
    std::vector<ObjectIndex> needed;
    for (const std::vector<std::string>& path : parents_of(context.to(), object.id.path)) {
      const ObjectIndex parent = context.to().index_of(table_id(path));
      if (parent == catalog::no_object || context.is_created(table_id(path))) continue;
      for (const ObjectIndex part : context.to().dependents(parent))
        if (context.to()[part].parent == parent && context.to()[part].id.kind == &column_kind()) needed.push_back(part);
    }
    for (const ObjectIndex table : persistent_before(object, context)) needed.push_back(table);
    return needed;
  }

  Creation create(const Object& object, const Context& context) const override {
    const Table& table = fields_of<Table>(object);
    const std::string name = sql::qualified(object.id.path[0], object.id.path[1]);
    Creation creation;
    creation.open = std::string("CREATE ") + (table.persistence == "unlogged" ? "UNLOGGED " : "") + "TABLE " + name;
    if (table.of_type.empty()) {
      creation.open += " (";
      creation.before_items = "\n    ";
      creation.separator = ",\n    ";
      creation.after_items = "\n";
      creation.close = ")";
      creation.hosts = true;
    } else {
      creation.open += " OF " + table.of_type;
    }
    std::vector<std::string> parents;
    for (const std::vector<std::string>& path : parents_of(context.to(), object.id.path))
      parents.push_back(sql::qualified(path[0], path[1]));
    if (!parents.empty()) creation.close += "\nINHERITS (" + sql::join(parents, ", ") + ")";
    if (!table.partition_key.empty()) creation.close += "\nPARTITION BY " + table.partition_key;
    if (!table.access_method.empty()) creation.close += "\nUSING " + sql::identifier(table.access_method);
    std::vector<std::string> options;
    if (!table.options.empty()) options.push_back(parameter_list(table.options));
    if (!table.toast_options.empty()) options.push_back(parameter_list(table.toast_options, "toast."));
    if (!options.empty()) creation.close += "\nWITH (" + sql::join(options, ", ") + ")";
    if (!table.tablespace.empty()) creation.close += "\nTABLESPACE " + sql::identifier(table.tablespace);
    if (table.row_security) creation.after.push_back({"ENABLE ROW LEVEL SECURITY", alter_table(object.id.path)});
    if (table.force_row_security) creation.after.push_back({"FORCE ROW LEVEL SECURITY", alter_table(object.id.path)});
    return creation;
  }

  // A table is never made again because of something it needs: its rows stay. Its alterations free it.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& /*context*/) const override {
    const bool own_schema = changed.id.path == std::vector<std::string>{self.id.path[0]};
    return event == Event::gone && own_schema && changed.id.kind->is_namespace() ? Reaction::rebuilt : Reaction::none;
  }

  std::string loses(const Object& object) const override { return to_string(object.id); }

  std::vector<ObjectIndex> drops_unmanaged(const Object& object, const Context& context) const override {
    const Catalog& from = context.from();
    std::vector<ObjectIndex> found;
    for (const ObjectIndex link : partitions_of(from, object.id.path)) {
      const ObjectIndex partition = from[link].parent;
      if (context.is_dropped(from[link].id) || context.is_dropped(from[partition].id)) continue;
      found.push_back(partition);
      const std::vector<ObjectIndex> deeper = drops_unmanaged(from[partition], context);
      found.insert(found.end(), deeper.begin(), deeper.end());
    }
    return found;
  }
};

}  // namespace

bool changes_persistence(const std::vector<std::string>& path, const Context& context) {
  const Object* before = context.from().find(table_id(path));
  const Object* after = context.to().find(table_id(path));
  return before != nullptr && after != nullptr &&
         fields_of<Table>(*before).persistence != fields_of<Table>(*after).persistence;
}

const catalog::Kind& table_kind() {
  static const TableKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
