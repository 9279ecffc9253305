// event trigger: {name}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct EventTrigger {
  std::string event;
  std::string function;  ///< qualified and quoted
  std::vector<std::string> tags;
  std::string enabled;  ///< "DISABLE", "ENABLE REPLICA" or "ENABLE ALWAYS"; empty: enabled
};

std::string enable(const ObjectId& id, const std::string& state) {
  return "ALTER " + named("EVENT TRIGGER", id.path) + " " + (state.empty() ? "ENABLE" : state);
}

constexpr const char* anew = "dropped and made again";

class EventTriggerKind final : public Declared<EventTrigger> {
 public:
  // After everything else, so that it does not fire for the plan that makes it.
  EventTriggerKind()
      : Declared({.name = "event trigger", .rank = 240, .renames = true, .owner = "e.evtowner"},
                 Rows{.class_id = pg_event_trigger,
                      .oid = "e.oid",
                      .path = {"e.evtname"},
                      .from = "pg_catalog.pg_event_trigger e JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid JOIN "
                              "pg_catalog.pg_namespace n ON n.oid = p.pronamespace"},
                 {
                     field("event", &EventTrigger::event, "e.evtevent").replaces(anew),
                     field("function", &EventTrigger::function,
                           "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname)")
                         .replaces(anew),
                     field("tags", &EventTrigger::tags, sorted_array("e.evttags")).replaces(anew),
                     field("enabled", &EventTrigger::enabled,
                           letter("e.evtenabled",
                                  {{"O", ""}, {"D", "DISABLE"}, {"R", "ENABLE REPLICA"}, {"A", "ENABLE ALWAYS"}}))
                         .alters("ALTER EVENT TRIGGER ... ENABLE and DISABLE",
                                 [](const Pair<EventTrigger>& pair) { return enable(pair.id(), pair.to.enabled); }),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const EventTrigger& trigger = fields_of<EventTrigger>(object);
    std::string text = "CREATE " + sql_name(object.id) + " ON " + sql::identifier(trigger.event);
    if (!trigger.tags.empty()) {
      std::vector<std::string> tags;
      for (const std::string& tag : trigger.tags) tags.push_back(sql::literal(tag));
      text += "\n    WHEN TAG IN (" + sql::join(tags, ", ") + ")";
    }
    Creation creation = Creation::statement(text + "\n    EXECUTE FUNCTION " + trigger.function + "()");
    if (!trigger.enabled.empty()) creation.after.push_back({enable(object.id, trigger.enabled)});
    return creation;
  }
};

}  // namespace

const catalog::Kind& event_trigger_kind() {
  static const EventTriggerKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
