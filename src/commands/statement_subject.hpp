// What a COMMENT, GRANT, REVOKE or ALTER ... OWNER TO speaks of, told from its words.
//
// PostgreSQL does not say which statement granted what, so that such statements are found by the names that they hold.
// A file may leave out schemas, names of arguments and the word TABLE, and write types as int or varchar; the engine
// writes all in full. Two that are taken for the same need not be: whoever changes a statement loads it and sees.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pgplumb::commands {

/// One object that a statement names.
struct Subject {
  std::vector<std::string> words;  ///< "comment on column app . users . email", "grant on app . users"
  /// What stands in parentheses, at its commas; nullopt if there are none.
  std::optional<std::vector<std::vector<std::string>>> arguments;
  std::size_t begin = 0;  ///< of the name in the statement, byte offsets
  std::size_t end = 0;

  [[nodiscard]] bool is_privilege() const { return !words.empty() && words.front() == "grant"; }
};

/// Several for GRANT and REVOKE only; none for statements of other sorts. Of several statements the first one that is
/// no SET counts.
[[nodiscard]] std::vector<Subject> subjects_of(std::string_view text);

/// Whether `file` may mean `engine`, as the engine writes it. A schema that `file` leaves out is one of `search_path`.
[[nodiscard]] bool same_subject(const Subject& file, const Subject& engine,
                                const std::vector<std::string>& search_path);

}  // namespace pgplumb::commands
