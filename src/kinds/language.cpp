// language: {name}: a procedural language that no extension brings.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

/// Functions are qualified and quoted.
struct Language {
  bool trusted = false;
  std::string handler;
  std::string inline_handler;
  std::string validator;
};

constexpr const char* anew = "dropped and made again";

std::string function_name(const std::string& column) {
  return "CASE WHEN " + column + " <> 0 THEN " + column + "::pg_catalog.regproc END";
}

class LanguageKind final : public Declared<Language> {
 public:
  LanguageKind()
      : Declared({.name = "language",
                  .rank = 25,
                  .renames = true,
                  .owner = "l.lanowner",
                  .acl = "l.lanacl",
                  .acl_letter = 'l',
                  .acl_type = "language",
                  .grantor = "CASE WHEN l.lanpltrusted THEN l.lanowner END"},
                 Rows{.class_id = pg_language,
                      .oid = "l.oid",
                      .path = {"l.lanname"},
                      .from = "pg_catalog.pg_language l WHERE l.oid >= 16384"},
                 {
                     field("trusted", &Language::trusted, "l.lanpltrusted").replaces(anew),
                     field("handler", &Language::handler, function_name("l.lanplcallfoid")).replaces(anew),
                     field("inline_handler", &Language::inline_handler, function_name("l.laninline")).replaces(anew),
                     field("validator", &Language::validator, function_name("l.lanvalidator")).replaces(anew),
                 }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Language& language = fields_of<Language>(object);
    std::string text = std::string("CREATE ") + (language.trusted ? "TRUSTED " : "") + sql_name(object.id) +
                       " HANDLER " + language.handler;
    if (!language.inline_handler.empty()) text += " INLINE " + language.inline_handler;
    if (!language.validator.empty()) text += " VALIDATOR " + language.validator;
    return Creation::statement(text);
  }
};

}  // namespace

const catalog::Kind& language_kind() {
  static const LanguageKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
