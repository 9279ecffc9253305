#include "kinds/language.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

/// Functions are qualified and quoted.
struct Language {
  bool trusted = false;
  std::string handler;
  std::string inline_handler;
  std::string validator;

  bool operator==(const Language&) const = default;
};
BOOST_DESCRIBE_STRUCT(Language, (), (trusted, handler, inline_handler, validator))

namespace {

class LanguageKind final : public Described<Language> {
 public:
  LanguageKind()
      : Described({
            replaces<Language>("trusted", "dropped and made again"),
            replaces<Language>("handler", "dropped and made again"),
            replaces<Language>("inline_handler", "dropped and made again"),
            replaces<Language>("validator", "dropped and made again"),
        }) {}

  std::string_view name() const override { return "language"; }
  int rank() const override { return 25; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_language, 0, 1, false,
                  "SELECT l.oid, 0, 0, 0, l.lanname, l.lanpltrusted, "
                  "CASE WHEN l.lanplcallfoid <> 0 THEN l.lanplcallfoid::pg_catalog.regproc END, "
                  "CASE WHEN l.laninline <> 0 THEN l.laninline::pg_catalog.regproc END, "
                  "CASE WHEN l.lanvalidator <> 0 THEN l.lanvalidator::pg_catalog.regproc END "
                  "FROM pg_catalog.pg_language l WHERE l.oid >= 16384"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Language& language = fields_of<Language>(object);
    std::string text = std::string("CREATE ") + (language.trusted ? "TRUSTED " : "") + sql_name(object.id) +
                       " HANDLER " + language.handler;
    if (!language.inline_handler.empty()) text += " INLINE " + language.inline_handler;
    if (!language.validator.empty()) text += " VALIDATOR " + language.validator;
    return Creation::statement(text);
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[0])}};
  }
};

}  // namespace

const catalog::Kind& language_kind() {
  static const LanguageKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
