// A data directory to copy: initdb takes half a second, copying its result a few milliseconds.
//
// Templates are kept in $XDG_CACHE_HOME/pgplumb, ~/.cache/pgplumb or /var/tmp/pgplumb-<uid>, one for each build of the
// server binaries. They are made aside and renamed into place, so that several commands may make and use them at once.
// WAL segments are of 1 MB.

#pragma once

#include <filesystem>
#include <optional>

#include "sources/account.hpp"
#include "sources/server_binaries.hpp"

namespace pgplumb::sources {

/// Makes `data` a fresh data directory for the superuser "postgres", from the template, which is made first where there
/// is none. `data` must not exist; what is made belongs to `account`. @throws Error
void make_data_directory(const ServerBinaries& binaries, const std::optional<Account>& account,
                         const std::filesystem::path& data);

}  // namespace pgplumb::sources
