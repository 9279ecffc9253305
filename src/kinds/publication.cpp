#include "kinds/publication.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Publication {
  bool all_tables = false;
  std::vector<std::string> publish;  ///< insert, update, delete, truncate
  bool via_partition_root = false;
  std::string generated_columns;  ///< "stored" or empty; since PostgreSQL 18

  bool operator==(const Publication&) const = default;
};
BOOST_DESCRIBE_STRUCT(Publication, (), (all_tables, publish, via_partition_root, generated_columns))

namespace {

std::string options(const Publication& publication) {
  std::string text = "publish = " + sql::literal(sql::join(publication.publish, ", "));
  if (publication.via_partition_root) text += ", publish_via_partition_root = true";
  if (!publication.generated_columns.empty()) text += ", publish_generated_columns = " + publication.generated_columns;
  return text;
}

std::vector<Sql> set(const Pair<Publication>& pair, const std::string& option) {
  return {{"ALTER " + named("PUBLICATION", pair.id().path) + " SET (" + option + ")"}};
}

class PublicationKind final : public Described<Publication> {
 public:
  PublicationKind()
      : Described({
            replaces<Publication>("all_tables", "a publication cannot become one for all tables, or stop being one"),
            alters<Publication>("publish", "ALTER PUBLICATION ... SET (publish = ...)",
                                [](const Pair<Publication>& pair) {
                                  return set(pair, "publish = " + sql::literal(sql::join(pair.to.publish, ", ")));
                                }),
            alters<Publication>("via_partition_root", "ALTER PUBLICATION ... SET (publish_via_partition_root = ...)",
                                [](const Pair<Publication>& pair) {
                                  return set(pair, std::string("publish_via_partition_root = ") +
                                                       (pair.to.via_partition_root ? "true" : "false"));
                                }),
            alters<Publication>("generated_columns", "ALTER PUBLICATION ... SET (publish_generated_columns = ...)",
                                [](const Pair<Publication>& pair) {
                                  return set(pair, "publish_generated_columns = " + (pair.to.generated_columns.empty()
                                                                                         ? std::string("none")
                                                                                         : pair.to.generated_columns));
                                }),
        }) {}

  std::string_view name() const override { return "publication"; }
  int rank() const override { return 140; }

  std::optional<Source> source(int server_version) const override {
    const std::string generated = server_version >= 180000 ? "CASE p.pubgencols WHEN 's' THEN 'stored' END" : "NULL";
    return Source{pg_publication, 0, 1, false,
                  "SELECT p.oid, 0, 0, 0, p.pubname, p.puballtables, "
                  "pg_catalog.array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN "
                  "'update' END, "
                  "CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL), "
                  "p.pubviaroot, " +
                      generated + " FROM pg_catalog.pg_publication p"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Publication& publication = fields_of<Publication>(object);
    return Creation::statement("CREATE " + sql_name(object.id) + (publication.all_tables ? " FOR ALL TABLES" : "") +
                               " WITH (" + options(publication) + ")");
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[0])}};
  }
};

}  // namespace

const catalog::Kind& publication_kind() {
  static const PublicationKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
