// text search template: {schema, name}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

/// Functions, qualified and quoted.
struct TextSearchTemplate {
  std::string init;
  std::string lexize;
};

class TextSearchTemplateKind final : public Declared<TextSearchTemplate> {
 public:
  TextSearchTemplateKind()
      : Declared({.name = "text search template", .rank = 40, .renames = true},
                 in_schema(pg_ts_template, "pg_ts_template", "tmpl"),
                 {
                     field("init", &TextSearchTemplate::init, "CASE WHEN x.tmplinit <> 0 THEN x.tmplinit END")
                         .replaces("dropped and made again"),
                     field("lexize", &TextSearchTemplate::lexize, "x.tmpllexize").replaces("dropped and made again"),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const TextSearchTemplate& fields = fields_of<TextSearchTemplate>(object);
    std::string text = "CREATE " + sql_name(object.id) + " (";
    if (!fields.init.empty()) text += "INIT = " + fields.init + ", ";
    return Creation::statement(text + "LEXIZE = " + fields.lexize + ")");
  }
};

}  // namespace

const catalog::Kind& text_search_template_kind() {
  static const TextSearchTemplateKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
