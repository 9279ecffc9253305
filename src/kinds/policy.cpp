// policy: {schema, table, name}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct Policy {
  std::string command;  ///< "select", "insert", "update", "delete"; empty: all
  bool restrictive = false;
  std::vector<std::string> roles;  ///< by name; {}: PUBLIC
  std::string using_expression;    ///< empty: none
  std::string check;
};

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

class PolicyKind final : public Declared<Policy> {
 public:
  PolicyKind()
      : Declared(
            {.name = "policy", .rank = 130, .named = named_on_relation, .renames = true, .rebuilt = true},
            Rows{.class_id = pg_policy,
                 .oid = "p.oid",
                 .parent_class_id = pg_class,
                 .parent_oid = "c.oid",
                 .path = {"n.nspname", "c.relname", "p.polname"},
                 .from = "pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid JOIN " +
                         user_namespace("c.relnamespace")},
            {
                field(
                    "command", &Policy::command,
                    letter("p.polcmd", {{"*", ""}, {"r", "select"}, {"a", "insert"}, {"w", "update"}, {"d", "delete"}}))
                    .replaces("there is no command for it"),
                field("restrictive", &Policy::restrictive, "NOT p.polpermissive")
                    .replaces("there is no command for it"),
                field("roles", &Policy::roles,
                      "CASE WHEN p.polroles <> '{0}' THEN (SELECT pg_catalog.array_agg(r.rolname ORDER BY r.rolname) "
                      "FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles)) END")
                    .alters("ALTER POLICY ... TO", change),
                field("using_expression", &Policy::using_expression,
                      deparsed("pg_catalog.pg_get_expr(p.polqual, p.polrelid)"))
                    .decides(
                        "ALTER POLICY ... USING; made again where it is taken away",
                        [](const Pair<Policy>& pair) { return way_of(pair.to.using_expression); }, change),
                field("check", &Policy::check, deparsed("pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)"))
                    .decides(
                        "ALTER POLICY ... WITH CHECK; made again where it is taken away",
                        [](const Pair<Policy>& pair) { return way_of(pair.to.check); }, change),
            }) {}

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
};

}  // namespace

const catalog::Kind& policy_kind() {
  static const PolicyKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
