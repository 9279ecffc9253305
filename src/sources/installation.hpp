// What a PostgreSQL server has to read to run: its installation and what the system has for everyone.

#pragma once

#include <filesystem>
#include <vector>

namespace pgplumb::sources {

/// Files and folders, for the server programs in `binaries`. Some may not exist. Nothing of a user's is below them,
/// unless the installation itself is in a user's folder.
[[nodiscard]] std::vector<std::filesystem::path> readable_places(const std::filesystem::path& binaries);

/// The loader that an ELF program names, free of symbolic links; empty if it names none.
/// @throws Error if `program` is a script or no program at all
[[nodiscard]] std::filesystem::path interpreter_of(const std::filesystem::path& program);

}  // namespace pgplumb::sources
