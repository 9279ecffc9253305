#include "kinds/event_trigger.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct EventTrigger {
  std::string event;
  std::string function;  ///< qualified and quoted
  std::vector<std::string> tags;
  std::string enabled;  ///< "DISABLE", "ENABLE REPLICA" or "ENABLE ALWAYS"; empty: enabled

  bool operator==(const EventTrigger&) const = default;
};
BOOST_DESCRIBE_STRUCT(EventTrigger, (), (event, function, tags, enabled))

namespace {

Sql enable(const ObjectId& id, const std::string& state) {
  return {"ALTER " + named("EVENT TRIGGER", id.path) + " " + (state.empty() ? "ENABLE" : state)};
}

class EventTriggerKind final : public Described<EventTrigger> {
 public:
  EventTriggerKind()
      : Described({
            replaces<EventTrigger>("event", "dropped and made again"),
            replaces<EventTrigger>("function", "dropped and made again"),
            replaces<EventTrigger>("tags", "dropped and made again"),
            alters<EventTrigger>(
                "enabled", "ALTER EVENT TRIGGER ... ENABLE and DISABLE",
                [](const Pair<EventTrigger>& pair) { return std::vector<Sql>{enable(pair.id(), pair.to.enabled)}; }),
        }) {}

  std::string_view name() const override { return "event trigger"; }
  // After everything else, so that it does not fire for the plan that makes it.
  int rank() const override { return 240; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_event_trigger, 0, 1, false,
                  "SELECT e.oid, 0, 0, 0, e.evtname, e.evtevent, "
                  "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(p.proname), " +
                      sorted_array("e.evttags") +
                      ", "
                      "CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE "
                      "ALWAYS' END "
                      "FROM pg_catalog.pg_event_trigger e JOIN pg_catalog.pg_proc p ON p.oid = e.evtfoid "
                      "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const EventTrigger& trigger = fields_of<EventTrigger>(object);
    std::string text = "CREATE " + sql_name(object.id) + " ON " + sql::identifier(trigger.event);
    if (!trigger.tags.empty()) {
      std::vector<std::string> tags;
      for (const std::string& tag : trigger.tags) tags.push_back(sql::literal(tag));
      text += "\n    WHEN TAG IN (" + sql::join(tags, ", ") + ")";
    }
    Creation creation = Creation::statement(text + "\n    EXECUTE FUNCTION " + trigger.function + "()");
    if (!trigger.enabled.empty()) creation.after.push_back(enable(object.id, trigger.enabled));
    return creation;
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[0])}};
  }
};

}  // namespace

const catalog::Kind& event_trigger_kind() {
  static const EventTriggerKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
