#include "kinds/backfill.hpp"

#include "kinds/column_fields.hpp"
#include "kinds/constraint.hpp"
#include "kinds/default.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/not_null.hpp"
#include "kinds/partition.hpp"
#include "kinds/table.hpp"
#include "kinds/trigger.hpp"
#include "sql/backfill.hpp"

namespace pgplumb::kinds {

namespace {

/// The parts of one kind of the table that `path` begins with.
std::vector<const Object*> parts_of(const Catalog& catalog, const catalog::Path& path, const catalog::Kind& kind) {
  std::vector<const Object*> parts;
  const ObjectIndex table = catalog.index_of(table_id(path));
  if (table == catalog::no_object) return parts;
  for (const ObjectIndex index : catalog.dependents(table))
    if (catalog[index].parent == table && catalog[index].id.kind == &kind) parts.push_back(&catalog[index]);
  return parts;
}

const Object* default_of(const Object& column, const Context& context) {
  return context.to().find({&default_kind(), column.id.path});
}

bool is_of_domain(const Object& column, const Catalog& catalog) {
  return std::any_of(column.dependencies.begin(), column.dependencies.end(),
                     [&](ObjectIndex needed) { return catalog[needed].id.kind == &domain_kind(); });
}

// All of its rows are its own, and each UPDATE is what it says.
bool is_plain(const Catalog& catalog, const catalog::Path& path) {
  return is_plain_heap(catalog, path) && !is_partition(catalog, path) && heirs_of(catalog, path).empty() &&
         parts_of(catalog, path, rule_kind()).empty();
}

// The row as it is must be allowed once more.
bool refuses_rows(const Catalog& catalog, const catalog::Path& path) {
  const std::vector<const Object*> columns = parts_of(catalog, path, column_kind());
  return has_checks_not_valid(catalog, path) || std::any_of(columns.begin(), columns.end(), [](const Object* column) {
           return fields_of<Column>(*column).not_null_not_valid;
         });
}

// The server refuses UPDATE where a publication would not know which row it was.
bool is_published_without_key(const Catalog& catalog, const catalog::Path& path) {
  const auto& objects = catalog.objects();
  const bool published = std::any_of(objects.begin(), objects.end(),
                                     [](const Object& object) { return object.id.kind == &publication_kind(); });
  return published && (!has_primary_key(catalog, path) || !parts_of(catalog, path, replica_identity_kind()).empty());
}

Value value_of(const Object& object, std::string_view name) {
  const auto fields = object.id.kind->fields();
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (fields[field].name == name) return object.id.kind->get(*object.attributes, field);
  return {};
}

}  // namespace

bool is_published(const Catalog& catalog, const catalog::Path& path) {
  return std::any_of(catalog.objects().begin(), catalog.objects().end(), [&](const Object& object) {
    const catalog::Path& named = object.id.path;
    if (object.id.kind == &publication_table_kind())
      return named[1] == path[0] && named[2] == path[1] && value_of(object, "columns") == Value();
    if (object.id.kind == &publication_schema_kind()) return named[1] == path[0];
    return object.id.kind == &publication_kind() && value_of(object, "all_tables") == Value(true);
  });
}

bool is_backfilled(const Object& column, const Context& context) {
  const catalog::Path& path = column.id.path;
  const Object* filling = default_of(column, context);
  if (filling == nullptr || !is_volatile_default(*filling) || context.is_created(table_id(path))) return false;
  if (!fields_of<Column>(column).parents.empty() || is_of_domain(column, context.to())) return false;
  return takes_updates(path, context);
}

bool takes_updates(const catalog::Path& path, const Context& context) {
  return is_plain(context.from(), path) && is_plain(context.whole(), path) && is_plain(context.to(), path) &&
         !refuses_rows(context.to(), path) && !is_published_without_key(context.whole(), path) &&
         !is_published_without_key(context.to(), path);
}

std::vector<Sql> backfilled(const Object& column, const std::string& add, const Context& context) {
  const catalog::Path& path = column.id.path;
  const std::string table = alter_table(path);
  const Creation filling = default_kind().create(*default_of(column, context), context);
  // In one ALTER, PostgreSQL adds the column first, and takes the default for new rows only.
  std::vector<Sql> statements = {{add, table}, {filling.prefix + filling.open, table}};
  Sql fill{sql::backfill_statement({path[0], path[1], path[2]})};
  fill.in_transaction = false;
  statements.push_back(std::move(fill));
  const Column& fields = fields_of<Column>(column);
  if (!fields.not_null) return statements;
  const Sql not_null = add_not_null(column.id, fields, table, context.to());
  for (Sql& statement : by_validated_checks({column.id}, {not_null})) statements.push_back(std::move(statement));
  return statements;
}

std::vector<Sql> added_before_not_null(const Object& column, std::string add, const std::vector<Sql>& not_null,
                                       const Context& context) {
  if (const Object* filling = default_of(column, context)) add += " " + default_kind().create(*filling, context).open;
  std::vector<Sql> statements = {{add, alter_table(column.id.path)}};
  for (Sql& statement : by_validated_checks({column.id}, not_null)) statements.push_back(std::move(statement));
  return statements;
}

std::vector<catalog::Danger> dangers_of_backfill(const Object& column, const Context& context) {
  std::vector<catalog::Danger> dangers;
  const auto add = [&](const Object* trigger) {
    if (fires_on_update(*trigger)) dangers.push_back({"fires-triggers", trigger->id});
  };
  for (const Object* trigger : parts_of(context.to(), column.id.path, trigger_kind())) add(trigger);
  // And those that nobody manages.
  for (const Object* trigger : parts_of(context.whole(), column.id.path, trigger_kind()))
    if (context.from().find(trigger->id) == nullptr && context.to().find(trigger->id) == nullptr) add(trigger);
  return dangers;
}

}  // namespace pgplumb::kinds
