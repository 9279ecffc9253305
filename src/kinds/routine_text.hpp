// The fields of functions and procedures, and the statements that make and change them.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/kind.hpp"

namespace pgplumb::kinds {

struct Routine {
  std::string arguments;                 ///< pg_get_function_arguments(): modes, names, types, defaults
  std::string signature;                 ///< the same without defaults
  std::optional<std::int64_t> defaults;  ///< how many arguments have one
  std::string result;                    ///< pg_get_function_result(); empty for procedures
  bool window = false;
  std::string language;
  std::string body;                     ///< the text between AS and its end; the symbol of a C function
  std::string library;                  ///< of a C function
  std::string sql_body;                 ///< BEGIN ATOMIC ... END or RETURN ..., as the server deparses it
  std::vector<std::string> transforms;  ///< types with TRANSFORM FOR TYPE
  std::string volatility;               ///< "immutable", "stable"; empty: volatile
  bool strict = false;
  bool security_definer = false;
  bool leakproof = false;
  std::string parallel;             ///< "safe", "restricted"; empty: unsafe
  std::string cost;                 ///< empty: the language's default
  std::string rows;                 ///< empty: the default
  std::string support;              ///< the planner support function
  std::vector<std::string> config;  ///< SET clauses, "name=value"
};

/// The statement that makes it, starting with `verb`: "CREATE" or "CREATE OR REPLACE".
[[nodiscard]] std::string create_routine(const std::string& verb, const catalog::ObjectId& id, const Routine& routine);

/// ALTER cannot lead from one to the other.
[[nodiscard]] bool needs_replacing(const Routine& from, const Routine& to);
/// One ALTER with everything in which they differ. @pre !needs_replacing(from, to)
[[nodiscard]] std::string alter_routine(const catalog::ObjectId& id, const Routine& from, const Routine& to);

/// "search_path TO 'app', 'public'" of the entry {search_path="app, public"} of proconfig. The values of a few
/// parameters are lists that are quoted already: they are written item by item, as one literal would be one item.
[[nodiscard]] std::string config_setting(const std::string& entry);

}  // namespace pgplumb::kinds
