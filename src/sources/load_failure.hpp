// Saying why statements of schema files failed, so that their author can mend them.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "sources/schema_files.hpp"

namespace pgplumb::sources {

/// Why a statement failed when it was tried last.
struct LoadFailure {
  ServerError::Report report;
  int characters_before = 0;  ///< of what was sent before the statement's own text
};

/// One error for each statement in `failures` (by index), in the order of the script. What failed only because of
/// another failed statement says so.
[[nodiscard]] std::vector<Diagnostic> explain(const SchemaScript& script,
                                              const std::map<std::size_t, LoadFailure>& failures);

/// Whether the server says that something exists already.
[[nodiscard]] bool is_duplicate(const std::string& sqlstate);

/// Whether the server says that something does not exist.
[[nodiscard]] bool is_missing(const std::string& sqlstate);

/// The last part of the name of what `report` says does not exist.
[[nodiscard]] std::optional<std::string> missing_name(const ServerError::Report& report);

/// The names in the head of a CREATE or ALTER statement.
[[nodiscard]] std::set<std::string> names_in_head(const std::string& text);

/// The role that `report` says exists already. Understands untranslated messages, as do the next ones.
[[nodiscard]] std::optional<std::string> existing_role(const ServerError::Report& report);

/// The role that `report` misses, or the tablespace.
[[nodiscard]] std::optional<std::string> missing_role(const ServerError::Report& report);
[[nodiscard]] std::optional<std::string> missing_tablespace(const ServerError::Report& report);

/// The role that `statement`, an ALTER ... OWNER TO role, cannot make an owner since it is no superuser: `report` says
/// so.
[[nodiscard]] std::optional<std::string> owner_without_right(const ServerError::Report& report,
                                                             const std::string& statement);

}  // namespace pgplumb::sources
