#include "kinds/publication_schema.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

/// That a publication holds every table of a schema is all there is to say.
struct PublicationSchema {
  bool operator==(const PublicationSchema&) const = default;
};
BOOST_DESCRIBE_STRUCT(PublicationSchema, (), ())

namespace {

std::string change_list(const ObjectId& id, const char* verb) {
  return "ALTER PUBLICATION " + sql::identifier(id.path[0]) + " " + verb + " TABLES IN SCHEMA " +
         sql::identifier(id.path[1]);
}

class PublicationSchemaKind final : public Described<PublicationSchema> {
 public:
  PublicationSchemaKind() : Described({}) {}

  std::string_view name() const override { return "publication schema"; }
  int rank() const override { return 142; }

  std::optional<Source> source(int server_version) const override {
    constexpr std::uint32_t pg_publication_namespace = 6237;
    if (server_version < 150000) return std::nullopt;
    return Source{pg_publication_namespace, pg_publication, 2, false,
                  "SELECT s.oid, 0, p.oid, 0, p.pubname, n.nspname FROM pg_catalog.pg_publication_namespace s "
                  "JOIN pg_catalog.pg_publication p ON p.oid = s.pnpubid JOIN " +
                      user_namespace("s.pnnspid")};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement(change_list(object.id, "ADD"));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{change_list(object.id, "DROP")}};
  }
};

}  // namespace

const catalog::Kind& publication_schema_kind() {
  static const PublicationSchemaKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
