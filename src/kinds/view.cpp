#include "kinds/view.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/parameters.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

struct View {
  std::string definition;            ///< pg_get_viewdef() without its semicolon
  std::vector<std::string> columns;  ///< "name type", with the collation where it is not the type's
  std::vector<std::string> options;  ///< security_barrier, security_invoker, check_option

  bool operator==(const View&) const = default;
};
BOOST_DESCRIBE_STRUCT(View, (), (definition, columns, options))

namespace {

std::string name_of(const ObjectId& id) {
  return sql::qualified(id.path[0], id.path[1]);
}

std::string create_text(const std::string& verb, const ObjectId& id, const View& view) {
  std::string text = verb + " VIEW " + name_of(id);
  if (!view.options.empty()) text += " WITH (" + parameter_list(view.options) + ")";
  return text + " AS\n" + view.definition;
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

std::vector<Rule<View>> rules() {
  const auto change_options = [](const Pair<View>& pair) -> std::vector<Sql> {
    if (pair.from.definition != pair.to.definition || pair.from.columns != pair.to.columns)
      return replace_in_place(pair);
    return change_parameters("ALTER VIEW " + name_of(pair.id()), pair.from.options, pair.to.options);
  };
  return {
      expression(decides<View>("definition", "CREATE OR REPLACE VIEW; a new view where columns change", way_of,
                               replace_in_place)),
      decides<View>("columns", "CREATE OR REPLACE VIEW adds columns at the end; a new view otherwise", way_of,
                    replace_in_place),
      alters<View>("options", "ALTER VIEW ... SET | RESET (...)", change_options),
  };
}

class ViewKind final : public Described<View> {
 public:
  ViewKind() : Described(rules()) {}

  std::string_view name() const override { return "view"; }
  int rank() const override { return 100; }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_class, pg_namespace, 2, false,
                  "SELECT c.oid, 0, n.oid, 0, n.nspname, c.relname, "
                  "pg_catalog.rtrim(pg_catalog.pg_get_viewdef(c.oid), ';'), " +
                      relation_columns("c.oid") + ", " + sorted_array("c.reloptions") +
                      " FROM pg_catalog.pg_class c JOIN " + user_namespace("c.relnamespace") +
                      " WHERE c.relkind = 'v'"};
  }

  std::vector<std::string> occupied_names(const Object& object) const override {
    return {"relation " + name_of(object.id), "type " + name_of(object.id)};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement(create_text("CREATE", object.id, fields_of<View>(object)));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP VIEW " + name_of(object.id)}};
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER VIEW " + name_of(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
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
