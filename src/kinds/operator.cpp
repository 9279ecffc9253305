#include "kinds/operator.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

/// Functions are qualified and quoted; operators are qualified.
struct Operator {
  std::string function;
  std::string commutator;
  std::string negator;
  std::string restrict_function;
  std::string join_function;
  bool hashes = false;
  bool merges = false;

  bool operator==(const Operator&) const = default;
};
BOOST_DESCRIBE_STRUCT(Operator, (), (function, commutator, negator, restrict_function, join_function, hashes, merges))

namespace {

std::string operator_name(const ObjectId& id) {
  return "OPERATOR " + sql::identifier(id.path[0]) + "." + id.path[1] + " (" +
         (id.path[2].empty() ? "NONE" : id.path[2]) + ", " + id.path[3] + ")";
}

std::string or_none(const std::string& function) {
  return function.empty() ? "NONE" : function;
}

class OperatorKind final : public Described<Operator> {
 public:
  OperatorKind()
      : Described({
            replaces<Operator>("function", "dropped and made again"),
            replaces<Operator>("commutator", "dropped and made again"),
            replaces<Operator>("negator", "dropped and made again"),
            alters<Operator>("restrict_function", "ALTER OPERATOR ... SET (RESTRICT = ...)",
                             [](const Pair<Operator>& pair) {
                               return std::vector<Sql>{{"ALTER " + operator_name(pair.id()) + " SET (RESTRICT = " +
                                                        or_none(pair.to.restrict_function) + ")"}};
                             }),
            alters<Operator>("join_function", "ALTER OPERATOR ... SET (JOIN = ...)",
                             [](const Pair<Operator>& pair) {
                               return std::vector<Sql>{{"ALTER " + operator_name(pair.id()) +
                                                        " SET (JOIN = " + or_none(pair.to.join_function) + ")"}};
                             }),
            replaces<Operator>("hashes", "dropped and made again"),
            replaces<Operator>("merges", "dropped and made again"),
        }) {}

  std::string_view name() const override { return "operator"; }
  int rank() const override { return 62; }

  std::string describe(const ObjectId& id) const override {
    return "operator " + id.path[0] + "." + id.path[1] + "(" + (id.path[2].empty() ? "" : id.path[2] + ", ") +
           id.path[3] + ")";
  }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_operator, pg_namespace, 4, false,
                  // Without a function it is a shell that another operator names as its commutator or negator.
                  "SELECT o.oid, 0, n.oid, 0, n.nspname, o.oprname, CASE WHEN o.oprleft <> 0 THEN "
                  "pg_catalog.format_type(o.oprleft, NULL) END, "
                  "pg_catalog.format_type(o.oprright, NULL), o.oprcode, "
                  "(SELECT pg_catalog.quote_ident(cn.nspname) || '.' || c.oprname FROM pg_catalog.pg_operator c "
                  "JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = o.oprcom), "
                  "(SELECT pg_catalog.quote_ident(cn.nspname) || '.' || c.oprname FROM pg_catalog.pg_operator c "
                  "JOIN pg_catalog.pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = o.oprnegate), "
                  "CASE WHEN o.oprrest <> 0 THEN o.oprrest END, CASE WHEN o.oprjoin <> 0 THEN o.oprjoin END, "
                  "o.oprcanhash, o.oprcanmerge "
                  "FROM pg_catalog.pg_operator o JOIN " +
                      user_namespace("o.oprnamespace") + " WHERE o.oprcode <> 0"};
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

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }
};

}  // namespace

const catalog::Kind& operator_kind() {
  static const OperatorKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
