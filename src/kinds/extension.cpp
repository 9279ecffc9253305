// extension: {name}. Its members are its business, not ours.

#include "kinds/declared.hpp"
#include "kinds/kinds.hpp"

namespace pgplumb::kinds {

namespace {

struct Extension {
  std::string version;  ///< the one that is installed, where a schema names one; else empty, as servers differ in age
  std::string schema;
  std::string installed;
  bool relocatable = false;
};

// "1.10" is newer than "1.9"; parts that are no numbers compare as text. Versions have no order of their own in
// PostgreSQL.
bool is_older(const std::string& a, const std::string& b) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (digit(a[i]) && digit(b[j])) {
      std::size_t i_end = i;
      std::size_t j_end = j;
      while (i_end < a.size() && digit(a[i_end])) ++i_end;
      while (j_end < b.size() && digit(b[j_end])) ++j_end;
      while (i < i_end && a[i] == '0') ++i;
      while (j < j_end && b[j] == '0') ++j;
      if (i_end - i != j_end - j) return i_end - i < j_end - j;
      const int order = a.compare(i, i_end - i, b, j, j_end - j);
      if (order != 0) return order < 0;
      i = i_end;
      j = j_end;
    } else {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i;
      ++j;
    }
  }
  return i == a.size() && j < b.size();
}

class ExtensionKind final : public Declared<Extension> {
 public:
  ExtensionKind()
      : Declared({.name = "extension", .rank = 20},
                 Rows{.class_id = pg_extension,
                      .oid = "e.oid",
                      .path = {"e.extname"},
                      .from = "pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"},
                 {
                     field("version", &Extension::version, "NULL")
                         .decides(
                             "ALTER EXTENSION ... UPDATE; an older one replaces the extension",
                             [](const Pair<Extension>& pair) {
                               return is_older(pair.to.version, pair.from.version) ? Way::replaced : Way::in_place;
                             },
                             [](const Pair<Extension>& pair) {
                               return "ALTER " + named("EXTENSION", pair.id().path) + " UPDATE TO " +
                                      sql::literal(pair.to.version);
                             }),
                     field("schema", &Extension::schema, "n.nspname")
                         .decides(
                             "ALTER EXTENSION ... SET SCHEMA where the extension allows it; else it is replaced",
                             [](const Pair<Extension>& pair) {
                               return pair.from.relocatable ? Way::in_place : Way::replaced;
                             },
                             [](const Pair<Extension>& pair) {
                               return "ALTER " + named("EXTENSION", pair.id().path) + " SET SCHEMA " +
                                      sql::identifier(pair.to.schema);
                             }),
                     field("installed", &Extension::installed, "e.extversion")
                         .ignored("compared as version, where the schema files name one"),
                     field("relocatable", &Extension::relocatable, "e.extrelocatable")
                         .ignored("the extension's own business"),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Extension& extension = fields_of<Extension>(object);
    std::string text = "CREATE " + sql_name(object.id) + " WITH SCHEMA " + sql::identifier(extension.schema);
    if (!extension.version.empty()) text += " VERSION " + sql::literal(extension.version);
    return Creation::statement(text);
  }

  std::shared_ptr<const catalog::Attributes> with_version(const Object& object) const override {
    auto named = std::make_shared<Fields<Extension>>(fields_of<Extension>(object));
    named->value.version = named->value.installed;
    return named;
  }
};

}  // namespace

const catalog::Kind& extension_kind() {
  static const ExtensionKind kind;
  return kind;
}

std::optional<std::string> schema_of_operators(const Object& object) {
  if (object.id.kind == &operator_kind()) return object.id.path[0];
  if (object.id.kind != &extension_kind() || fields_of<Extension>(object).schema == "pg_catalog") return std::nullopt;
  return fields_of<Extension>(object).schema;
}

std::vector<Move> moves(const Object& from, const Object& to, const Catalog& now) {
  if (from.id.kind != &extension_kind()) return {};
  const Extension& before = fields_of<Extension>(from);
  const std::string& schema = fields_of<Extension>(to).schema;
  if (before.schema == schema || !before.relocatable) return {};
  std::vector<Move> list;
  const ObjectId place{&schema_kind(), {schema}};
  if (now.find(place) == nullptr) list.push_back({place, true, "CREATE " + place.kind->sql_name(place), ""});
  list.push_back({to.id, false, "ALTER " + to.id.kind->sql_name(to.id) + " SET SCHEMA " + sql::identifier(schema),
                  "schema: " + before.schema + " -> " + schema});
  return list;
}

}  // namespace pgplumb::kinds
