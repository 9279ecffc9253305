// publication schema: {publication, schema}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

/// That a publication holds every table of a schema is all there is to say.
struct PublicationSchema {};

std::string change_list(const ObjectId& id, const char* verb) {
  return "ALTER PUBLICATION " + sql::identifier(id.path[0]) + " " + verb + " TABLES IN SCHEMA " +
         sql::identifier(id.path[1]);
}

constexpr std::uint32_t pg_publication_namespace = 6237;

class PublicationSchemaKind final : public Declared<PublicationSchema> {
 public:
  PublicationSchemaKind()
      : Declared({.name = "publication schema", .rank = 142},
                 Rows{.class_id = pg_publication_namespace,
                      .oid = "s.oid",
                      .parent_class_id = pg_publication,
                      .parent_oid = "p.oid",
                      .path = {"p.pubname", "n.nspname"},
                      .from = "pg_catalog.pg_publication_namespace s JOIN pg_catalog.pg_publication p ON p.oid = "
                              "s.pnpubid JOIN " +
                              user_namespace("s.pnnspid")},
                 {}) {}

  std::optional<Source> source(int server_version) const override {
    return server_version < 150000 ? std::nullopt : Declared::source(server_version);
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
