// conversion: {schema, name}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct Conversion {
  bool is_default = false;
  std::string source_encoding;
  std::string target_encoding;
  std::string function;  ///< qualified and quoted
};

constexpr const char* anew = "dropped and made again";

class ConversionKind final : public Declared<Conversion> {
 public:
  ConversionKind()
      : Declared({.name = "conversion", .rank = 44, .renames = true, .owner = "x.conowner"},
                 in_schema(pg_conversion, "pg_conversion", "con"),
                 {
                     field("is_default", &Conversion::is_default, "x.condefault").replaces(anew),
                     field("source_encoding", &Conversion::source_encoding,
                           "pg_catalog.pg_encoding_to_char(x.conforencoding)")
                         .replaces(anew),
                     field("target_encoding", &Conversion::target_encoding,
                           "pg_catalog.pg_encoding_to_char(x.contoencoding)")
                         .replaces(anew),
                     field("function", &Conversion::function, "x.conproc::pg_catalog.regproc").replaces(anew),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Conversion& conversion = fields_of<Conversion>(object);
    return Creation::statement(std::string("CREATE ") + (conversion.is_default ? "DEFAULT " : "") +
                               sql_name(object.id) + " FOR " + sql::literal(conversion.source_encoding) + " TO " +
                               sql::literal(conversion.target_encoding) + " FROM " + conversion.function);
  }
};

}  // namespace

const catalog::Kind& conversion_kind() {
  static const ConversionKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
