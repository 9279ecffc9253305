#include "kinds/index.hpp"

#include "kinds/declared.hpp"
#include "kinds/expand.hpp"
#include "kinds/index_attachment.hpp"
#include "kinds/index_fields.hpp"
#include "kinds/key_by_index.hpp"
#include "kinds/partition.hpp"
#include "kinds/replica_identity.hpp"
#include "kinds/row_demands.hpp"
#include "kinds/table.hpp"
#include "kinds/twin_keys.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

std::string alter_index(const ObjectId& id) {
  return "ALTER INDEX " + sql::qualified(id.path[0], id.path[1]);
}

std::string alter_parent(const Object& index, const Catalog& catalog) {
  const auto& path = catalog[index.parent].id.path;
  return catalog[index.parent].id.kind == &table_kind() ? alter_table(path)
                                                        : "ALTER MATERIALIZED VIEW " + sql::qualified(path[0], path[1]);
}

// pg_get_indexdef() has ONLY after the name.
std::string without_only(const std::string& definition, const ObjectId& id) {
  static constexpr std::string_view only = "ONLY ";
  const std::string head = "INDEX " + sql::identifier(id.path[1]) + " ON ";
  const std::size_t at = definition.find(head) + head.size();
  if (definition.compare(at, only.size(), only) != 0)
    throw InternalError("no ONLY where it is looked for: " + definition);
  return std::string(definition).erase(at, only.size());
}

std::vector<Sql> set_statistics(const ObjectId& id, const std::vector<std::string>& from,
                                const std::vector<std::string>& to) {
  std::vector<Sql> statements;
  const auto column_of = [](const std::string& entry) { return entry.substr(0, entry.find('=')); };
  for (const std::string& entry : from)
    if (std::none_of(to.begin(), to.end(),
                     [&](const std::string& other) { return column_of(other) == column_of(entry); }))
      statements.push_back({"ALTER COLUMN " + column_of(entry) + " SET STATISTICS -1", alter_index(id)});
  for (const std::string& entry : to)
    if (std::find(from.begin(), from.end(), entry) == from.end())
      statements.push_back({"ALTER COLUMN " + column_of(entry) + " SET STATISTICS " + entry.substr(entry.find('=') + 1),
                            alter_index(id)});
  return statements;
}

}  // namespace

bool clusters_on_another(const Object& index, const Catalog& catalog) {
  if (index.parent == catalog::no_object) return false;
  for (const ObjectIndex at : catalog.dependents(index.parent)) {
    const Object& other = catalog[at];
    if (other.parent != index.parent || other.id == index.id) continue;
    const auto fields = other.id.kind->fields();
    for (std::size_t field = 0; field < fields.size(); ++field)
      if (fields[field].name == "clustered" && other.id.kind->get(*other.attributes, field) == Value(true)) return true;
  }
  return false;
}

// What is no relation and called so does no harm.
std::string free_name_beside(const std::string& schema, const std::string& name, const std::string& suffix,
                             const Context& context) {
  const auto taken = [&](const Catalog& catalog, const std::string& other) {
    return std::any_of(catalog.objects().begin(), catalog.objects().end(), [&](const Object& object) {
      return object.id.path.size() > 1 && object.id.path.front() == schema && object.id.path.back() == other;
    });
  };
  for (int number = 1;; ++number) {
    std::string free = name_with(name, suffix + (number == 1 ? std::string() : std::to_string(number)));
    if (!taken(context.from(), free) && !taken(context.to(), free)) return free;
  }
}

namespace {

using P = const Pair<Index>&;

class IndexKind final : public Declared<Index> {
 public:
  IndexKind()
      : Declared(
            {.name = "index", .rank = 90, .renames = true},
            Rows{.class_id = pg_class,
                 .oid = "c.oid",
                 .parent_class_id = pg_class,
                 .parent_oid = "i.indrelid",
                 .path = {"n.nspname", "c.relname"},
                 .from = "pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN " +
                         user_namespace("c.relnamespace") +
                         " LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = "
                         "i.indrelid AND k.contype IN ('p', 'u', 'x') WHERE k.oid IS NULL"},
            {
                field("definition", &Index::definition, deparsed("pg_catalog.pg_get_indexdef(c.oid)"))
                    .decides("an index's definition cannot be changed in place", way_of_definition<P>, no_statements<P>)
                    .may_follow(),
                field("tablespace", &Index::tablespace,
                      "CASE WHEN c.reltablespace <> 0 THEN (SELECT spcname FROM pg_catalog.pg_tablespace WHERE oid = "
                      "c.reltablespace) END")
                    .alters("ALTER INDEX ... SET TABLESPACE",
                            [](P p) -> std::vector<Sql> {
                              const std::string space = p.to.tablespace.empty() ? "pg_default" : p.to.tablespace;
                              return {{"SET TABLESPACE " + sql::identifier(space), alter_index(p.id())}};
                            }),
                field("clustered", &Index::clustered, "i.indisclustered")
                    .alters("ALTER TABLE ... CLUSTER ON | SET WITHOUT CLUSTER",
                            [](P p) -> std::vector<Sql> {
                              if (!p.to.clustered && clusters_on_another(p.to_object, p.context.to())) return {};
                              return {{p.to.clustered ? "CLUSTER ON " + sql::identifier(p.id().path[1])
                                                      : "SET WITHOUT CLUSTER",
                                       alter_parent(p.to_object, p.context.to())}};
                            })
                    .may_follow(),
                field("invalid", &Index::invalid, "NOT i.indisvalid")
                    .decides(
                        "made again; a partitioned one becomes valid when the last part is attached",
                        [](P p) { return p.to.invalid ? Way::in_place : way_to_validity(p.id(), p.context); },
                        [](P) { return std::vector<Sql>(); })
                    .may_follow(),
                field("partitioned", &Index::partitioned, "c.relkind = 'I'").replaces("follows its table"),
                field("statistics", &Index::statistics, Reading([](int server_version) {
                        return "CASE WHEN i.indexprs IS NOT NULL THEN (SELECT pg_catalog.array_agg(a.attnum || '=' || "
                               "a.attstattarget ORDER BY a.attnum) FROM pg_catalog.pg_attribute a WHERE a.attrelid = "
                               "c.oid AND a.attnum > 0 AND a.attstattarget " +
                               std::string(server_version >= 170000 ? "IS NOT NULL" : ">= 0") + ") END";
                      }))
                    .alters("ALTER INDEX ... ALTER COLUMN ... SET STATISTICS",
                            [](P p) { return set_statistics(p.id(), p.from.statistics, p.to.statistics); }),
            }) {}

  std::vector<std::string> occupied_names(const Object& object) const override {
    return {"relation " + sql::qualified(object.id.path[0], object.id.path[1])};
  }

  // Made last, ONLY on the partitioned table, it is given its parts one by one; made throughout, it finds them.
  std::vector<ObjectIndex> also_after(const Object& object, const Context& context) const override {
    const Catalog& catalog = context.to();
    std::vector<ObjectIndex> needed = fields_of<Index>(object).partitioned
                                          ? partitions_before(catalog.index_of(object.id), context)
                                          : partition_unless_attached(object.id, catalog[object.parent].id, context);
    for (const ObjectIndex foreign_key : foreign_keys_on_twins(object, catalog)) needed.push_back(foreign_key);
    return needed;
  }

  bool precedes(const Object& object, const Object& needed, const Context& context) const override {
    return is_found_by(object.id, needed, context);
  }

  // An index whose partition is detached stays when the whole goes.
  Reaction react(const Object& self, const Object& changed, Event event, const Context& context) const override {
    if (event == Event::displaced) return Reaction::none;
    // An index of partitions that the server makes again gets parts with names of the server's choice.
    if (event == Event::reshaped && fields_of<Index>(self).partitioned) return Reaction::rebuilt;
    // One that the server makes again has lost its targets.
    if (event == Event::reshaped) return fields_of<Index>(self).statistics.empty() ? Reaction::none : Reaction::follows;
    const bool whole = attached_to(self.id, context.from()) == context.from().index_of(changed.id);
    return whole && context.is_dropped({&partition_kind(), context.from()[self.parent].id.path}) ? Reaction::none
                                                                                                 : Reaction::rebuilt;
  }

  Alteration follow(const Object& from, const Object& to, const Context& /*context*/) const override {
    std::vector<std::string> kept = fields_of<Index>(to).statistics;
    const std::vector<std::string>& before = fields_of<Index>(from).statistics;
    std::erase_if(
        kept, [&](const std::string& entry) { return std::find(before.begin(), before.end(), entry) == before.end(); });
    Alteration alteration;
    alteration.statements = set_statistics(to.id, {}, kept);
    return alteration;
  }

  std::vector<ObjectIndex> takes_along(const Object& object, const Context& context) const override {
    return whole_going_along(object.id, context.from()[object.parent].id, context);
  }

  std::shared_ptr<const catalog::Attributes> nameless(const Object& object) const override {
    auto index = std::make_shared<Fields<Index>>(fields_of<Index>(object));
    std::string& definition = index->value.definition;
    const std::string name = "INDEX " + sql::identifier(object.id.path[1]) + " ON ";
    const std::size_t at = definition.find(name);
    if (at == std::string::npos) return nullptr;
    definition.erase(at, name.size());
    return index;
  }

  bool stays_until_built() const override { return true; }

  bool runs_functions(const Object& /*object*/, int server_version) const override { return server_version < 170000; }

  Creation create(const Object& object, const Context& context) const override {
    const Index& index = fields_of<Index>(object);
    Creation creation;
    creation.open = index.definition;
    if (index.partitioned && is_made_throughout(context.to().index_of(object.id), context))
      creation.open = without_only(index.definition, object.id);
    // pg_get_indexdef() begins with CREATE INDEX or CREATE UNIQUE INDEX; the keyword comes after it.
    const std::size_t keyword = index.definition.find("INDEX ");
    if (!index.partitioned && keyword != std::string::npos && !context.is_created(context.to()[object.parent].id)) {
      std::string text = index.definition;
      creation.online.push_back({text.insert(keyword + 6, "CONCURRENTLY "), {}, false});
    }
    creation.demands = demands_of(object, context);
    if (!index.tablespace.empty()) {
      // TABLESPACE stands before WHERE; setting it for the one statement keeps the definition as the server wrote it.
      creation.after.push_back({"SET TABLESPACE " + sql::identifier(index.tablespace), alter_index(object.id)});
    }
    if (index.clustered)
      creation.after.push_back(
          {"CLUSTER ON " + sql::identifier(object.id.path[1]), alter_parent(object, context.to())});
    for (Sql& statement : set_statistics(object.id, {}, index.statistics))
      creation.after.push_back(std::move(statement));
    if (auto identity = identity_by_index(object, context)) creation.after.push_back(std::move(*identity));
    return creation;
  }

  // It answers queries, and keeps values unique, until its successor does. One that is invalid does neither.
  std::optional<Aside> aside(const Object& object, const Context& context) const override {
    const Index& index = fields_of<Index>(object);
    if (index.invalid && !index.partitioned) return std::nullopt;
    // A partition that is attached meanwhile would get an index like it, under a name that may be taken.
    if (index.partitioned && gains_partition(context.from()[object.parent].id.path, context)) return std::nullopt;
    const std::string name = free_name_beside(object.id.path[0], object.id.path[1], "__pgplumb_old", context);
    const std::string old = sql::qualified(object.id.path[0], name);
    Aside aside;
    aside.move = {{alter_index(object.id) + " RENAME TO " + sql::identifier(name)}};
    aside.remove = {{"DROP INDEX " + old}};
    if (!index.partitioned) aside.remove_online = {{"DROP INDEX CONCURRENTLY " + old, {}, false}};
    aside.serves = true;
    return aside;
  }

  // What becomes a key's is no index of its own any more.
  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    return key_made_of(object, context) != nullptr ? std::vector<Sql>() : Declared::drop(object, context);
  }

  std::vector<Sql> drop_online(const Object& object, const Context& context) const override {
    // It is there until a key that takes its name is.
    const auto& table = context.from()[object.parent].id.path;
    if (key_made_of(object, context) != nullptr ||
        context.is_prepared({&constraint_kind(), {table[0], table[1], object.id.path[1]}}))
      return {};
    if (fields_of<Index>(object).partitioned || attached_to(object.id, context.from()) != catalog::no_object) return {};
    return {{"DROP INDEX CONCURRENTLY " + sql::qualified(object.id.path[0], object.id.path[1]), {}, false}};
  }

  std::vector<ObjectIndex> dropped_after(const Object& object, const Context& context) const override {
    return detached_before(object.id, context.from()[object.parent].id, context);
  }

  std::vector<ObjectIndex> dropped_with(const Object& object, const Context& context) const override {
    std::vector<ObjectIndex> holders = Declared::dropped_with(object, context);
    const ObjectIndex whole = going_with(object.id, context.from()[object.parent].id, context);
    if (whole != catalog::no_object) holders.push_back(whole);
    return holders;
  }

 private:
  // Only a unique one asks anything of rows, and of a partitioned table only if it is made with its parts.
  static std::vector<catalog::RowDemand> demands_of(const Object& object, const Context& context) {
    const Index& index = fields_of<Index>(object);
    if (!index.definition.starts_with("CREATE UNIQUE ") || !may_hold_rows(context.to()[object.parent].id, context) ||
        (index.partitioned && !is_made_throughout(context.to().index_of(object.id), context)))
      return {};
    const Object* before = context.from().find(object.id);
    const bool obeyed = before != nullptr && fields_of<Index>(*before).definition == index.definition &&
                        !fields_of<Index>(*before).invalid && is_about_what_stays(object, context);
    return obeyed ? std::vector<catalog::RowDemand>() : demands_of_key(object, index.definition, context);
  }
};

}  // namespace

bool includes_columns(const Object& index) {
  return fields_of<Index>(index).definition.find(" INCLUDE (") != std::string::npos;
}

bool is_leftover_index(const Object& object) {
  if (object.id.kind != &index_kind()) return false;
  const Index& index = fields_of<Index>(object);
  return index.invalid && !index.partitioned;
}

const catalog::Kind& index_kind() {
  static const IndexKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
