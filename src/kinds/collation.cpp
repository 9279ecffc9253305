#include "kinds/collation.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/type_aside.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Collation {
  std::string provider;  ///< icu, libc or builtin
  std::string locale;    ///< where one says all
  std::string lc_collate;
  std::string lc_ctype;
  bool nondeterministic = false;
  std::string rules;

  bool operator==(const Collation&) const = default;
};
BOOST_DESCRIBE_STRUCT(Collation, (), (provider, locale, lc_collate, lc_ctype, nondeterministic, rules))

namespace {

constexpr const char* anew = "the collation is made anew and columns of it follow";

class CollationKind final : public Described<Collation> {
 public:
  CollationKind()
      : Described({
            replaces<Collation>("provider", anew),
            replaces<Collation>("locale", anew),
            replaces<Collation>("lc_collate", anew),
            replaces<Collation>("lc_ctype", anew),
            replaces<Collation>("nondeterministic", anew),
            replaces<Collation>("rules", anew),
        }) {}

  std::string_view name() const override { return "collation"; }
  int rank() const override { return 15; }

  std::optional<Source> source(int server_version) const override {
    // Before 15 an ICU locale stood in collcollate and collctype as well.
    const std::string locale = server_version >= 170000 ? "c.colllocale"
                               : server_version >= 150000
                                   ? "c.colliculocale"
                                   : "CASE WHEN c.collprovider = 'i' THEN c.collcollate::text END";
    const std::string libc = " IS NULL AND c.collprovider = 'c'";
    return Source{pg_collation, pg_namespace, 2, false,
                  "SELECT c.oid, 0, n.oid, 0, n.nspname, c.collname, "
                  "CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc' END, "
                  "CASE WHEN " +
                      locale + libc + " AND c.collcollate = c.collctype THEN c.collcollate ELSE " + locale +
                      " END, "
                      "CASE WHEN " +
                      locale + libc +
                      " AND c.collcollate <> c.collctype THEN c.collcollate END, "
                      "CASE WHEN " +
                      locale + libc +
                      " AND c.collcollate <> c.collctype THEN c.collctype END, "
                      "NOT c.collisdeterministic, " +
                      (server_version >= 160000 ? "c.collicurules" : "NULL") + " FROM pg_catalog.pg_collation c JOIN " +
                      user_namespace("c.collnamespace")};
  }

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

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return rename_type("COLLATION", from.id, to);
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
