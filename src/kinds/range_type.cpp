// range type: {schema, name}, with its multirange.

#include "kinds/declared.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

/// Names are qualified and quoted, as in SQL; empty where PostgreSQL chooses by itself.
struct RangeType {
  std::string subtype;
  std::string operator_class;
  std::string collation;
  std::string canonical;
  std::string subtype_diff;
  std::string multirange;  ///< the bare name of its multirange type
};

// The functions that make values of a range, or of its multirange, are named like the type as it was made; ALTER TYPE
// leaves them.
std::vector<Sql> rename_range_constructors(const ObjectId& id, const RangeType& range, const std::string& name) {
  const std::string constructor = "ALTER FUNCTION " + sql::qualified(id.path[0], id.path[1]);
  const std::string to = " RENAME TO " + sql::identifier(name);
  return {{constructor + "(" + range.subtype + ", " + range.subtype + ")" + to},
          {constructor + "(" + range.subtype + ", " + range.subtype + ", text)" + to}};
}

std::vector<Sql> rename_multirange(const ObjectId& id, const RangeType& range, const std::string& name) {
  const std::string type = sql::qualified(id.path[0], id.path[1]);
  const std::string multirange = sql::qualified(id.path[0], range.multirange);
  const std::string to = " RENAME TO " + sql::identifier(name);
  return {{"ALTER FUNCTION " + multirange + "()" + to},
          {"ALTER FUNCTION " + multirange + "(" + type + ")" + to},
          {"ALTER FUNCTION " + multirange + "(" + type + "[])" + to},
          {"ALTER TYPE " + multirange + to}};
}

constexpr const char* anew = "the type is made anew and columns of it follow";

std::string qualified_name(const std::string& schema, const std::string& name) {
  return "pg_catalog.quote_ident(" + schema + ") || '.' || pg_catalog.quote_ident(" + name + ")";
}

class RangeTypeKind final : public Declared<RangeType> {
 public:
  RangeTypeKind()
      : Declared({.name = "range type",
                  .rank = 37,
                  .owner = "x.typowner",
                  .acl = "x.typacl",
                  .acl_letter = 'T',
                  .acl_type = "type"},
                 in_schema(pg_type, "pg_type", "typ",
                           " JOIN pg_catalog.pg_range r ON r.rngtypid = x.oid "
                           "JOIN pg_catalog.pg_type s ON s.oid = r.rngsubtype "
                           "JOIN pg_catalog.pg_opclass o ON o.oid = r.rngsubopc "
                           "JOIN pg_catalog.pg_namespace om ON om.oid = o.opcnamespace "
                           "LEFT JOIN pg_catalog.pg_type m ON m.oid = r.rngmultitypid "
                           "LEFT JOIN pg_catalog.pg_collation l ON l.oid = r.rngcollation "
                           "LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace WHERE x.typtype = 'r'"),
                 {
                     field("subtype", &RangeType::subtype, "pg_catalog.format_type(r.rngsubtype, NULL)").replaces(anew),
                     field("operator_class", &RangeType::operator_class,
                           "CASE WHEN NOT o.opcdefault THEN " + qualified_name("om.nspname", "o.opcname") + " END")
                         .replaces(anew),
                     field("collation", &RangeType::collation,
                           "CASE WHEN r.rngcollation <> s.typcollation THEN " +
                               qualified_name("ln.nspname", "l.collname") + " END")
                         .replaces(anew),
                     field("canonical", &RangeType::canonical,
                           "CASE WHEN r.rngcanonical <> 0 THEN r.rngcanonical::pg_catalog.regproc::text END")
                         .replaces(anew),
                     field("subtype_diff", &RangeType::subtype_diff,
                           "CASE WHEN r.rngsubdiff <> 0 THEN r.rngsubdiff::pg_catalog.regproc::text END")
                         .replaces(anew),
                     field("multirange", &RangeType::multirange, "m.typname")
                         .alters("ALTER TYPE and ALTER FUNCTION ... RENAME TO",
                                 [](const Pair<RangeType>& pair) {
                                   return rename_multirange(pair.id(), pair.from, pair.to.multirange);
                                 }),
                 }) {}

  std::string sql_name(const ObjectId& id) const override { return named("TYPE", id.path); }

  std::vector<std::string> occupied_names(const Object& object) const override {
    std::vector<std::string> names = occupied_type(object.id);
    names.push_back("type " + sql::qualified(object.id.path[0], fields_of<RangeType>(object).multirange));
    return names;
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const RangeType& range = fields_of<RangeType>(object);
    std::string text = "CREATE " + sql_name(object.id) + " AS RANGE (\n    subtype = " + range.subtype;
    const auto option = [&](const char* name, const std::string& value) {
      if (!value.empty()) text += std::string(",\n    ") + name + " = " + value;
    };
    option("subtype_opclass", range.operator_class);
    option("collation", range.collation);
    option("canonical", range.canonical);
    option("subtype_diff", range.subtype_diff);
    option("multirange_type_name", sql::qualified(object.id.path[0], range.multirange));
    return Creation::statement(text + "\n)");
  }

  // The function needs the type and the type the function; only functions in C can be made for a type that is yet a
  // shell.
  std::string refusal(const Object& object) const override {
    return fields_of<RangeType>(object).canonical.empty() ? std::string()
                                                          : "whose canonical function has to be there before it";
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    std::vector<Sql> statements = rename_range_constructors(from.id, fields_of<RangeType>(from), to.path[1]);
    statements.push_back(rename_type("TYPE", from.id, to).front());
    return statements;
  }

  std::optional<Aside> aside(const Object& object, const Context& /*context*/) const override {
    const RangeType& range = fields_of<RangeType>(object);
    const Aside type = move_aside("TYPE", object.id);
    Aside aside;
    aside.move = rename_range_constructors(object.id, range, name_aside(object.id.path[1]));
    for (Sql& statement : rename_multirange(object.id, range, name_aside(range.multirange)))
      aside.move.push_back(std::move(statement));
    aside.move.push_back(type.move.front());
    aside.remove = type.remove;
    return aside;
  }
};

}  // namespace

const catalog::Kind& range_type_kind() {
  static const RangeTypeKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
