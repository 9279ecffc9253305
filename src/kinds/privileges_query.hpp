// Where privileges are read: in the rows of what they are on (rights_columns() of declared.hpp), and, of members of
// extensions, which are no objects of ours, by a query.

#pragma once

#include <string>

namespace pgplumb::kinds {

/// Members whose list is no longer the one that the extension left behind: class, oid, sub_id, part (what GRANT ... ON
/// names), then the fields.
[[nodiscard]] std::string member_privileges_query();

}  // namespace pgplumb::kinds
