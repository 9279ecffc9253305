#include "kinds/constraint.hpp"

#include <utility>

#include "kinds/column.hpp"
#include "kinds/constraint_fields.hpp"
#include "kinds/declared.hpp"
#include "kinds/enforcement.hpp"
#include "kinds/expand.hpp"
#include "kinds/index.hpp"
#include "kinds/index_attachment.hpp"
#include "kinds/index_fields.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/key_by_index.hpp"
#include "kinds/parameters.hpp"
#include "kinds/row_demands.hpp"
#include "kinds/table.hpp"
#include "kinds/twin_keys.hpp"

namespace pgplumb::kinds {

namespace {

using P = const Pair<Constraint>&;

Way way_of_deferrability(P p) {
  return p.to.type == "foreign key" ? Way::in_place : Way::replaced;
}

std::vector<Sql> alter_deferrability(P p) {
  std::string action = "ALTER CONSTRAINT " + sql::identifier(p.id().path[2]);
  action += p.to.deferrable ? " DEFERRABLE" : " NOT DEFERRABLE";
  if (p.to.deferrable) action += p.to.deferred ? " INITIALLY DEFERRED" : " INITIALLY IMMEDIATE";
  return {{action, alter_table(p.id().path)}};
}

Sql validate(const ObjectId& id) {
  Sql statement{"VALIDATE CONSTRAINT " + sql::identifier(id.path[2]), alter_table(id.path)};
  statement.phase = Phase::validate;
  return statement;
}

std::string alter_index(const ObjectId& id) {
  return "ALTER INDEX " + sql::qualified(id.path[0], id.path[2]);
}

// Inside of CREATE TABLE two keys of the same columns would become one (transformIndexConstraints() in
// src/backend/parser/parse_utilcmd.c).
bool has_twin(const Object& object, const Catalog& catalog) {
  const Constraint& constraint = fields_of<Constraint>(object);
  // The primary key may stand there, the others come after it.
  if (!has_index(constraint) || constraint.type == "primary key" || object.parent == catalog::no_object) return false;
  const auto columns_of = [](const Constraint& key) {
    return key.definition.substr(std::min(key.definition.find('('), key.definition.size()));
  };
  for (const ObjectIndex index : catalog.dependents(object.parent)) {
    const Object& other = catalog[index];
    if (other.id.kind != object.id.kind || other.parent != object.parent || other.id == object.id) continue;
    const Constraint& key = fields_of<Constraint>(other);
    if (has_index(key) && columns_of(key) == columns_of(constraint)) return true;
  }
  return false;
}

constexpr int enforcement_since = 180000;

std::string enforced(int server_version) {
  return server_version >= enforcement_since ? "k.conenforced" : "true";
}

// Foreign keys that partitions get from their parent are its business; so are the triggers behind constraints.
Rows rows(int server_version) {
  return {.class_id = pg_constraint,
          .oid = "k.oid",
          .parent_class_id = pg_class,
          .parent_oid = "k.conrelid",
          .path = {"n.nspname", "c.relname", "k.conname"},
          .from = "pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN " +
                  user_namespace("c.relnamespace") +
                  " LEFT JOIN pg_catalog.pg_class x ON x.oid = k.conindid AND k.contype IN ('p', 'u', 'x') "
                  "LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = x.oid "
                  "CROSS JOIN LATERAL (SELECT pg_catalog.pg_get_constraintdef(k.oid) AS definition OFFSET 0) d "
                  // As the server says at the end of a definition what has fields of its own here.
                  "CROSS JOIN LATERAL (SELECT CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END || CASE WHEN "
                  "k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END || CASE WHEN NOT " +
                  enforced(server_version) +
                  " THEN ' NOT ENFORCED' WHEN NOT k.convalidated THEN ' NOT VALID' ELSE '' END AS state) s "
                  "WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND NOT (k.contype = 'f' AND k.conparentid <> 0)"};
}

constexpr const char* deferrability = "ALTER CONSTRAINT for foreign keys; else made again";

// The columns of a key or unique index that includes some which are no part of the key; all of them.
std::vector<ObjectIndex> columns_beside_key(const Object& key, const Catalog& catalog) {
  const bool includes = key.id.kind == &index_kind()
                            ? includes_columns(key)
                            : key.id.kind == &constraint_kind() &&
                                  fields_of<Constraint>(key).definition.find(" INCLUDE (") != std::string::npos;
  std::vector<ObjectIndex> columns;
  if (!includes) return columns;
  for (const ObjectIndex needed : key.dependencies)
    if (catalog[needed].id.kind == &column_kind()) columns.push_back(needed);
  return columns;
}

bool is_asked_of_rows(const Constraint& constraint) {
  return !constraint.not_valid && !constraint.not_enforced;
}

// All rows obey it already, and nothing that it is about changes.
bool is_obeyed(const Object& object, const Context& context) {
  const Object* before = context.from().find(object.id);
  if (before == nullptr) return false;
  const Constraint& was = fields_of<Constraint>(*before);
  const Constraint& is = fields_of<Constraint>(object);
  return was.type == is.type && was.definition == is.definition && is_asked_of_rows(was) && !was.invalid &&
         is_about_what_stays(object, context);
}

class ConstraintKind final : public Declared<Constraint> {
 public:
  ConstraintKind()
      : Declared(
            {.name = "constraint", .rank = 80, .named = named_on_relation}, rows,
            {
                field("type", &Constraint::type,
                      letter("k.contype", {{"p", "primary key"},
                                           {"u", "unique"},
                                           {"f", "foreign key"},
                                           {"c", "check"},
                                           {"x", "exclude"}}))
                    .replaces("made again"),
                field("definition", &Constraint::definition,
                      deparsed("CASE WHEN pg_catalog.right(d.definition, pg_catalog.length(s.state)) = s.state THEN "
                               "pg_catalog.left(d.definition, pg_catalog.length(d.definition) - "
                               "pg_catalog.length(s.state)) ELSE d.definition END"))
                    .decides("made again", way_of_definition<P>, no_statements<P>)
                    .may_follow(),
                field("deferrable", &Constraint::deferrable, "k.condeferrable")
                    .decides(deferrability, way_of_deferrability, alter_deferrability),
                field("deferred", &Constraint::deferred, "k.condeferred")
                    .decides(deferrability, way_of_deferrability, alter_deferrability),
                field("not_valid", &Constraint::not_valid,
                      [](int server_version) { return "NOT k.convalidated AND " + enforced(server_version); })
                    .decides(
                        "VALIDATE CONSTRAINT; made again to become NOT VALID",
                        [](P p) { return p.to.not_valid ? Way::replaced : Way::in_place; },
                        [](P p) { return p.to.not_enforced ? std::vector<Sql>() : std::vector<Sql>{validate(p.id())}; })
                    .may_follow(),
                field("not_enforced", &Constraint::not_enforced, "NOT k.conenforced")
                    .since(enforcement_since)
                    .decides(
                        "ALTER CONSTRAINT where the server has it: foreign keys from 18 on, checks from 19; else made "
                        "again",
                        way_of_enforcement, change_enforcement)
                    .may_follow(),
                field("options", &Constraint::options,
                      "CASE WHEN k.contype IN ('p', 'u') THEN " + sorted_array("x.reloptions") + " END")
                    .decides(
                        "ALTER INDEX ... SET | RESET (...); that of a partitioned table is made again",
                        [](P p) { return is_partitioned(p.context.to(), p.id().path) ? Way::replaced : Way::in_place; },
                        [](P p) { return change_parameters(alter_index(p.id()), p.from.options, p.to.options); }),
                field("excludes", &Constraint::excludes, "coalesce(i.indisexclusion, false)")
                    .ignored("follows from the definition, which is compared"),
                field("invalid", &Constraint::invalid, "coalesce(NOT i.indisvalid, false)")
                    .decides(
                        "made again; a partitioned table's becomes valid when the last part is attached",
                        [](P p) { return p.to.invalid ? Way::in_place : way_to_validity(p.id(), p.context); },
                        [](P) { return std::vector<Sql>(); })
                    .may_follow(),
                field("tablespace", &Constraint::tablespace,
                      "CASE WHEN x.reltablespace <> 0 THEN (SELECT spcname FROM pg_catalog.pg_tablespace WHERE oid = "
                      "x.reltablespace) END")
                    .alters("ALTER INDEX ... SET TABLESPACE",
                            [](P p) {
                              const std::string space = p.to.tablespace.empty() ? "pg_default" : p.to.tablespace;
                              return alter_index(p.id()) + " SET TABLESPACE " + sql::identifier(space);
                            }),
                field("clustered", &Constraint::clustered, "coalesce(i.indisclustered, false)")
                    .alters("ALTER TABLE ... CLUSTER ON | SET WITHOUT CLUSTER",
                            [](P p) -> std::vector<Sql> {
                              if (!p.to.clustered && clusters_on_another(p.to_object, p.context.to())) return {};
                              return {{p.to.clustered ? "CLUSTER ON " + sql::identifier(p.id().path[2])
                                                      : "SET WITHOUT CLUSTER",
                                       alter_table(p.id().path)}};
                            })
                    .may_follow(),
                field("inherited", &Constraint::inherited, "NOT k.conislocal")
                    .stays("differs from the schema files in being the table's own or inherited only: only making it "
                           "and its table anew could change that"),
                field("parents", &Constraint::parents,
                      "CASE WHEN k.coninhcount > 0 AND k.contype = 'c' THEN " + parents_in_sql("k.conrelid") + " END")
                    .ignored("follows from the table's inheritance, which is compared"),
            }) {}

  std::vector<std::string> occupied_names(const Object& object) const override {
    std::vector<std::string> names = {occupied_constraint(object.id.path, object.id.path[2])};
    if (has_index(fields_of<Constraint>(object)))
      names.push_back("relation " + sql::qualified(object.id.path[0], object.id.path[2]));
    if (fields_of<Constraint>(object).type == "primary key")
      names.push_back("primary key of " + sql::qualified(object.id.path[0], object.id.path[1]));
    return names;
  }

  // A partition's check or foreign key mostly has the name that the server chose for its parent's, and only an
  // attachment would ask for it.
  std::shared_ptr<const catalog::Attributes> as_context(const Object& object) const override {
    return has_index(fields_of<Constraint>(object)) ? object.attributes : nullptr;
  }

  bool precedes_attachment(const Object& object) const override {
    return fields_of<Constraint>(object).type == "check";
  }

  // A check comes after the one that it is inherited from; a key on a partitioned table after its partitions, which
  // have theirs; a foreign key that points at one after all parts of that key are attached, which makes it valid.
  std::vector<ObjectIndex> also_after(const Object& object, const Context& context) const override {
    const Constraint& constraint = fields_of<Constraint>(object);
    const Catalog& catalog = context.to();
    std::vector<ObjectIndex> needed = foreign_keys_on_twins(object, catalog);
    if (has_index(constraint) && is_partitioned(catalog, object.id.path))
      for (const ObjectIndex part : partitions_before(catalog.index_of(object.id), context)) needed.push_back(part);
    if (constraint.type == "foreign key") {
      for (const ObjectIndex key : object.dependencies) {
        const auto attachments = attachments_to(key, catalog);
        needed.insert(needed.end(), attachments.begin(), attachments.end());
      }
      // They may have to become permanent.
      for (const ObjectIndex table : referenced_tables(object, catalog)) needed.push_back(table);
    }
    for (std::size_t at = 0; at + 1 < constraint.parents.size(); at += 2) {
      const ObjectIndex parent =
          catalog.index_of({this, {constraint.parents[at], constraint.parents[at + 1], object.id.path[2]}});
      if (parent != catalog::no_object &&
          !context.is_created(table_id({constraint.parents[at], constraint.parents[at + 1]})) &&
          !is_found_in_force(object, catalog[parent].id, context))
        needed.push_back(parent);
    }
    if (constraint.type == "check" && context.is_created(object.id)) add_found_in_force(object, context, needed);
    return needed;
  }

  bool precedes(const Object& object, const Object& needed, const Context& context) const override {
    return has_index(fields_of<Constraint>(object)) && is_found_by(object.id, needed, context);
  }

  std::vector<ObjectIndex> takes_along(const Object& object, const Context& context) const override {
    // A partition's check is its own no more once its parent has one like it, and goes with that.
    if (fields_of<Constraint>(object).type == "check") return inherited_by_partitions(object.id, context);
    if (!has_index(fields_of<Constraint>(object))) return {};
    return whole_going_along(object.id, context.from()[object.parent].id, context);
  }

  // The server knows that a foreign key needs columns; what the table around them is, logged or not, matters to it as
  // well.
  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    std::vector<ObjectIndex> also;
    if (fields_of<Constraint>(object).type != "foreign key") return also;
    for (const ObjectIndex needed : object.dependencies) {
      const Object& column = catalog[needed];
      if (column.id.kind == &column_kind() && column.parent != object.parent && column.parent != catalog::no_object)
        also.push_back(column.parent);
      for (const ObjectIndex included : columns_beside_key(column, catalog)) also.push_back(included);
    }
    return also;
  }

  bool stays_until_built() const override { return true; }

  bool runs_functions(const Object& object, int /*server_version*/) const override {
    return fields_of<Constraint>(object).type == "check";
  }

  Creation create(const Object& object, const Context& context) const override {
    const Constraint& constraint = fields_of<Constraint>(object);
    Creation creation;
    creation.nothing = (constraint.inherited && comes_from_parent(constraint.parents, object.id, context)) ||
                       comes_with_whole(object.id, context);
    if (creation.nothing) return creation;
    if (const Object* index = index_becoming(object, context))
      return made_of_index(object, object.id.path[2], fields_of<Index>(*index).clustered, context);
    if (context.is_prepared(object.id))
      return made_of_index(object, name_of_index_beside(object, context), false, context);
    // ONLY, since every partition's constraint is an object of its own, as far as it is managed; checks and foreign
    // keys reach partitions by themselves.
    const bool only = has_index(constraint) && is_partitioned(context.to(), object.id.path) &&
                      !is_made_throughout(context.to().index_of(object.id), context);
    creation.alter = only ? alter_table_only(object.id.path) : alter_table(object.id.path);
    creation.prefix = "ADD ";
    if (constraint.type == "foreign key" && changes_persistence(object.id.path, context))
      creation.prefix = std::exchange(creation.alter, "") + " ADD ";
    creation.open = "CONSTRAINT " + sql::identifier(object.id.path[2]) + " " + constraint.definition;
    if (!constraint.options.empty()) creation.open += " WITH (" + parameter_list(constraint.options) + ")";
    if (constraint.deferrable) creation.open += " DEFERRABLE";
    if (constraint.deferred) creation.open += " INITIALLY DEFERRED";
    if (constraint.not_enforced) creation.open += " NOT ENFORCED";
    if (constraint.not_valid) creation.open += " NOT VALID";
    const bool checks_rows = constraint.type == "check" || constraint.type == "foreign key";
    // Before 18 no foreign key of a partitioned table is NOT VALID.
    const bool apart = constraint.type == "check" || !is_partitioned(context.to(), object.id.path);
    if (checks_rows && !constraint.not_valid && !constraint.not_enforced && apart) {
      creation.online = {{creation.prefix + creation.open + " NOT VALID", creation.alter}, validate(object.id)};
    }
    if (has_index(constraint)) creation.online = key_by_index(object, context);
    const bool foldable = !constraint.not_valid && constraint.tablespace.empty() && !has_twin(object, context.to());
    if (const Object* relation = foldable ? context.to().parent_of(object) : nullptr) creation.host = relation->id;
    // The key of a partitioned table alone has no rows.
    if (is_asked_of_rows(constraint) && !only && !is_obeyed(object, context))
      creation.demands = demands_of_constraint(object, constraint.type, constraint.definition, context);
    creation.place = {constraint.type == "primary key"   ? 2
                      : constraint.type == "foreign key" ? 4
                                                         : 3,
                      object.id.path[2]};
    if (!constraint.tablespace.empty())
      creation.after.push_back({alter_index(object.id) + " SET TABLESPACE " + sql::identifier(constraint.tablespace)});
    if (constraint.clustered)
      creation.after.push_back({"CLUSTER ON " + sql::identifier(object.id.path[2]), alter_table(object.id.path)});
    return creation;
  }

  std::optional<Creation> prepare(const Object& object, const Context& context) const override {
    std::optional<Creation> index = index_beside(object, context);
    const Constraint& constraint = fields_of<Constraint>(object);
    if (index && !is_obeyed(object, context))
      index->demands = demands_of_constraint(object, constraint.type, constraint.definition, context);
    return index;
  }

  Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> changed,
                   const Context& context) const override {
    Alteration alteration = Declared::alter(from, to, changed, context);
    const Constraint& constraint = fields_of<Constraint>(to);
    if (alteration.way != Way::replaced && is_asked_of_rows(constraint) &&
        !is_asked_of_rows(fields_of<Constraint>(from)))
      alteration.demands = demands_of_constraint(to, constraint.type, constraint.definition, context);
    return alteration;
  }

  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    const Constraint& constraint = fields_of<Constraint>(object);
    if (constraint.inherited && goes_with_parents(constraint.parents, object.id, context)) return {};
    const std::string action = "DROP CONSTRAINT " + sql::identifier(object.id.path[2]);
    // One ALTER with SET LOGGED or UNLOGGED looks at the foreign keys first.
    if (constraint.type == "foreign key" && changes_persistence(object.id.path, context))
      return {{alter_table(object.id.path) + " " + action}};
    return {{action,
             is_left_to_heirs(object.id, context) ? alter_table_only(object.id.path) : alter_table(object.id.path)}};
  }

  // One that is inherited follows its parent's.
  std::shared_ptr<const catalog::Attributes> nameless(const Object& object) const override {
    return fields_of<Constraint>(object).parents.empty() ? object.attributes : nullptr;
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{alter_table(from.id.path) + " RENAME CONSTRAINT " + sql::identifier(from.id.path[2]) +
                             " TO " + sql::identifier(to.path[2])}};
  }

  // PostgreSQL rebuilds indexes and checks with a column's type, but cannot keep a foreign key between types that have
  // no common operator.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    if (event == Event::gone) {
      if (const Object* key = key_made_of(changed, context)) return refers_to(self.id, *key, context);
      const bool whole = has_index(fields_of<Constraint>(self)) &&
                         attached_to(self.id, context.from()) == context.from().index_of(changed.id);
      return whole && context.is_dropped({&partition_kind(), {self.id.path[0], self.id.path[1]}}) ? Reaction::none
                                                                                                  : Reaction::rebuilt;
    }
    // It is built beside.
    if (event == Event::displaced) return Reaction::none;
    // An index of partitions that the server makes again gets parts with names of the server's choice.
    if (has_index(fields_of<Constraint>(self)))
      return is_partitioned(context.from(), self.id.path) ? Reaction::rebuilt : Reaction::none;
    if (fields_of<Constraint>(self).type != "foreign key") return Reaction::none;
    // Nor one on a key that holds the column besides: that key is made again.
    const ObjectIndex column = context.from().index_of(changed.id);
    const bool beside = std::any_of(self.dependencies.begin(), self.dependencies.end(), [&](ObjectIndex needed) {
      const std::vector<ObjectIndex> columns = columns_beside_key(context.from()[needed], context.from());
      return std::find(columns.begin(), columns.end(), column) != columns.end();
    });
    return beside || changes_type(changed, context) ? Reaction::rebuilt : Reaction::none;
  }

  std::vector<ObjectIndex> dropped_after(const Object& object, const Context& context) const override {
    if (has_index(fields_of<Constraint>(object))) return detached_before(object.id, table_id(object.id.path), context);
    return dropped_parts_of_parents(fields_of<Constraint>(object).parents, object.id, context);
  }

  std::vector<ObjectIndex> dropped_with(const Object& object, const Context& context) const override {
    std::vector<ObjectIndex> holders = Declared::dropped_with(object, context);
    const Constraint& constraint = fields_of<Constraint>(object);
    if (constraint.inherited && goes_with_parents(constraint.parents, object.id, context))
      holders.push_back(dropped_parts_of_parents(constraint.parents, object.id, context).back());
    if (has_index(constraint)) {
      const ObjectIndex whole = going_with(object.id, context.from()[object.parent].id, context);
      if (whole != catalog::no_object) holders.push_back(whole);
    }
    return holders;
  }

 private:
  static Creation made_of_index(const Object& key, const std::string& index, bool index_is_clustered,
                                const Context& context) {
    Creation creation = Creation::statement(add_key_of_index(key, index));
    const bool clustered = fields_of<Constraint>(key).clustered;
    if (clustered == index_is_clustered || (!clustered && clusters_on_another(key, context.to()))) return creation;
    creation.after.push_back({clustered ? "CLUSTER ON " + sql::identifier(key.id.path[2]) : "SET WITHOUT CLUSTER",
                              alter_table(key.id.path)});
    return creation;
  }

  // A foreign key that refers to an index which becomes `key` stays, if it is to refer to that.
  static Reaction refers_to(const ObjectId& foreign_key, const Object& key, const Context& context) {
    const Object* after = context.to().find(foreign_key);
    if (after == nullptr) return Reaction::rebuilt;
    const auto& needs = after->dependencies;
    return std::find(needs.begin(), needs.end(), context.to().index_of(key.id)) != needs.end() ? Reaction::none
                                                                                               : Reaction::rebuilt;
  }

  // A parent's new check finds one below only if that is in force as well: what is NOT VALID or NOT ENFORCED there
  // changes before it.
  static bool is_found_in_force(const Object& heir, const ObjectId& parent, const Context& context) {
    const Object* before = context.from().find(heir.id);
    if (before == nullptr || context.is_created(heir.id) || !context.is_created(parent)) return false;
    const Constraint& from = fields_of<Constraint>(*before);
    const Constraint& to = fields_of<Constraint>(heir);
    return (from.not_valid && !to.not_valid) || (from.not_enforced && !to.not_enforced);
  }

  void add_found_in_force(const Object& parent, const Context& context, std::vector<ObjectIndex>& found) const {
    for (const std::vector<std::string>& table : heirs_of(context.to(), parent.id.path)) {
      const ObjectIndex heir = context.to().index_of({this, {table[0], table[1], parent.id.path[2]}});
      if (heir == catalog::no_object) continue;
      if (is_found_in_force(context.to()[heir], parent.id, context)) found.push_back(heir);
    }
  }
};

std::vector<std::string> constraints_of(const Catalog& catalog, const std::vector<std::string>& table,
                                        std::string_view type) {
  std::vector<std::string> names;
  const ObjectIndex index = catalog.index_of(table_id(table));
  if (index == catalog::no_object) return names;
  for (const ObjectIndex part : catalog.dependents(index)) {
    const Object& object = catalog[part];
    const bool own = object.parent == index && object.id.kind == &constraint_kind();
    if (own && fields_of<Constraint>(object).type == type) names.push_back(object.id.path[2]);
  }
  return names;
}

}  // namespace

std::string occupied_constraint(const std::vector<std::string>& table, const std::string& name) {
  return "constraint " + sql::qualified(table[0], table[1]) + "." + sql::identifier(name);
}

std::vector<std::string> foreign_keys_of(const Catalog& catalog, const std::vector<std::string>& table) {
  return constraints_of(catalog, table, "foreign key");
}

bool has_checks(const Catalog& catalog, const std::vector<std::string>& table) {
  return !constraints_of(catalog, table, "check").empty();
}

bool has_checks_not_valid(const Catalog& catalog, const std::vector<std::string>& table) {
  const std::vector<std::string> names = constraints_of(catalog, table, "check");
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return fields_of<Constraint>(*catalog.find({&constraint_kind(), {table[0], table[1], name}})).not_valid;
  });
}

bool has_primary_key(const Catalog& catalog, const std::vector<std::string>& table) {
  return !constraints_of(catalog, table, "primary key").empty();
}

std::vector<ObjectIndex> referenced_tables(const Object& constraint, const Catalog& catalog) {
  std::vector<ObjectIndex> tables;
  if (constraint.id.kind != &constraint_kind() || fields_of<Constraint>(constraint).type != "foreign key")
    return tables;
  for (const ObjectIndex needed : constraint.dependencies) {
    const ObjectIndex table = catalog[needed].id.kind == &table_kind() ? needed : catalog[needed].parent;
    if (table != catalog::no_object && table != constraint.parent && catalog[table].id.kind == &table_kind())
      tables.push_back(table);
  }
  return tables;
}

const catalog::Kind& constraint_kind() {
  static const ConstraintKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
