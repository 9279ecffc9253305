// Names in SQL that deceive the eye.

#pragma once

#include <string>

namespace pgplumb::sql {

/// `statement` with each quoted name that is_deceptive() (base/characters.hpp) as U&"...", PostgreSQL's own way to
/// write such characters; the same statement to the server. What stands in strings, the bodies of functions among them,
/// stays as it is. O(size of `statement`).
[[nodiscard]] std::string with_visible_names(std::string statement);

/// `name` as U&"...", with everything escaped that is none of ASCII or cannot be seen.
[[nodiscard]] std::string escaped_identifier(const std::string& name);

}  // namespace pgplumb::sql
