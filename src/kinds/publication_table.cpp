#include "kinds/publication_table.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct PublicationTable {
  std::vector<std::string> columns;  ///< empty: all; sorted, since their order means nothing
  std::string filter;                ///< WHERE (...), without its parentheses; empty: every row

  bool operator==(const PublicationTable&) const = default;
};
BOOST_DESCRIBE_STRUCT(PublicationTable, (), (columns, filter))

namespace {

std::string change_list(const ObjectId& id, const char* verb) {
  return "ALTER PUBLICATION " + sql::identifier(id.path[0]) + " " + verb + " TABLE ONLY " +
         sql::qualified(id.path[1], id.path[2]);
}

class PublicationTableKind final : public Described<PublicationTable> {
 public:
  PublicationTableKind()
      : Described({
            replaces<PublicationTable>("columns", "taken out of the publication and put in again"),
            expression(replaces<PublicationTable>("filter", "taken out of the publication and put in again")),
        }) {}

  std::string_view name() const override { return "publication table"; }
  int rank() const override { return 141; }

  std::optional<Source> source(int server_version) const override {
    constexpr std::uint32_t pg_publication_rel = 6106;
    const std::string details =
        server_version >= 150000
            ? "(SELECT pg_catalog.array_agg(a.attname::text ORDER BY a.attname) FROM pg_catalog.pg_attribute a "
              "WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)), pg_catalog.pg_get_expr(r.prqual, "
              "r.prrelid)"
            : "NULL, NULL";
    return Source{pg_publication_rel, pg_publication, 3, false,
                  "SELECT r.oid, 0, p.oid, 0, p.pubname, n.nspname, c.relname, " + details +
                      " FROM pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid "
                      "JOIN pg_catalog.pg_class c ON c.oid = r.prrelid JOIN " +
                      user_namespace("c.relnamespace") +
                      // Rows of those that "all tables" leaves out.
                      (server_version >= 190000 ? " WHERE NOT r.prexcept" : "")};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const PublicationTable& table = fields_of<PublicationTable>(object);
    std::string text = change_list(object.id, "ADD");
    if (!table.columns.empty()) text += " (" + sql::identifiers(table.columns) + ")";
    if (!table.filter.empty()) text += " WHERE (" + table.filter + ")";
    return Creation::statement(text);
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{change_list(object.id, "DROP")}};
  }

  // A column that the list or the filter names cannot change its type meanwhile.
  Reaction react(const Object& /*self*/, const Object& /*changed*/, Event /*event*/,
                 const Context& /*context*/) const override {
    return Reaction::rebuilt;
  }
};

}  // namespace

const catalog::Kind& publication_table_kind() {
  static const PublicationTableKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
