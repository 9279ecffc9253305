#include "kinds/twin.hpp"

#include <algorithm>
#include <set>

#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "kinds/constraint_fields.hpp"
#include "kinds/declared.hpp"
#include "kinds/default.hpp"
#include "kinds/deparsed_text.hpp"
#include "kinds/enum.hpp"
#include "kinds/expand.hpp"
#include "kinds/index.hpp"
#include "kinds/table.hpp"
#include "kinds/type_aside.hpp"
#include "kinds/types.hpp"
#include "sql/statement_pattern.hpp"

namespace pgplumb::kinds {

namespace {

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

std::size_t first_parenthesis(const sql::Words& words, std::size_t at) {
  while (at < words.size() && !words.symbol(at, '(')) ++at;
  return at;
}

std::string of_type_beside(const std::string& text, const sql::Expansion& expansion, const Context& context) {
  const Object* type = enum_made_anew({&column_kind(), {expansion.schema, expansion.table, expansion.column}}, context);
  return type == nullptr ? text : with_type_beside(text, type->id);
}

/// nullopt if it is not one plain statement.
std::optional<Twin> twin_of_index(const Object& index, const sql::Expansion& expansion, const Context& context) {
  const Creation creation = index.id.kind->create(index, context);
  if (creation.online.size() != 1 || !creation.after.empty()) return std::nullopt;
  Twin twin{&index, name_beside(index.id.path.back()), {}};
  const std::string text = with_column(creation.online[0].text, 0, std::string::npos, index.id.path.back(), twin.name);
  const std::size_t columns = first_parenthesis(sql::Words(text), 0);
  const std::string written = with_column(text, columns, std::string::npos, expansion.column, expansion.beside);
  twin.statements = {{of_type_beside(written, expansion, context), {}, false}};
  return twin;
}

/// A foreign key, and where a column stands in it.
struct Reference {
  ForeignKeyText text;
  ObjectId own_table;
  bool points = false;  ///< at the column; else it is the column's own
};

ObjectId column_of(const std::vector<std::string>& table, const std::string& name) {
  return {&column_kind(), {table[0], table[1], name}};
}

/// nullopt if it is none, or has the column on both sides.
std::optional<Reference> reference_of(const Object& object, const ObjectId& column) {
  if (object.id.kind != &constraint_kind() || fields_of<Constraint>(object).type != "foreign key") return std::nullopt;
  const std::optional<ForeignKeyText> text = foreign_key_text(fields_of<Constraint>(object).definition);
  if (!text) return std::nullopt;
  const auto has = [&](const std::vector<std::string>& table, const std::vector<std::string>& names) {
    return table[0] == column.path[0] && table[1] == column.path[1] &&
           std::find(names.begin(), names.end(), column.path[2]) != names.end();
  };
  const bool own = has({object.id.path[0], object.id.path[1]}, text->columns);
  const bool points = has(text->table, text->referenced);
  if (own == points) return std::nullopt;
  return Reference{*text, table_id(object.id.path), points};
}

/// The column at its other end.
ObjectId partner_of(const Reference& reference, const ObjectId& column) {
  const auto& [text, own_table, points] = reference;
  const auto& near = points ? text.referenced : text.columns;
  const auto& far = points ? text.columns : text.referenced;
  const auto at = static_cast<std::size_t>(std::find(near.begin(), near.end(), column.path[2]) - near.begin());
  return column_of(points ? std::vector{own_table.path[0], own_table.path[1]} : text.table, far[at]);
}

std::vector<ObjectId> partners_of(const ObjectId& column, bool points, const Context& context) {
  std::vector<ObjectId> partners;
  const ObjectIndex at = context.to().index_of(column);
  if (at == catalog::no_object) return partners;
  for (const ObjectIndex user : context.to().dependents(at)) {
    const Object& object = context.to()[user];
    const std::optional<Reference> reference = reference_of(object, column);
    if (reference && reference->points == points && context.from().find(object.id) != nullptr)
      partners.push_back(partner_of(*reference, column));
  }
  return partners;
}

/// The server compares them in a foreign key, and no value becomes another one by that.
bool is_comparable(const std::string& one, const std::string& other) {
  static const std::set<std::string> integers = {"smallint", "integer", "bigint"};
  static const std::set<std::string> strings = {"text", "character varying"};
  const std::string a = without_modifiers(one);
  const std::string b = without_modifiers(other);
  return a == b || (integers.contains(a) && integers.contains(b)) || (strings.contains(a) && strings.contains(b));
}

/// Its other end becomes of another type in the same way.
bool is_joint(const Reference& reference, const ObjectId& column, const Context& context) {
  return asks_for_new_table(partner_of(reference, column), context);
}

/// The other end can be what it is, or what it becomes, while the column has its new type.
bool holds_meanwhile(const Reference& reference, const ObjectId& column, const Context& context) {
  const ObjectId partner = partner_of(reference, column);
  const Object* wanted = context.to().find(column);
  const auto is_alike = [&](const Catalog& catalog) {
    const Object* other = catalog.find(partner);
    return other != nullptr && is_comparable(type_of(*wanted), type_of(*other));
  };
  return wanted != nullptr && is_alike(context.to()) &&
         (is_joint(reference, column, context) || is_alike(context.from()));
}

std::optional<Twin> twin_of_constraint(const Object& object, const sql::Expansion& expansion, const Context& context) {
  auto fields = std::make_shared<Fields<Constraint>>(fields_of<Constraint>(object));
  Constraint& constraint = fields->value;
  if (constraint.not_valid || constraint.not_enforced || constraint.inherited || constraint.clustered ||
      constraint.excludes || !constraint.tablespace.empty())
    return std::nullopt;
  const ObjectId column = column_of({expansion.schema, expansion.table}, expansion.column);
  const std::optional<Reference> reference = reference_of(object, column);
  const bool is_reference = constraint.type == "foreign key";
  // Two types are not compared.
  const bool is_comparable_meanwhile =
      reference && holds_meanwhile(*reference, column, context) && enum_made_anew(column, context) == nullptr;
  if (is_reference && !is_comparable_meanwhile) return std::nullopt;
  const sql::Words words(constraint.definition);
  std::size_t columns = first_parenthesis(words, 0);
  if (is_reference && reference->points) columns = first_parenthesis(words, words.behind(columns));
  const std::size_t end = is_reference ? words.behind(columns) : std::string::npos;
  std::string written = with_column(constraint.definition, columns, end, expansion.column, expansion.beside);
  // One of the columns that ON DELETE SET names, it may be.
  if (written == constraint.definition || (is_reference && written.find(" SET ") != std::string::npos))
    return std::nullopt;
  if (is_reference && is_joint(*reference, column, context)) {
    const sql::Words both(written);
    const std::size_t far = first_parenthesis(both, both.behind(first_parenthesis(both, 0)));
    const std::string partner = partner_of(*reference, column).path[2];
    written = with_column(written, far, both.behind(far), partner, name_beside(partner));
  }
  constraint.definition = of_type_beside(written, expansion, context);
  Object copy = object;
  copy.attributes = fields;
  Twin twin{&object, name_beside(object.id.path.back()), {}, is_reference && reference->points};
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

/// Another column of its table that it is built on becomes of another type as well.
bool changes_otherwise(const Object& user, const ObjectId& column, const Context& context) {
  const std::optional<Reference> reference = reference_of(user, column);
  return std::any_of(user.dependencies.begin(), user.dependencies.end(), [&](ObjectIndex index) {
    const Object& needed = context.to()[index];
    const Object* before = context.from().find(needed.id);
    return needed.id.kind == &column_kind() && needed.id != column &&
           (before == nullptr || type_of(*before) != type_of(needed) ||
            enum_made_anew(needed.id, context) != nullptr) &&
           !(reference && needed.id == partner_of(*reference, column));
  });
}

}  // namespace

bool is_quickly_made_again(const Catalog& catalog, ObjectIndex first, const Context& context) {
  static const std::set<const catalog::Kind*> quick = {&view_kind(),     &policy_kind(),     &trigger_kind(),
                                                       &function_kind(), &procedure_kind(),  &view_column_kind(),
                                                       &identity_kind(), &statistics_kind(), &sequence_owned_by_kind()};
  std::vector<ObjectIndex> open{first};
  for (std::set<ObjectIndex> seen{first}; !open.empty();) {
    const Object& object = catalog[open.back()];
    open.pop_back();
    const bool is_managed = &catalog != &context.whole() || context.from().find(object.id) != nullptr;
    // Owners and privileges that are not managed are kept where their object is made again.
    if (!is_managed && object.id.kind->facet() == catalog::Facet::none) return false;
    if (!quick.contains(object.id.kind) && !object.id.kind->attached()) return false;
    for (const ObjectIndex user : catalog.dependents(catalog.index_of(object.id)))
      if (seen.insert(user).second) open.push_back(user);
  }
  return true;
}

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
      const bool is_index = user.id.kind == &index_kind();
      if (!is_index && user.id.kind != &constraint_kind()) {
        if (!is_quickly_made_again(*catalog, index, context)) return std::nullopt;
        continue;
      }
      const Object* before = context.from().find(user.id);
      const Object* after = context.to().find(user.id);
      // What is new is made once the column has its type.
      if (catalog == &context.to() && before == nullptr) continue;
      const std::optional<Reference> reference = reference_of(user, column);
      const bool is_of_table = user.parent == (*catalog)[at].parent || (reference && reference->points);
      if (!is_of_table || before == nullptr || after == nullptr || !is_same_but_for_definition(*before, *after) ||
          changes_otherwise(*after, column, context))
        return std::nullopt;
      for (const ObjectIndex above : catalog->dependents(index)) {
        const Object& holder = (*catalog)[above];
        // A key may have foreign keys that point at it, and so at the column.
        const std::optional<Reference> pointing = reference_of(holder, column);
        if ((!holder.id.kind->attached() && !(pointing && pointing->points)) ||
            (catalog == &context.whole() && context.from().find(holder.id) == nullptr))
          return std::nullopt;
      }
      // The other end builds it on both second columns.
      const bool is_built_there = reference && reference->points && is_joint(*reference, column, context) &&
                                  holds_meanwhile(*reference, column, context);
      if (catalog != &context.to() || is_built_there) continue;
      std::optional<Twin> twin =
          is_index ? twin_of_index(user, expansion, context) : twin_of_constraint(user, expansion, context);
      if (!twin) return std::nullopt;
      twins.push_back(std::move(*twin));
    }
  }
  std::stable_partition(twins.begin(), twins.end(), [](const Twin& twin) { return twin.points; });
  return twins;
}

std::vector<ObjectId> referenced_by(const ObjectId& column, const Context& context) {
  return partners_of(column, false, context);
}

std::vector<ObjectId> referencing(const ObjectId& column, const Context& context) {
  return partners_of(column, true, context);
}

}  // namespace pgplumb::kinds
