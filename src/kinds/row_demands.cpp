#include "kinds/row_demands.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include "kinds/column.hpp"
#include "kinds/column_fields.hpp"
#include "kinds/declared.hpp"
#include "kinds/deparsed_text.hpp"
#include "kinds/domain.hpp"
#include "kinds/inheritance.hpp"
#include "kinds/table.hpp"
#include "kinds/types.hpp"

namespace pgplumb::kinds {

using catalog::RowDemand;

namespace {

bool stays_as_it_is(const Object& wanted, const Context& context) {
  // Which key holds a column unique does not matter to what is asked of it.
  if (wanted.id.kind == &constraint_kind() || wanted.id.kind == &index_kind()) return true;
  const Object* before = context.from().find(wanted.id);
  if (before == nullptr || context.is_created(wanted.id)) return false;
  if (wanted.id.kind == &table_kind()) return true;
  if (wanted.id.kind != &column_kind()) return wanted.id.kind->equal(*before->attributes, *wanted.attributes);
  const Column& was = fields_of<Column>(*before);
  const Column& is = fields_of<Column>(wanted);
  return was.type == is.type && was.collation == is.collation && was.generated == is.generated;
}

const Column* column_of(const Catalog& catalog, const ObjectId& relation, const std::string& name) {
  const Object* column = catalog.find({&column_kind(), {relation.path[0], relation.path[1], name}});
  return column == nullptr ? nullptr : &fields_of<Column>(*column);
}

// The plan makes it, and nothing but NULL, or an identity, fills it in rows that are there. (A required one without a
// default wants no rows at all, which is a demand of its own.)
bool is_new_and_empty(const ObjectId& relation, const std::string& name, const Context& context) {
  const ObjectId id{&column_kind(), {relation.path[0], relation.path[1], name}};
  const Column* column = column_of(context.to(), relation, name);
  return column != nullptr && context.is_created(id) && column->generated.empty() &&
         context.to().find({&default_kind(), id.path}) == nullptr;
}

std::string of_what(const std::vector<std::string>& parts) {
  return "(" + sql::join(parts, ", ") + ")";
}

// What the server compares by the same `=` that a query finds without a search_path.
bool is_compared_alike(const std::string& type, const Catalog& catalog) {
  if (!is_user_defined(type)) return true;
  const auto& objects = catalog.objects();
  return std::any_of(objects.begin(), objects.end(), [&](const Object& object) {
    return object.id.kind == &enum_kind() && sql::qualified(object.id.path[0], object.id.path[1]) == type;
  });
}

RowDemand demand_of_check(const Object& constraint, const std::string& definition, const Context& context) {
  const Object& relation = context.to()[constraint.parent];
  RowDemand demand{relation.id, "every row satisfies " + to_string(constraint.id), {}};
  const std::optional<CheckText> check = check_text(definition);
  if (check && is_about_what_stays(constraint, context))
    demand.query =
        "SELECT * FROM " + rows_of(relation.id, !check->no_inherit, context) + " WHERE NOT " + check->condition;
  return demand;
}

std::string equal_keys(const ForeignKeyText& key) {
  std::string text;
  for (std::size_t at = 0; at < key.columns.size(); ++at)
    text +=
        (at == 0 ? "r." : " AND r.") + sql::identifier(key.referenced[at]) + " = f." + sql::identifier(key.columns[at]);
  return text;
}

// Whether anything is known of both sides before the plan, and it is compared there as the server will do it.
bool can_be_compared(const ForeignKeyText& key, const ObjectId& referring, const ObjectId& referenced,
                     const Context& context) {
  const auto known = [&](const ObjectId& table, const std::vector<std::string>& names) {
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
      const Column* before = column_of(context.from(), table, name);
      const Column* after = column_of(context.to(), table, name);
      return before != nullptr && after != nullptr && before->type == after->type &&
             !context.is_created({&column_kind(), {table.path[0], table.path[1], name}}) &&
             is_compared_alike(before->type, context.from());
    });
  };
  return known(referring, key.columns) && (context.is_created(referenced) || known(referenced, key.referenced));
}

// As RI_Initial_Check() in src/backend/utils/adt/ri_triggers.c asks.
std::vector<RowDemand> demands_of_foreign_key(const Object& constraint, const std::string& definition,
                                              const Context& context) {
  const ObjectId& relation = context.to()[constraint.parent].id;
  const std::optional<ForeignKeyText> key = foreign_key_text(definition);
  if (!key) return {{relation, "every row has what " + to_string(constraint.id) + " refers to", {}}};
  const auto empty = [&](const std::string& name) { return is_new_and_empty(relation, name, context); };
  if (!key->full && std::any_of(key->columns.begin(), key->columns.end(), empty)) return {};
  std::vector<std::string> columns;
  for (const std::string& name : key->columns) columns.push_back(sql::identifier(name));
  const ObjectId referenced = table_id(key->table);
  RowDemand demand{relation, "every " + of_what(columns) + " is in " + to_string(referenced), {}};
  if (!can_be_compared(*key, relation, referenced, context)) return {demand};
  std::vector<std::string> there;
  for (const std::string& column : columns) there.push_back("f." + column + " IS NOT NULL");
  const std::string some = sql::join(there, key->full ? " OR " : " AND ");
  demand.query = "SELECT f.* FROM " + rows_of(relation, is_partitioned(context.from(), relation.path), context) +
                 " f WHERE " + (key->full && there.size() > 1 ? "(" + some + ")" : some);
  // In a table that the plan makes nothing is found.
  if (!context.is_created(referenced))
    demand.query += " AND NOT EXISTS (SELECT 1 FROM " +
                    rows_of(referenced, is_partitioned(context.from(), referenced.path), context) + " r WHERE " +
                    equal_keys(*key) + ")";
  return {demand};
}

// The columns of a domain that are there before and after, each with its table. Heirs come with their parents.
std::vector<RowDemand> of_each_column(const ObjectId& domain, const Context& context,
                                      const std::function<RowDemand(const Object& column)>& demand) {
  std::vector<RowDemand> demands;
  const Catalog& from = context.from();
  const ObjectIndex index = from.index_of(domain);
  if (index == catalog::no_object || context.is_created(domain)) return demands;
  const std::string type = sql::qualified(domain.path[0], domain.path[1]);
  for (const ObjectIndex at : from.dependents(index)) {
    const Object& column = from[at];
    if (column.id.kind != &column_kind() || !may_hold_rows(table_id(column.id.path), context)) continue;
    const Object* after = context.to().find(column.id);
    const Column& fields = fields_of<Column>(column);
    if (fields.type != type || !fields.parents.empty() || after == nullptr || context.is_created(column.id) ||
        type_of(*after) != type)
      continue;
    demands.push_back(demand(column));
  }
  return demands;
}

}  // namespace

bool may_hold_rows(const ObjectId& relation, const Context& context) {
  return (relation.kind == &table_kind() || relation.kind == &materialized_view_kind()) &&
         context.from().find(relation) != nullptr && !context.is_created(relation);
}

bool is_about_what_stays(const Object& object, const Context& context) {
  return std::all_of(object.dependencies.begin(), object.dependencies.end(),
                     [&](ObjectIndex needed) { return stays_as_it_is(context.to()[needed], context); });
}

std::string rows_of(const ObjectId& relation, bool with_heirs, const Context& context) {
  const std::string name = sql::qualified(relation.path[0], relation.path[1]);
  return with_heirs || heirs_of(context.from(), relation.path).empty() ? name : "ONLY " + name;
}

std::vector<RowDemand> demands_of_key(const Object& key, const std::string& definition, const Context& context) {
  const ObjectId& relation = context.to()[key.parent].id;
  const std::optional<KeyText> text = key_text(definition);
  if (!text) return {{relation, "no two rows that " + to_string(key.id) + " takes for equal", {}}};
  const auto empty = [&](const std::string& name) { return is_new_and_empty(relation, name, context); };
  if (!text->nulls_equal && std::any_of(text->columns.begin(), text->columns.end(), empty)) return {};
  RowDemand demand{relation, "no two rows with the same " + of_what(text->parts), {}};
  if (!text->predicate.empty()) demand.demand += " where " + text->predicate;
  if (!is_about_what_stays(key, context)) return {demand};
  std::vector<std::string> conditions;
  for (std::size_t at = 0; at < text->parts.size() && !text->nulls_equal; ++at) {
    const Column* column = column_of(context.from(), relation, text->columns[at]);
    if (column == nullptr || !column->not_null) conditions.push_back(text->parts[at] + " IS NOT NULL");
  }
  if (!text->predicate.empty()) conditions.push_back(text->predicate);
  const std::string parts = sql::join(text->parts, ", ");
  demand.query = "SELECT " + parts + ", pg_catalog.count(*) FROM " +
                 rows_of(relation, is_partitioned(context.from(), relation.path), context) +
                 (conditions.empty() ? "" : " WHERE " + sql::join(conditions, " AND ")) + " GROUP BY " + parts +
                 " HAVING pg_catalog.count(*) > 1";
  return {demand};
}

std::vector<RowDemand> demands_of_constraint(const Object& constraint, const std::string& type,
                                             const std::string& definition, const Context& context) {
  const ObjectId& relation = context.to()[constraint.parent].id;
  if (!may_hold_rows(relation, context)) return {};
  if (type == "check") return {demand_of_check(constraint, definition, context)};
  if (type == "foreign key") return demands_of_foreign_key(constraint, definition, context);
  if (type == "exclude") return {{relation, "no two rows that " + to_string(constraint.id) + " excludes", {}}};
  return demands_of_key(constraint, definition, context);
}

std::vector<RowDemand> demands_of_domain_check(const Object& constraint, const std::string& definition,
                                               const Context& context) {
  const ObjectId domain{&domain_kind(), {constraint.id.path[0], constraint.id.path[1]}};
  const std::optional<CheckText> check = check_text(definition);
  return of_each_column(domain, context, [&](const Object& column) {
    const ObjectId table = table_id(column.id.path);
    RowDemand demand{table, "every value of " + to_string(column.id) + " satisfies " + to_string(constraint.id), {}};
    const Object* whole = context.from().find(domain);
    if (check && is_about_what_stays(constraint, context))
      demand.query = "SELECT * FROM " + rows_of(table, true, context) + " WHERE NOT " +
                     with_value(check->condition, sql::identifier(column.id.path[2]) + "::" + domain_type(*whole));
    return demand;
  });
}

std::vector<RowDemand> demands_of_domain_not_null(const ObjectId& domain, const Context& context) {
  return of_each_column(domain, context, [&](const Object& column) {
    const ObjectId table = table_id(column.id.path);
    return RowDemand{
        table, "no NULL in " + to_string(column.id),
        "SELECT * FROM " + rows_of(table, true, context) + " WHERE " + sql::identifier(column.id.path[2]) + " IS NULL"};
  });
}

}  // namespace pgplumb::kinds
