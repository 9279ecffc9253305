#include "kinds/key_by_index.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "kinds/constraint_fields.hpp"
#include "kinds/declared.hpp"
#include "kinds/index.hpp"
#include "kinds/index_attachment.hpp"
#include "kinds/index_fields.hpp"
#include "kinds/parameters.hpp"
#include "kinds/partition.hpp"
#include "kinds/row_demands.hpp"
#include "kinds/table.hpp"

namespace pgplumb::kinds {

namespace {

// As pg_get_indexdef() writes the index of `key`, called `name`; nullopt if it is no primary or unique key, or one that
// no index becomes.
std::optional<std::string> index_of_key(const Object& object, const std::string& name) {
  const Constraint& key = fields_of<Constraint>(object);
  std::string_view columns = key.definition;
  const auto takes = [&](std::string_view word) {
    const bool found = columns.starts_with(word);
    if (found) columns.remove_prefix(word.size());
    return found;
  };
  if ((!takes("PRIMARY KEY ") && !takes("UNIQUE ")) || key.excludes) return std::nullopt;
  const bool nulls_count = takes("NULLS NOT DISTINCT ");
  std::string text = "CREATE UNIQUE INDEX " + sql::identifier(name) + " ON " +
                     sql::qualified(object.id.path[0], object.id.path[1]) + " USING btree " + std::string(columns);
  if (nulls_count) text += " NULLS NOT DISTINCT";
  if (!key.options.empty()) text += " WITH (" + parameter_list(key.options) + ")";
  return text;
}

std::string concurrently(const std::string& index) {
  static constexpr std::string_view head = "CREATE UNIQUE INDEX ";
  return std::string(index).insert(head.size(), "CONCURRENTLY ");
}

// All that needs it, or is said of it, is known to stay with it.
bool is_taken_along(const Object& index, const Catalog& catalog) {
  const auto& users = catalog.dependents(catalog.index_of(index.id));
  return std::all_of(users.begin(), users.end(), [&](ObjectIndex at) {
    const Object& user = catalog[at];
    return user.id.kind == &comment_kind() || user.id.kind == &replica_identity_kind() ||
           (user.id.kind == &constraint_kind() && fields_of<Constraint>(user).type == "foreign key");
  });
}

bool is_about_what_stays_or_is_new(Object key, const Context& context) {
  std::erase_if(key.dependencies,
                [&](ObjectIndex needed) { return context.from().find(context.to()[needed].id) == nullptr; });
  return is_about_what_stays(key, context);
}

// A table has one primary key: the new one is built beside the old one, whatever they are called.
bool displaces_primary_key(const Object& key, const Context& context) {
  if (fields_of<Constraint>(key).type != "primary key") return false;
  const Object* table = context.from().find(table_id(key.id.path));
  if (table == nullptr) return false;
  const auto& parts = context.from().dependents(context.from().index_of(table->id));
  return std::any_of(parts.begin(), parts.end(), [&](ObjectIndex at) {
    const Object& part = context.from()[at];
    return part.id.kind == &constraint_kind() && part.parent == context.from().index_of(table->id) &&
           fields_of<Constraint>(part).type == "primary key" && context.is_dropped(part.id);
  });
}

}  // namespace

std::vector<Sql> key_by_index(const Object& object, const Context& context) {
  const auto& path = object.id.path;
  // Until a key that is made again has its successor, another one has its name.
  const bool name_is_taken =
      context.is_dropped(object.id) || context.from().find({&index_kind(), {path[0], path[2]}}) != nullptr;
  const auto index = index_of_key(object, path[2]);
  if (!index || !fields_of<Constraint>(object).tablespace.empty() || name_is_taken ||
      is_partitioned(context.to(), path) || context.is_created(table_id(path)))
    return {};
  Sql add{add_key_of_index(object, path[2])};
  add.phase = Phase::rely;
  return {{concurrently(*index), {}, false}, std::move(add)};
}

const Object* index_becoming(const Object& key, const Context& context) {
  const auto& path = key.id.path;
  const Object* index = context.from().find({&index_kind(), {path[0], path[2]}});
  const auto text = index == nullptr ? std::nullopt : index_of_key(key, path[2]);
  if (!text) return nullptr;
  const Index& fields = fields_of<Index>(*index);
  const ObjectId table = table_id(path);
  const bool is_the_same = fields.definition == *text && !fields.invalid &&
                           fields.tablespace == fields_of<Constraint>(key).tablespace &&
                           attached_to(index->id, context.from()) == catalog::no_object;
  const bool stays = !context.is_dropped(table) && !context.is_created(table) && is_about_what_stays(key, context);
  return is_the_same && stays && is_taken_along(*index, context.from()) ? index : nullptr;
}

const Object* key_made_of(const Object& index, const Context& context) {
  if (index.id.kind != &index_kind() || index.parent == catalog::no_object) return nullptr;
  const auto& table = context.from()[index.parent].id.path;
  const Object* key = context.to().find({&constraint_kind(), {table[0], table[1], index.id.path[1]}});
  return key != nullptr && index_becoming(*key, context) == &index ? key : nullptr;
}

std::string name_of_index_beside(const Object& key, const Context& context) {
  return free_name_beside(key.id.path[0], key.id.path[2], "__pgplumb_new", context);
}

std::optional<Creation> index_beside(const Object& key, const Context& context) {
  const auto& path = key.id.path;
  const ObjectId table = table_id(path);
  const bool name_is_taken =
      context.is_dropped(key.id) || context.from().find({&index_kind(), {path[0], path[2]}}) != nullptr;
  const bool is_beside = name_is_taken || displaces_primary_key(key, context);
  if (!context.is_created(key.id) || !is_beside || context.is_dropped(table) || context.is_created(table) ||
      is_partitioned(context.to(), path) || is_partition(context.from(), path) || is_partition(context.to(), path) ||
      !fields_of<Constraint>(key).tablespace.empty() || index_becoming(key, context) != nullptr ||
      !is_about_what_stays_or_is_new(key, context))
    return std::nullopt;
  const auto index = index_of_key(key, name_of_index_beside(key, context));
  if (!index) return std::nullopt;
  Creation creation;
  creation.online = {{concurrently(*index), {}, false}};
  return creation;
}

// By itself: an ALTER that has a column's index made again first would not find it any more.
std::string add_key_of_index(const Object& object, const std::string& index) {
  const Constraint& key = fields_of<Constraint>(object);
  std::string text = alter_table(object.id.path) + " ADD CONSTRAINT " + sql::identifier(object.id.path[2]) +
                     (key.type == "primary key" ? " PRIMARY KEY" : " UNIQUE") + " USING INDEX " +
                     sql::identifier(index);
  if (key.deferrable) text += " DEFERRABLE";
  if (key.deferred) text += " INITIALLY DEFERRED";
  return text;
}

}  // namespace pgplumb::kinds
