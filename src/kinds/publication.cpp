#include "kinds/publication.hpp"

#include <algorithm>

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/table.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct Publication {
  bool all_tables = false;
  std::vector<std::string> except;   ///< tables that "all" leaves out, qualified and quoted; since PostgreSQL 19
  bool all_sequences = false;        ///< since PostgreSQL 19
  std::vector<std::string> publish;  ///< insert, update, delete, truncate
  bool via_partition_root = false;
  std::string generated_columns;  ///< "stored" or empty; since PostgreSQL 18

  bool operator==(const Publication&) const = default;
};
BOOST_DESCRIBE_STRUCT(Publication, (),
                      (all_tables, except, all_sequences, publish, via_partition_root, generated_columns))

namespace {

std::string options(const Publication& publication) {
  std::string text = "publish = " + sql::literal(sql::join(publication.publish, ", "));
  if (publication.via_partition_root) text += ", publish_via_partition_root = true";
  if (!publication.generated_columns.empty()) text += ", publish_generated_columns = " + publication.generated_columns;
  return text;
}

// "ALL TABLES EXCEPT (TABLE ONLY app.t), ALL SEQUENCES"; empty for one that lists what it publishes. ONLY: heirs that
// are left out as well are in the list themselves.
std::string all_of(const Publication& publication) {
  std::vector<std::string> all;
  if (publication.all_tables) {
    std::vector<std::string> except;
    for (const std::string& table : publication.except) except.push_back("TABLE ONLY " + table);
    all.push_back(except.empty() ? "ALL TABLES" : "ALL TABLES EXCEPT (" + sql::join(except, ", ") + ")");
  }
  if (publication.all_sequences) all.emplace_back("ALL SEQUENCES");
  return sql::join(all, ", ");
}

std::vector<Sql> set_all(const ObjectId& id, const Publication& publication) {
  return {{"ALTER " + named("PUBLICATION", id.path) + " SET " + all_of(publication)}};
}

// SET would refuse one that lists tables or schemas, and none can be made to list them.
Rule<Publication> all(std::string_view field) {
  return decides<Publication>(
      field, "ALTER PUBLICATION ... SET ALL ..., from PostgreSQL 19 on; made again where it lists what it publishes",
      [](const Pair<Publication>& pair) {
        constexpr int knows_set_all = 190000;
        const bool may = pair.context.to().origin().server_version >= knows_set_all;
        return may && !all_of(pair.from).empty() && !all_of(pair.to).empty() ? Way::in_place : Way::replaced;
      },
      [](const Pair<Publication>& pair) { return set_all(pair.id(), pair.to); });
}

std::vector<Sql> set(const Pair<Publication>& pair, const std::string& option) {
  return {{"ALTER " + named("PUBLICATION", pair.id().path) + " SET (" + option + ")"}};
}

class PublicationKind final : public Described<Publication> {
 public:
  PublicationKind()
      : Described({
            all("all_tables"),
            all("except"),
            all("all_sequences"),
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
    const std::string all_since_19 =
        server_version >= 190000
            ? "ARRAY(SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) COLLATE "
              "\"C\" FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class c ON c.oid = r.prrelid JOIN "
              "pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = p.oid AND r.prexcept ORDER BY 1), "
              "p.puballsequences, "
            : "NULL, false, ";
    const std::string generated = server_version >= 180000 ? "CASE p.pubgencols WHEN 's' THEN 'stored' END" : "NULL";
    return Source{
        pg_publication, 0, 1, false,
        "SELECT p.oid, 0, 0, 0, p.pubname, p.puballtables, " + all_since_19 +
            "pg_catalog.array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN "
            "'update' END, "
            "CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL), "
            "p.pubviaroot, " +
            generated + " FROM pg_catalog.pg_publication p"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const Publication& publication = fields_of<Publication>(object);
    const std::string all = all_of(publication);
    return Creation::statement("CREATE " + sql_name(object.id) + (all.empty() ? "" : " FOR " + all) + " WITH (" +
                               options(publication) + ")");
  }

  std::vector<ObjectIndex> more_dependencies(const Object& object, const Catalog& catalog) const override {
    std::vector<ObjectIndex> tables;
    const std::vector<std::string>& except = fields_of<Publication>(object).except;
    for (ObjectIndex index = 0; !except.empty() && index < catalog.size(); ++index) {
      const ObjectId& id = catalog[index].id;
      if (id.kind == &table_kind() &&
          std::binary_search(except.begin(), except.end(), sql::qualified(id.path[0], id.path[1])))
        tables.push_back(index);
    }
    return tables;
  }

  // A table that goes takes its exception along. For one that is made again the list would have to be set between its
  // two halves, with the old one still there.
  Reaction react(const Object& /*self*/, const Object& changed, Event event, const Context& context) const override {
    return event == Event::gone && context.to().find(changed.id) != nullptr ? Reaction::rebuilt : Reaction::none;
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
