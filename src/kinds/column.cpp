#include "kinds/column.hpp"

#include <fmt/format.h>

#include <set>

#include "kinds/backfill.hpp"
#include "kinds/column_demands.hpp"
#include "kinds/column_fields.hpp"
#include "kinds/column_heirs.hpp"
#include "kinds/column_type.hpp"
#include "kinds/constraint.hpp"
#include "kinds/declared.hpp"
#include "kinds/expand.hpp"
#include "kinds/filling.hpp"
#include "kinds/foreign_options.hpp"
#include "kinds/generation.hpp"
#include "kinds/identity.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/not_null.hpp"
#include "kinds/not_null_names.hpp"
#include "kinds/parameters.hpp"
#include "kinds/partition.hpp"
#include "kinds/row_types.hpp"
#include "kinds/table.hpp"
#include "kinds/type_losses.hpp"
#include "kinds/types.hpp"

namespace pgplumb::kinds {

namespace {

using P = const Pair<Column>&;

// A typed table has its type's columns from the beginning.
bool comes_from_type(const std::vector<std::string>& path, const Context& context) {
  return context.is_created(table_id(path)) && is_typed(context.to(), path);
}

// A column that is made again takes those that inherit it along: all have one type.
std::vector<Sql> alter_storage(P p) {
  std::string storage = !p.to.storage.empty() ? p.to.storage : "DEFAULT";
  // Before 16 there is no SET STORAGE DEFAULT; the type's own is then found by its name.
  if (storage == "DEFAULT" && p.context.to().origin().server_version < 160000) {
    static const std::set<std::string> main_types = {"numeric", "inet", "cidr"};
    storage = main_types.contains(without_modifiers(p.to.type)) ? "MAIN" : "EXTENDED";
  }
  return {{alter_column(p.id()) + "SET STORAGE " + storage, alter_table_only(p.id().path)}};
}

Rows rows(int server_version) {
  return {.class_id = pg_class,
          .oid = "a.attrelid",
          .sub_id = "a.attnum",
          .parent_class_id = pg_class,
          .parent_oid = "a.attrelid",
          .path = {"n.nspname", "c.relname", "a.attname"},
          .from = "pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN " +
                  user_namespace("c.relnamespace") + " JOIN pg_catalog.pg_type t ON t.oid = a.atttypid " +
                  (server_version >= not_null_constraints_since
                       ? "LEFT JOIN pg_catalog.pg_constraint nn ON a.attnotnull AND nn.conrelid = a.attrelid AND "
                         "nn.contype = 'n' AND nn.conkey[1] = a.attnum "
                       : "") +
                  "WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f')"};
}

class ColumnKind final : public Declared<Column> {
 public:
  ColumnKind()
      : Declared(
            {.name = "column",
             .rank = 71,
             .acl = "a.attacl",
             .acl_letter = 'c',
             .acl_type = "column",
             .grantor = "c.relowner"},
            rows,
            {
                field("type", &Column::type, "pg_catalog.format_type(a.atttypid, a.atttypmod)")
                    .decides("ALTER COLUMN ... TYPE; without a cast the column is made again", way_of_type, alter_type)
                    .may_follow(),
                field("collation", &Column::collation,
                      "CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0 THEN (SELECT "
                      "pg_catalog.quote_ident(ln.nspname) || '.' || pg_catalog.quote_ident(l.collname) FROM "
                      "pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace WHERE "
                      "l.oid = a.attcollation) END")
                    .decides("ALTER COLUMN ... TYPE ... COLLATE", way_of_collation, alter_type)
                    .may_follow(),
                field("not_null", &Column::not_null, "a.attnotnull")
                    .alters("ALTER COLUMN ... SET | DROP NOT NULL", change_not_null)
                    .may_follow(),
                field("generated", &Column::generated,
                      deparsed("CASE WHEN a.attgenerated <> '' THEN (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) "
                               "FROM pg_catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END"))
                    .decides("DROP EXPRESSION; SET EXPRESSION from 17 on; else the column is made again",
                             way_of_generated, change_generated)
                    .may_follow(),
                field("is_virtual", &Column::is_virtual, "a.attgenerated = 'v'")
                    .replaces("the column is made again, and computed anew if it becomes a plain one"),
                field("not_null_name", &Column::not_null_name,
                      "nullif(nn.conname, c.relname || '_' || a.attname || '_not_null')")
                    .since(not_null_constraints_since)
                    .alters("RENAME CONSTRAINT, or it is made again", change_not_null)
                    .may_follow(),
                field("not_null_no_inherit", &Column::not_null_no_inherit, "coalesce(nn.connoinherit, false)")
                    .since(not_null_constraints_since)
                    .alters("ALTER CONSTRAINT ... INHERIT | NO INHERIT", change_not_null)
                    .may_follow(),
                field("not_null_inherited", &Column::not_null_inherited,
                      "coalesce(NOT nn.conislocal AND NOT c.relispartition, false)")
                    .since(not_null_constraints_since)
                    .stays("differs in whether NOT NULL is the table's own or inherited only"),
                field("not_null_not_valid", &Column::not_null_not_valid, "coalesce(NOT nn.convalidated, false)")
                    .since(not_null_constraints_since)
                    .alters("VALIDATE CONSTRAINT, or it is made again", change_not_null)
                    .may_follow(),
                field("storage", &Column::storage,
                      letter("CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END",
                             {{"p", "PLAIN"}, {"e", "EXTERNAL"}, {"x", "EXTENDED"}, {"m", "MAIN"}}))
                    .alters("ALTER COLUMN ... SET STORAGE", alter_storage),
                field("compression", &Column::compression,
                      letter("a.attcompression", {{"", ""}, {"p", "pglz"}, {"l", "lz4"}}))
                    .alters("ALTER COLUMN ... SET COMPRESSION",
                            [](P p) -> std::vector<Sql> {
                              return {{alter_column(p.id()) + "SET COMPRESSION " +
                                           (p.to.compression.empty() ? "default" : p.to.compression),
                                       alter_table_only(p.id().path)}};
                            }),
                field("statistics", &Column::statistics, Reading([](int server_version) {
                        return std::string(server_version >= 170000
                                               ? "a.attstattarget"
                                               : "CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END");
                      }))
                    .alters("ALTER COLUMN ... SET STATISTICS",
                            [](P p) -> std::vector<Sql> {
                              return {{alter_column(p.id()) + "SET STATISTICS " +
                                           std::to_string(p.to.statistics.value_or(-1)),
                                       alter_table_only(p.id().path)}};
                            }),
                field("options", &Column::options, attribute_options("a"))
                    .alters("ALTER COLUMN ... SET | RESET (...)",
                            [](P p) {
                              auto statements =
                                  change_parameters(alter_table_only(p.id().path), p.from.options, p.to.options);
                              for (Sql& statement : statements) statement.text = alter_column(p.id()) + statement.text;
                              return statements;
                            }),
                field("foreign_options", &Column::foreign_options, sorted_array("a.attfdwoptions"))
                    .alters("ALTER COLUMN ... OPTIONS (...)",
                            [](P p) -> std::vector<Sql> {
                              return {{alter_column(p.id()) +
                                           foreign_option_changes(p.from.foreign_options, p.to.foreign_options),
                                       "ALTER FOREIGN TABLE " + sql::qualified(p.id().path[0], p.id().path[1])}};
                            }),
                field("inherited", &Column::inherited, "NOT a.attislocal")
                    .stays("differs from the schema files in being the table's own or inherited only: only writing the "
                           "table anew could change that"),
                field("parents", &Column::parents,
                      "CASE WHEN a.attinhcount > 0 THEN " + parents_in_sql("a.attrelid") + " END")
                    .ignored("follows from the table's inheritance, which is compared"),
                field("position", &Column::position,
                      "pg_catalog.row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum)")
                    .ignored("columns cannot be reordered without writing the table anew"),
            }) {}

  std::vector<std::string> occupied_names(const Object& object) const override {
    const Column& column = fields_of<Column>(object);
    if (!column.not_null) return {};
    return {occupied_constraint(object.id.path, not_null_name(object.id, column))};
  }

  // What is done to a column is done to those that inherit it by the same statement. A new one that its table declares
  // besides is there before the parent's, which finds it.
  std::vector<ObjectIndex> also_after(const Object& object, const Context& context) const override {
    const Column& column = fields_of<Column>(object);
    std::vector<ObjectIndex> needed;
    for (std::size_t at = 0; at + 1 < column.parents.size(); at += 2) {
      const std::vector<std::string> table = {column.parents[at], column.parents[at + 1]};
      const ObjectIndex parent = context.to().index_of({this, {table[0], table[1], object.id.path[2]}});
      if (parent != catalog::no_object && !context.is_created(table_id(table)) &&
          !finds_below(context.to()[parent].id, object, context))
        needed.push_back(parent);
    }
    if (context.is_created(object.id)) add_found_below(object.id, context, needed);
    for (const ObjectIndex giver : givers_of_not_null_names(object.id, context)) needed.push_back(giver);
    for (const ObjectIndex other : expanded_below(object.id, context)) needed.push_back(other);
    return needed;
  }

  std::vector<ObjectIndex> dropped_after(const Object& object, const Context& context) const override {
    return dropped_parts_of_parents(fields_of<Column>(object).parents, object.id, context);
  }

  // The last parent's drop takes it along.
  std::vector<ObjectIndex> dropped_with(const Object& object, const Context& context) const override {
    std::vector<ObjectIndex> holders = Declared::dropped_with(object, context);
    const Column& column = fields_of<Column>(object);
    if (column.inherited && goes_with_parents(column.parents, object.id, context))
      holders.push_back(dropped_parts_of_parents(column.parents, object.id, context).back());
    return holders;
  }

  std::vector<ObjectIndex> drops_unmanaged(const Object& object, const Context& context) const override {
    return unmanaged_below(object.id, context);
  }

  bool precedes_attachment(const Object& /*object*/) const override { return true; }

  std::shared_ptr<const catalog::Attributes> as_context(const Object& object) const override {
    auto unnamed = std::make_shared<Fields<Column>>();
    unnamed->value = fields_of<Column>(object);
    unnamed->value.not_null_name.clear();
    return unnamed;
  }

  std::int64_t place(const Object& object) const override { return fields_of<Column>(object).position; }

  bool runs_functions(const Object& /*object*/, int /*server_version*/) const override { return true; }

  Creation create(const Object& object, const Context& context) const override {
    const Column& column = fields_of<Column>(object);
    Creation creation;
    creation.alter = alter_table(object.id.path);
    creation.demands = demands_of_new_column(object, context);
    const std::string only = alter_table_only(object.id.path);
    const std::string alter = alter_column(object.id);
    creation.nothing = (column.inherited && comes_from_parent(column.parents, object.id, context)) ||
                       comes_from_type(object.id.path, context);
    if (creation.nothing && column.not_null && is_named_apart(object.id, column, context)) {
      creation = not_null_of_table(object.id, column);
    } else if (creation.nothing) {
      if (column.not_null && !is_named_before_parent(object.id, column, context) &&
          (!parent_is_not_null(object, context) || is_own_not_null(object.id, column, context)))
        creation.after.push_back(add_not_null(object.id, column, only, context.to()));
    } else {
      creation.prefix = "ADD COLUMN ";
      creation.open = sql::identifier(object.id.path[2]) + " " + column.type;
      if (!column.compression.empty()) creation.open += " COMPRESSION " + column.compression;
      if (!column.collation.empty()) creation.open += " COLLATE " + column.collation;
      if (!column.generated.empty())
        creation.open += " GENERATED ALWAYS AS (" + column.generated + (column.is_virtual ? ") VIRTUAL" : ") STORED");
      creation.before_items = " ";
      creation.separator = " ";
      const Object* computed = computed_before(object, context);
      const std::vector<Sql> of_heirs = not_null_of_heirs(object.id, context);
      const bool apart = computed != nullptr || column.not_null_not_valid || !of_heirs.empty();
      if (column.not_null && !apart) creation.close = " " + not_null_clause(object.id, column, context.to());
      if (computed != nullptr) {
        // A statement of its own: in one with ADD COLUMN the type would be changed first.
        creation.after.push_back({creation.alter + " " + alter + "TYPE " + column.type + " USING (" +
                                  fields_of<Column>(*computed).generated + ")"});
      }
      creation.after.insert(creation.after.end(), of_heirs.begin(), of_heirs.end());
      if (column.not_null && apart)
        creation.after.push_back(add_not_null(object.id, column, creation.alter, context.to()));
      if (!of_heirs.empty() && computed == nullptr)
        creation.online = added_before_not_null(object, creation.prefix + creation.open, creation.after, context);
      creation.hosts = true;
      if (const Object* relation = context.to().parent_of(object)) creation.host = relation->id;
      creation.place = {1, fmt::format("{:05}", column.position)};
      if (computed == nullptr && is_backfilled(object, context))
        creation.online = backfilled(object, creation.prefix + creation.open, context);
      if (!column.foreign_options.empty()) creation.close = foreign_options(column.foreign_options) + creation.close;
    }
    if (!column.storage.empty()) creation.after.push_back({alter + "SET STORAGE " + column.storage, only});
    if (column.statistics)
      creation.after.push_back({alter + "SET STATISTICS " + std::to_string(*column.statistics), only});
    if (!column.options.empty())
      creation.after.push_back({alter + "SET (" + parameter_list(column.options) + ")", only});
    return creation;
  }

  Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> changed,
                   const Context& context) const override {
    Alteration alteration = Declared::alter(from, to, changed, context);
    if (alteration.way == Way::replaced) return alteration;
    const Pair<Column> pair{from, to, fields_of<Column>(from), fields_of<Column>(to), context};
    put_generated_first(pair, alteration.statements);
    // ALTER COLUMN ... TYPE rounds and cuts without a word.
    if (pair.from.type != pair.to.type && pair.to.generated.empty() && !parent_does(pair))
      add_guard(pair, convert(pair.from.type, pair.to.type, context).bridge, alteration);
    narrow_identity(to.id, context, alteration);
    alteration.demands = demands_of_change(pair);
    if (alteration.way == Way::displaced) {
      expand(pair, alteration);
      return alteration;
    }
    if (alteration.way != Way::in_place) return alteration;
    if (becomes_not_null(from, to) && parent_becomes_not_null(to, context)) {
      std::erase(alteration.statements, set_not_null(to.id));
      return alteration;
    }
    relieve_not_null(pair, alteration);
    return alteration;
  }

  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    const Column& column = fields_of<Column>(object);
    if (column.inherited && goes_with_parents(column.parents, object.id, context)) return {};
    return {{"DROP COLUMN " + sql::identifier(object.id.path[2]),
             is_left_to_heirs(object.id, context) ? alter_table_only(object.id.path) : alter_table(object.id.path)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{alter_table(from.id.path) + " RENAME COLUMN " + sql::identifier(from.id.path[2]) + " TO " +
                             sql::identifier(to.path[2])}};
  }

  // What makes rows of a relation other rows reaches each column that holds such a row.
  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    const Column& column = fields_of<Column>(object);
    std::vector<ObjectIndex> columns;
    for (const ObjectIndex needed : object.dependencies) {
      const Object& relation = catalog[needed];
      if (needed == object.parent || !is_row_of(column.type, relation.id.path)) continue;
      const std::vector<ObjectIndex> more = columns_of_table(relation.id.path, catalog);
      columns.insert(columns.end(), more.begin(), more.end());
    }
    return columns;
  }

  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    if (self.parent != catalog::no_object && &context.from()[self.parent] == &changed)
      return event == Event::gone ? Reaction::rebuilt : Reaction::none;
    const Column& column = fields_of<Column>(self);
    const Object* wanted = context.to().find(self.id);
    // No statement takes a column from one row type to the next, or changes that beneath it: PostgreSQL refuses.
    if (is_row_of(column.type, changed.id.path)) {
      const bool is_in_the_way = changed.id.kind == this
                                     ? event == Event::reshaped
                                     : event == Event::gone && !changed.id.kind->aside(changed, context);
      if (is_in_the_way) return Reaction::rebuilt;
    }
    // What it is inherited from is no type of it. What it is generated from, it holds fast, unless it is to be
    // generated no more.
    if (changed.id.kind == this && changed.parent == self.parent && !column.generated.empty()) {
      const bool lets_go = wanted == nullptr || (!column.is_virtual && fields_of<Column>(*wanted).generated.empty());
      return lets_go ? Reaction::none : Reaction::rebuilt;
    }
    if (changed.id.kind == this || changed.id.kind == &table_kind()) return Reaction::none;
    if (event == Event::displaced) return is_expanded(self.id, context) ? Reaction::follows : Reaction::none;
    if (event == Event::reshaped) return column.generated.empty() ? Reaction::none : Reaction::rebuilt;
    if (wanted == nullptr) return Reaction::none;  // it is dropped anyway
    const Column& future = fields_of<Column>(*wanted);
    if (!column.generated.empty()) return Reaction::rebuilt;
    // Its type is made anew under the same name, of this kind or another: the column moves over. Any other type change
    // is among the differences already.
    return without_modifiers(column.type) == without_modifiers(future.type) ? Reaction::follows : Reaction::none;
  }

  Alteration follow(const Object& from, const Object& to, const Context& context) const override {
    Alteration alteration;
    alteration.way = Way::reshaped;
    const Column& before = fields_of<Column>(from);
    const Column& after = fields_of<Column>(to);
    if (is_expanded(to.id, context)) {
      alteration.way = Way::displaced;
      alteration.demands = demands_of_following({from, to, before, after, context});
      expand({from, to, before, after, context}, alteration);
      return alteration;
    }
    if (!after.parents.empty() && !before.parents.empty() && parent_hands_down(after.parents, to.id, context)) {
      keep_storage(to.id, before, after, alteration.statements);
      return alteration;
    }
    std::string action = alter_column(to.id) + "TYPE " + after.type;
    if (!after.collation.empty()) action += " COLLATE " + after.collation;
    const std::string* expression = context.using_expression(to.id);
    const std::string bridge = after.type.ends_with("[]") ? "::text[]::" : "::text::";
    action += " USING " + (expression != nullptr ? *expression : sql::identifier(to.id.path[2]) + bridge + after.type);
    alteration.statements.push_back({action, alter_table(to.id.path)});
    keep_storage(to.id, before, after, alteration.statements);
    add_guard({from, to, before, after, context}, bridge, alteration);
    alteration.demands = demands_of_following({from, to, before, after, context});
    return alteration;
  }

  std::vector<catalog::Danger> dangers(const Object& object, const Context& context) const override {
    if (context.to().find(object.id) == &object || is_expanded(object.id, context))
      return dangers_of_backfill(object, context);
    if (fields_of<Column>(object).generated.empty()) return {};
    return dangers_of_filling(object.id.path, context);
  }

  std::string loses(const Object& object) const override {
    return fields_of<Column>(object).generated.empty() ? to_string(object.id) : std::string();
  }

 private:
  // A new type may need USING, which a generated column does not take.
  static void put_generated_first(P p, std::vector<Sql>& statements) {
    if (p.from.generated == p.to.generated) return;
    const std::vector<Sql> first = change_generated(p);
    std::stable_partition(statements.begin(), statements.end(), [&](const Sql& statement) {
      return std::find(first.begin(), first.end(), statement) != first.end();
    });
  }

  // The virtual column that a plain one takes the place of, whose values it is to have.
  static const Object* computed_before(const Object& object, const Context& context) {
    const Object* before = context.from().find(object.id);
    const bool computed = before != nullptr && fields_of<Column>(*before).is_virtual && context.is_dropped(object.id) &&
                          fields_of<Column>(object).generated.empty();
    return computed && context.from().find(table_id(object.id.path)) != nullptr &&
                   !context.is_dropped(table_id(object.id.path))
               ? before
               : nullptr;
  }

  static void add_guard(P p, const std::string& bridge, Alteration& alteration) {
    if (p.context.using_expression(p.id()) != nullptr) return;
    const std::string name = sql::identifier(p.id().path[2]);
    const std::string loses = loses_value(p.from.type, p.to.type, name, bridge, p.context);
    if (loses.empty()) return;
    const std::string column = to_string(p.id());
    alteration.guards.push_back(
        {"values of " + column,
         "EXISTS (SELECT FROM " + sql::qualified(p.id().path[0], p.id().path[1]) + " WHERE " + loses + ")",
         "say how they become " + p.to.type +
             " with -- pgplumb:using (...) before the column in the schema file, or plan with --allow-destroy '" +
             column + "'"});
  }

  static bool becomes_not_null(const Object& from, const Object& to) {
    return !fields_of<Column>(from).not_null && fields_of<Column>(to).not_null;
  }

  // SET NOT NULL reaches every table that inherits the column.
  bool parent_becomes_not_null(const Object& object, const Context& context) const {
    const Object* before = context.from().find(object.id);
    if (before == nullptr || fields_of<Column>(*before).parents.empty()) return false;
    const std::vector<std::string>& parents = fields_of<Column>(object).parents;
    for (std::size_t at = 0; at + 1 < parents.size(); at += 2) {
      const ObjectId id{this, {parents[at], parents[at + 1], object.id.path[2]}};
      const Object* now = context.from().find(id);
      const Object* wanted = context.to().find(id);
      if (now == nullptr || wanted == nullptr || context.is_created(id) || !becomes_not_null(*now, *wanted)) continue;
      if (parent_hands_down({parents[at], parents[at + 1]}, object.id, context)) return true;
    }
    return false;
  }

  bool parent_is_not_null(const Object& object, const Context& context) const {
    const Column& column = fields_of<Column>(object);
    for (std::size_t at = 0; at + 1 < column.parents.size(); at += 2) {
      const Object* parent = context.to().find({this, {column.parents[at], column.parents[at + 1], object.id.path[2]}});
      if (parent != nullptr && fields_of<Column>(*parent).not_null) return true;
    }
    return false;
  }
};

}  // namespace

const catalog::Kind& column_kind() {
  static const ColumnKind kind;
  return kind;
}

bool changes_type(const Object& changed, const Context& context) {
  if (changed.id.kind != &column_kind()) return true;
  const Object* wanted = context.to().find(changed.id);
  if (wanted == nullptr) return true;
  const std::string from = without_modifiers(fields_of<Column>(changed).type);
  const std::string to = without_modifiers(fields_of<Column>(*wanted).type);
  static const std::set<std::string> integers = {"smallint", "integer", "bigint"};
  return from != to && !(integers.contains(from) && integers.contains(to));
}

const std::string& type_of(const Object& column) {
  return fields_of<Column>(column).type;
}

bool fills_itself(const Object& column) {
  return !fields_of<Column>(column).generated.empty();
}

bool is_not_null(const Object& column) {
  return fields_of<Column>(column).not_null;
}

}  // namespace pgplumb::kinds
