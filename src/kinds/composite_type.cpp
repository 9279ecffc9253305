#include "kinds/composite_type.hpp"

#include <algorithm>
#include <map>

#include "kinds/declared.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

struct CompositeType {
  std::vector<std::string> attributes;  ///< name, then type with its collation, in turn; by name
  std::vector<std::string> order;       ///< names, as they stand in a row
  bool in_columns = false;              ///< some relation's column holds values of it, directly or not
};

std::map<std::string, std::string> attributes_of(const CompositeType& type) {
  std::map<std::string, std::string> map;
  for (std::size_t at = 0; at + 1 < type.attributes.size(); at += 2) map[type.attributes[at]] = type.attributes[at + 1];
  return map;
}

std::vector<Sql> change_attributes(const Pair<CompositeType>& pair) {
  const auto before = attributes_of(pair.from);
  const auto after = attributes_of(pair.to);
  const std::string alter = "ALTER TYPE " + sql::qualified(pair.id().path[0], pair.id().path[1]);
  std::vector<Sql> statements;
  for (const std::string& name : pair.from.order)
    if (!after.contains(name)) statements.push_back({"DROP ATTRIBUTE " + sql::identifier(name), alter});
  for (const std::string& name : pair.to.order) {
    const std::string& type = after.at(name);
    const auto old = before.find(name);
    if (old == before.end()) {
      statements.push_back({"ADD ATTRIBUTE " + sql::identifier(name) + " " + type, alter});
    } else if (old->second != type) {
      statements.push_back({"ALTER ATTRIBUTE " + sql::identifier(name) + " TYPE " + type, alter});
    }
  }
  return statements;
}

// PostgreSQL adds and drops attributes of a type that columns use, but changes no type there.
Way way_of(const Pair<CompositeType>& pair) {
  const auto before = attributes_of(pair.from);
  const auto after = attributes_of(pair.to);
  Way way = Way::in_place;
  for (const auto& [name, type] : before) {
    const auto now = after.find(name);
    if (now == after.end()) {
      way = std::max(way, Way::reshaped);
    } else if (now->second != type) {
      way = std::max(way, pair.from.in_columns ? Way::replaced : Way::reshaped);
    }
  }
  return way;
}

class CompositeTypeKind final : public Declared<CompositeType> {
 public:
  CompositeTypeKind()
      : Declared(
            {.name = "composite type",
             .rank = 36,
             .renames = true,
             .owner = "x.typowner",
             .acl = "x.typacl",
             .acl_letter = 'T',
             .acl_type = "type"},
            in_schema(pg_type, "pg_type", "typ",
                      " JOIN pg_catalog.pg_class c ON c.oid = x.typrelid AND c.relkind = 'c' WHERE x.typtype = 'c'"),
            {
                field("attributes", &CompositeType::attributes,
                      "(SELECT pg_catalog.array_agg(v.part ORDER BY a.attname, v.k) FROM pg_catalog.pg_attribute a "
                      "JOIN pg_catalog.pg_type b ON b.oid = a.atttypid "
                      "LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation AND a.attcollation <> "
                      "b.typcollation LEFT JOIN pg_catalog.pg_namespace ln ON ln.oid = l.collnamespace "
                      "CROSS JOIN LATERAL (VALUES (1, a.attname::text), "
                      "(2, pg_catalog.format_type(a.atttypid, a.atttypmod) || coalesce(' COLLATE ' || "
                      "pg_catalog.quote_ident(ln.nspname) || '.' || pg_catalog.quote_ident(l.collname), ''))) "
                      "v(k, part) WHERE a.attrelid = x.typrelid AND a.attnum > 0 AND NOT a.attisdropped)")
                    .decides(
                        "ALTER TYPE ... ADD, DROP and ALTER ATTRIBUTE; another type of an attribute replaces the type "
                        "where columns use it",
                        way_of, change_attributes),
                field("order", &CompositeType::order,
                      "(SELECT pg_catalog.array_agg(a.attname::text ORDER BY a.attnum) FROM pg_catalog.pg_attribute a "
                      "WHERE a.attrelid = x.typrelid AND a.attnum > 0 AND NOT a.attisdropped)")
                    .stays("keeps its attributes in another order than the schema files: rows may hold it"),
                // Columns of its array and of domains over either count as well; deeper nesting is left to the server
                // to refuse.
                field("in_columns", &CompositeType::in_columns,
                      "EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 1259 AND d.objsubid > 0 AND "
                      "d.refclassid = 1247 AND d.refobjid IN (x.oid, x.typarray)) "
                      "OR EXISTS (SELECT FROM pg_catalog.pg_type o WHERE o.typtype = 'd' AND o.typbasetype IN (x.oid, "
                      "x.typarray))")
                    .ignored("it decides how the type can be changed, no more"),
            }) {}

  std::string sql_name(const ObjectId& id) const override { return named("TYPE", id.path); }

  std::vector<std::string> occupied_names(const Object& object) const override {
    std::vector<std::string> names = occupied_type(object.id);
    names.push_back("relation " + sql::qualified(object.id.path[0], object.id.path[1]));
    return names;
  }

  Creation create(const Object& object, const Context& context) const override {
    const CompositeType& type = fields_of<CompositeType>(object);
    // Values move over as text: attributes keep their places.
    std::vector<std::string> order;
    if (const Object* before = context.from().find(object.id);
        before != nullptr && fields_of<CompositeType>(*before).in_columns)
      order = fields_of<CompositeType>(*before).order;
    const auto attributes = attributes_of(type);
    std::erase_if(order, [&](const std::string& name) { return !attributes.contains(name); });
    for (const std::string& name : type.order)
      if (std::find(order.begin(), order.end(), name) == order.end()) order.push_back(name);
    std::string text = "CREATE " + sql_name(object.id) + " AS (";
    const char* separator = "\n    ";
    for (const std::string& name : order) {
      text += separator + sql::identifier(name) + " " + attributes.at(name);
      separator = ",\n    ";
    }
    return Creation::statement(text + (order.empty() ? ")" : "\n)"));
  }

  std::optional<Aside> aside(const Object& object, const Context& /*context*/) const override {
    return move_aside("TYPE", object.id);
  }
};

}  // namespace

std::map<std::string, std::string> attribute_types(const Object& type) {
  std::map<std::string, std::string> types = attributes_of(fields_of<CompositeType>(type));
  for (auto& [name, attribute] : types) attribute = attribute.substr(0, attribute.find(" COLLATE "));
  return types;
}

const catalog::Kind& composite_type_kind() {
  static const CompositeTypeKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
