// unmodelled: {what it is, its identity}: whatever a user owns in a catalog that no other kind reads.
//
// They are read so that nothing is passed over in silence: a plan that would have to touch one is refused with its
// name.

#include "kinds/declared.hpp"
#include "kinds/kinds.hpp"

namespace pgplumb::kinds {

namespace {

constexpr const char* unfinished_detachment = "unfinished detachment of partition";

struct Unmodelled {
  std::string definition;  ///< enough to see that it differs
};

std::string not_a_member(const char* class_id, const char* oid) {
  return std::string("NOT EXISTS (SELECT FROM pg_catalog.pg_depend m WHERE m.classid = ") + class_id +
         " AND m.objid = " + oid + " AND m.deptype = 'e')";
}

// All that anybody may read but for the connection.
std::string subscription_fields(int server_version) {
  std::string fields = "s.subenabled, s.subslotname, s.subsynccommit, s.subpublications, s.subbinary, s.substream";
  if (server_version >= 150000) fields += ", s.subtwophasestate, s.subdisableonerr";
  if (server_version >= 160000) fields += ", s.suborigin, s.subpasswordrequired, s.subrunasowner";
  if (server_version >= 170000) fields += ", s.subfailover";
  if (server_version >= 190000)
    fields +=
        ", (SELECT v.srvname FROM pg_catalog.pg_foreign_server v WHERE v.oid = s.subserver), s.subwalrcvtimeout, "
        "s.submaxretention, s.subretaindeadtuples";
  return fields;
}

Rows rows(int server_version) {
  const std::string sql =
      // Base types and shells: their functions are written in C.
      "SELECT CASE WHEN t.typisdefined THEN 'base type' ELSE 'shell type' END AS what, "
      "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname) AS name, "
      "pg_catalog.concat_ws(' ', t.typlen, t.typbyval, t.typcategory, t.typispreferred, t.typdelim, t.typinput, "
      "t.typoutput, t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze, t.typalign, t.typstorage, "
      "t.typdefault, CASE WHEN t.typelem <> 0 THEN pg_catalog.format_type(t.typelem, NULL) END) AS definition FROM "
      "pg_catalog.pg_type t JOIN " +
      user_namespace("t.typnamespace") +
      // Arrays of other types are parts of those.
      " WHERE t.typtype IN ('b', 'p') AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.typarray = t.oid) AND " +
      not_a_member("1247", "t.oid") +
      " UNION ALL SELECT 'subscription', pg_catalog.quote_ident(s.subname), pg_catalog.concat_ws(' ', " +
      subscription_fields(server_version) +
      ") FROM pg_catalog.pg_subscription s WHERE s.subdbid = "
      "(SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())"
      // DETACH PARTITION CONCURRENTLY was interrupted: queries of the parent no longer see it.
      " UNION ALL SELECT '" +
      std::string(unfinished_detachment) +
      "', pg_catalog.quote_ident(n.nspname) || '.' || "
      "pg_catalog.quote_ident(c.relname), '' FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = "
      "i.inhrelid JOIN " +
      user_namespace("c.relnamespace") + " WHERE i.inhdetachpending";
  return {.path = {"x.what", "x.name"}, .from = "(" + sql + ") x"};
}

class UnmodelledKind final : public Declared<Unmodelled> {
 public:
  UnmodelledKind()
      : Declared({.name = "unmodelled", .rank = 5}, rows,
                 {
                     field("definition", &Unmodelled::definition, "x.definition")
                         .replaces("refused: pgplumb does not know how"),
                 }) {}

  std::string describe(const ObjectId& id) const override { return id.path[0] + " " + id.path[1]; }

  std::string refusal(const Object& /*object*/) const override {
    return "a kind of object that pgplumb does not model";
  }

  Creation create(const Object& object, const Context& /*context*/) const override { throw refused(object); }
  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override { throw refused(object); }

 private:
  static InternalError refused(const Object& object) {
    return InternalError("a plan came to touch " + catalog::to_string(object.id));
  }
};

}  // namespace

const catalog::Kind& unmodelled_kind() {
  static const UnmodelledKind kind;
  return kind;
}

std::string half_detached(const catalog::Object& object) {
  const bool is_one = object.id.kind == &unmodelled_kind() && object.id.path.front() == unfinished_detachment;
  return is_one ? object.id.path.back() : std::string();
}

}  // namespace pgplumb::kinds
