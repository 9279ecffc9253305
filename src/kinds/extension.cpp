#include "kinds/extension.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Extension {
  std::string version;  ///< empty: the one that its server installs by default, so that servers of different age agree
  std::string schema;
  std::string installed;  ///< the version that is there
  bool relocatable = false;

  bool operator==(const Extension&) const = default;
};
BOOST_DESCRIBE_STRUCT(Extension, (), (version, schema, installed, relocatable))

namespace {

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

class ExtensionKind final : public Described<Extension> {
 public:
  ExtensionKind()
      : Described({
            decides<Extension>(
                "version", "ALTER EXTENSION ... UPDATE; an older one replaces the extension",
                [](const Pair<Extension>& pair) {
                  return !pair.to.version.empty() && is_older(pair.to.version, pair.from.installed) ? Way::replaced
                                                                                                    : Way::in_place;
                },
                [](const Pair<Extension>& pair) {
                  return std::vector<Sql>{{"ALTER " + named("EXTENSION", pair.id().path) + " UPDATE" +
                                           (pair.to.version.empty() ? "" : " TO " + sql::literal(pair.to.version))}};
                }),
            decides<Extension>(
                "schema", "ALTER EXTENSION ... SET SCHEMA where the extension allows it; else it is replaced",
                [](const Pair<Extension>& pair) { return pair.from.relocatable ? Way::in_place : Way::replaced; },
                [](const Pair<Extension>& pair) {
                  return std::vector<Sql>{{"ALTER " + named("EXTENSION", pair.id().path) + " SET SCHEMA " +
                                           sql::identifier(pair.to.schema)}};
                }),
            ignores<Extension>("installed", "compared as version, unless it is the default of its server"),
            ignores<Extension>("relocatable", "the extension's own business"),
        }) {}

  std::string_view name() const override { return "extension"; }
  int rank() const override { return 20; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_extension, 0, 1, false,
        "SELECT e.oid, 0, 0, 0, e.extname, CASE WHEN e.extversion <> a.default_version THEN e.extversion END, "
        "n.nspname, e.extversion, e.extrelocatable FROM pg_catalog.pg_extension e "
        "JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace "
        "LEFT JOIN pg_catalog.pg_available_extensions() a ON a.name = e.extname"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Extension& extension = fields_of<Extension>(object);
    std::string text = "CREATE " + sql_name(object.id) + " WITH SCHEMA " + sql::identifier(extension.schema);
    if (!extension.version.empty()) text += " VERSION " + sql::literal(extension.version);
    return Creation::statement(text);
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }
};

}  // namespace

const catalog::Kind& extension_kind() {
  static const ExtensionKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
