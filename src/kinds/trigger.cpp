// trigger: {schema, relation, name}. Its clones on partitions come with it; see the kind `partition trigger`.

#include "kinds/trigger.hpp"

#include "kinds/declared.hpp"
#include "kinds/partition_trigger.hpp"
#include "sql/statement_pattern.hpp"

namespace pgplumb::kinds {

namespace {

struct Trigger {
  std::string definition;  ///< pg_get_triggerdef()
  std::string enabled;     ///< "disabled", "replica", "always"; empty: as usual
};

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

class TriggerKind final : public Declared<Trigger> {
 public:
  // Columns in WHEN and UPDATE OF hold on to their types.
  TriggerKind()
      : Declared({.name = "trigger", .rank = 120, .named = named_on_relation, .renames = true, .rebuilt = true},
                 Rows{.class_id = pg_trigger,
                      .oid = "t.oid",
                      .parent_class_id = pg_class,
                      .parent_oid = "c.oid",
                      .path = {"n.nspname", "c.relname", "t.tgname"},
                      .from = "pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN " +
                              user_namespace("c.relnamespace") + " WHERE NOT t.tgisinternal AND t.tgparentid = 0"},
                 {
                     field("definition", &Trigger::definition, deparsed("pg_catalog.pg_get_triggerdef(t.oid)"))
                         .decides(
                             "CREATE OR REPLACE TRIGGER; a constraint trigger is made again",
                             [](const Pair<Trigger>& pair) {
                               return is_plain(pair.from) && is_plain(pair.to) ? Way::in_place : Way::replaced;
                             },
                             replace_in_place),
                     field("enabled", &Trigger::enabled, trigger_state("t.tgenabled"))
                         .alters("ALTER TABLE ... ENABLE | DISABLE TRIGGER",
                                 [](const Pair<Trigger>& pair) {
                                   const bool replaced = pair.from.definition != pair.to.definition;
                                   return replaced ? replace_in_place(pair) : set_state(pair);
                                 }),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Trigger& trigger = fields_of<Trigger>(object);
    Creation creation = Creation::statement(trigger.definition);
    if (!trigger.enabled.empty()) creation.after.push_back(enable_trigger(object.id, trigger.enabled));
    return creation;
  }
};

}  // namespace

bool fires_on_update(const Object& trigger) {
  const Trigger& fields = fields_of<Trigger>(trigger);
  if (fields.enabled == "disabled" || fields.enabled == "replica") return false;
  // CREATE TRIGGER name BEFORE INSERT OR UPDATE OF column ON ...
  const sql::Words words(fields.definition);
  std::size_t at = words.is(1, "constraint") ? 3 : 2;
  (void)words.name(at);
  for (; at < words.size() && !words.is(at, "on"); ++at)
    if (words.is(at, "update")) return !words.is(at + 1, "of");
  return false;
}

const catalog::Kind& trigger_kind() {
  static const TriggerKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
