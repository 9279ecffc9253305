#include "kinds/owner.hpp"

#include "kinds/attached.hpp"
#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct Owner {
  std::string role;
};

// ALTER STATISTICS, ALTER FUNCTION ... all take OWNER TO after the name that COMMENT ON takes.
std::string owner_to(const ObjectId& id, const std::string& role) {
  return "ALTER " + target_of(id).sql_name() + " OWNER TO " + sql::role(role);
}

std::string owned_rows(std::uint32_t class_id, std::string_view catalog, std::string_view prefix) {
  return "SELECT " + std::to_string(class_id) + "::oid, x.oid, x." + std::string(prefix) + "owner FROM pg_catalog." +
         std::string(catalog) + " x WHERE x.oid >= 16384";
}

// Class, OID and owner of everything that has one of its own.
std::string all_owned() {
  // Sequences that a column owns, and identity's, follow their table. Row, array and multirange types follow too.
  std::string sql =
      "SELECT 1259::oid AS class_id, c.oid AS oid, c.relowner AS owner FROM pg_catalog.pg_class c JOIN " +
      user_namespace("c.relnamespace") +
      " WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND (c.relkind <> 'S' OR NOT EXISTS (SELECT FROM "
      "pg_catalog.pg_depend d WHERE d.classid = 1259 AND d.objid = c.oid AND d.objsubid = 0 AND d.refclassid = 1259 "
      "AND d.refobjsubid <> 0 AND d.deptype IN ('a', 'i'))) "
      "UNION ALL SELECT 1255::oid, p.oid, p.proowner FROM pg_catalog.pg_proc p JOIN " +
      user_namespace("p.pronamespace") +
      " UNION ALL SELECT 1247::oid, t.oid, t.typowner FROM pg_catalog.pg_type t JOIN " +
      user_namespace("t.typnamespace") +
      " LEFT JOIN pg_catalog.pg_class r ON t.typtype = 'c' AND r.oid = t.typrelid "
      "WHERE t.typtype IN ('e', 'd', 'r') OR r.relkind = 'c' OR (t.typtype = 'b' AND t.typelem = 0) "
      "UNION ALL SELECT 2615::oid, n.oid, n.nspowner FROM pg_catalog.pg_namespace n WHERE n.oid >= 16384 OR n.oid = "
      "2200";
  struct Owned {
    std::uint32_t class_id;
    const char* catalog;
    const char* prefix;
  };
  for (const Owned& owned :
       {Owned{pg_collation, "pg_collation", "coll"}, Owned{pg_conversion, "pg_conversion", "con"},
        Owned{pg_event_trigger, "pg_event_trigger", "evt"},
        Owned{pg_foreign_data_wrapper, "pg_foreign_data_wrapper", "fdw"},
        Owned{pg_foreign_server, "pg_foreign_server", "srv"}, Owned{pg_language, "pg_language", "lan"},
        Owned{pg_opclass, "pg_opclass", "opc"}, Owned{pg_operator, "pg_operator", "opr"},
        Owned{pg_opfamily, "pg_opfamily", "opf"}, Owned{pg_publication, "pg_publication", "pub"},
        Owned{pg_statistic_ext, "pg_statistic_ext", "stx"}, Owned{pg_ts_config, "pg_ts_config", "cfg"},
        Owned{pg_ts_dict, "pg_ts_dict", "dict"}})
    sql += " UNION ALL " + owned_rows(owned.class_id, owned.catalog, owned.prefix);
  return sql;
}

class OwnerKind final : public Declared<Owner> {
 public:
  OwnerKind()
      : Declared({.name = "owner", .rank = 200, .facet = Facet::owners}, {},
                 {
                     field("role", &Owner::role, "pg_catalog.pg_get_userbyid(x.owner)")
                         .alters("ALTER ... OWNER TO",
                                 [](const Pair<Owner>& pair) { return owner_to(pair.id(), pair.to.role); }),
                 }) {}

  std::optional<Source> source(int server_version) const override {
    return Source{0, 0, 0, true,
                  "SELECT x.class_id, x.oid, 0" + selected(server_version) + " FROM (" + all_owned() + ") x"};
  }

  std::string describe(const ObjectId& id) const override { return "owner of " + target_of(id).describe(); }
  std::string sql_name(const ObjectId& id) const override { return target_of(id).sql_name(); }

  Creation create(const Object& object, const Context& context) const override {
    const std::string& role = fields_of<Owner>(object).role;
    Creation creation = Creation::statement(owner_to(object.id, role));
    creation.nothing = role == creator(context) && context.is_created(target_of(object.id).id);
    return creation;
  }

  // It goes with what it owns, or follows a table from now on.
  std::vector<Sql> drop(const Object& /*object*/, const Context& /*context*/) const override { return {}; }
};

}  // namespace

const catalog::Kind& owner_kind() {
  static const OwnerKind kind;
  return kind;
}

std::string owner_of(const Catalog& catalog, const ObjectId& target) {
  const Object* object = catalog.find({&owner_kind(), attached_path(target)});
  return object == nullptr ? std::string() : fields_of<Owner>(*object).role;
}

const std::string& creator(const Context& context) {
  return context.to().origin().role;
}

}  // namespace pgplumb::kinds
