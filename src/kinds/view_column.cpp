// view column: {schema, relation, column}, a column of a view or a materialized view. It comes and goes with its
// relation; it is an object so that comments, privileges, defaults and dependents of a column have something to belong
// to.

#include "kinds/declared.hpp"
#include "kinds/parameters.hpp"

namespace pgplumb::kinds {

namespace {

/// What can be set on a column of a materialized view; nothing of it on a column of a view.
struct ViewColumn {
  std::optional<std::int64_t> statistics;  ///< absent: the default target
  std::string storage;                     ///< "main", ...; empty: the type's
  std::string type_storage;                ///< the type's own, to go back to; of materialized views only
  std::string compression;                 ///< "pglz", "lz4"; empty: the default
  std::vector<std::string> options;        ///< n_distinct, ...
};

std::string alter_of(const ObjectId& id) {
  return "ALTER MATERIALIZED VIEW " + sql::qualified(id.path[0], id.path[1]);
}

std::string column_of(const ObjectId& id) {
  return "ALTER COLUMN " + sql::identifier(id.path[2]) + " ";
}

Sql set_statistics(const ObjectId& id, const ViewColumn& column) {
  return {column_of(id) + "SET STATISTICS " + std::to_string(column.statistics.value_or(-1)), alter_of(id)};
}

Sql set_storage(const ObjectId& id, const std::string& storage) {
  return {column_of(id) + "SET STORAGE " + storage, alter_of(id)};
}

Sql set_compression(const ObjectId& id, const ViewColumn& column) {
  return {column_of(id) + "SET COMPRESSION " + (column.compression.empty() ? "default" : column.compression),
          alter_of(id)};
}

std::vector<Sql> change_options(const ObjectId& id, const ViewColumn& from, const ViewColumn& to) {
  std::vector<Sql> actions = change_parameters(alter_of(id), from.options, to.options);
  for (Sql& action : actions) action.text = column_of(id) + action.text;
  return actions;
}

Reading storage_of(const char* column) {
  return letter(column, {{"p", "plain"}, {"e", "external"}, {"m", "main"}, {"x", "extended"}});
}

// Since PostgreSQL 17 the default target is NULL.
std::string statistics_of(int server_version) {
  return std::string("CASE WHEN c.relkind = 'm' THEN ") +
         (server_version >= 170000 ? "a.attstattarget" : "nullif(a.attstattarget, -1)") + " END";
}

class ViewColumnKind final : public Declared<ViewColumn> {
  using P = const Pair<ViewColumn>&;

 public:
  ViewColumnKind()
      : Declared(
            {.name = "view column",
             .rank = 102,
             .acl = "a.attacl",
             .acl_letter = 'c',
             .acl_type = "column",
             .grantor = "c.relowner"},
            Rows{
                .class_id = pg_class,
                .oid = "c.oid",
                .sub_id = "a.attnum",
                .parent_class_id = pg_class,
                .parent_oid = "c.oid",
                .path = {"n.nspname", "c.relname", "a.attname"},
                .from = "pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") +
                        " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
                        "a.attisdropped JOIN pg_catalog.pg_type y ON y.oid = a.atttypid WHERE c.relkind IN ('v', 'm')"},
            {
                field("statistics", &ViewColumn::statistics, Reading::ByVersion(statistics_of))
                    .alters("ALTER MATERIALIZED VIEW ... ALTER COLUMN ... SET STATISTICS",
                            [](P pair) { return std::vector<Sql>{set_statistics(pair.id(), pair.to)}; }),
                field("storage", &ViewColumn::storage,
                      storage_of("CASE WHEN c.relkind = 'm' AND a.attstorage <> y.typstorage THEN a.attstorage END"))
                    .alters("ALTER MATERIALIZED VIEW ... ALTER COLUMN ... SET STORAGE",
                            [](P pair) {
                              const std::string& storage =
                                  pair.to.storage.empty() ? pair.to.type_storage : pair.to.storage;
                              return std::vector<Sql>{set_storage(pair.id(), storage)};
                            }),
                field("type_storage", &ViewColumn::type_storage,
                      storage_of("CASE WHEN c.relkind = 'm' THEN y.typstorage END"))
                    .ignored("it is the type's; another type makes another view"),
                field("compression", &ViewColumn::compression,
                      letter("a.attcompression", {{"", ""}, {"p", "pglz"}, {"l", "lz4"}}))
                    .alters("ALTER MATERIALIZED VIEW ... ALTER COLUMN ... SET COMPRESSION",
                            [](P pair) { return std::vector<Sql>{set_compression(pair.id(), pair.to)}; }),
                field("options", &ViewColumn::options, attribute_options("a"))
                    .alters("ALTER MATERIALIZED VIEW ... ALTER COLUMN ... SET | RESET (...)",
                            [](P pair) { return change_options(pair.id(), pair.from, pair.to); }),
            }) {}

  std::string sql_name(const ObjectId& id) const override { return named("column", id.path); }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const ViewColumn& column = fields_of<ViewColumn>(object);
    std::vector<Sql> actions;
    if (column.statistics) actions.push_back(set_statistics(object.id, column));
    if (!column.storage.empty()) actions.push_back(set_storage(object.id, column.storage));
    if (!column.compression.empty()) actions.push_back(set_compression(object.id, column));
    for (Sql& action : change_options(object.id, {}, column)) actions.push_back(std::move(action));
    return Creation::statements(std::move(actions));
  }

  std::vector<Sql> drop(const Object& /*object*/, const Context& /*context*/) const override { return {}; }
};

}  // namespace

const catalog::Kind& view_column_kind() {
  static const ViewColumnKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
