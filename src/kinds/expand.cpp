#include "kinds/expand.hpp"

#include <algorithm>
#include <set>

#include "base/hash.hpp"
#include "kinds/backfill.hpp"
#include "kinds/column.hpp"
#include "kinds/default.hpp"
#include "kinds/enum.hpp"
#include "kinds/index.hpp"
#include "kinds/not_null.hpp"
#include "kinds/table.hpp"
#include "kinds/trigger.hpp"
#include "kinds/twin.hpp"
#include "kinds/type_aside.hpp"
#include "kinds/type_losses.hpp"
#include "kinds/types.hpp"
#include "sql/expansion.hpp"

namespace pgplumb::kinds {

namespace {

sql::Expansion expansion_of(const ObjectId& column, const std::string& conversion) {
  const auto& path = column.path;
  // Last in the alphabet: triggers fire in its order, and this one is to see what the others make of the row.
  return {path[0],
          path[1],
          path[2],
          name_beside(path[2]),
          name_aside(path[2]),
          "zz_pgplumb_" + sha256_hex(path[1] + "." + path[2]).substr(0, 8),
          conversion};
}

// The server does without writing the table anew: the values are the same bytes, or longer ones are allowed.
bool is_kept_as_it_is(const std::string& from, const std::string& to, const Context& context) {
  const std::string bare = without_modifiers(to);
  if (without_modifiers(from) != bare) return bare == to && context.cast(without_modifiers(from), bare) == 'b';
  const bool widens = bare.starts_with("character varying") || bare.starts_with("bit varying") || bare == "numeric" ||
                      bare.starts_with("time") || bare.starts_with("interval");
  if (!widens) return false;
  const std::vector<int> before = modifiers(from);
  const std::vector<int> after = modifiers(to);
  if (after.empty()) return true;
  return !before.empty() && after[0] >= before[0] &&
         std::equal(before.begin() + 1, before.end(), after.begin() + 1, after.end());
}

bool is_last_trigger(const Catalog& catalog, const ObjectId& column, const std::string& name) {
  const ObjectIndex table = catalog.index_of(table_id(column.path));
  if (table == catalog::no_object) return true;
  const auto& parts = catalog.dependents(table);
  return std::none_of(parts.begin(), parts.end(), [&](ObjectIndex part) {
    return catalog[part].id.kind == &trigger_kind() && catalog[part].parent == table &&
           catalog[part].id.path[2] >= name;
  });
}

bool is_name_free(const Context& context, const ObjectId& id) {
  return context.from().find(id) == nullptr && context.to().find(id) == nullptr;
}

// A statement that is no part of one ALTER with others: PostgreSQL would see to their order.
Sql whole(const Sql& sql, Phase phase) {
  return {sql.alter.empty() ? sql.text : sql.alter + " " + sql.text, {}, sql.in_transaction, false, phase};
}

void add(std::vector<Sql>& statements, const Creation& creation) {
  for (const Sql& sql : creation.before) statements.push_back(whole(sql, Phase::change));
  if (!creation.nothing)
    statements.push_back(whole({creation.prefix + creation.open + creation.close, creation.alter}, Phase::change));
  for (const Sql& sql : creation.after) statements.push_back(whole(sql, Phase::change));
}

// In one transaction, in which the names change.
void say(std::vector<Sql>& list, std::string text) {
  list.push_back({std::move(text), {}});
}

/// The statements, in their order.
struct Sequence {
  std::vector<Sql> first;
  std::vector<Sql> checks;
  std::vector<Sql> builds;
  std::vector<Sql> references;
  std::vector<Sql> validations;
  std::vector<Sql> swap;
  std::vector<Sql> after;

  void take_twin(const Twin& twin, const Context& context) {
    const auto& path = twin.object->id.path;
    const std::string table = alter_table(path) + " ";
    const std::string own = sql::identifier(path.back());
    const bool is_index = twin.object->id.kind == &index_kind();
    // The column takes its old index along when it goes.
    if (is_index)
      say(after,
          "ALTER INDEX " + sql::qualified(path[0], path[1]) + " RENAME TO " + sql::identifier(name_aside(path[1])));
    else
      say(after, table + "DROP CONSTRAINT " + own);
    for (const Sql& statement : twin.statements) {
      if (!statement.in_transaction)
        builds.push_back(whole(statement, Phase::change));
      else if (statement.phase == Phase::change)
        (twin.points ? references : checks).push_back(whole(statement, Phase::change));
      else if (statement.phase == Phase::validate)
        validations.push_back(whole(statement, Phase::validate));
      else
        after.push_back(whole(statement, Phase::change));
    }
    if (is_index)
      say(after, "ALTER INDEX " + sql::qualified(path[0], twin.name) + " RENAME TO " + own);
    else
      say(after, table + "RENAME CONSTRAINT " + sql::identifier(twin.name) + " TO " + own);
    add_attached(after, context.to().index_of(twin.object->id), context);
  }
};

// By itself: see is_expanded().
bool can_be_expanded(const ObjectId& id, const Context& context) {
  if (context.using_expression(id) != nullptr) return false;
  const Object* from = context.from().find(id);
  const Object* to = context.to().find(id);
  if (from == nullptr || to == nullptr) return false;
  const auto& before = fields_of<Column>(*from);
  const auto& after = fields_of<Column>(*to);
  const Object* type = enum_made_anew(id, context);
  if (type == nullptr && (before.type == after.type || is_user_defined(before.type) || is_user_defined(after.type)))
    return false;
  if (type != nullptr && (!can_be_displaced(type->id, context) || !id.kind->equal(*from->attributes, *to->attributes)))
    return false;
  if (!before.generated.empty() || !after.generated.empty() || !after.parents.empty() || after.not_null_not_valid)
    return false;
  if (type == nullptr) {
    const Conversion conversion = convert(before.type, after.type, context);
    if (is_kept_as_it_is(before.type, after.type, context) || !conversion.possible) return false;
    // What others write meanwhile would lose, after the rows were asked.
    if (!loses_value(before.type, after.type, "v", conversion.bridge, context).empty()) return false;
  }
  // Replication would stop at a second column that subscribers do not have.
  for (const Catalog* catalog : {&context.whole(), &context.from(), &context.to()})
    if (is_published(*catalog, id.path)) return false;
  const sql::Expansion names = expansion_of(id, {});
  for (const std::string& column : {names.beside, names.aside})
    if (!is_name_free(context, {id.kind, {id.path[0], id.path[1], column}})) return false;
  for (const Catalog* catalog : {&context.whole(), &context.from(), &context.to()})
    if (!is_last_trigger(*catalog, id, names.helper)) return false;
  return takes_updates(id.path, context) && twins_of(id, names, context).has_value();
}

/// Columns that are changed so only if `id` is: of its table, where nothing is won otherwise, and those that foreign
/// keys join to it.
std::vector<ObjectId> joined_to(const ObjectId& id, const Context& context) {
  std::vector<ObjectId> joined = referenced_by(id, context);
  for (const ObjectId& other : referencing(id, context)) joined.push_back(other);
  const ObjectIndex table = context.to()[context.to().index_of(id)].parent;
  for (const ObjectIndex part : context.to().dependents(table))
    if (context.to()[part].id.kind == id.kind && context.to()[part].parent == table)
      joined.push_back(context.to()[part].id);
  if (const Object* type = enum_made_anew(id, context))
    for (const ObjectId& other : columns_of_type(type->id, context.to())) joined.push_back(other);
  std::erase_if(joined, [&](const ObjectId& other) { return !asks_for_new_table(other, context); });
  return joined;
}

}  // namespace

void add_attached(std::vector<Sql>& statements, ObjectIndex index, const Context& context) {
  const Object* type = enum_made_anew(context.to()[index].id, context);
  for (const ObjectIndex said : context.to().dependents(index)) {
    const Object& object = context.to()[said];
    const bool is_default = object.parent == index && object.id.kind == &default_kind();
    if (!object.id.kind->attached() && !is_default) continue;
    const std::size_t begin = statements.size();
    add(statements, object.id.kind->create(object, context));
    for (std::size_t at = begin; is_default && type != nullptr && at < statements.size(); ++at)
      statements[at].text = with_type_beside(statements[at].text, type->id);
  }
}

bool asks_for_new_table(const ObjectId& id, const Context& context) {
  const Object* from = context.from().find(id);
  const Object* to = context.to().find(id);
  if (from == nullptr || to == nullptr) return false;
  return enum_made_anew(id, context) != nullptr ||
         (type_of(*from) != type_of(*to) && !is_kept_as_it_is(type_of(*from), type_of(*to), context));
}

bool is_expanded(const ObjectId& id, const Context& context) {
  if (!context.expands() || !asks_for_new_table(id, context)) return false;
  std::vector<ObjectId> open{id};
  for (std::set<ObjectId> seen{id}; !open.empty();) {
    const ObjectId at = open.back();
    open.pop_back();
    if (!can_be_expanded(at, context)) return false;
    for (const ObjectId& other : joined_to(at, context))
      if (seen.insert(other).second) open.push_back(other);
  }
  return true;
}

ObjectId displaced_id(const ObjectId& column) {
  return {column.kind, {column.path[0], column.path[1], name_aside(column.path[2])}};
}

std::vector<ObjectIndex> expanded_below(const ObjectId& column, const Context& context) {
  std::vector<ObjectIndex> below;
  if (!is_expanded(column, context)) return below;
  for (const ObjectId& other : referenced_by(column, context))
    if (asks_for_new_table(other, context)) below.push_back(context.to().index_of(other));
  return below;
}

bool is_built_beside(const Object& user, const Context& context) {
  if (!context.expands()) return false;
  const auto& needs = user.dependencies;
  return std::any_of(needs.begin(), needs.end(), [&](ObjectIndex needed) {
    const ObjectId& id = context.to()[needed].id;
    return id.kind == &column_kind() && is_expanded(id, context);
  });
}

void expand(const Pair<Column>& p, Alteration& alteration) {
  const Object* made_anew = enum_made_anew(p.id(), p.context);
  const std::string type = made_anew == nullptr ? p.to.type : type_beside(made_anew->id);
  const std::string bridge =
      made_anew == nullptr ? convert(p.from.type, p.to.type, p.context).bridge : std::string("::text::");
  const sql::Expansion expansion = expansion_of(p.id(), bridge.empty() ? bridge : bridge + type);
  const ObjectId beside{p.id().kind, {p.id().path[0], p.id().path[1], expansion.beside}};
  Sequence sequence;
  // The second column, as it is to be but for what its rows must have.
  Object second = p.to_object;
  second.id = beside;
  const auto fields = std::make_shared<Fields<Column>>();
  fields->value = p.to;
  fields->value.type = type;
  fields->value.not_null = false;
  fields->value.not_null_name.clear();
  second.attributes = fields;
  add(sequence.first, p.id().kind->create(second, p.context));
  sequence.first.front().note = expansion.beside +
                                " gets the values, is kept in step by a trigger, and then takes the "
                                "place of " +
                                expansion.column + ", last in the table";
  say(sequence.first, sql::function_statement(expansion));
  for (const std::string& statement : sql::trigger_statements(expansion)) say(sequence.first, statement);
  sequence.first.push_back({sql::fill_statement(expansion), {}, false});
  say(sequence.checks, sql::check_statement(expansion));
  sequence.validations.push_back({sql::validate_statement(expansion), {}, true, false, Phase::validate});
  const bool is_constraint = p.context.to().origin().server_version >= not_null_constraints_since;
  if (p.to.not_null) {
    Column required = p.to;
    if (is_constraint) required.not_null_name = name_beside(not_null_name(p.id(), p.to));
    for (const Sql& statement :
         by_validated_checks({beside}, {add_not_null(beside, required, alter_table(beside.path), p.context.to())})) {
      if (statement.phase == Phase::validate)
        sequence.validations.push_back(whole(statement, Phase::validate));
      else
        (statement.phase == Phase::change ? sequence.checks : sequence.swap).push_back(whole(statement, Phase::change));
    }
  }
  const std::vector<Twin> twins = twins_of(p.id(), expansion, p.context).value();
  for (const Twin& twin : twins) sequence.take_twin(twin, p.context);
  for (const std::string& statement : sql::end_statements(expansion)) say(sequence.swap, statement);
  for (const std::string& statement : sql::swap_statements(expansion)) say(sequence.swap, statement);
  if (p.to.not_null && is_constraint) {
    const std::string name = not_null_name(p.id(), p.to);
    // On these servers the first column holds the name until it goes.
    if (p.from.not_null)
      say(sequence.after,
          alter_table(p.id().path) + " ALTER COLUMN " + sql::identifier(expansion.aside) + " DROP NOT NULL");
    sequence.after.push_back(whole(rename_not_null(p.id(), name_beside(name), name), Phase::change));
  }
  add_attached(sequence.after, p.context.to().index_of(p.id()), p.context);
  sequence.swap.front().note = expansion.beside + " takes the place of " + expansion.column;
  for (const auto* list :
       {&sequence.first, &sequence.checks, &sequence.builds, &sequence.references, &sequence.validations})
    alteration.prepare.insert(alteration.prepare.end(), list->begin(), list->end());
  alteration.statements = std::move(sequence.swap);
  alteration.statements.insert(alteration.statements.end(), sequence.after.begin(), sequence.after.end());
  say(alteration.remove, alter_table(p.id().path) + " DROP COLUMN " + sql::identifier(expansion.aside));
  alteration.remove.back().note = "the column as it was goes; its values are in the one that took its place";
}

}  // namespace pgplumb::kinds
