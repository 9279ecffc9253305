// cast: {source type, target type}, by the names that format_type() gives them.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct Cast {
  std::string function;  ///< with its argument types
  bool in_out = false;   ///< through text
  std::string context;   ///< "ASSIGNMENT" or "IMPLICIT"; empty: explicit only
};

constexpr const char* anew = "dropped and made again";

class CastKind final : public Declared<Cast> {
 public:
  CastKind()
      : Declared(
            {.name = "cast", .rank = 45},
            Rows{.class_id = pg_cast,
                 .oid = "c.oid",
                 .path = {"pg_catalog.format_type(c.castsource, NULL)", "pg_catalog.format_type(c.casttarget, NULL)"},
                 // Casts that belong to a range type are internal parts of it.
                 .from = "pg_catalog.pg_cast c WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d "
                         "WHERE "
                         "d.classid = 2605 AND d.objid = c.oid AND d.deptype = 'i')"},
            {
                field("function", &Cast::function,
                      "CASE WHEN c.castfunc <> 0 THEN c.castfunc::pg_catalog.regprocedure END")
                    .replaces(anew),
                field("in_out", &Cast::in_out, "c.castmethod = 'i'").replaces(anew),
                field("context", &Cast::context,
                      letter("c.castcontext", {{"e", ""}, {"a", "ASSIGNMENT"}, {"i", "IMPLICIT"}}))
                    .replaces(anew),
            }) {}

  std::string describe(const ObjectId& id) const override { return "cast " + id.path[0] + " to " + id.path[1]; }

  std::string sql_name(const ObjectId& id) const override { return "CAST (" + id.path[0] + " AS " + id.path[1] + ")"; }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Cast& cast = fields_of<Cast>(object);
    std::string text = "CREATE " + sql_name(object.id);
    text += !cast.function.empty() ? " WITH FUNCTION " + cast.function
            : cast.in_out          ? " WITH INOUT"
                                   : " WITHOUT FUNCTION";
    if (!cast.context.empty()) text += " AS " + cast.context;
    return Creation::statement(text);
  }
};

}  // namespace

const catalog::Kind& cast_kind() {
  static const CastKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
