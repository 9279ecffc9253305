#include "kinds/conversion.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Conversion {
  bool is_default = false;
  std::string source_encoding;
  std::string target_encoding;
  std::string function;  ///< qualified and quoted

  bool operator==(const Conversion&) const = default;
};
BOOST_DESCRIBE_STRUCT(Conversion, (), (is_default, source_encoding, target_encoding, function))

namespace {

class ConversionKind final : public Described<Conversion> {
 public:
  ConversionKind()
      : Described({
            replaces<Conversion>("is_default", "dropped and made again"),
            replaces<Conversion>("source_encoding", "dropped and made again"),
            replaces<Conversion>("target_encoding", "dropped and made again"),
            replaces<Conversion>("function", "dropped and made again"),
        }) {}

  std::string_view name() const override { return "conversion"; }
  int rank() const override { return 44; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_conversion, pg_namespace, 2, false,
                  "SELECT c.oid, 0, n.oid, 0, n.nspname, c.conname, c.condefault, "
                  "pg_catalog.pg_encoding_to_char(c.conforencoding), "
                  "pg_catalog.pg_encoding_to_char(c.contoencoding), c.conproc::pg_catalog.regproc "
                  "FROM pg_catalog.pg_conversion c JOIN " +
                      user_namespace("c.connamespace")};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Conversion& conversion = fields_of<Conversion>(object);
    return Creation::statement(std::string("CREATE ") + (conversion.is_default ? "DEFAULT " : "") +
                               sql_name(object.id) + " FOR " + sql::literal(conversion.source_encoding) + " TO " +
                               sql::literal(conversion.target_encoding) + " FROM " + conversion.function);
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
  }
};

}  // namespace

const catalog::Kind& conversion_kind() {
  static const ConversionKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
