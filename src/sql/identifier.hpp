// Writing SQL: names and literals are quoted here and nowhere else.
//
// Every SQL text that pgplumb makes is put together from these functions and fixed words, so that nothing
// unquoted can reach a statement. Rules are those of PostgreSQL's quote_identifier() (src/backend/utils/adt/
// ruleutils.c) and of standard_conforming_strings = on.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::sql {

/// `name` as PostgreSQL's quote_identifier() writes it: bare where it is a lower-case name that is no keyword
/// (unreserved keywords stay bare), else in double quotes with inner quotes doubled.
[[nodiscard]] std::string identifier(std::string_view name);

/// `schema.name`, both quoted where needed.
[[nodiscard]] std::string qualified(std::string_view schema, std::string_view name);

/// A string literal: '...' with quotes doubled, or E'...' where it holds a backslash.
[[nodiscard]] std::string literal(std::string_view text);

/// A dollar-quoted string with the shortest tag ($$, $_$, $__$ ...) that does not occur in `text`.
[[nodiscard]] std::string dollar_quoted(std::string_view text);

/// A role in GRANT, OWNER TO and policies: quoted, but the pseudo-role "public" (given as the empty string) is PUBLIC.
[[nodiscard]] std::string role(std::string_view name);

/// `items` joined with `separator`.
[[nodiscard]] std::string join(std::span<const std::string> items, std::string_view separator);

/// identifier() of each, joined with ", ".
[[nodiscard]] std::string identifiers(std::span<const std::string> names);

/// `text` harmless in a `-- comment` line: \\, \n, \r, and \xNN for each byte of other control characters and of
/// deceptive_letters() (base/characters.hpp). Nothing in a name can end the comment or pass for another name.
[[nodiscard]] std::string comment_text(std::string_view text);

}  // namespace pgplumb::sql
