// publication table: {publication, schema, table}, with its column list and row filter.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct PublicationTable {
  std::vector<std::string> columns;  ///< empty: all; sorted, since their order means nothing
  std::string filter;                ///< WHERE (...), without its parentheses; empty: every row
};

std::string change_list(const ObjectId& id, const char* verb) {
  return "ALTER PUBLICATION " + sql::identifier(id.path[0]) + " " + verb + " TABLE ONLY " +
         sql::qualified(id.path[1], id.path[2]);
}

constexpr const char* put_in_again = "taken out of the publication and put in again";

class PublicationTableKind final : public Declared<PublicationTable> {
 public:
  // A column that the list or the filter names cannot change its type meanwhile.
  PublicationTableKind()
      : Declared({.name = "publication table", .rank = 141, .rebuilt = true},
                 [](int server_version) -> Rows {
                   return {
                       .class_id = pg_publication_rel,
                       .oid = "r.oid",
                       .parent_class_id = pg_publication,
                       .parent_oid = "p.oid",
                       .path = {"p.pubname", "n.nspname", "c.relname"},
                       .from =
                           "pg_catalog.pg_publication_rel r JOIN pg_catalog.pg_publication p ON p.oid = r.prpubid JOIN "
                           "pg_catalog.pg_class c ON c.oid = r.prrelid JOIN " +
                           user_namespace("c.relnamespace") +
                           // Rows of those that "all tables" leaves out.
                           (server_version >= 190000 ? " WHERE NOT r.prexcept" : "")};
                 },
                 {
                     field("columns", &PublicationTable::columns,
                           "(SELECT pg_catalog.array_agg(a.attname::text ORDER BY a.attname) FROM "
                           "pg_catalog.pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs))")
                         .since(150000)
                         .replaces(put_in_again),
                     field("filter", &PublicationTable::filter, deparsed("pg_catalog.pg_get_expr(r.prqual, r.prrelid)"))
                         .since(150000)
                         .replaces(put_in_again),
                 }) {}

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
};

}  // namespace

const catalog::Kind& publication_table_kind() {
  static const PublicationTableKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
