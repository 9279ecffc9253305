// Text that a plan file carries in its comments: names and notes that may hold anything, each on a line of its own.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace pgplumb::plan {

inline constexpr std::string_view first_line = "-- pgplumb plan ";
/// Above the digest of a plan that is signed; see plan/signature.hpp.
inline constexpr std::string_view signature_line = "-- signature: ed25519 ";
inline constexpr std::string_view last_line = "-- end of plan\n";
inline constexpr int format_number = 1;
inline constexpr std::string_view nothing_locked = "nothing that existed before";
inline constexpr std::string_view nothing_more_locked = "nothing more than earlier steps of this transaction";

/// sql::comment_text() without two blanks in a row and without `quote`, so that something may follow it on its line.
[[nodiscard]] std::string field_text(std::string_view text, char quote = '\0');

/// What field_text() or sql::comment_text() were given; nullopt if `text` is none of theirs.
[[nodiscard]] std::optional<std::string> plain_text(std::string_view text);

/// "schema.sql:12", or "schema.sql:12:3" where the column is not 1; "" if nothing is known.
[[nodiscard]] std::string position_text(const Position& position);
[[nodiscard]] std::optional<Position> parse_position(std::string_view text);

/// What a plan file carries for machines alone.
struct State {
  std::map<std::string, std::string> manifest;  ///< Plan::manifest
  std::map<int, std::vector<int>> after;        ///< Step::after by number, of those that follow some
};

/// As lines of base64, at most `width` characters each: a line for each object, then one for each step, compressed by
/// zlib.
[[nodiscard]] std::vector<std::string> pack_state(const State& state, std::size_t width);
/// nullopt if `base64`, the joined lines, is not what pack_state() wrote.
[[nodiscard]] std::optional<State> unpack_state(std::string_view base64);

}  // namespace pgplumb::plan
