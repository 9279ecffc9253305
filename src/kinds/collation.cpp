// collation: {schema, name}.

#include "kinds/declared.hpp"
#include "kinds/type_aside.hpp"

namespace pgplumb::kinds {

namespace {

struct Collation {
  std::string provider;  ///< icu, libc or builtin
  std::string locale;    ///< where one says all
  std::string lc_collate;
  std::string lc_ctype;
  bool nondeterministic = false;
  std::string rules;
};

constexpr const char* anew = "the collation is made anew and columns of it follow";

// The locale of a provider that knows only one. Before 15 an ICU locale stood in collcollate and collctype as well.
std::string one_locale(int server_version) {
  if (server_version >= 170000) return "x.colllocale";
  return server_version >= 150000 ? "x.colliculocale" : "CASE WHEN x.collprovider = 'i' THEN x.collcollate::text END";
}

// `then` where libc's locales for sorting and for letters compare so.
std::string where_libc(int server_version, const std::string& comparison, const std::string& then) {
  return "CASE WHEN " + one_locale(server_version) + " IS NULL AND x.collprovider = 'c' AND x.collcollate " +
         comparison + " x.collctype THEN " + then;
}

class CollationKind final : public Declared<Collation> {
 public:
  CollationKind()
      : Declared(
            {.name = "collation", .rank = 15, .renames = true, .owner = "x.collowner"},
            in_schema(pg_collation, "pg_collation", "coll"),
            {
                field("provider", &Collation::provider,
                      letter("x.collprovider", {{"i", "icu"}, {"b", "builtin"}, {"c", "libc"}}))
                    .replaces(anew),
                field("locale", &Collation::locale, Reading([](int version) {
                        return where_libc(version, "=", "x.collcollate ELSE ") + one_locale(version) + " END";
                      }))
                    .replaces(anew),
                field("lc_collate", &Collation::lc_collate,
                      [](int version) { return where_libc(version, "<>", "x.collcollate END"); })
                    .replaces(anew),
                field("lc_ctype", &Collation::lc_ctype,
                      [](int version) { return where_libc(version, "<>", "x.collctype END"); })
                    .replaces(anew),
                field("nondeterministic", &Collation::nondeterministic, "NOT x.collisdeterministic").replaces(anew),
                field("rules", &Collation::rules, "x.collicurules").since(160000).replaces(anew),
            }) {}

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Collation& collation = fields_of<Collation>(object);
    std::string text = "CREATE " + sql_name(object.id) + " (provider = " + collation.provider;
    const auto option = [&](const char* name, const std::string& value) {
      if (!value.empty()) text += std::string(", ") + name + " = " + sql::literal(value);
    };
    option("locale", collation.locale);
    option("lc_collate", collation.lc_collate);
    option("lc_ctype", collation.lc_ctype);
    option("rules", collation.rules);
    if (collation.nondeterministic) text += ", deterministic = false";
    return Creation::statement(text + ")");
  }

  std::optional<Aside> aside(const Object& object, const Context& /*context*/) const override {
    return move_aside("COLLATION", object.id);
  }
};

}  // namespace

const catalog::Kind& collation_kind() {
  static const CollationKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
