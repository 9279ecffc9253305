// Reading and writing the files that are named on the command line.

#pragma once

#include <optional>
#include <string>

namespace pgplumb::cli {

/// The whole of `path`; "-" is standard input. @throws Error naming the file and the reason
[[nodiscard]] std::string read_file(const std::string& path);

/// As read_file; nullopt if there is no such file.
[[nodiscard]] std::optional<std::string> read_existing_file(const std::string& path);

/// Writes `text` to `path`: all of it or nothing, since it is written beside it and renamed. "-" and "" are standard
/// output.
/// @throws Error naming the file and the reason
void write_file(const std::string& path, const std::string& text);

/// Standard output, all of it. @throws Error if it cannot be written (a full disk, a closed pipe)
void print(const std::string& text);

}  // namespace pgplumb::cli
