// rule: {schema, relation, name}; the rule that makes a view a view is the view's.

#include "kinds/declared.hpp"
#include "kinds/partition_trigger.hpp"

namespace pgplumb::kinds {

namespace {

struct RewriteRule {
  std::string definition;  ///< pg_get_ruledef() without its semicolon
  std::string enabled;     ///< "disabled", "replica", "always"; empty: as usual
};

constexpr std::string_view start = "CREATE RULE ";

Sql enable(const ObjectId& id, const RewriteRule& rule) {
  return {state_words(rule.enabled) + " RULE " + sql::identifier(id.path[2]),
          "ALTER TABLE " + sql::qualified(id.path[0], id.path[1])};
}

class RuleKind final : public Declared<RewriteRule> {
  using P = const Pair<RewriteRule>&;

 public:
  RuleKind()
      : Declared(
            {.name = "rule", .rank = 110, .named = named_on_relation, .renames = true, .rebuilt = true},
            Rows{.class_id = pg_rewrite,
                 .oid = "r.oid",
                 .parent_class_id = pg_class,
                 .parent_oid = "c.oid",
                 .path = {"n.nspname", "c.relname", "r.rulename"},
                 .from = "pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class JOIN " +
                         user_namespace("c.relnamespace") + " WHERE r.rulename <> '_RETURN'"},
            {
                field("definition", &RewriteRule::definition,
                      deparsed("pg_catalog.rtrim(pg_catalog.pg_get_ruledef(r.oid), ';')"))
                    .alters("CREATE OR REPLACE RULE",
                            [](P pair) { return "CREATE OR REPLACE RULE " + pair.to.definition.substr(start.size()); }),
                field("enabled", &RewriteRule::enabled, trigger_state("r.ev_enabled"))
                    .alters("ALTER TABLE ... ENABLE | DISABLE RULE",
                            [](P pair) { return std::vector<Sql>{enable(pair.id(), pair.to)}; }),
            }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const RewriteRule& rule = fields_of<RewriteRule>(object);
    Creation creation = Creation::statement(rule.definition);
    if (!rule.enabled.empty()) creation.after.push_back(enable(object.id, rule));
    return creation;
  }
};

}  // namespace

const catalog::Kind& rule_kind() {
  static const RuleKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
