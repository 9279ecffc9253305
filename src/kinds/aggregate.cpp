#include "kinds/aggregate.hpp"

#include "kinds/catalogs.hpp"
#include "kinds/described.hpp"
#include "sql/identifier.hpp"

namespace pgplumb::kinds {

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

  bool operator==(const Aggregate&) const = default;
};
BOOST_DESCRIBE_STRUCT(Aggregate, (),
                      (arguments, result, hypothetical, sfunc, stype, sspace, finalfunc, finalfunc_extra,
                       finalfunc_modify, combinefunc, serialfunc, deserialfunc, initcond, msfunc, minvfunc, mstype,
                       msspace, mfinalfunc, mfinalfunc_extra, mfinalfunc_modify, minitcond, sortop, parallel))

namespace {

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

std::vector<Rule<Aggregate>> rules() {
  std::vector<Rule<Aggregate>> list = {
      replaces<Aggregate>("arguments", "CREATE OR REPLACE refuses other argument names, modes and types"),
      replaces<Aggregate>("result", "CREATE OR REPLACE refuses another result"),
      replaces<Aggregate>("hypothetical", "CREATE OR REPLACE refuses another kind of aggregate"),
  };
  for (const char* field : {"sfunc",
                            "stype",
                            "sspace",
                            "finalfunc",
                            "finalfunc_extra",
                            "finalfunc_modify",
                            "combinefunc",
                            "serialfunc",
                            "deserialfunc",
                            "initcond",
                            "msfunc",
                            "minvfunc",
                            "mstype",
                            "msspace",
                            "mfinalfunc",
                            "mfinalfunc_extra",
                            "mfinalfunc_modify",
                            "minitcond",
                            "sortop",
                            "parallel"})
    list.push_back(alters<Aggregate>(field, "CREATE OR REPLACE AGGREGATE", [](const Pair<Aggregate>& pair) {
      return std::vector<Sql>{{create_text("CREATE OR REPLACE", pair.id(), pair.to)}};
    }));
  return list;
}

std::string function_name(const char* column) {
  return std::string("CASE WHEN a.") + column + " <> 0 THEN a." + column + "::pg_catalog.regproc END, ";
}

// READ_ONLY is the default of plain aggregates, READ_WRITE of the others (interpretation in
// src/backend/commands/aggregatecmds.c).
std::string modify_word(const char* column) {
  return std::string("CASE WHEN a.") + column + " <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN CASE a." +
         column + " WHEN 'r' THEN 'read_only' WHEN 's' THEN 'shareable' ELSE 'read_write' END END, ";
}

class AggregateKind final : public Described<Aggregate> {
 public:
  AggregateKind() : Described(rules()) {}

  std::string_view name() const override { return "aggregate"; }
  int rank() const override { return 65; }

  std::string sql_name(const ObjectId& id) const override {
    return "AGGREGATE " + sql::qualified(id.path[0], id.path[1]) + "(" + (id.path[2].empty() ? "*" : id.path[2]) + ")";
  }

  std::string describe(const ObjectId& id) const override {
    return "aggregate " + id.path[0] + "." + id.path[1] + "(" + (id.path[2].empty() ? "*" : id.path[2]) + ")";
  }

  std::vector<std::string> occupied_names(const Object& object) const override {
    return {named_with_arguments("routine", object.id.path)};
  }

  std::optional<Source> source(int /*server_version*/) const override {
    return Source{
        pg_proc, pg_namespace, 3, false,
        "SELECT p.oid, 0, n.oid, 0, n.nspname, p.proname, pg_catalog.oidvectortypes(p.proargtypes), "
        "pg_catalog.pg_get_function_arguments(p.oid), pg_catalog.pg_get_function_result(p.oid), a.aggkind = 'h', " +
            function_name("aggtransfn") + "pg_catalog.format_type(a.aggtranstype, NULL), NULLIF(a.aggtransspace, 0), " +
            function_name("aggfinalfn") + "a.aggfinalextra, " + modify_word("aggfinalmodify") +
            function_name("aggcombinefn") + function_name("aggserialfn") + function_name("aggdeserialfn") +
            "a.agginitval, " + function_name("aggmtransfn") + function_name("aggminvtransfn") +
            "CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL) END, "
            "NULLIF(a.aggmtransspace, 0), " +
            function_name("aggmfinalfn") + "a.aggmfinalextra, " + modify_word("aggmfinalmodify") +
            "a.aggminitval, "
            "(SELECT 'OPERATOR(' || pg_catalog.quote_ident(s.nspname) || '.' || o.oprname || ')' FROM "
            "pg_catalog.pg_operator o "
            "JOIN pg_catalog.pg_namespace s ON s.oid = o.oprnamespace WHERE o.oid = a.aggsortop), "
            "CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' END "
            "FROM pg_catalog.pg_proc p JOIN " +
            user_namespace("p.pronamespace") +
            " JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid WHERE p.prokind = 'a'"};
  }

  Creation create(const Object& object, const Context& /*context*/) const override {
    return Creation::statement(create_text("CREATE", object.id, fields_of<Aggregate>(object)));
  }

  std::vector<Sql> drop(const Object& object, const Context& /*context*/) const override {
    return {{"DROP " + sql_name(object.id)}};
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
