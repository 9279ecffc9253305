// One case of the gallery: plans/<kind>/<case>/{old.sql,new.sql,plan.sql}, and seed.sql where rows must survive.
//
// old.sql and new.sql begin with "-- since PostgreSQL 18" where they are for that version and later ones.
//
// seed.sql holds INSERTs, run after old.sql, and lines `-- keep: SELECT ... => value`, which must hold before the plan
// and after it.

#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace test {

struct GalleryCase {
  std::string name;  ///< "view/options"
  std::filesystem::path directory;
  std::string old_sql;
  std::string new_sql;
  std::string seed_sql;
  int since = 14;                                          ///< the first major version that knows what it says
  std::vector<std::pair<std::string, std::string>> keeps;  ///< query, value
};

/// The cases below `gallery` for a server of this version, sorted by name; those whose name contains `filter`.
[[nodiscard]] std::vector<GalleryCase> read_gallery(const std::filesystem::path& gallery, const std::string& filter,
                                                    int server_major);

[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// A plan file as the gallery keeps it: without what says nothing to a reader and changes with every kind, the hashes
/// and the packed state.
[[nodiscard]] std::string golden_text(const std::string& plan_file);

}  // namespace test
