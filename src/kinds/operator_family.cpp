// operator family: {schema, name, index access method}.

#include <map>

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct OperatorFamily {
  /// Those that belong to no class of it: "OPERATOR 1", its types, its definition, in turn.
  std::vector<std::string> items;
};

std::string family_name(const ObjectId& id) {
  return "OPERATOR FAMILY " + sql::qualified(id.path[0], id.path[1]) + " USING " + sql::identifier(id.path[2]);
}

// "FUNCTION 1 (integer, bigint)" -> "pg_catalog.btint48cmp(integer,bigint)".
std::map<std::string, std::string> items_of(const OperatorFamily& family) {
  std::map<std::string, std::string> items;
  for (std::size_t at = 0; at + 2 < family.items.size(); at += 3)
    items[family.items[at] + " (" + family.items[at + 1] + ")"] = family.items[at + 2];
  return items;
}

// An operator brings its types, a function is told them.
Sql add(const ObjectId& id, const std::string& key, const std::string& definition) {
  const std::string item = key.starts_with("OPERATOR") ? key.substr(0, key.find(" (")) : key;
  return {"ALTER " + family_name(id) + " ADD " + item + " " + definition};
}

std::vector<Sql> change_items(const Pair<OperatorFamily>& pair) {
  const auto before = items_of(pair.from);
  const auto after = items_of(pair.to);
  const auto same = [](const auto& map, const auto& item) {
    const auto at = map.find(item.first);
    return at != map.end() && at->second == item.second;
  };
  std::vector<Sql> statements;
  for (const auto& item : before)
    if (!same(after, item)) statements.push_back({"ALTER " + family_name(pair.id()) + " DROP " + item.first});
  for (const auto& item : after)
    if (!same(before, item)) statements.push_back(add(pair.id(), item.first, item.second));
  return statements;
}

class OperatorFamilyKind final : public Declared<OperatorFamily> {
 public:
  OperatorFamilyKind()
      : Declared(
            {.name = "operator family", .rank = 63, .owner = "x.opfowner"},
            in_schema(pg_opfamily, "pg_opfamily", "opf", " JOIN pg_catalog.pg_am a ON a.oid = x.opfmethod",
                      {"a.amname"}),
            {
                field(
                    "items", &OperatorFamily::items,
                    "(SELECT pg_catalog.array_agg(v.x ORDER BY i.what, i.number, i.types, v.k) FROM (SELECT "
                    "'OPERATOR' AS what, o.amopstrategy AS number, pg_catalog.format_type(o.amoplefttype, NULL) || ', "
                    "' || pg_catalog.format_type(o.amoprighttype, NULL) AS types, o.amopopr::pg_catalog.regoperator "
                    "|| coalesce(' FOR ORDER BY ' || (SELECT pg_catalog.quote_ident(sn.nspname) || '.' || "
                    "pg_catalog.quote_ident(s.opfname) FROM pg_catalog.pg_opfamily s JOIN pg_catalog.pg_namespace sn "
                    "ON sn.oid = s.opfnamespace WHERE s.oid = o.amopsortfamily), '') AS definition FROM "
                    "pg_catalog.pg_amop o JOIN pg_catalog.pg_depend d ON d.classid = 2602 AND d.objid = o.oid WHERE "
                    "d.refclassid = 2753 AND d.refobjid = x.oid UNION ALL SELECT 'FUNCTION', p.amprocnum, "
                    "pg_catalog.format_type(p.amproclefttype, NULL) || ', ' || "
                    "pg_catalog.format_type(p.amprocrighttype, NULL), p.amproc::pg_catalog.regprocedure::text FROM "
                    "pg_catalog.pg_amproc p JOIN pg_catalog.pg_depend d ON d.classid = 2603 AND d.objid = p.oid WHERE "
                    "d.refclassid = 2753 AND d.refobjid = x.oid) i CROSS JOIN LATERAL (VALUES (1, i.what || ' ' || "
                    "i.number), (2, i.types), (3, i.definition)) v(k, x))")
                    .alters("ALTER OPERATOR FAMILY ... ADD and DROP", change_items),
            }) {}

  std::string describe(const ObjectId& id) const override {
    return "operator family " + id.path[0] + "." + id.path[1] + " of " + id.path[2];
  }

  std::string sql_name(const ObjectId& id) const override { return family_name(id); }

  Creation create(const Object& object, const Context& /*context*/) const override {
    Creation creation = Creation::statement("CREATE " + family_name(object.id));
    for (const auto& [key, definition] : items_of(fields_of<OperatorFamily>(object)))
      creation.after.push_back(add(object.id, key, definition));
    return creation;
  }
};

}  // namespace

const catalog::Kind& operator_family_kind() {
  static const OperatorFamilyKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
