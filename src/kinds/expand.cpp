#include "kinds/expand.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "kinds/backfill.hpp"
#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "kinds/constraint_fields.hpp"
#include "kinds/default.hpp"
#include "kinds/index.hpp"
#include "kinds/not_null.hpp"
#include "kinds/table.hpp"
#include "kinds/trigger.hpp"
#include "kinds/type_aside.hpp"
#include "kinds/type_losses.hpp"
#include "kinds/types.hpp"
#include "sql/expansion.hpp"
#include "sql/statement_pattern.hpp"

namespace pgplumb::kinds {

namespace {

sql::Expansion expansion_of(const ObjectId& column, const std::string& conversion) {
  const auto& path = column.path;
  // Last in the alphabet: triggers fire in its order, and this one is to see what the others make of the row.
  return {path[0],
          path[1],
          path[2],
          name_with(path[2], "__pgplumb_new"),
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

/// `text` with `column` called `name`, from the word `begin` on: where it stands alone, as a column of the table does.
std::string with_column(const std::string& text, std::size_t begin, std::size_t end, const std::string& column,
                        const std::string& name) {
  const sql::Words words(text);
  std::string result;
  std::size_t copied = 0;
  for (std::size_t at = begin; at < std::min(end, words.size()); ++at) {
    std::size_t behind = at;
    const std::vector<std::string> found = words.name(behind);
    if (found.empty()) continue;
    // A part of a name, a type or a collation.
    const std::string_view earlier = at > 0 ? words.text(at - 1) : std::string_view();
    const bool is_part = earlier.ends_with('.') || earlier.ends_with(':') || (at > 0 && words.is(at - 1, "collate"));
    if (found.size() == 1 && found[0] == column && !is_part && !words.symbol(behind, '(')) {
      const std::string_view word = words.text(at);
      const auto place = static_cast<std::size_t>(word.data() - text.data());
      result += text.substr(copied, place - copied) + sql::identifier(name);
      copied = place + word.size();
    }
    at = behind - 1;
  }
  return result + text.substr(copied);
}

std::size_t first_parenthesis(const sql::Words& words) {
  std::size_t at = 0;
  while (at < words.size() && !words.symbol(at, '(')) ++at;
  return at;
}

/// An index or constraint that is built on the second column as well.
struct Twin {
  const Object* object = nullptr;  ///< of to()
  std::string name;                ///< until it has the other's
  std::vector<Sql> statements;     ///< that make it
};

/// nullopt if it is not one plain statement.
std::optional<Twin> twin_of_index(const Object& index, const sql::Expansion& expansion, const Context& context) {
  const Creation creation = index.id.kind->create(index, context);
  if (creation.online.size() != 1 || !creation.after.empty()) return std::nullopt;
  Twin twin{&index, name_with(index.id.path.back(), "__pgplumb_new"), {}};
  const std::string text = with_column(creation.online[0].text, 0, std::string::npos, index.id.path.back(), twin.name);
  const std::size_t columns = first_parenthesis(sql::Words(text));
  twin.statements = {{with_column(text, columns, std::string::npos, expansion.column, expansion.beside), {}, false}};
  return twin;
}

std::optional<Twin> twin_of_constraint(const Object& object, const sql::Expansion& expansion, const Context& context) {
  auto fields = std::make_shared<Fields<Constraint>>(fields_of<Constraint>(object));
  Constraint& constraint = fields->value;
  if (constraint.not_valid || constraint.not_enforced || constraint.inherited || constraint.clustered ||
      constraint.excludes || !constraint.tablespace.empty())
    return std::nullopt;
  const bool is_reference = constraint.type == "foreign key";
  const sql::Words words(constraint.definition);
  const std::size_t columns = first_parenthesis(words);
  const std::size_t end = is_reference ? words.behind(columns) : std::string::npos;
  const std::string written = with_column(constraint.definition, columns, end, expansion.column, expansion.beside);
  // It is another table's column of that name, or one of the columns that ON DELETE SET names.
  if (written == constraint.definition || (is_reference && written.find(" SET ") != std::string::npos))
    return std::nullopt;
  constraint.definition = written;
  Object copy = object;
  copy.attributes = fields;
  Twin twin{&object, name_with(object.id.path.back(), "__pgplumb_new"), {}};
  copy.id = {object.id.kind, {object.id.path[0], object.id.path[1], twin.name}};
  twin.statements = object.id.kind->create(copy, context).online;
  if (twin.statements.empty()) return std::nullopt;
  return twin;
}

/// They say the same but for how the server writes what they are built on.
bool is_same_but_for_definition(const Object& before, const Object& after) {
  const auto fields = after.id.kind->fields();
  for (std::size_t field = 0; field < fields.size(); ++field)
    if (!fields[field].ignored && fields[field].name != "definition" &&
        before.id.kind->get(*before.attributes, field) != after.id.kind->get(*after.attributes, field))
      return false;
  return true;
}

/// Another column that it is built on becomes of another type as well.
bool changes_otherwise(const Object& user, const ObjectId& column, const Context& context) {
  return std::any_of(user.dependencies.begin(), user.dependencies.end(), [&](ObjectIndex index) {
    const Object& needed = context.to()[index];
    const Object* before = context.from().find(needed.id);
    return needed.id.kind == &column_kind() && needed.id != column &&
           (before == nullptr || type_of(*before) != type_of(needed));
  });
}

/// What depends on the column, and is built on the second one; nullopt if something cannot be.
std::optional<std::vector<Twin>> twins_of(const ObjectId& column, const sql::Expansion& expansion,
                                          const Context& context) {
  std::vector<Twin> twins;
  for (const Catalog* catalog : {&context.whole(), &context.from(), &context.to()}) {
    const ObjectIndex at = catalog->index_of(column);
    if (at == catalog::no_object) return std::nullopt;
    for (const ObjectIndex index : catalog->dependents(at)) {
      const Object& user = (*catalog)[index];
      // What nobody manages, privileges or an index that is ignored, would be lost without a word.
      if (catalog == &context.whole() && context.from().find(user.id) == nullptr) return std::nullopt;
      // Said of the column: said of the second one once that has its name.
      if (user.id.kind->attached() || (user.parent == at && user.id.kind == &default_kind())) continue;
      const Object* before = context.from().find(user.id);
      const Object* after = context.to().find(user.id);
      const bool is_index = user.id.kind == &index_kind();
      // What is new is made once the column has its type.
      if (catalog == &context.to() && before == nullptr) continue;
      if ((!is_index && user.id.kind != &constraint_kind()) || user.parent != (*catalog)[at].parent ||
          before == nullptr || after == nullptr || !is_same_but_for_definition(*before, *after) ||
          changes_otherwise(*after, column, context))
        return std::nullopt;
      for (const ObjectIndex above : catalog->dependents(index))
        if (!(*catalog)[above].id.kind->attached() ||
            (catalog == &context.whole() && context.from().find((*catalog)[above].id) == nullptr))
          return std::nullopt;
      if (catalog != &context.to()) continue;
      std::optional<Twin> twin =
          is_index ? twin_of_index(user, expansion, context) : twin_of_constraint(user, expansion, context);
      if (!twin) return std::nullopt;
      twins.push_back(std::move(*twin));
    }
  }
  return twins;
}

bool is_last_trigger(const Catalog& catalog, const ObjectId& column, const std::string& name) {
  const auto& objects = catalog.objects();
  return std::none_of(objects.begin(), objects.end(), [&](const Object& object) {
    return object.id.kind == &trigger_kind() && object.id.path[0] == column.path[0] &&
           object.id.path[1] == column.path[1] && object.id.path[2] >= name;
  });
}

bool is_name_free(const Context& context, const ObjectId& id) {
  return context.from().find(id) == nullptr && context.to().find(id) == nullptr;
}

// A statement that is no part of one ALTER with others: PostgreSQL would see to their order.
Sql whole(const Sql& sql, Phase phase) {
  return {sql.alter.empty() ? sql.text : sql.alter + " " + sql.text, {}, sql.in_transaction, false, phase};
}

void add(std::vector<Sql>& statements, const Creation& creation, Phase phase) {
  for (const Sql& sql : creation.before) statements.push_back(whole(sql, phase));
  if (!creation.nothing)
    statements.push_back(whole({creation.prefix + creation.open + creation.close, creation.alter}, phase));
  for (const Sql& sql : creation.after) statements.push_back(whole(sql, phase));
}

// What is said of `index`: comments, privileges.
void add_attached(std::vector<Sql>& statements, ObjectIndex index, const Context& context) {
  for (const ObjectIndex said : context.to().dependents(index)) {
    const Object& object = context.to()[said];
    if (object.id.kind->attached() || (object.parent == index && object.id.kind == &default_kind()))
      add(statements, object.id.kind->create(object, context), Phase::rely);
  }
}

/// The statements in the order of their phases.
struct Sequence {
  std::vector<Sql> first;
  std::vector<Sql> checks;
  std::vector<Sql> builds;
  std::vector<Sql> validations;
  std::vector<Sql> before;  ///< the swap
  std::vector<Sql> after;

  void take_twin(const Twin& twin, const Context& context) {
    const auto& path = twin.object->id.path;
    const std::string table = alter_table(path) + " ";
    const std::string own = sql::identifier(path.back());
    const auto say = [this](std::string text) { after.push_back({std::move(text), {}, true, false, Phase::rely}); };
    const bool is_index = twin.object->id.kind == &index_kind();
    // The column takes its old index along when it goes.
    if (is_index)
      say("ALTER INDEX " + sql::qualified(path[0], path[1]) + " RENAME TO " + sql::identifier(name_aside(path[1])));
    else
      say(table + "DROP CONSTRAINT " + own);
    for (const Sql& statement : twin.statements) {
      auto& list = !statement.in_transaction            ? builds
                   : statement.phase == Phase::change   ? checks
                   : statement.phase == Phase::validate ? validations
                                                        : after;
      list.push_back(whole(statement, statement.phase));
    }
    if (is_index)
      say("ALTER INDEX " + sql::qualified(path[0], twin.name) + " RENAME TO " + own);
    else
      say(table + "RENAME CONSTRAINT " + sql::identifier(twin.name) + " TO " + own);
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
  if (before.type == after.type || is_user_defined(before.type) || is_user_defined(after.type)) return false;
  if (!before.generated.empty() || !after.generated.empty() || !after.parents.empty() || after.not_null_not_valid)
    return false;
  const Conversion conversion = convert(before.type, after.type, context);
  if (is_kept_as_it_is(before.type, after.type, context) || !conversion.possible) return false;
  // What others write meanwhile would lose, after the rows were asked.
  if (!loses_value(before.type, after.type, "v", conversion.bridge, context).empty()) return false;
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

/// The server writes the table anew for its new type, or may.
bool asks_for_new_table(const ObjectId& id, const Context& context) {
  const Object* from = context.from().find(id);
  const Object* to = context.to().find(id);
  return from != nullptr && to != nullptr && type_of(*from) != type_of(*to) &&
         !is_kept_as_it_is(type_of(*from), type_of(*to), context);
}

}  // namespace

bool is_expanded(const ObjectId& id, const Context& context) {
  if (!context.expands() || !can_be_expanded(id, context)) return false;
  // Where the table is written anew all the same, nothing is won.
  const ObjectIndex table = context.to()[context.to().index_of(id)].parent;
  const auto& parts = context.to().dependents(table);
  return std::all_of(parts.begin(), parts.end(), [&](ObjectIndex part) {
    const ObjectId& other = context.to()[part].id;
    return other.kind != id.kind || other == id || context.to()[part].parent != table ||
           !asks_for_new_table(other, context) || can_be_expanded(other, context);
  });
}

bool is_built_beside(const Object& user, const Context& context) {
  if (!context.expands()) return false;
  const auto& needs = user.dependencies;
  return std::any_of(needs.begin(), needs.end(), [&](ObjectIndex needed) {
    const ObjectId& id = context.to()[needed].id;
    return id.kind == &column_kind() && is_expanded(id, context);
  });
}

std::vector<Sql> expanded(const Pair<Column>& p) {
  const std::string bridge = convert(p.from.type, p.to.type, p.context).bridge;
  const sql::Expansion expansion = expansion_of(p.id(), bridge.empty() ? bridge : bridge + p.to.type);
  const ObjectId beside{p.id().kind, {p.id().path[0], p.id().path[1], expansion.beside}};
  const std::string table = alter_table(p.id().path) + " ";
  Sequence sequence;
  const auto say = [](std::vector<Sql>& list, const std::string& text, Phase phase, bool in_transaction = true) {
    list.push_back({text, {}, in_transaction, false, phase});
  };
  // The second column, as it is to be but for what its rows must have.
  Object second = p.to_object;
  second.id = beside;
  const auto fields = std::make_shared<Fields<Column>>();
  fields->value = p.to;
  fields->value.not_null = false;
  fields->value.not_null_name.clear();
  second.attributes = fields;
  add(sequence.first, p.id().kind->create(second, p.context), Phase::change);
  sequence.first.front().note = expansion.beside +
                                " gets the values, is kept in step by a trigger, and then takes the "
                                "place of " +
                                expansion.column + ", last in the table";
  say(sequence.first, sql::function_statement(expansion), Phase::change);
  for (const std::string& statement : sql::trigger_statements(expansion)) say(sequence.first, statement, Phase::change);
  say(sequence.first, sql::fill_statement(expansion), Phase::change, false);
  say(sequence.checks, sql::check_statement(expansion), Phase::change);
  say(sequence.validations, sql::validate_statement(expansion), Phase::validate);
  const bool is_constraint = p.context.to().origin().server_version >= not_null_constraints_since;
  if (p.to.not_null) {
    Column required = p.to;
    if (is_constraint) required.not_null_name = name_with(not_null_name(p.id(), p.to), "__pgplumb_new");
    for (const Sql& statement :
         by_validated_checks({beside}, {add_not_null(beside, required, alter_table(beside.path), p.context.to())})) {
      const bool slow = statement.phase == Phase::validate;
      auto& list = statement.phase == Phase::change ? sequence.checks : slow ? sequence.validations : sequence.before;
      list.push_back(whole(statement, statement.phase == Phase::clear ? Phase::rely : statement.phase));
    }
  }
  const std::vector<Twin> twins = twins_of(p.id(), expansion, p.context).value();
  for (const Twin& twin : twins) sequence.take_twin(twin, p.context);
  std::vector<Sql>& swap = sequence.before;
  for (const std::string& statement : sql::end_statements(expansion)) say(swap, statement, Phase::rely);
  for (const std::string& statement : sql::swap_statements(expansion)) say(swap, statement, Phase::rely);
  // Whoever writes a row knows nothing of the first column any more.
  const std::string aside = sql::identifier(expansion.aside);
  if (p.context.from().find({&default_kind(), p.id().path}) != nullptr)
    say(sequence.after, table + "ALTER COLUMN " + aside + " DROP DEFAULT", Phase::rely);
  if (p.from.not_null) say(sequence.after, table + "ALTER COLUMN " + aside + " DROP NOT NULL", Phase::rely);
  if (p.to.not_null && is_constraint) {
    const std::string name = not_null_name(p.id(), p.to);
    sequence.after.push_back(whole(rename_not_null(p.id(), name_with(name, "__pgplumb_new"), name), Phase::rely));
  }
  add_attached(sequence.after, p.context.to().index_of(p.id()), p.context);
  say(sequence.after, table + "DROP COLUMN " + aside, Phase::clear);
  swap.front().note = expansion.beside + " takes the place of " + expansion.column;
  sequence.after.back().note = "the column as it was goes; its values are in the one that took its place";
  std::vector<Sql> statements;
  for (const auto* list :
       {&sequence.first, &sequence.checks, &sequence.builds, &sequence.validations, &sequence.before, &sequence.after})
    statements.insert(statements.end(), list->begin(), list->end());
  return statements;
}

}  // namespace pgplumb::kinds
