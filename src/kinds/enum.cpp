// enum: {schema, name}.

#include "kinds/enum.hpp"

#include <algorithm>

#include "kinds/attached.hpp"
#include "kinds/column.hpp"
#include "kinds/constraint.hpp"
#include "kinds/declared.hpp"
#include "kinds/default.hpp"
#include "kinds/expand.hpp"
#include "kinds/index.hpp"
#include "kinds/kinds.hpp"
#include "kinds/owner.hpp"
#include "kinds/twin.hpp"
#include "kinds/type_aside.hpp"
#include "sql/statement_pattern.hpp"

namespace pgplumb::kinds {

namespace {

struct Enum {
  std::vector<std::string> labels;  ///< in their order
};

bool is_subsequence(const std::vector<std::string>& part, const std::vector<std::string>& whole) {
  auto next = part.begin();
  for (const std::string& each : whole)
    if (next != part.end() && *next == each) ++next;
  return next == part.end();
}

// Every new label is placed by its predecessor, which is there by then.
std::vector<Sql> add_labels(const Pair<Enum>& pair) {
  std::vector<Sql> statements;
  const auto& before = pair.from.labels;
  const auto& after = pair.to.labels;
  for (std::size_t index = 0; index < after.size(); ++index) {
    if (std::find(before.begin(), before.end(), after[index]) != before.end()) continue;
    std::string text = "ALTER TYPE " + sql::qualified(pair.id().path[0], pair.id().path[1]) + " ADD VALUE " +
                       sql::literal(after[index]);
    const bool last =
        std::all_of(after.begin() + static_cast<std::ptrdiff_t>(index), after.end(),
                    [&](const auto& label) { return std::find(before.begin(), before.end(), label) == before.end(); });
    if (index == 0 && !before.empty()) {
      text += " BEFORE " + sql::literal(before.front());
    } else if (!last) {
      text += " AFTER " + sql::literal(after[index - 1]);
    }
    Sql statement{text};
    statement.commit_after = true;
    statements.push_back(std::move(statement));
  }
  return statements;
}

std::string sql_name_of(const ObjectId& type) {
  return sql::qualified(type.path[0], type.path[1]);
}

std::string create_type(const std::string& name, const Enum& type) {
  std::string text = "CREATE TYPE " + name + " AS ENUM (";
  const char* separator = "\n    ";
  for (const std::string& label : type.labels) {
    text += separator + sql::literal(label);
    separator = ",\n    ";
  }
  return text + "\n)";
}

Way way_of_labels(const Pair<Enum>& pair) {
  if (is_subsequence(pair.from.labels, pair.to.labels)) return Way::in_place;
  const std::vector<ObjectId> columns = columns_of_type(pair.id(), pair.context.to());
  const bool is_displaced = !columns.empty() && is_expanded(columns.front(), pair.context);
  return is_displaced ? Way::displaced : Way::replaced;
}

// A default of such a column, or what is built on one and made again with it.
bool belongs_to_column(const Object& user, const ObjectId& type, const Catalog& catalog) {
  const std::vector<ObjectId> columns = columns_of_type(type, catalog);
  const auto is_one = [&](ObjectIndex index) {
    return index != catalog::no_object && std::find(columns.begin(), columns.end(), catalog[index].id) != columns.end();
  };
  if (user.id.kind == &default_kind()) return is_one(user.parent);
  const bool is_built = user.id.kind == &index_kind() || user.id.kind == &constraint_kind();
  return is_built && std::any_of(user.dependencies.begin(), user.dependencies.end(), is_one);
}

class EnumKind final : public Declared<Enum> {
 public:
  EnumKind()
      : Declared({.name = "enum",
                  .rank = 30,
                  .renames = true,
                  .owner = "x.typowner",
                  .acl = "x.typacl",
                  .acl_letter = 'T',
                  .acl_type = "type"},
                 in_schema(pg_type, "pg_type", "typ", " WHERE x.typtype = 'e'"),
                 {field("labels", &Enum::labels,
                        "(SELECT pg_catalog.array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM "
                        "pg_catalog.pg_enum e WHERE e.enumtypid = x.oid)")
                      .decides("ALTER TYPE ... ADD VALUE; labels that go or change places replace the type",
                               way_of_labels, add_labels)
                      .may_follow()}) {}

  std::string sql_name(const ObjectId& id) const override { return named("TYPE", id.path); }
  std::vector<std::string> occupied_names(const Object& object) const override { return occupied_type(object.id); }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement(create_type(sql_name_of(object.id), fields_of<Enum>(object)));
  }

  Alteration alter(const Object& from, const Object& to, std::span<const std::size_t> changed,
                   const Context& context) const override {
    Alteration alteration = Declared::alter(from, to, changed, context);
    if (alteration.way != Way::displaced) return alteration;
    const std::string rename = "ALTER TYPE " + sql_name_of(to.id) + " RENAME TO ";
    const std::string aside = name_aside(to.id.path[1]);
    alteration.prepare = {{create_type(type_beside(to.id), fields_of<Enum>(to))}};
    alteration.statements = {{rename + sql::identifier(aside)},
                             {"ALTER TYPE " + type_beside(to.id) + " RENAME TO " + sql::identifier(to.id.path[1])}};
    add_attached(alteration.statements, context.to().index_of(to.id), context);
    alteration.remove = {{"DROP TYPE " + sql::qualified(to.id.path[0], aside)}};
    return alteration;
  }

  std::optional<Aside> aside(const Object& object, const Context& /*context*/) const override {
    return move_aside("TYPE", object.id);
  }
};

}  // namespace

const catalog::Kind& enum_kind() {
  static const EnumKind kind;
  return kind;
}

const Object* enum_made_anew(const ObjectId& column, const Context& context) {
  if (column.kind != &column_kind()) return nullptr;
  const Object* from = context.from().find(column);
  const Object* to = context.to().find(column);
  if (from == nullptr || to == nullptr || type_of(*from) != type_of(*to)) return nullptr;
  for (const ObjectIndex needed : to->dependencies) {
    const Object& type = context.to()[needed];
    const Object* before = context.from().find(type.id);
    if (type.id.kind == &enum_kind() && before != nullptr && sql_name_of(type.id) == type_of(*to) &&
        !is_subsequence(fields_of<Enum>(*before).labels, fields_of<Enum>(type).labels))
      return &type;
  }
  return nullptr;
}

std::vector<ObjectId> columns_of_type(const ObjectId& type, const Catalog& catalog) {
  std::vector<ObjectId> columns;
  const ObjectIndex index = catalog.index_of(type);
  if (index == catalog::no_object) return columns;
  for (const ObjectIndex user : catalog.dependents(index))
    if (catalog[user].id.kind == &column_kind() && type_of(catalog[user]) == sql_name_of(type))
      columns.push_back(catalog[user].id);
  return columns;
}

bool can_be_displaced(const ObjectId& type, const Context& context) {
  const auto manages = [&](const catalog::Kind& rights) {
    return context.from().find({&rights, attached_path(type)}) != nullptr;
  };
  // Its second one would not have them.
  if (rights_to_keep(context.whole(), type, manages(owner_kind()), manages(privileges_kind()))) return false;
  for (const Catalog* catalog : {&context.whole(), &context.from(), &context.to()}) {
    const ObjectIndex at = catalog->index_of(type);
    if (at == catalog::no_object) return false;
    for (const ObjectIndex index : catalog->dependents(at)) {
      const Object& user = (*catalog)[index];
      const bool is_managed = catalog != &context.whole() || context.from().find(user.id) != nullptr;
      if (!is_managed && user.id.kind->facet() == catalog::Facet::none) return false;
      const bool is_column = user.id.kind == &column_kind() && type_of(user) == sql_name_of(type);
      if (!is_column && !user.id.kind->attached() && !belongs_to_column(user, type, *catalog) &&
          !is_quickly_made_again(*catalog, index, context))
        return false;
    }
  }
  const std::vector<std::string> beside = {type.path[0], name_beside(type.path[1])};
  return context.from().find({type.kind, beside}) == nullptr && context.to().find({type.kind, beside}) == nullptr;
}

std::string type_beside(const ObjectId& type) {
  return sql::qualified(type.path[0], name_beside(type.path[1]));
}

std::string with_type_beside(const std::string& text, const ObjectId& type) {
  const sql::Words words(text);
  std::string result;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    std::size_t behind = at;
    const std::vector<std::string> found = words.name(behind);
    if (found.empty()) continue;
    if (std::vector<std::string>(type.path.begin(), type.path.begin() + 2) == found && !words.symbol(behind, '(')) {
      const auto begin = static_cast<std::size_t>(words.text(at).data() - text.data());
      const std::string_view last = words.text(behind - 1);
      result += text.substr(copied, begin - copied) + type_beside(type);
      copied = static_cast<std::size_t>(last.data() - text.data()) + last.size();
    }
    at = behind - 1;
  }
  return result + text.substr(copied);
}

}  // namespace pgplumb::kinds
