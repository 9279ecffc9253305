// Which host a working copy belongs to, by the URLs of git's remotes.

#pragma once

#include <string>

namespace pgplumb::cli {

/// "github", "gitlab" or "" for the repository that `folder` lies in: by the URL of origin, else of any other remote.
/// Reads .git/config itself, since there may be no git.
[[nodiscard]] std::string repository_host(const std::string& folder);

}  // namespace pgplumb::cli
