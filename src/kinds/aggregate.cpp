// aggregate: {schema, name, argument types as format_type() joined by ", "}.

#include "kinds/declared.hpp"

namespace pgplumb::kinds {

namespace {

struct Aggregate {
  std::string arguments;  ///< pg_get_function_arguments(), with ORDER BY where they are ordered
  std::string result;
  bool hypothetical = false;  ///< a hypothetical-set aggregate
  std::string sfunc;          ///< functions are SQL names; empty: none
  std::string stype;
  std::optional<std::int64_t> sspace;
  std::string finalfunc;
  bool finalfunc_extra = false;
  std::string finalfunc_modify;  ///< "read_only", ...; empty: the default of its sort of aggregate
  std::string combinefunc;
  std::string serialfunc;
  std::string deserialfunc;
  std::optional<std::string> initcond;
  std::string msfunc;  ///< from here on: the moving-aggregate mode
  std::string minvfunc;
  std::string mstype;
  std::optional<std::int64_t> msspace;
  std::string mfinalfunc;
  bool mfinalfunc_extra = false;
  std::string mfinalfunc_modify;
  std::optional<std::string> minitcond;
  std::string sortop;    ///< OPERATOR(schema.op)
  std::string parallel;  ///< "safe", "restricted"; empty: unsafe
};

std::string create_text(const std::string& verb, const ObjectId& id, const Aggregate& aggregate) {
  std::vector<std::string> options;
  const auto text_option = [&](const char* name, const std::string& value) {
    if (!value.empty()) options.push_back(std::string(name) + " = " + value);
  };
  const auto flag = [&](const char* name, bool set) {
    if (set) options.emplace_back(name);
  };
  const auto number = [&](const char* name, std::optional<std::int64_t> value) {
    if (value) options.push_back(std::string(name) + " = " + std::to_string(*value));
  };
  const auto condition = [&](const char* name, const std::optional<std::string>& value) {
    if (value) options.push_back(std::string(name) + " = " + sql::literal(*value));
  };
  text_option("SFUNC", aggregate.sfunc);
  text_option("STYPE", aggregate.stype);
  number("SSPACE", aggregate.sspace);
  text_option("FINALFUNC", aggregate.finalfunc);
  flag("FINALFUNC_EXTRA", aggregate.finalfunc_extra);
  text_option("FINALFUNC_MODIFY", aggregate.finalfunc_modify);
  text_option("COMBINEFUNC", aggregate.combinefunc);
  text_option("SERIALFUNC", aggregate.serialfunc);
  text_option("DESERIALFUNC", aggregate.deserialfunc);
  condition("INITCOND", aggregate.initcond);
  text_option("MSFUNC", aggregate.msfunc);
  text_option("MINVFUNC", aggregate.minvfunc);
  text_option("MSTYPE", aggregate.mstype);
  number("MSSPACE", aggregate.msspace);
  text_option("MFINALFUNC", aggregate.mfinalfunc);
  flag("MFINALFUNC_EXTRA", aggregate.mfinalfunc_extra);
  text_option("MFINALFUNC_MODIFY", aggregate.mfinalfunc_modify);
  condition("MINITCOND", aggregate.minitcond);
  text_option("SORTOP", aggregate.sortop);
  text_option("PARALLEL", aggregate.parallel);
  flag("HYPOTHETICAL", aggregate.hypothetical);
  const std::string arguments = aggregate.arguments.empty() ? "*" : aggregate.arguments;
  return verb + " AGGREGATE " + sql::qualified(id.path[0], id.path[1]) + "(" + arguments + ") (\n    " +
         sql::join(options, ",\n    ") + "\n)";
}

Reading function_name(const std::string& column) {
  return "CASE WHEN a." + column + " <> 0 THEN a." + column + "::pg_catalog.regproc END";
}

// READ_ONLY is the default of plain aggregates, READ_WRITE of the others (interpretation in
// src/backend/commands/aggregatecmds.c).
Reading modify_word(const std::string& column) {
  return "CASE WHEN a." + column + " <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN CASE a." + column +
         " WHEN 'r' THEN 'read_only' WHEN 's' THEN 'shareable' ELSE 'read_write' END END";
}

// A field that CREATE OR REPLACE changes.
template <typename Value>
FieldOf<Aggregate> option(std::string_view name, Value Aggregate::*member, Reading reading) {
  return field(name, member, std::move(reading)).alters("CREATE OR REPLACE AGGREGATE", [](const Pair<Aggregate>& pair) {
    return create_text("CREATE OR REPLACE", pair.id(), pair.to);
  });
}

class AggregateKind final : public Declared<Aggregate> {
 public:
  AggregateKind()
      : Declared(
            {.name = "aggregate",
             .rank = 65,
             .owner = "x.proowner",
             .acl = "x.proacl",
             .acl_letter = 'f',
             .acl_type = "function"},
            in_schema(pg_proc, "pg_proc", "pro",
                      " JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = x.oid WHERE x.prokind = 'a'",
                      {"pg_catalog.oidvectortypes(x.proargtypes)"}),
            {
                field("arguments", &Aggregate::arguments, "pg_catalog.pg_get_function_arguments(x.oid)")
                    .replaces("CREATE OR REPLACE refuses other argument names, modes and types"),
                field("result", &Aggregate::result, "pg_catalog.pg_get_function_result(x.oid)")
                    .replaces("CREATE OR REPLACE refuses another result"),
                field("hypothetical", &Aggregate::hypothetical, "a.aggkind = 'h'")
                    .replaces("CREATE OR REPLACE refuses another kind of aggregate"),
                option("sfunc", &Aggregate::sfunc, function_name("aggtransfn")),
                option("stype", &Aggregate::stype, "pg_catalog.format_type(a.aggtranstype, NULL)"),
                option("sspace", &Aggregate::sspace, "NULLIF(a.aggtransspace, 0)"),
                option("finalfunc", &Aggregate::finalfunc, function_name("aggfinalfn")),
                option("finalfunc_extra", &Aggregate::finalfunc_extra, "a.aggfinalextra"),
                option("finalfunc_modify", &Aggregate::finalfunc_modify, modify_word("aggfinalmodify")),
                option("combinefunc", &Aggregate::combinefunc, function_name("aggcombinefn")),
                option("serialfunc", &Aggregate::serialfunc, function_name("aggserialfn")),
                option("deserialfunc", &Aggregate::deserialfunc, function_name("aggdeserialfn")),
                option("initcond", &Aggregate::initcond, "a.agginitval"),
                option("msfunc", &Aggregate::msfunc, function_name("aggmtransfn")),
                option("minvfunc", &Aggregate::minvfunc, function_name("aggminvtransfn")),
                option("mstype", &Aggregate::mstype,
                       "CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL) END"),
                option("msspace", &Aggregate::msspace, "NULLIF(a.aggmtransspace, 0)"),
                option("mfinalfunc", &Aggregate::mfinalfunc, function_name("aggmfinalfn")),
                option("mfinalfunc_extra", &Aggregate::mfinalfunc_extra, "a.aggmfinalextra"),
                option("mfinalfunc_modify", &Aggregate::mfinalfunc_modify, modify_word("aggmfinalmodify")),
                option("minitcond", &Aggregate::minitcond, "a.aggminitval"),
                option("sortop", &Aggregate::sortop,
                       "(SELECT 'OPERATOR(' || pg_catalog.quote_ident(s.nspname) || '.' || o.oprname || ')' FROM "
                       "pg_catalog.pg_operator o JOIN pg_catalog.pg_namespace s ON s.oid = o.oprnamespace WHERE o.oid "
                       "= a.aggsortop)"),
                option("parallel", &Aggregate::parallel,
                       letter("x.proparallel", {{"u", ""}, {"s", "safe"}, {"r", "restricted"}})),
            }) {}

  std::string sql_name(const ObjectId& id) const override {
    return "AGGREGATE " + sql::qualified(id.path[0], id.path[1]) + "(" + (id.path[2].empty() ? "*" : id.path[2]) + ")";
  }

  std::string describe(const ObjectId& id) const override {
    return "aggregate " + id.path[0] + "." + id.path[1] + "(" + (id.path[2].empty() ? "*" : id.path[2]) + ")";
  }

  std::vector<std::string> occupied_names(const Object& object) const override {
    return {named_with_arguments("routine", object.id.path)};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement(create_text("CREATE", object.id, fields_of<Aggregate>(object)));
  }

  std::optional<std::vector<Sql>> rename(const Object& from, const ObjectId& to) const override {
    return std::vector<Sql>{{"ALTER " + sql_name(from.id) + " RENAME TO " + sql::identifier(to.path[1])}};
  }
};

}  // namespace

const catalog::Kind& aggregate_kind() {
  static const AggregateKind kind;
  return kind;
}

}  // namespace pgplumb::kinds
