#include "kinds/partition_trigger.hpp"

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct PartitionTrigger {
  std::string enabled;         ///< "disabled", "replica", "always"; empty: as usual
  std::string parent_enabled;  ///< the parent's, which it would have otherwise
};

}  // namespace

Reading trigger_state(std::string column) {
  return letter(std::move(column), {{"O", ""}, {"D", "disabled"}, {"R", "replica"}, {"A", "always"}});
}

std::string state_words(const std::string& state) {
  if (state == "disabled") return "DISABLE";
  if (state == "replica") return "ENABLE REPLICA";
  return state == "always" ? "ENABLE ALWAYS" : "ENABLE";
}

Sql enable_trigger(const ObjectId& id, const std::string& state) {
  return {state_words(state) + " TRIGGER " + sql::identifier(id.path[2]),
          "ALTER TABLE " + sql::qualified(id.path[0], id.path[1])};
}

std::vector<Sql> partition_states(const Object& trigger, const Context& context) {
  const Catalog& catalog = context.to();
  std::vector<Sql> statements;
  std::vector<ObjectIndex> reached = {catalog.index_of(trigger.id)};
  for (std::size_t at = 0; at < reached.size(); ++at) {
    for (const ObjectIndex index : catalog.dependents(reached[at])) {
      if (catalog[index].id.kind != &partition_trigger_kind()) continue;
      reached.push_back(index);
      // One that is only now attached says so itself, once it is.
      if (context.is_created(catalog[index].id)) continue;
      statements.push_back(enable_trigger(catalog[index].id, fields_of<PartitionTrigger>(catalog[index]).enabled));
    }
  }
  return statements;
}

namespace {

class PartitionTriggerKind final : public Declared<PartitionTrigger> {
 public:
  PartitionTriggerKind()
      : Declared({.name = "partition trigger", .rank = 121},
                 Rows{.class_id = pg_trigger,
                      .oid = "t.oid",
                      .parent_class_id = pg_class,
                      .parent_oid = "c.oid",
                      .path = {"n.nspname", "c.relname", "t.tgname"},
                      .from = "pg_catalog.pg_trigger t JOIN pg_catalog.pg_trigger p ON p.oid = t.tgparentid AND "
                              "t.tgenabled <> p.tgenabled JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN " +
                              user_namespace("c.relnamespace") +
                              // Those of foreign keys have names made of OIDs.
                              " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.oid = t.tgconstraint "
                              "AND k.contype = 'f')"},
                 {
                     field("enabled", &PartitionTrigger::enabled, trigger_state("t.tgenabled"))
                         .alters("ALTER TABLE ... ENABLE | DISABLE TRIGGER",
                                 [](const Pair<PartitionTrigger>& pair) -> std::vector<Sql> {
                                   return {enable_trigger(pair.id(), pair.to.enabled)};
                                 }),
                     field("parent_enabled", &PartitionTrigger::parent_enabled, trigger_state("p.tgenabled"))
                         .ignored("the parent's own"),
                 }) {}

  std::string sql_name(const ObjectId& id) const override { return named_on_relation("trigger", id.path); }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Sql enable = enable_trigger(object.id, fields_of<PartitionTrigger>(object).enabled);
    Creation creation = Creation::statement(enable.text);
    creation.alter = enable.alter;
    return creation;
  }

  // A partition that is detached and attached again gets the parent's trigger, in the parent's state.
  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    const ObjectIndex attachment = catalog.index_of({&partition_kind(), {object.id.path[0], object.id.path[1]}});
    return attachment == catalog::no_object ? std::vector<ObjectIndex>() : std::vector<ObjectIndex>{attachment};
  }

  // It gets the parent's state; a parent whose own state changes hands it down later.
  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {enable_trigger(object.id, fields_of<PartitionTrigger>(object).parent_enabled)};
  }

  std::vector<ObjectIndex> dropped_with(const Object& object, const Context& context) const override {
    std::vector<ObjectIndex> owners = {object.parent};
    for (const ObjectIndex index : object.dependencies)
      if (const catalog::Kind* kind = context.from()[index].id.kind;
          kind == &trigger_kind() || kind == &partition_kind() || kind == this)
        owners.push_back(index);
    return owners;
  }
};

}  // namespace

const catalog::Kind& partition_trigger_kind() {
  static const PartitionTriggerKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
