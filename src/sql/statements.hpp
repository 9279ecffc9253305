// Finding statements in files, with PostgreSQL's own scanner (libpg_query).
//
// The scanner, not the parser, decides where a statement ends: it copes with syntax newer than the parser knows.
// It follows quotes, dollar quotes, nested comments, parentheses and BEGIN ATOMIC ... END bodies (CASE ... END inside
// them included). psql's meta-commands (\i, \ir, \restrict, \unrestrict, \connect ...) stand on lines of their own
// between statements, and COPY ... FROM stdin is followed by its data up to the line `\.`.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace pgplumb::sql {

/// One statement of a file, or one psql meta-command.
struct Statement {
  std::string text;           ///< from the first token to the last, without the semicolon; comments before it left out
  std::size_t begin = 0;      ///< byte offset of `text` in the file
  std::size_t end = 0;        ///< byte offset just behind the statement, its semicolon included
  Position position;          ///< of the first token
  bool meta_command = false;  ///< a line that begins with a backslash; `text` is that line
  std::string copy_data;      ///< what followed COPY ... FROM stdin, without the closing `\.` line
  std::size_t leading_begin =
      0;  ///< byte offset where the comments that belong to this statement begin (after the previous statement)
};

/// A comment, for annotations: `-- pgplumb:renamed-from old`.
struct Comment {
  std::string text;       ///< without the leading "--" and the blanks around it, or the body of a block comment
  std::size_t begin = 0;  ///< byte offset of the comment
  std::size_t end = 0;    ///< byte offset just behind it; the end of its line is no part of a "--" comment
  bool block = false;     ///< whether it is a /* block comment */
  Position position;
};

struct ScannedFile {
  std::vector<Statement> statements;  ///< in the order of the file
  std::vector<Comment> comments;      ///< in the order of the file
};

/// Splits `text`, the content of `file`. A leading byte order mark is skipped. O(size of `text`).
/// @throws DiagnosedError with file, line and column for an unterminated quote, comment or dollar quote, for text that
/// is not UTF-8, and for a backslash inside of a statement (psql's \gexec and its like)
[[nodiscard]] ScannedFile scan(std::string_view text, const std::string& file);

/// Answers with places in one text. Asking in the order of the text is O(size of the text) in all.
class Places {
 public:
  Places(std::string_view text, std::string file);

  /// The place of byte `offset`. Columns count characters (UTF-8 sequences); a byte order mark is none.
  [[nodiscard]] Position at(std::size_t offset);

 private:
  std::string_view text_;
  std::string file_;
  std::size_t offset_ = 0;
  int line_ = 1;
  int column_ = 1;
};

/// The first byte that is no part of well-formed UTF-8 (RFC 3629), or is NUL; npos if there is none.
[[nodiscard]] std::size_t find_malformed(std::string_view text);

/// The place of byte `offset` of `text`. Columns count characters (UTF-8 sequences). O(offset).
[[nodiscard]] Position position_at(std::string_view text, std::size_t offset, const std::string& file);

}  // namespace pgplumb::sql
