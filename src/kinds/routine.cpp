#include "kinds/routine.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "kinds/routine_text.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

namespace {

// What CREATE OR REPLACE refuses (ProcedureCreate() in src/backend/catalog/pg_proc.c): other argument names, modes or
// types, and fewer defaults. The signature has all but the defaults.
Way way_of_arguments(const Pair<Routine>& pair) {
  const bool in_place = pair.from.signature == pair.to.signature && pair.from.defaults <= pair.to.defaults;
  return in_place ? Way::in_place : Way::replaced;
}

std::vector<Sql> replace_in_place(const Pair<Routine>& pair) {
  return {{create_routine("CREATE OR REPLACE", pair.id(), pair.to)}};
}

std::vector<Sql> change(const Pair<Routine>& pair) {
  if (needs_replacing(pair.from, pair.to)) return replace_in_place(pair);
  return {{alter_routine(pair.id(), pair.from, pair.to)}};
}

std::vector<Rule<Routine>> rules() {
  const auto created = [](std::string_view field) {
    return alters<Routine>(field, "CREATE OR REPLACE FUNCTION | PROCEDURE", replace_in_place);
  };
  const auto altered = [](std::string_view field) {
    return alters<Routine>(field, "ALTER FUNCTION | PROCEDURE; CREATE OR REPLACE where more than that changes", change);
  };
  return {
      expression(decides<Routine>("arguments", "CREATE OR REPLACE for new or other defaults; a new routine otherwise",
                                  way_of_arguments, replace_in_place)),
      ignores<Routine>("signature", "part of the arguments"),
      ignores<Routine>("defaults", "part of the arguments"),
      replaces<Routine>("result", "CREATE OR REPLACE refuses another result"),
      replaces<Routine>("window", "CREATE OR REPLACE refuses another kind of function"),
      created("language"),
      created("body"),
      created("library"),
      expression(created("sql_body")),
      created("transforms"),
      altered("volatility"),
      altered("strict"),
      altered("security_definer"),
      altered("leakproof"),
      altered("parallel"),
      altered("cost"),
      altered("rows"),
      altered("support"),
      altered("config"),
  };
}

class RoutineKind final : public Described<Routine> {
 public:
  RoutineKind(std::string_view name, std::string_view kinds) : Described(rules()), name_(name), kinds_(kinds) {}

  std::string_view name() const override { return name_; }
  int rank() const override { return 60; }
  std::string sql_name(const ObjectId& id) const override { return named_with_arguments(name_, id.path); }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{pg_proc, pg_namespace, 3, false, routine_query(kinds_)};
  }

  std::string describe(const ObjectId& id) const override {
    return std::string(name_) + " " + id.path[0] + "." + id.path[1] + "(" + id.path[2] + ")";
  }

  // Functions, procedures and aggregates share one space of names.
  std::vector<std::string> occupied_names(const Object& object) const override {
    return {named_with_arguments("routine", object.id.path)};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement(create_routine("CREATE", object.id, fields_of<Routine>(object)));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
  }

  std::size_t name_part(const ObjectId& /*id*/) const override { return 1; }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
  }

  // Only a body that was parsed when it was stored knows columns.
  Reaction react(const Object& self, const Object& /*changed*/, Event event,
                 const Context& /*context*/) const override {
    return event == Event::gone || !fields_of<Routine>(self).sql_body.empty() ? Reaction::rebuilt : Reaction::none;
  }

 private:
  std::string_view name_;
  std::string_view kinds_;
};

}  // namespace

const catalog::Kind& function_kind() {
  static const RoutineKind kind("function", "'f', 'w'");
  return kind;
}

const catalog::Kind& procedure_kind() {
  static const RoutineKind kind("procedure", "'p'");
  return kind;
}

}  // namespace pgplumb::kinds
