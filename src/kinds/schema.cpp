#include "kinds/schema.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

/// A schema has no attributes of its own: owner, comment and privileges are objects beside it.
struct Schema {
  bool operator==(const Schema&) const = default;
};
BOOST_DESCRIBE_STRUCT(Schema, (), ())

namespace {

class SchemaKind final : public Described<Schema> {
 public:
  SchemaKind() : Described({}) {}

  std::string_view name() const override { return "schema"; }
  int rank() const override { return 10; }
  bool is_namespace() const override { return true; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_namespace, 0, 1, false,
                  "SELECT n.oid, 0, 0, 0, n.nspname FROM pg_catalog.pg_namespace n "
                  "WHERE (n.oid >= 16384 OR n.oid = 2200) AND n.nspname !~ '^pg_(toast_)?temp_' AND " +
                      std::string(not_our_own)};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement("CREATE SCHEMA " + sql::identifier(object.id.path[0]));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP SCHEMA " + sql::identifier(object.id.path[0])}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{
        {"ALTER SCHEMA " + sql::identifier(from.id.path[0]) + " RENAME TO " + sql::identifier(to.path[0])}};
  }
};

}  // namespace

const catalog::Kind& schema_kind() {
  static const SchemaKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
