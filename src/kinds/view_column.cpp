#include "kinds/view_column.hpp"

#include <fmt/format.h>

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/parameters.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

/// What can be set on a column of a materialized view; nothing of it on a column of a view.
struct ViewColumn {
  std::optional<std::int64_t> statistics;  ///< absent: the default target
  std::string storage;                     ///< "main", ...; empty: the type's
  std::string type_storage;                ///< the type's own, to go back to; of materialized views only
  std::string compression;                 ///< "pglz", "lz4"; empty: the default
  std::vector<std::string> options;        ///< n_distinct, ...

  bool operator==(const ViewColumn&) const = default;
};
BOOST_DESCRIBE_STRUCT(ViewColumn, (), (statistics, storage, type_storage, compression, options))

namespace {

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

std::vector<Rule<ViewColumn>> rules() {
  using P = const Pair<ViewColumn>&;
  return {
      alters<ViewColumn>("statistics", "ALTER MATERIALIZED VIEW ... ALTER COLUMN ... SET STATISTICS",
                         [](P pair) { return std::vector<Sql>{set_statistics(pair.id(), pair.to)}; }),
      alters<ViewColumn>("storage", "ALTER MATERIALIZED VIEW ... ALTER COLUMN ... SET STORAGE",
                         [](P pair) {
                           const std::string& storage =
                               pair.to.storage.empty() ? pair.to.type_storage : pair.to.storage;
                           return std::vector<Sql>{set_storage(pair.id(), storage)};
                         }),
      ignores<ViewColumn>("type_storage", "it is the type's; another type makes another view"),
      alters<ViewColumn>("compression", "ALTER MATERIALIZED VIEW ... ALTER COLUMN ... SET COMPRESSION",
                         [](P pair) { return std::vector<Sql>{set_compression(pair.id(), pair.to)}; }),
      alters<ViewColumn>("options", "ALTER MATERIALIZED VIEW ... ALTER COLUMN ... SET | RESET (...)",
                         [](P pair) { return change_options(pair.id(), pair.from, pair.to); }),
  };
}

constexpr const char* storage_name =
    "CASE {} WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' WHEN 'x' THEN 'extended' END";

class ViewColumnKind final : public Described<ViewColumn> {
 public:
  ViewColumnKind() : Described(rules()) {}

  std::string_view name() const override { return "view column"; }
  int rank() const override { return 102; }
  std::string sql_name(const ObjectId& id) const override { return named("column", id.path); }

  std::optional<Source> source(int server_version) const override {
    // Since PostgreSQL 17 the default target is NULL.
    const std::string statistics = server_version >= 170000 ? "a.attstattarget" : "nullif(a.attstattarget, -1)";
    return Source{pg_class, pg_class, 3, false,
                  "SELECT c.oid, a.attnum, c.oid, 0, n.nspname, c.relname, a.attname, CASE WHEN c.relkind = 'm' THEN " +
                      statistics + " END, CASE WHEN c.relkind = 'm' AND a.attstorage <> y.typstorage THEN " +
                      fmt::format(storage_name, "a.attstorage") + " END, CASE WHEN c.relkind = 'm' THEN " +
                      fmt::format(storage_name, "y.typstorage") +
                      " END, CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END, " +
                      attribute_options("a") + " FROM pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") +
                      " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
                      "JOIN pg_catalog.pg_type y ON y.oid = a.atttypid WHERE c.relkind IN ('v', 'm')"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    const ViewColumn& column = fields_of<ViewColumn>(object);
    std::vector<Sql> actions;
    if (column.statistics) actions.push_back(set_statistics(object.id, column));
    if (!column.storage.empty()) actions.push_back(set_storage(object.id, column.storage));
    if (!column.compression.empty()) actions.push_back(set_compression(object.id, column));
    for (Sql& action : change_options(object.id, {}, column)) actions.push_back(std::move(action));
    Creation creation;
    creation.nothing = actions.empty();
    if (actions.empty()) return creation;
    creation.open = actions.front().text;
    creation.alter = actions.front().alter;
    creation.after.assign(actions.begin() + 1, actions.end());
    return creation;
  }

  std::vector<Sql> drop(const Object& /*object*/, const Context& /*context*/) const override { return {}; }
};

}  // namespace

const catalog::Kind& view_column_kind() {
  static const ViewColumnKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
