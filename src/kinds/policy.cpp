#include "kinds/policy.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Policy {
  std::string command;  ///< "select", "insert", "update", "delete"; empty: all
  bool restrictive = false;
  std::vector<std::string> roles;  ///< by name; {}: PUBLIC
  std::string using_expression;    ///< empty: none
  std::string check;

  bool operator==(const Policy&) const = default;
};
BOOST_DESCRIBE_STRUCT(Policy, (), (command, restrictive, roles, using_expression, check))

namespace {

std::string role_list(const Policy& policy) {
  if (policy.roles.empty()) return sql::role("");
  std::vector<std::string> names;
  for (const std::string& name : policy.roles) names.push_back(sql::role(name));
  return sql::join(names, ", ");
}

std::string in_capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

// The server's text stands in parentheses already wherever it is an operator's.
std::string in_parentheses(const std::string& expression) {
  int depth = 0;
  char quote = 0;
  for (std::size_t at = 0; at < expression.size(); ++at) {
    const char c = expression[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    }
    if (depth == 0 && at + 1 < expression.size()) return "(" + expression + ")";
  }
  return expression.size() > 1 && expression.front() == '(' ? expression : "(" + expression + ")";
}

// ALTER POLICY can give another expression, but none can be taken away.
Way way_of(const std::string& to) {
  return to.empty() ? Way::replaced : Way::in_place;
}

std::vector<Sql> change(const Pair<Policy>& pair) {
  std::string text = "ALTER " + pair.id().kind->sql_name(pair.id());
  if (pair.from.roles != pair.to.roles) text += " TO " + role_list(pair.to);
  if (pair.from.using_expression != pair.to.using_expression)
    text += " USING " + in_parentheses(pair.to.using_expression);
  if (pair.from.check != pair.to.check) text += " WITH CHECK " + in_parentheses(pair.to.check);
  return {{std::move(text)}};
}

std::vector<Rule<Policy>> rules() {
  using P = const Pair<Policy>&;
  return {
      replaces<Policy>("command", "there is no command for it"),
      replaces<Policy>("restrictive", "there is no command for it"),
      alters<Policy>("roles", "ALTER POLICY ... TO", change),
      expression(decides<Policy>(
          "using_expression", "ALTER POLICY ... USING; made again where it is taken away",
          [](P pair) { return way_of(pair.to.using_expression); }, change)),
      expression(decides<Policy>(
          "check", "ALTER POLICY ... WITH CHECK; made again where it is taken away",
          [](P pair) { return way_of(pair.to.check); }, change)),
  };
}

class PolicyKind final : public Described<Policy> {
 public:
  PolicyKind() : Described(rules()) {}

  std::string_view name() const override { return "policy"; }
  int rank() const override { return 130; }
  std::string sql_name(const ObjectId& id) const override { return named_on_relation("policy", id.path); }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_policy, pg_class, 3, false,
        "SELECT p.oid, 0, c.oid, 0, n.nspname, c.relname, p.polname, "
        "CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' "
        "END, "
        "NOT p.polpermissive, CASE WHEN p.polroles <> '{0}' THEN (SELECT pg_catalog.array_agg(r.rolname ORDER BY "
        "r.rolname) FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles)) END, "
        "pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid) "
        "FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN " +
            user_namespace("c.relnamespace")};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Policy& policy = fields_of<Policy>(object);
    std::string text = "CREATE " + sql_name(object.id);
    if (policy.restrictive) text += " AS RESTRICTIVE";
    if (!policy.command.empty()) text += " FOR " + in_capitals(policy.command);
    if (!policy.roles.empty()) text += " TO " + role_list(policy);
    if (!policy.using_expression.empty()) text += " USING " + in_parentheses(policy.using_expression);
    if (!policy.check.empty()) text += " WITH CHECK " + in_parentheses(policy.check);
    return Creation::statement(std::move(text));
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

const catalog::Kind& policy_kind() {
  static const PolicyKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
