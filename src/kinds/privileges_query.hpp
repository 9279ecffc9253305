// The query behind the kind "privileges": every object that can be granted, with its list where that is not the
// built-in default.

#pragma once

#include <string>

namespace pgplumb::kinds {

/// class, oid, sub_id, part (of an extension's member: what GRANT ... ON names), then the fields.
[[nodiscard]] std::string privileges_query(int server_version);

}  // namespace pgplumb::kinds
