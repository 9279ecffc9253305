#include "kinds/bound_checks.hpp"

#include "base/hash.hpp"
#include "kinds/column.hpp"
#include "kinds/domain.hpp"
#include "kinds/partition.hpp"
#include "kinds/partition_bound.hpp"
#include "kinds/partition_fields.hpp"
#include "kinds/row_demands.hpp"
#include "kinds/table.hpp"
#include "kinds/types.hpp"

namespace pgplumb::kinds {

namespace {

const Object* column_of(const Catalog& catalog, const std::vector<std::string>& table, const std::string& name) {
  return catalog.find({&column_kind(), {table[0], table[1], name}});
}

// Its operators are found without a search_path, and are those of the partition key.
bool is_compared_alike(const std::string& type, const Catalog& catalog) {
  if (!is_user_defined(type)) return true;
  const auto& objects = catalog.objects();
  const auto found = std::find_if(objects.begin(), objects.end(), [&](const Object& object) {
    return (object.id.kind == &enum_kind() || object.id.kind == &domain_kind()) &&
           sql::qualified(object.id.path[0], object.id.path[1]) == type;
  });
  return found != objects.end() && (found->id.kind == &enum_kind() || is_compared_alike(domain_type(*found), catalog));
}

// What the bound of `partition` alone demands, of rows of `relation`.
std::optional<BoundCheck> check_of_bound(const Object& partition, const ObjectId& relation, const Catalog& catalog) {
  const auto& [of, bound] = fields_of<Partition>(partition);
  const std::string key = partition_key_of(catalog, of);
  const auto condition = bound_condition(key, bound);
  const auto name = bound_column(key);
  const Object* column = condition && name ? column_of(catalog, of, *name) : nullptr;
  if (column == nullptr || !is_compared_alike(type_of(*column), catalog)) return std::nullopt;
  return BoundCheck{relation, *condition, {*name}};
}

// The default partition beside `partition` that is there before and after; nullptr if there is none.
const Object* default_beside(const Object& partition, const Context& context) {
  const Partition& fields = fields_of<Partition>(partition);
  if (fields.bound == default_bound || !may_hold_rows(table_id(fields.of), context)) return nullptr;
  for (const ObjectIndex at : partitions_of(context.from(), fields.of)) {
    const Object& other = context.from()[at];
    if (fields_of<Partition>(other).bound == default_bound && !context.is_dropped(other.id) &&
        may_hold_rows(context.from()[other.parent].id, context))
      return &other;
  }
  return nullptr;
}

// The rows that `condition` finds, if all that it names is there before the plan and stays.
std::string rows_that(const BoundCheck& check, const std::string& condition, const Context& context) {
  const auto stays = [&](const std::string& name) {
    const Object* before = column_of(context.from(), check.relation.path, name);
    const Object* after = column_of(context.to(), check.relation.path, name);
    return before != nullptr && after != nullptr && !context.is_created(after->id) &&
           type_of(*before) == type_of(*after);
  };
  if (!std::all_of(check.columns.begin(), check.columns.end(), stays)) return {};
  return "SELECT * FROM " + rows_of(check.relation, true, context) + " WHERE " + condition;
}

std::string name_of_checks(const Object& partition) {
  const auto& path = partition.id.path;
  return sql::identifier("pgplumb_bound_" + sha256_hex(path[0] + "." + path[1]).substr(0, 8));
}

std::string negated(const std::string& condition) {
  return "NOT (" + condition + ")";
}

}  // namespace

std::optional<BoundCheck> check_of_bounds(const Object& partition, const Catalog& catalog) {
  BoundCheck check{catalog[partition.parent].id, {}, {}};
  std::vector<std::string> conditions;
  for (const Object* at = &partition; at != nullptr;
       at = catalog.find({&partition_kind(), fields_of<Partition>(*at).of})) {
    const auto one = check_of_bound(*at, check.relation, catalog);
    if (!one) return std::nullopt;
    conditions.push_back(one->condition);
    check.columns.push_back(one->columns.front());
  }
  check.condition = conditions.size() == 1 ? conditions.front() : "(" + sql::join(conditions, ") AND (") + ")";
  return check;
}

namespace {

// None belongs into the partition.
std::optional<BoundCheck> check_of_default(const Object& partition, const Context& context) {
  const Object* beside = default_beside(partition, context);
  if (beside == nullptr) return std::nullopt;
  auto check = check_of_bound(partition, context.from()[beside->parent].id, context.to());
  if (check) check->condition = negated(check->condition);
  return check;
}

}  // namespace

std::vector<BoundCheck> checks_of_attachment(const Object& partition, const Context& context) {
  std::vector<BoundCheck> checks;
  if (may_hold_rows(context.to()[partition.parent].id, context))
    if (auto check = check_of_bounds(partition, context.to())) checks.push_back(std::move(*check));
  if (auto check = check_of_default(partition, context)) checks.push_back(std::move(*check));
  // What is attached beneath meanwhile would lack the CHECK.
  std::erase_if(checks, [&](const BoundCheck& check) { return gains_partition(check.relation.path, context); });
  return checks;
}

std::vector<Sql> begin_checks(const Object& partition, const std::vector<BoundCheck>& checks) {
  std::vector<Sql> statements;
  for (const BoundCheck& check : checks) {
    Sql add{"ADD CONSTRAINT " + name_of_checks(partition) + " CHECK (" + check.condition + ") NOT VALID",
            alter_table(check.relation.path)};
    if (check.relation.path != partition.id.path)
      add.note = "until the partition is there, no row that belongs into it is let in";
    statements.push_back(std::move(add));
  }
  for (const BoundCheck& check : checks) {
    Sql validate{"VALIDATE CONSTRAINT " + name_of_checks(partition), alter_table(check.relation.path)};
    validate.phase = Phase::validate;
    statements.push_back(std::move(validate));
  }
  return statements;
}

std::vector<Sql> end_checks(const Object& partition, const std::vector<BoundCheck>& checks) {
  std::vector<Sql> statements;
  for (const BoundCheck& check : checks) {
    Sql drop{"DROP CONSTRAINT " + name_of_checks(partition), alter_table(check.relation.path)};
    drop.phase = Phase::clear;
    statements.push_back(std::move(drop));
  }
  return statements;
}

std::vector<Sql> on_checks(const Object& partition, const std::vector<BoundCheck>& checks, Sql statement) {
  std::vector<Sql> statements = begin_checks(partition, checks);
  statement.phase = Phase::rely;
  statements.push_back(std::move(statement));
  for (Sql& drop : end_checks(partition, checks)) statements.push_back(std::move(drop));
  return statements;
}

std::vector<catalog::RowDemand> demands_of_bounds(const Object& object, const Context& context) {
  const Partition& partition = fields_of<Partition>(object);
  const ObjectId& table = context.to()[object.parent].id;
  const Object* before = context.from().find(object.id);
  if (before != nullptr && fields_of<Partition>(*before).of == partition.of &&
      fields_of<Partition>(*before).bound == partition.bound)
    return {};
  std::vector<catalog::RowDemand> demands;
  if (may_hold_rows(table, context)) {
    const bool rest = partition.bound == default_bound;
    const auto check = check_of_bounds(object, context.to());
    demands.push_back({table,
                       rest ? "no row that belongs into another partition of " + to_string(table_id(partition.of))
                            : "every row belongs " + partition.bound + " into " + to_string(table_id(partition.of)),
                       check ? rows_that(*check, negated(check->condition), context) : std::string()});
  }
  if (const Object* beside = default_beside(object, context)) {
    const ObjectId& whole = context.from()[beside->parent].id;
    const auto check = check_of_bound(object, whole, context.to());
    demands.push_back({whole, "no row that belongs into " + to_string(table) + " " + partition.bound,
                       check ? rows_that(*check, check->condition, context) : std::string()});
  }
  return demands;
}

}  // namespace pgplumb::kinds
