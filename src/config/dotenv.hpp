// .env files: KEY=VALUE, one a line, as docker and most frameworks write them.
//
// Understood: blank lines, `# comments` (also behind an unquoted value), a leading `export`, single quotes (nothing is
// special inside), double quotes (\n, \r, \t, \" and \\ are) and values over several lines inside of quotes. Nothing is
// expanded or executed.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pgplumb::config {

/// The variables of a .env file in its order; of a name that is set twice the last one counts for the reader.
/// @throws DiagnosedError naming the line, never the value
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parse_dotenv(std::string_view text,
                                                                            const std::string& file);

/// The variables that load_dotenv() has set, since the environment did not have them.
[[nodiscard]] const std::set<std::string>& names_of_dotenv();

}  // namespace pgplumb::config
