// function and procedure: {schema, name, argument types as format_type() joined by ", "}. Window functions are
// functions.

#include <algorithm>

#include "kinds/declared.hpp"
#include "kinds/kinds.hpp"
#include "kinds/routine_text.hpp"

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

constexpr const char* created = "CREATE OR REPLACE FUNCTION | PROCEDURE";
constexpr const char* altered = "ALTER FUNCTION | PROCEDURE; CREATE OR REPLACE where more than that changes";

class RoutineKind final : public Declared<Routine> {
 public:
  RoutineKind(std::string_view name, const std::string& kinds)
      : Declared(
            {.name = name,
             .rank = 60,
             .named = named_with_arguments,
             .renames = true,
             .owner = "x.proowner",
             .acl = "x.proacl",
             .acl_letter = 'f',
             .acl_type = "function"},
            in_schema(pg_proc, "pg_proc", "pro",
                      " JOIN pg_catalog.pg_language l ON l.oid = x.prolang WHERE x.prokind IN (" + kinds +
                          // Constructors of range types come and go with them.
                          ") AND NOT (x.prosrc ~ '^(multi)?range_constructor[0-9]$' AND EXISTS (SELECT FROM "
                          "pg_catalog.pg_depend d WHERE d.classid = 1255 AND d.objid = x.oid AND d.deptype = 'i'))",
                      {"pg_catalog.oidvectortypes(x.proargtypes)"}),
            {
                field("arguments", &Routine::arguments, deparsed("pg_catalog.pg_get_function_arguments(x.oid)"))
                    .decides("CREATE OR REPLACE for new or other defaults; a new routine otherwise", way_of_arguments,
                             replace_in_place),
                field("signature", &Routine::signature, "pg_catalog.pg_get_function_identity_arguments(x.oid)")
                    .ignored("part of the arguments"),
                field("defaults", &Routine::defaults, "NULLIF(x.pronargdefaults, 0)").ignored("part of the arguments"),
                field("result", &Routine::result, "pg_catalog.pg_get_function_result(x.oid)")
                    .replaces("CREATE OR REPLACE refuses another result"),
                field("window", &Routine::window, "x.prokind = 'w'")
                    .replaces("CREATE OR REPLACE refuses another kind of function"),
                field("language", &Routine::language, "l.lanname").alters(created, replace_in_place),
                field("body", &Routine::body, "CASE WHEN x.prosqlbody IS NULL THEN x.prosrc END")
                    .alters(created, replace_in_place),
                field("library", &Routine::library, "x.probin").alters(created, replace_in_place),
                field("sql_body", &Routine::sql_body,
                      deparsed("CASE WHEN x.prosqlbody IS NOT NULL THEN pg_catalog.pg_get_function_sqlbody(x.oid) END"))
                    .alters(created, replace_in_place),
                field("transforms", &Routine::transforms,
                      "CASE WHEN x.protrftypes IS NOT NULL THEN (SELECT "
                      "pg_catalog.array_agg(pg_catalog.format_type(t.type, NULL) ORDER BY t.place) FROM "
                      "pg_catalog.unnest(x.protrftypes) WITH ORDINALITY t(type, place)) END")
                    .alters(created, replace_in_place),
                field("volatility", &Routine::volatility,
                      letter("x.provolatile", {{"v", ""}, {"i", "immutable"}, {"s", "stable"}}))
                    .alters(altered, change),
                field("strict", &Routine::strict, "x.proisstrict").alters(altered, change),
                field("security_definer", &Routine::security_definer, "x.prosecdef").alters(altered, change),
                field("leakproof", &Routine::leakproof, "x.proleakproof").alters(altered, change),
                field("parallel", &Routine::parallel,
                      letter("x.proparallel", {{"u", ""}, {"s", "safe"}, {"r", "restricted"}}))
                    .alters(altered, change),
                field("cost", &Routine::cost,
                      "CASE WHEN x.procost <> CASE WHEN l.lanname IN ('c', 'internal') THEN 1 ELSE 100 END THEN "
                      "x.procost END")
                    .alters(altered, change),
                field("rows", &Routine::rows,
                      "CASE WHEN x.prorows <> CASE WHEN x.proretset THEN 1000 ELSE 0 END THEN x.prorows END")
                    .alters(altered, change),
                field("support", &Routine::support,
                      "CASE WHEN x.prosupport <> 0 THEN x.prosupport::pg_catalog.regproc END")
                    .alters(altered, change),
                field("config", &Routine::config, "x.proconfig").alters(altered, change),
            }) {}

  std::string describe(const ObjectId& id) const override {
    return std::string(name()) + " " + id.path[0] + "." + id.path[1] + "(" + id.path[2] + ")";
  }

  // Functions, procedures and aggregates share one space of names.
  std::vector<std::string> occupied_names(const Object& object) const override {
    return {named_with_arguments("routine", object.id.path)};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement(create_routine("CREATE", object.id, fields_of<Routine>(object)));
  }

  std::size_t name_part(const ObjectId& /*id*/) const override { return 1; }

  // Only a body that was parsed when it was stored knows columns.
  Reaction react(const Object& self, const Object& /*changed*/, Event event,
                 const Context& /*context*/) const override {
    return event != Event::reshaped || !fields_of<Routine>(self).sql_body.empty() ? Reaction::rebuilt : Reaction::none;
  }
};

}  // namespace

std::optional<std::string_view> body_without_path(const Object& object) {
  if (object.id.kind != &function_kind() && object.id.kind != &procedure_kind()) return std::nullopt;
  const Routine& routine = fields_of<Routine>(object);
  const bool has_path = std::any_of(routine.config.begin(), routine.config.end(),
                                    [](const std::string& entry) { return entry.starts_with("search_path="); });
  const bool is_text = routine.sql_body.empty() && routine.language != "c" && routine.language != "internal";
  return is_text && !has_path ? std::optional<std::string_view>(routine.body) : std::nullopt;
}

const catalog::Kind& function_kind() {
  static const RoutineKind kind("function", "'f', 'w'");
  return kind;
}

const catalog::Kind& procedure_kind() {
  static const RoutineKind kind("procedure", "'p'");
  return kind;
}

}  // namespace pgplumb::kinds
