// sequence that is no identity's: {schema, name}.

#include "kinds/declared.hpp"
#include "kinds/sequence_options.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

struct Sequence {
  std::string data_type;  ///< smallint, integer, bigint
  std::int64_t start = 1;
  std::int64_t increment = 1;
  std::int64_t minimum = 1;
  std::int64_t maximum = 0;
  std::int64_t cache = 1;
  bool cycle = false;
  std::string persistence;  ///< "unlogged", or empty for permanent
};

SequenceOptions options_of(const Sequence& s) {
  return {s.start, s.increment, s.minimum, s.maximum, s.cache, s.cycle};
}

// One ALTER SEQUENCE for all parameters: PostgreSQL checks them against each other.
std::vector<Sql> alter_sequence(const Pair<Sequence>& p) {
  SequenceOptions before = options_of(p.from);
  std::string changes;
  if (p.from.data_type != p.to.data_type) {
    changes += " AS " + p.to.data_type;
    // Limits that were the old type's own become the new type's.
    if (before.minimum == default_minimum(p.from.data_type, before.increment))
      before.minimum = default_minimum(p.to.data_type, before.increment);
    if (before.maximum == default_maximum(p.from.data_type, before.increment))
      before.maximum = default_maximum(p.to.data_type, before.increment);
  }
  changes += changed_options(before, options_of(p.to), "");
  if (changes.empty()) return {};
  const std::string name = sql::qualified(p.id().path[0], p.id().path[1]);
  const bool grows = default_maximum(p.to.data_type, 1) > default_maximum(p.from.data_type, 1);
  std::vector<Sql> statements =
      move_into_limits(name, options_of(p.from), options_of(p.to), grows ? " AS " + p.to.data_type : std::string());
  statements.push_back({"ALTER SEQUENCE " + name + changes});
  return statements;
}

template <typename Value>
FieldOf<Sequence> parameter(std::string_view name, Value Sequence::*member, Reading reading) {
  return field(name, member, std::move(reading)).alters("ALTER SEQUENCE", alter_sequence);
}

class SequenceKind final : public Declared<Sequence> {
 public:
  SequenceKind()
      : Declared(
            {.name = "sequence",
             .rank = 50,
             .renames = true,
             .owner = "CASE WHEN NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND d.objid = "
                      "c.oid AND d.objsubid = 0 AND d.refclassid = 1259 AND d.refobjsubid <> 0 AND d.deptype = 'a') "
                      "THEN c.relowner END",
             .acl = "c.relacl",
             .acl_letter = 's',
             .acl_type = "sequence",
             .grantor = "c.relowner"},
            Rows{.class_id = pg_class,
                 .oid = "c.oid",
                 .parent_class_id = pg_namespace,
                 .parent_oid = "n.oid",
                 .path = {"n.nspname", "c.relname"},
                 .from = "pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN " +
                         user_namespace("c.relnamespace") +
                         " WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND "
                         "d.objid = c.oid AND d.deptype = 'i' AND d.refclassid = 1259)"},
            {
                parameter("data_type", &Sequence::data_type, "pg_catalog.format_type(s.seqtypid, NULL)"),
                parameter("start", &Sequence::start, "s.seqstart"),
                parameter("increment", &Sequence::increment, "s.seqincrement"),
                parameter("minimum", &Sequence::minimum, "s.seqmin"),
                parameter("maximum", &Sequence::maximum, "s.seqmax"),
                parameter("cache", &Sequence::cache, "s.seqcache"),
                parameter("cycle", &Sequence::cycle, "s.seqcycle"),
                field("persistence", &Sequence::persistence, letter("c.relpersistence", {{"p", ""}, {"u", "unlogged"}}))
                    .alters("ALTER SEQUENCE ... SET LOGGED | UNLOGGED",
                            [](const Pair<Sequence>& p) {
                              return "ALTER SEQUENCE " + sql::qualified(p.id().path[0], p.id().path[1]) +
                                     (p.to.persistence.empty() ? " SET LOGGED" : " SET UNLOGGED");
                            }),
            }) {}

  // The column that owns it is said by sequence owned by.
  bool keeps_dependency(char deptype, const catalog::Address& referenced) const override {
    return !(deptype == 'a' && referenced.class_id == pg_class);
  }

  std::vector<std::string> occupied_names(const Object& object) const override {
    return {"relation " + sql::qualified(object.id.path[0], object.id.path[1])};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Sequence& sequence = fields_of<Sequence>(object);
    std::string text = std::string("CREATE ") + (sequence.persistence.empty() ? "" : "UNLOGGED ") + sql_name(object.id);
    if (sequence.data_type != "bigint") text += " AS " + sequence.data_type;
    return Creation::statement(text + creation_options(options_of(sequence), sequence.data_type));
  }

  Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> fields,
                   const Context& context) const override {
    Alteration alteration = Declared::alter(from, to, fields, context);
    alteration.guards = guard_position(to.id, sql::qualified(to.id.path[0], to.id.path[1]),
                                       options_of(fields_of<Sequence>(from)), options_of(fields_of<Sequence>(to)));
    return alteration;
  }

  std::optional<catalog::Counter> counter(const Object& object) const override {
    const auto& path = object.id.path;
    return counter_of(options_of(fields_of<Sequence>(object)), sql::qualified(path[0], path[1]),
                      sql::qualified(path[0], name_aside(path[1])));
  }

  // The column that owns it, and those whose default asks it.
  std::vector<ObjectId> numbers(const Object& object, const Catalog& catalog) const override {
    std::vector<ObjectId> columns;
    const Object* owned = catalog.find({&sequence_owned_by_kind(), object.id.path});
    if (owned != nullptr)
      for (const ObjectIndex column : owned->dependencies) columns.push_back(catalog[column].id);
    for (const ObjectIndex user : catalog.dependents(catalog.index_of(object.id))) {
      const Object* column = catalog.parent_of(catalog[user]);
      if (catalog[user].id.kind == &default_kind() && column != nullptr) columns.push_back(column->id);
    }
    return columns;
  }

  std::optional<Aside> aside(const Object& object, const Context& context) const override {
    if (context.is_created(object.id)) return std::nullopt;
    return move_aside("SEQUENCE", object.id);
  }

  std::string loses(const Object& object) const override { return position_of(object.id); }

  // The column that owns it takes it along.
  std::vector<ObjectIndex> dropped_with(const Object& object, const Context& context) const override {
    std::vector<ObjectIndex> holders = Declared::dropped_with(object, context);
    const Object* owned = context.from().find({&sequence_owned_by_kind(), object.id.path});
    if (owned != nullptr) holders.insert(holders.end(), owned->dependencies.begin(), owned->dependencies.end());
    return holders;
  }
};

}  // namespace

std::vector<Sql> leave_sequences(const ObjectId& table, bool unlogged, const Context& context) {
  std::vector<Sql> statements;
  if (context.from().origin().server_version < 150000) return statements;
  const ObjectIndex index = context.from().index_of(table);
  for (const ObjectIndex column : context.from().dependents(index)) {
    if (context.from()[column].parent != index) continue;
    for (const ObjectIndex user : context.from().dependents(column)) {
      const Object& owned = context.from()[user];
      if (owned.id.kind != &sequence_owned_by_kind() || context.is_dropped(owned.id)) continue;
      const Object* sequence = context.to().find({&sequence_kind(), owned.id.path});
      if (sequence == nullptr || (fields_of<Sequence>(*sequence).persistence == "unlogged") == unlogged) continue;
      statements.push_back({"ALTER SEQUENCE " + sql::qualified(owned.id.path[0], owned.id.path[1]) +
                            (unlogged ? " SET LOGGED" : " SET UNLOGGED")});
    }
  }
  return statements;
}

const catalog::Kind& sequence_kind() {
  static const SequenceKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
