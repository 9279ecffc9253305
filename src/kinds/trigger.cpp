#include "kinds/trigger.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/partition_trigger.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Trigger {
  std::string definition;  ///< pg_get_triggerdef()
  std::string enabled;     ///< "disabled", "replica", "always"; empty: as usual

  bool operator==(const Trigger&) const = default;
};
BOOST_DESCRIBE_STRUCT(Trigger, (), (definition, enabled))

namespace {

constexpr std::string_view plain_start = "CREATE TRIGGER ";

bool is_plain(const Trigger& trigger) {
  return std::string_view(trigger.definition).substr(0, plain_start.size()) == plain_start;
}

// The state of a partitioned table's trigger goes down to all partitions; those with a state of their own get it back.
std::vector<Sql> set_state(const Pair<Trigger>& pair) {
  std::vector<Sql> statements = {enable_trigger(pair.id(), pair.to.enabled)};
  for (Sql& statement : partition_states(pair.to_object, pair.context)) statements.push_back(std::move(statement));
  return statements;
}

std::vector<Sql> replace_in_place(const Pair<Trigger>& pair) {
  std::vector<Sql> statements = {{"CREATE OR REPLACE TRIGGER " + pair.to.definition.substr(plain_start.size())}};
  // The new one fires as usual again.
  if (!pair.to.enabled.empty()) statements.push_back(enable_trigger(pair.id(), pair.to.enabled));
  for (Sql& statement : partition_states(pair.to_object, pair.context)) statements.push_back(std::move(statement));
  return statements;
}

std::vector<Rule<Trigger>> rules() {
  using P = const Pair<Trigger>&;
  return {
      expression(decides<Trigger>(
          "definition", "CREATE OR REPLACE TRIGGER; a constraint trigger is made again",
          [](P pair) { return is_plain(pair.from) && is_plain(pair.to) ? Way::in_place : Way::replaced; },
          replace_in_place)),
      alters<Trigger>("enabled", "ALTER TABLE ... ENABLE | DISABLE TRIGGER",
                      [](P pair) {
                        const bool replaced = pair.from.definition != pair.to.definition;
                        return replaced ? replace_in_place(pair) : set_state(pair);
                      }),
  };
}

class TriggerKind final : public Described<Trigger> {
 public:
  TriggerKind() : Described(rules()) {}

  std::string_view name() const override { return "trigger"; }
  int rank() const override { return 120; }
  std::string sql_name(const ObjectId& id) const override { return named_on_relation("trigger", id.path); }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_trigger, pg_class, 3, false,
                  "SELECT t.oid, 0, c.oid, 0, n.nspname, c.relname, t.tgname, pg_catalog.pg_get_triggerdef(t.oid), " +
                      trigger_state("t.tgenabled") +
                      " FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN " +
                      user_namespace("c.relnamespace") + " WHERE NOT t.tgisinternal AND t.tgparentid = 0"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Trigger& trigger = fields_of<Trigger>(object);
    Creation creation = Creation::statement(trigger.definition);
    if (!trigger.enabled.empty()) creation.after.push_back(enable_trigger(object.id, trigger.enabled));
    return creation;
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[2])}};
  }

  // Columns in WHEN and UPDATE OF hold on to their types.
  Reaction react(const Object& /*self*/, const Object& /*changed*/, Event /*event*/,
                 const Context& /*context*/) const override {
    return Reaction::rebuilt;
  }
};

}  // namespace

const catalog::Kind& trigger_kind() {
  static const TriggerKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
