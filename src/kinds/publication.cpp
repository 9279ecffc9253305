// publication: {name}. Its tables and schemas are objects of their own.

#include <algorithm>

#include "kinds/declared.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

struct Publication {
  bool all_tables = false;
  std::vector<std::string> except;   ///< tables that "all" leaves out, qualified and quoted; since PostgreSQL 19
  bool all_sequences = false;        ///< since PostgreSQL 19
  std::vector<std::string> publish;  ///< insert, update, delete, truncate
  bool via_partition_root = false;
  std::string generated_columns;  ///< "stored" or empty; since PostgreSQL 18
};

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

std::string alter_of(const ObjectId& id) {
  return "ALTER " + named("PUBLICATION", id.path) + " SET ";
}

// SET would refuse one that lists tables or schemas, and none can be made to list them.
FieldOf<Publication> all(FieldOf<Publication> line) {
  return std::move(line).decides(
      "ALTER PUBLICATION ... SET ALL ..., from PostgreSQL 19 on; made again where it lists what it publishes",
      [](const Pair<Publication>& pair) {
        constexpr int knows_set_all = 190000;
        const bool may = pair.context.to().origin().server_version >= knows_set_all;
        return may && !all_of(pair.from).empty() && !all_of(pair.to).empty() ? Way::in_place : Way::replaced;
      },
      [](const Pair<Publication>& pair) { return alter_of(pair.id()) + all_of(pair.to); });
}

class PublicationKind final : public Declared<Publication> {
  using P = const Pair<Publication>&;

 public:
  PublicationKind()
      : Declared(
            {.name = "publication", .rank = 140, .renames = true, .owner = "p.pubowner"},
            Rows{.class_id = pg_publication,
                 .oid = "p.oid",
                 .path = {"p.pubname"},
                 .from = "pg_catalog.pg_publication p"},
            {
                all(field("all_tables", &Publication::all_tables, "p.puballtables")),
                all(field("except", &Publication::except,
                          "ARRAY(SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) "
                          "COLLATE \"C\" FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_class c ON c.oid = "
                          "r.prrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = p.oid "
                          "AND r.prexcept ORDER BY 1)")
                        .since(190000)),
                all(field("all_sequences", &Publication::all_sequences, "p.puballsequences").since(190000)),
                field("publish", &Publication::publish,
                      "pg_catalog.array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate "
                      "THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN "
                      "'truncate' END], NULL)")
                    .alters("ALTER PUBLICATION ... SET (publish = ...)",
                            [](P pair) {
                              return alter_of(pair.id()) +
                                     "(publish = " + sql::literal(sql::join(pair.to.publish, ", ")) + ")";
                            }),
                field("via_partition_root", &Publication::via_partition_root, "p.pubviaroot")
                    .alters("ALTER PUBLICATION ... SET (publish_via_partition_root = ...)",
                            [](P pair) {
                              return alter_of(pair.id()) + "(publish_via_partition_root = " +
                                     (pair.to.via_partition_root ? "true" : "false") + ")";
                            }),
                field("generated_columns", &Publication::generated_columns,
                      letter("p.pubgencols", {{"n", ""}, {"s", "stored"}}))
                    .since(180000)
                    .alters("ALTER PUBLICATION ... SET (publish_generated_columns = ...)",
                            [](P pair) {
                              const std::string& columns = pair.to.generated_columns;
                              return alter_of(pair.id()) +
                                     "(publish_generated_columns = " + (columns.empty() ? "none" : columns) + ")";
                            }),
            }) {}

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
};

}  // namespace

const catalog::Kind& publication_kind() {
  static const PublicationKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
