#include "kinds/rule.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/partition_trigger.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct RewriteRule {
  std::string definition;  ///< pg_get_ruledef() without its semicolon
  std::string enabled;     ///< "disabled", "replica", "always"; empty: as usual

  bool operator==(const RewriteRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(RewriteRule, (), (definition, enabled))

namespace {

constexpr std::string_view start = "CREATE RULE ";

Sql enable(const ObjectId& id, const RewriteRule& rule) {
  return {state_words(rule.enabled) + " RULE " + sql::identifier(id.path[2]),
          "ALTER TABLE " + sql::qualified(id.path[0], id.path[1])};
}

std::vector<Rule<RewriteRule>> rules() {
  using P = const Pair<RewriteRule>&;
  return {
      expression(alters<RewriteRule>("definition", "CREATE OR REPLACE RULE",
                                     [](P pair) {
                                       return std::vector<Sql>{
                                           {"CREATE OR REPLACE RULE " + pair.to.definition.substr(start.size())}};
                                     })),
      alters<RewriteRule>("enabled", "ALTER TABLE ... ENABLE | DISABLE RULE",
                          [](P pair) { return std::vector<Sql>{enable(pair.id(), pair.to)}; }),
  };
}

class RuleKind final : public Described<RewriteRule> {
 public:
  RuleKind() : Described(rules()) {}

  std::string_view name() const override { return "rule"; }
  int rank() const override { return 110; }
  std::string sql_name(const ObjectId& id) const override { return named_on_relation("rule", id.path); }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_rewrite, pg_class, 3, false,
                  "SELECT r.oid, 0, c.oid, 0, n.nspname, c.relname, r.rulename, "
                  "pg_catalog.rtrim(pg_catalog.pg_get_ruledef(r.oid), ';'), " +
                      trigger_state("r.ev_enabled") +
                      " FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class JOIN " +
                      user_namespace("c.relnamespace") + " WHERE r.rulename <> '_RETURN'"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const RewriteRule& rule = fields_of<RewriteRule>(object);
    Creation creation = Creation::statement(rule.definition);
    if (!rule.enabled.empty()) creation.after.push_back(enable(object.id, rule));
    return creation;
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[2])}};
  }

  Reaction react(const Object& /*self*/, const Object& /*changed*/, Event /*event*/,
                 const Context& /*context*/) const override {
    return Reaction::rebuilt;
  }
};

}  // namespace

const catalog::Kind& rule_kind() {
  static const RuleKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
