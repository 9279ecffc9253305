#include "kinds/text_search_template.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

/// Functions, qualified and quoted.
struct TextSearchTemplate {
  std::string init;
  std::string lexize;

  bool operator==(const TextSearchTemplate&) const = default;
};
BOOST_DESCRIBE_STRUCT(TextSearchTemplate, (), (init, lexize))

namespace {

class TextSearchTemplateKind final : public Described<TextSearchTemplate> {
 public:
  TextSearchTemplateKind()
      : Described({
            replaces<TextSearchTemplate>("init", "dropped and made again"),
            replaces<TextSearchTemplate>("lexize", "dropped and made again"),
        }) {}

  std::string_view name() const override { return "text search template"; }
  int rank() const override { return 40; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_ts_template, pg_namespace, 2, false,
        "SELECT t.oid, 0, n.oid, 0, n.nspname, t.tmplname, CASE WHEN t.tmplinit <> 0 THEN t.tmplinit END, t.tmpllexize "
        "FROM pg_catalog.pg_ts_template t JOIN " +
            user_namespace("t.tmplnamespace")};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const TextSearchTemplate& fields = fields_of<TextSearchTemplate>(object);
    std::string text = "CREATE " + sql_name(object.id) + " (";
    if (!fields.init.empty()) text += "INIT = " + fields.init + ", ";
    return Creation::statement(text + "LEXIZE = " + fields.lexize + ")");
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
  }
};

}  // namespace

const catalog::Kind& text_search_template_kind() {
  static const TextSearchTemplateKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
