// What a schema file says to pgplumb in comments, because SQL has no words for it:
//
//     -- pgplumb:renamed-from old_name      before a statement, a column or a constraint: it is the old one, renamed
//     -- pgplumb:dropped <kind> <name>      anywhere: the loss of this object is wanted
//     -- pgplumb:using (expression)         before a column: how its old values become the new type's
//
// An annotation is a line of its own. What it stands before is said in terms of the text; which object that is, is for
// others to find out. Manual sections (sql/manual.hpp) are marked with the same prefix and are left out here.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "sql/statements.hpp"

namespace pgplumb::sql {

enum class AnnotationWord { renamed_from, dropped, using_expression };

/// A part of a statement that an annotation stands before.
struct Member {
  std::string name;            ///< folded or unquoted, as PostgreSQL keeps it
  bool is_constraint = false;  ///< CONSTRAINT name; else a column or an attribute

  auto operator<=>(const Member&) const = default;
};

struct Annotation {
  AnnotationWord word = AnnotationWord::renamed_from;
  std::string kind;      ///< dropped: "table", "materialized view": lower case, single blanks
  std::string argument;  ///< as written: the old name, the dropped name, or the expression with its parentheses
  std::vector<std::string> path;  ///< the parts of the name, folded or unquoted; empty for an expression
  std::string signature;          ///< "(integer, text)" behind the name of a routine, as written; else empty
  std::size_t begin = 0;          ///< byte offset of the comment
  Position position;
  std::optional<std::size_t> statement;  ///< index of the statement it stands before or inside of; none for `dropped`
  bool inside = false;                   ///< inside of that statement, not before it
  std::optional<Member> member;          ///< the column or constraint that it stands before
};

struct Annotations {
  std::vector<Annotation> annotations;  ///< in the order of the file
  std::vector<Diagnostic> problems;     ///< every annotation that cannot be understood, in the order of the file
};

/// Reads the annotations among the comments of `scanned`, which is scan(text, ...).
[[nodiscard]] Annotations read_annotations(std::string_view text, const ScannedFile& scanned);

/// Whether nothing but blanks stands before byte `offset` on its line.
[[nodiscard]] bool begins_line(std::string_view text, std::size_t offset);

/// The one of `known` that `word` was most likely meant to be, or "" if none is near. Deterministic.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace pgplumb::sql
