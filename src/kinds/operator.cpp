// operator: {schema, name, left type or "" for a prefix operator, right type}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

/// Functions are qualified and quoted; operators are qualified.
struct Operator {
  std::string function;
  std::string commutator;
  std::string negator;
  std::string restrict_function;
  std::string join_function;
  bool hashes = false;
  bool merges = false;
};

std::string operator_name(const ObjectId& id) {
  return "OPERATOR " + sql::identifier(id.path[0]) + "." + id.path[1] + " (" +
         (id.path[2].empty() ? "NONE" : id.path[2]) + ", " + id.path[3] + ")";
}

std::string operator_of(const std::string& column) {
  return "(SELECT pg_catalog.quote_ident(cn.nspname) || '.' || c.oprname FROM pg_catalog.pg_operator c JOIN "
         "pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = " +
         column + ")";
}

std::string or_none(const std::string& function) {
  return function.empty() ? "NONE" : function;
}

constexpr const char* anew = "dropped and made again";

class OperatorKind final : public Declared<Operator> {
 public:
  OperatorKind()
      : Declared(
            {.name = "operator", .rank = 62, .owner = "x.oprowner"},
            // Without a function it is a shell that another operator names as its commutator or negator.
            in_schema(pg_operator, "pg_operator", "opr", " WHERE x.oprcode <> 0",
                      {"CASE WHEN x.oprleft <> 0 THEN pg_catalog.format_type(x.oprleft, NULL) END",
                       "pg_catalog.format_type(x.oprright, NULL)"}),
            {
                field("function", &Operator::function, "x.oprcode").replaces(anew),
                field("commutator", &Operator::commutator, operator_of("x.oprcom")).replaces(anew),
                field("negator", &Operator::negator, operator_of("x.oprnegate")).replaces(anew),
                field("restrict_function", &Operator::restrict_function, "CASE WHEN x.oprrest <> 0 THEN x.oprrest END")
                    .alters("ALTER OPERATOR ... SET (RESTRICT = ...)",
                            [](const Pair<Operator>& pair) {
                              return "ALTER " + operator_name(pair.id()) +
                                     " SET (RESTRICT = " + or_none(pair.to.restrict_function) + ")";
                            }),
                field("join_function", &Operator::join_function, "CASE WHEN x.oprjoin <> 0 THEN x.oprjoin END")
                    .alters("ALTER OPERATOR ... SET (JOIN = ...)",
                            [](const Pair<Operator>& pair) {
                              return "ALTER " + operator_name(pair.id()) +
                                     " SET (JOIN = " + or_none(pair.to.join_function) + ")";
                            }),
                field("hashes", &Operator::hashes, "x.oprcanhash").replaces(anew),
                field("merges", &Operator::merges, "x.oprcanmerge").replaces(anew),
            }) {}

  std::string describe(const ObjectId& id) const override {
    return "operator " + id.path[0] + "." + id.path[1] + "(" + (id.path[2].empty() ? "" : id.path[2] + ", ") +
           id.path[3] + ")";
  }

  std::string sql_name(const ObjectId& id) const override { return operator_name(id); }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Operator& fields = fields_of<Operator>(object);
    const auto& path = object.id.path;
    std::string text =
        "CREATE OPERATOR " + sql::identifier(path[0]) + "." + path[1] + " (\n    FUNCTION = " + fields.function;
    const auto option = [&](const std::string& words) { text += ",\n    " + words; };
    if (!path[2].empty()) option("LEFTARG = " + path[2]);
    option("RIGHTARG = " + path[3]);
    if (!fields.commutator.empty()) option("COMMUTATOR = OPERATOR(" + fields.commutator + ")");
    if (!fields.negator.empty()) option("NEGATOR = OPERATOR(" + fields.negator + ")");
    if (!fields.restrict_function.empty()) option("RESTRICT = " + fields.restrict_function);
    if (!fields.join_function.empty()) option("JOIN = " + fields.join_function);
    if (fields.hashes) option("HASHES");
    if (fields.merges) option("MERGES");
    return Creation::statement(text + "\n)");
  }
};

}  // namespace

const catalog::Kind& operator_kind() {
  static const OperatorKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
