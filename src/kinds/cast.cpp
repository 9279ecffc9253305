#include "kinds/cast.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Cast {
  std::string function;  ///< with its argument types
  bool in_out = false;   ///< through text
  std::string context;   ///< "ASSIGNMENT" or "IMPLICIT"; empty: explicit only

  bool operator==(const Cast&) const = default;
};
BOOST_DESCRIBE_STRUCT(Cast, (), (function, in_out, context))

namespace {

class CastKind final : public Described<Cast> {
 public:
  CastKind()
      : Described({
            replaces<Cast>("function", "dropped and made again"),
            replaces<Cast>("in_out", "dropped and made again"),
            replaces<Cast>("context", "dropped and made again"),
        }) {}

  std::string_view name() const override { return "cast"; }
  int rank() const override { return 45; }

  std::string describe(const ObjectId& id) const override { return "cast " + id.path[0] + " to " + id.path[1]; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_cast, 0, 2, false,
        // Casts that belong to a range type are internal parts of it.
        "SELECT c.oid, 0, 0, 0, pg_catalog.format_type(c.castsource, NULL), pg_catalog.format_type(c.casttarget, "
        "NULL), "
        "CASE WHEN c.castfunc <> 0 THEN c.castfunc::pg_catalog.regprocedure END, c.castmethod = 'i', "
        "CASE c.castcontext WHEN 'a' THEN 'ASSIGNMENT' WHEN 'i' THEN 'IMPLICIT' END FROM pg_catalog.pg_cast c "
        "WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 2605 AND d.objid = "
        "c.oid "
        "AND d.deptype = 'i')"};
  }

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

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }
};

}  // namespace

const catalog::Kind& cast_kind() {
  static const CastKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
