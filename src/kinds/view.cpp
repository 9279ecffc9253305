// view: {schema, name}. Its columns are objects of the kind `view column`, its rules of the kind `rule`.

#include <algorithm>

#include "kinds/declared.hpp"
#include "kinds/parameters.hpp"
#include "sql/tokens.hpp"

namespace pgplumb::kinds {

namespace {

struct View {
  std::string definition;            ///< pg_get_viewdef() without its semicolon
  std::vector<std::string> columns;  ///< "name type", with the collation where it is not the type's
  std::vector<std::string> options;  ///< security_barrier, security_invoker, check_option
};

std::string create_text(const std::string& verb, const ObjectId& id, const View& view) {
  std::string text = verb + " " + named("VIEW", id.path);
  if (!view.options.empty()) text += " WITH (" + parameter_list(view.options) + ")";
  return text + " AS\n" + view.definition;
}

// It reads itself: what it was before it was replaced. pg_get_viewdef() writes the names of relations in full.
bool names_itself(const ObjectId& id, const View& view) {
  const std::string& text = view.definition;
  const std::vector<sql::Token> tokens = sql::tokenize(text).tokens;
  const auto is = [&](const sql::Token& token, const std::string& name) {
    return sql::is_name(token) && sql::name_of(sql::token_text(text, token)) == name;
  };
  for (std::size_t at = 0; at + 2 < tokens.size(); ++at)
    if (is(tokens[at], id.path[0]) && sql::is_symbol(text, tokens[at + 1], '.') && is(tokens[at + 2], id.path[1]))
      return true;
  return false;
}

// A view with its columns, for it to be made of.
std::string stub_of(const Object& object, const View& view, const Catalog& catalog) {
  std::vector<std::string> names;
  const ObjectIndex index = catalog.index_of(object.id);
  for (const ObjectIndex part : catalog.dependents(index))
    if (catalog[part].parent == index && catalog[part].id.kind == &view_column_kind())
      names.push_back(catalog[part].id.path[2]);
  // Of two that begin a line alike it is the longer one.
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  std::string columns;
  for (const std::string& column : view.columns)
    for (const std::string& name : names) {
      if (!column.starts_with(name + " ")) continue;
      columns +=
          (columns.empty() ? "NULL::" : ", NULL::") + column.substr(name.size() + 1) + " AS " + sql::identifier(name);
      break;
    }
  return "CREATE " + named("VIEW", object.id.path) + " AS SELECT " + columns;
}

// CREATE OR REPLACE VIEW may only add columns at the end (checkViewColumns() in src/backend/commands/view.c).
bool can_be_replaced_in_place(const Pair<View>& pair) {
  const auto& before = pair.from.columns;
  const auto& after = pair.to.columns;
  return before.size() <= after.size() && std::equal(before.begin(), before.end(), after.begin());
}

// It sets the options as well: those that it does not name are gone.
std::vector<Sql> replace_in_place(const Pair<View>& pair) {
  return {{create_text("CREATE OR REPLACE", pair.id(), pair.to)}};
}

Way way_of(const Pair<View>& pair) {
  return can_be_replaced_in_place(pair) ? Way::in_place : Way::replaced;
}

std::vector<Sql> change_options(const Pair<View>& pair) {
  if (pair.from.definition != pair.to.definition || pair.from.columns != pair.to.columns) return replace_in_place(pair);
  return change_parameters("ALTER " + named("VIEW", pair.id().path), pair.from.options, pair.to.options);
}

class ViewKind final : public Declared<View> {
 public:
  ViewKind()
      : Declared({.name = "view",
                  .rank = 100,
                  .renames = true,
                  .owner = "x.relowner",
                  .acl = "x.relacl",
                  .acl_letter = 'r',
                  .acl_type = "table"},
                 in_schema(pg_class, "pg_class", "rel", " WHERE x.relkind = 'v'"),
                 {
                     field("definition", &View::definition,
                           deparsed("pg_catalog.rtrim(pg_catalog.pg_get_viewdef(x.oid), ';')"))
                         .decides("CREATE OR REPLACE VIEW; a new view where columns change", way_of, replace_in_place),
                     field("columns", &View::columns, relation_columns("x.oid"))
                         .decides("CREATE OR REPLACE VIEW adds columns at the end; a new view otherwise", way_of,
                                  replace_in_place),
                     field("options", &View::options, sorted_array("x.reloptions"))
                         .alters("ALTER VIEW ... SET | RESET (...)", change_options),
                 }) {}

  std::vector<std::string> occupied_names(const Object& object) const override {
    const std::string name = sql::qualified(object.id.path[0], object.id.path[1]);
    return {"relation " + name, "type " + name};
  }

  Creation create(const Object& object, const Context& context) const override {
    const View& view = fields_of<View>(object);
    if (!names_itself(object.id, view)) return Creation::statement(create_text("CREATE", object.id, view));
    Creation creation = Creation::statement(create_text("CREATE OR REPLACE", object.id, view));
    creation.before.push_back({stub_of(object, view, context.to())});
    return creation;
  }

  // PostgreSQL refuses to change the type of a column that a view uses, and to drop anything that it uses. A view that
  // is replaced in place has let go of it before.
  Reaction react(const Object& self, const Object& changed, Event /*event*/, const Context& context) const override {
    const Object* wanted = context.to().find(self.id);
    if (wanted == nullptr) return Reaction::rebuilt;
    const Pair<View> pair{self, *wanted, fields_of<View>(self), fields_of<View>(*wanted), context};
    const ObjectIndex needed = context.to().index_of(changed.id);
    const auto& needs = wanted->dependencies;
    const bool let_go = pair.from.definition != pair.to.definition && wanted->parent != needed &&
                        (needed == catalog::no_object || std::find(needs.begin(), needs.end(), needed) == needs.end());
    return let_go && can_be_replaced_in_place(pair) ? Reaction::none : Reaction::rebuilt;
  }
};

}  // namespace

const catalog::Kind& view_kind() {
  static const ViewKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
