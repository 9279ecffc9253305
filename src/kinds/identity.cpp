#include "kinds/identity.hpp"

#include "kinds/column.hpp"
#include "kinds/declared.hpp"
#include "kinds/expand.hpp"
#include "kinds/filling.hpp"
#include "kinds/sequence_options.hpp"
#include "kinds/table.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

struct Identity {
  std::string generation;             ///< ALWAYS or BY DEFAULT
  std::vector<std::string> sequence;  ///< schema, name
  std::string data_type;              ///< follows the column's
  std::int64_t start = 1;
  std::int64_t increment = 1;
  std::int64_t minimum = 1;
  std::int64_t maximum = 0;
  std::int64_t cache = 1;
  bool cycle = false;
};

SequenceOptions options_of(const Identity& i) {
  return {i.start, i.increment, i.minimum, i.maximum, i.cache, i.cycle};
}

std::string alter_column(const ObjectId& id) {
  return "ALTER COLUMN " + sql::identifier(id.path[2]) + " ";
}

std::string sequence_name(const Identity& identity) {
  return sql::qualified(identity.sequence[0], identity.sequence[1]);
}

// What the sequence has once the column has its new type: limits that were the old type's own become the new one's.
SequenceOptions options_with_type(const Identity& from, const Identity& to) {
  SequenceOptions options = options_of(from);
  if (options.minimum == default_minimum(from.data_type, options.increment))
    options.minimum = default_minimum(to.data_type, options.increment);
  if (options.maximum == default_maximum(from.data_type, options.increment))
    options.maximum = default_maximum(to.data_type, options.increment);
  return options;
}

bool narrows(const Identity& from, const Identity& to) {
  return default_maximum(to.data_type, 1) < default_maximum(from.data_type, 1);
}

std::vector<Sql> alter_identity(const Pair<Identity>& p) {
  const SequenceOptions before = options_with_type(p.from, p.to);
  std::string changes;
  if (p.from.generation != p.to.generation) changes += " SET GENERATED " + p.to.generation;
  if (!narrows(p.from, p.to)) changes += changed_options(before, options_of(p.to), "SET ");
  if (changes.empty()) return {};
  std::vector<Sql> statements;
  if (!narrows(p.from, p.to)) statements = move_into_limits(sequence_name(p.from), before, options_of(p.to));
  statements.push_back({alter_column(p.id()) + changes.substr(1), alter_table(p.id().path)});
  return statements;
}

std::vector<Sql> rename_sequence(const Pair<Identity>& p) {
  if (p.from.sequence[1] == p.to.sequence[1]) return {};
  return {{"ALTER SEQUENCE " + sequence_name(p.from) + " RENAME TO " + sql::identifier(p.to.sequence[1])}};
}

template <typename Value>
FieldOf<Identity> parameter(std::string_view name, Value Identity::*member, Reading reading) {
  // The sequence's type and its limits are changed with the column's type.
  return field(name, member, std::move(reading))
      .alters("ALTER COLUMN ... SET GENERATED, SET INCREMENT BY ...", alter_identity)
      .may_follow();
}

class IdentityKind final : public Declared<Identity> {
 public:
  IdentityKind()
      : Declared(
            {.name = "identity",
             .rank = 72,
             .acl = "s.relacl",
             .acl_letter = 's',
             .acl_type = "sequence",
             .grantor = "s.relowner",
             .sequence = "ARRAY[sn.nspname, s.relname]"},
            Rows{.class_id = pg_class,
                 .oid = "s.oid",
                 .parent_class_id = pg_class,
                 .parent_oid = "c.oid",
                 .parent_sub_id = "a.attnum",
                 .path = {"n.nspname", "c.relname", "a.attname"},
                 .from = "pg_catalog.pg_depend d JOIN pg_catalog.pg_sequence q ON q.seqrelid = d.objid "
                         "JOIN pg_catalog.pg_class s ON s.oid = d.objid "
                         "JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace "
                         "JOIN pg_catalog.pg_class c ON c.oid = d.refobjid JOIN " +
                         user_namespace("c.relnamespace") +
                         " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid "
                         "WHERE d.classid = 1259 AND d.refclassid = 1259 AND d.deptype = 'i' AND d.refobjsubid > 0 AND "
                         "a.attidentity <> ''"},
            {
                parameter("generation", &Identity::generation,
                          letter("a.attidentity", {{"a", "ALWAYS"}, {"d", "BY DEFAULT"}})),
                field("sequence", &Identity::sequence, "ARRAY[sn.nspname, s.relname]::text[]")
                    .alters("ALTER SEQUENCE ... RENAME TO", rename_sequence),
                parameter("data_type", &Identity::data_type, "pg_catalog.format_type(q.seqtypid, NULL)"),
                parameter("start", &Identity::start, "q.seqstart"),
                parameter("increment", &Identity::increment, "q.seqincrement"),
                parameter("minimum", &Identity::minimum, "q.seqmin"),
                parameter("maximum", &Identity::maximum, "q.seqmax"),
                parameter("cache", &Identity::cache, "q.seqcache"),
                parameter("cycle", &Identity::cycle, "q.seqcycle"),
            }) {}

  std::string sql_name(const ObjectId& id) const override { return named("column", id.path); }

  std::vector<std::string> occupied_names(const Object& object) const override {
    const auto& sequence = fields_of<Identity>(object).sequence;
    return {"relation " + sql::qualified(sequence[0], sequence[1])};
  }

  std::vector<catalog::Danger> dangers(const Object& object, const Context& context) const override {
    return dangers_of_filling(object.id.path, context);
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Identity& identity = fields_of<Identity>(object);
    Creation creation;
    creation.alter = alter_table(object.id.path);
    creation.prefix = alter_column(object.id) + "ADD ";
    creation.open = "GENERATED " + identity.generation + " AS IDENTITY";
    std::string options;
    if (identity.sequence !=
        std::vector<std::string>{object.id.path[0], object.id.path[1] + "_" + object.id.path[2] + "_seq"})
      options += " SEQUENCE NAME " + sql::qualified(identity.sequence[0], identity.sequence[1]);
    options += creation_options(options_of(identity), identity.data_type);
    if (!options.empty()) creation.open += " (" + options.substr(1) + ")";
    creation.host = ObjectId{&column_kind(), object.id.path};
    creation.place = {1, ""};
    return creation;
  }

  // In one ALTER TABLE with a new type PostgreSQL would still give the sequence that type.
  std::vector<Sql> drop(const Object& object, const Context& context) const override {
    const ObjectId column{&column_kind(), object.id.path};
    const std::string action =
        alter_column(is_expanded(column, context) ? displaced_id(column) : column) + "DROP IDENTITY";
    const std::string alter = alter_table(object.id.path);
    const Object* wanted = context.to().find({&column_kind(), object.id.path});
    if (wanted != nullptr && type_of(*wanted) != fields_of<Identity>(object).data_type) return {{alter + " " + action}};
    return {{action, alter}};
  }

  Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> fields,
                   const Context& context) const override {
    Alteration alteration = Declared::alter(from, to, fields, context);
    const Identity& before = fields_of<Identity>(from);
    const Identity& after = fields_of<Identity>(to);
    if (!narrows(before, after))
      alteration.guards = guard_position(to.id, sequence_name(before), options_of(before), options_of(after));
    return alteration;
  }

  std::optional<catalog::Counter> counter(const Object& object) const override {
    const Identity& identity = fields_of<Identity>(object);
    return counter_of(options_of(identity), sequence_name(identity),
                      sql::qualified(identity.sequence[0], name_aside(identity.sequence[1])));
  }

  std::vector<ObjectId> numbers(const Object& object, const Catalog& catalog) const override {
    const Object* column = catalog.parent_of(object);
    return column == nullptr ? std::vector<ObjectId>() : std::vector<ObjectId>{column->id};
  }

  // Its sequence lives as long as the identity does. Whoever inserts locks the table first and its sequence then; so
  // does this.
  std::optional<Aside> aside(const Object& object, const Context& context) const override {
    if (context.is_created(object.id) && !is_expanded({&column_kind(), object.id.path}, context)) return std::nullopt;
    const Identity& identity = fields_of<Identity>(object);
    const std::string table = sql::qualified(object.id.path[0], object.id.path[1]);
    return Aside{{{"LOCK TABLE ONLY " + table + " IN ACCESS EXCLUSIVE MODE"},
                  {"ALTER SEQUENCE " + sql::qualified(identity.sequence[0], identity.sequence[1]) + " RENAME TO " +
                   sql::identifier(name_aside(identity.sequence[1]))}},
                 drop(object, context)};
  }

  std::string loses(const Object& object) const override { return position_of(object.id); }

  Reaction react(const Object& /*self*/, const Object& /*changed*/, Event event,
                 const Context& /*context*/) const override {
    return event == Event::reshaped ? Reaction::none : Reaction::rebuilt;
  }
};

}  // namespace

void narrow_identity(const ObjectId& column, const Context& context, Alteration& alteration) {
  const Object* from = context.from().find({&identity_kind(), column.path});
  const Object* to = context.to().find({&identity_kind(), column.path});
  if (from == nullptr || to == nullptr || context.is_dropped(from->id)) return;
  const Identity& before = fields_of<Identity>(*from);
  const Identity& after = fields_of<Identity>(*to);
  if (!narrows(before, after)) return;
  const std::string name = sequence_name(before);
  std::vector<Sql> statements = move_into_limits(name, options_of(before), options_of(after));
  if (!changed_options(options_with_type(before, after), options_of(after), "").empty())
    statements.push_back({"ALTER SEQUENCE " + name + changed_options(options_of(before), options_of(after), "")});
  alteration.statements.insert(alteration.statements.begin(), statements.begin(), statements.end());
  for (catalog::Guard& guard : guard_position(to->id, name, options_of(before), options_of(after)))
    alteration.guards.push_back(std::move(guard));
}

const catalog::Kind& identity_kind() {
  static const IdentityKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
