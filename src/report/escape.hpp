// Names and texts that may hold anything, in the formats that reports are written in. Nothing that a name holds gets
// out of its place.

#pragma once

#include <string>
#include <string_view>

namespace pgplumb::report {

/// `text` on one line, with nothing in it that cannot be seen or looks like something else: control characters, marks
/// that turn the direction of writing and deceptive_letters() are shown as \n, \x1b, \u202e. Backslashes stay.
[[nodiscard]] std::string visible(std::string_view text);
/// The same for text of several lines: newlines and tabs stay.
[[nodiscard]] std::string visible_lines(std::string_view text);

/// For HTML and XML, as text or in a quoted attribute. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string html(std::string_view text);
[[nodiscard]] std::string xml(std::string_view text);

/// visible() text as a code span of Markdown that holds inside table cells too.
[[nodiscard]] std::string code_span(std::string_view text);
/// A fenced block of code, with a fence longer than any run of backticks in it. Ends with a newline.
[[nodiscard]] std::string code_block(std::string_view text, std::string_view language);

/// visible() text between the double quotes of a label of Mermaid, and of DOT.
[[nodiscard]] std::string mermaid_label(std::string_view text);
[[nodiscard]] std::string dot_label(std::string_view text);

/// The path of a file as a relative URI.
[[nodiscard]] std::string uri(std::string_view path);

/// At most `most` characters of `text`, cut between characters; "..." at its end says that it was cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

}  // namespace pgplumb::report
