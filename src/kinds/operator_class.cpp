// operator class: {schema, name, index access method}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct OperatorClass {
  bool is_default = false;
  std::string type;
  std::string family;              ///< qualified and quoted
  std::string key_type;            ///< what the index stores, where it is another type
  std::vector<std::string> items;  ///< "OPERATOR 1", its types, its definition, in turn
};

constexpr const char* anew = "dropped and made again";

class OperatorClassKind final : public Declared<OperatorClass> {
 public:
  OperatorClassKind()
      : Declared(
            {.name = "operator class", .rank = 64, .owner = "x.opcowner"},
            in_schema(pg_opclass, "pg_opclass", "opc",
                      " JOIN pg_catalog.pg_am a ON a.oid = x.opcmethod JOIN pg_catalog.pg_opfamily f ON f.oid = "
                      "x.opcfamily JOIN pg_catalog.pg_namespace fn ON fn.oid = f.opfnamespace",
                      {"a.amname"}),
            {
                field("is_default", &OperatorClass::is_default, "x.opcdefault").replaces(anew),
                field("type", &OperatorClass::type, "pg_catalog.format_type(x.opcintype, NULL)").replaces(anew),
                field("family", &OperatorClass::family,
                      "pg_catalog.quote_ident(fn.nspname) || '.' || pg_catalog.quote_ident(f.opfname)")
                    .replaces(anew),
                field("key_type", &OperatorClass::key_type,
                      "CASE WHEN x.opckeytype <> 0 THEN pg_catalog.format_type(x.opckeytype, NULL) END")
                    .replaces(anew),
                field(
                    "items", &OperatorClass::items,
                    "(SELECT pg_catalog.array_agg(v.x ORDER BY i.what, i.number, i.types, v.k) FROM (SELECT "
                    "'OPERATOR' AS what, o.amopstrategy AS number, pg_catalog.format_type(o.amoplefttype, NULL) || ', "
                    "' || pg_catalog.format_type(o.amoprighttype, NULL) AS types, o.amopopr::pg_catalog.regoperator "
                    "|| coalesce(' FOR ORDER BY ' || (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || "
                    "pg_catalog.quote_ident(s.opfname) FROM pg_catalog.pg_opfamily s JOIN pg_catalog.pg_namespace sn "
                    "ON sn.oid = s.opfnamespace WHERE s.oid = o.amopsortfamily), '') AS definition FROM "
                    "pg_catalog.pg_amop o JOIN pg_catalog.pg_depend d ON d.classid = 2602 AND d.objid = o.oid WHERE "
                    "d.refclassid = 2616 AND d.refobjid = x.oid UNION ALL SELECT 'FUNCTION', p.amprocnum, "
                    "pg_catalog.format_type(p.amproclefttype, NULL) || ', ' || "
                    "pg_catalog.format_type(p.amprocrighttype, NULL), p.amproc::pg_catalog.regprocedure::text FROM "
                    "pg_catalog.pg_amproc p JOIN pg_catalog.pg_depend d ON d.classid = 2603 AND d.objid = p.oid WHERE "
                    "d.refclassid = 2616 AND d.refobjid = x.oid) i CROSS JOIN LATERAL (VALUES (1, i.what || ' ' || "
                    "i.number), (2, i.types), (3, i.definition)) v(k, x))")
                    .replaces(anew),
            }) {}

  std::string describe(const ObjectId& id) const override {
    return "operator class " + id.path[0] + "." + id.path[1] + " of " + id.path[2];
  }

  std::string sql_name(const ObjectId& id) const override {
    return "OPERATOR CLASS " + sql::qualified(id.path[0], id.path[1]) + " USING " + sql::identifier(id.path[2]);
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const OperatorClass& fields = fields_of<OperatorClass>(object);
    const auto& path = object.id.path;
    std::string text = "CREATE OPERATOR CLASS " + sql::qualified(path[0], path[1]) +
                       (fields.is_default ? "\n    DEFAULT" : "\n   ") + " FOR TYPE " + fields.type + " USING " +
                       sql::identifier(path[2]) + " FAMILY " + fields.family + " AS";
    const char* separator = "\n    ";
    if (!fields.key_type.empty() || fields.items.empty()) {
      text += separator + ("STORAGE " + (fields.key_type.empty() ? fields.type : fields.key_type));
      separator = ",\n    ";
    }
    for (std::size_t at = 0; at + 2 < fields.items.size(); at += 3) {
      const bool is_function = fields.items[at].starts_with("FUNCTION");
      text += separator + fields.items[at] + (is_function ? " (" + fields.items[at + 1] + ") " : " ") +
              fields.items[at + 2];
      separator = ",\n    ";
    }
    return Creation::statement(text);
  }
};

}  // namespace

const catalog::Kind& operator_class_kind() {
  static const OperatorClassKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
