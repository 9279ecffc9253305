// How statements name an object: COMMENT ON <name>, ALTER <name> OWNER TO, DROP <name>.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::kinds {

/// `keyword` in capitals and the path's parts, quoted where needed and dotted: "MATERIALIZED VIEW app.totals".
[[nodiscard]] std::string named(std::string_view keyword, const std::vector<std::string>& path);

/// For {schema, relation, name}: "TRIGGER audit ON app.users".
[[nodiscard]] std::string named_on_relation(std::string_view keyword, const std::vector<std::string>& path);

/// For {schema, name, argument types}: "FUNCTION app.total(integer, text)".
[[nodiscard]] std::string named_with_arguments(std::string_view keyword, const std::vector<std::string>& path);

}  // namespace pgplumb::kinds
