#include "kinds/key_by_index.hpp"

#include <utility>

#include "kinds/constraint_fields.hpp"
#include "kinds/declared.hpp"
#include "kinds/parameters.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

std::vector<Sql> key_by_index(const Object& object, const Context& context) {
  const Constraint& key = fields_of<Constraint>(object);
  const auto& path = object.id.path;
  std::string_view columns = key.definition;
  const auto takes = [&](std::string_view word) {
    const bool found = columns.starts_with(word);
    if (found) columns.remove_prefix(word.size());
    return found;
  };
  const bool primary = takes("PRIMARY KEY ");
  if ((!primary && !takes("UNIQUE ")) || key.excludes || !key.tablespace.empty()) return {};
  // Until a key that is made again has its successor, another one has its name.
  const bool name_is_taken =
      context.is_dropped(object.id) || context.from().find({&index_kind(), {path[0], path[2]}}) != nullptr;
  if (name_is_taken || is_partitioned(context.to(), path) || context.is_created(table_id(path))) return {};
  const bool nulls_count = takes("NULLS NOT DISTINCT ");
  std::string index = "CREATE UNIQUE INDEX CONCURRENTLY " + sql::identifier(path[2]) + " ON " +
                      sql::qualified(path[0], path[1]) + " USING btree " + std::string(columns);
  if (nulls_count) index += " NULLS NOT DISTINCT";
  if (!key.options.empty()) index += " WITH (" + parameter_list(key.options) + ")";
  Sql add{"ADD CONSTRAINT " + sql::identifier(path[2]) + (primary ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX " +
              sql::identifier(path[2]),
          alter_table(path)};
  if (key.deferrable) add.text += " DEFERRABLE";
  if (key.deferred) add.text += " INITIALLY DEFERRED";
  add.phase = Phase::rely;
  return {{std::move(index), {}, false}, std::move(add)};
}

}  // namespace pgplumb::kinds
