// Writing a schema file anew around its manual sections, which stay where they are.
//
// A section stands behind the statement that precedes it. Where the new file has that statement no more, it stands
// behind the nearest one before that which it has; a section with nothing before it stays at the top, and one that
// reaches to the end stays at the end.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::commands {

/// One statement of the new file, with the comment lines that stand before it.
struct RenderedStatement {
  std::string leading;  ///< blank lines and headings
  std::string text;     ///< with its semicolon and newline
};

/// True if `existing` has manual sections. @throws DiagnosedError if it cannot be scanned
[[nodiscard]] bool has_manual_sections(std::string_view existing, const std::string& file);

/// The statements, with the sections of `existing` (their markers and bytes unchanged) among them.
[[nodiscard]] std::string with_manual_sections(const std::vector<RenderedStatement>& statements,
                                               std::string_view existing, const std::string& file);

}  // namespace pgplumb::commands
