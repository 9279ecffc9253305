// Changing single statements of schema files while every other byte stays.

#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pgplumb::commands {

/// `end` is the first byte that stays.
struct Edit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

/// @pre the edits do not overlap
[[nodiscard]] std::string edited(const std::string& text, std::vector<Edit> edits);

/// Takes the statement of [begin, end) out of `text`, with the comment that stands directly above it and the one behind
/// it on its line: they speak of it. A comment that begins the file is the file's and stays.
[[nodiscard]] Edit removal(std::string_view text, std::size_t begin, std::size_t end);

/// `statement` with line ends as `file` has them. Strings stay as they are: they are values.
[[nodiscard]] std::string with_line_ends_of(std::string_view file, std::string statement);

/// Where something new is written: the end of `text`, or before `tail` where a manual section reaches to the end.
[[nodiscard]] Edit addition(std::string_view text, std::size_t tail, std::string statements);

/// `statements` on lines of their own behind the statement that ends at `end`, and behind the comment on its line.
[[nodiscard]] Edit insertion(std::string_view text, std::size_t end, std::string statements);

/// A list without some of its items, and without their commas. `items` are the bytes of each: begin and end.
/// @pre not all of them are `gone`
[[nodiscard]] std::string without_items(std::string_view statement,
                                        const std::vector<std::pair<std::size_t, std::size_t>>& items,
                                        const std::set<std::size_t>& gone);

/// CREATE TABLE `written` as a person wrote it, changed where `before` and `after` differ: the same table as the engine
/// writes it, as it was and as it is to be. Only columns and named constraints are touched, each on its place.
/// nullopt if that cannot be done: what differs is not a member of its own in what the person wrote.
[[nodiscard]] std::optional<std::string> with_members_changed(std::string_view written, std::string_view before,
                                                              std::string_view after);

}  // namespace pgplumb::commands
