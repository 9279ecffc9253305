#include "gallery/case.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/error.hpp"

namespace test {

namespace {

std::vector<std::pair<std::string, std::string>> keeps_of(const std::string& seed, const std::string& name) {
  constexpr std::string_view start = "-- keep: ";
  std::vector<std::pair<std::string, std::string>> keeps;
  std::istringstream lines(seed);
  for (std::string line; std::getline(lines, line);) {
    if (line.compare(0, start.size(), start) != 0) continue;
    const std::size_t arrow = line.rfind(" => ");
    if (arrow == std::string::npos) throw pgplumb::Error("no \" => \" in a keep line of " + name);
    keeps.emplace_back(line.substr(start.size(), arrow - start.size()), line.substr(arrow + 4));
  }
  return keeps;
}

int since_of(const std::string& sql) {
  constexpr std::string_view start = "-- since PostgreSQL ";
  return sql.starts_with(start) ? std::stoi(sql.substr(start.size())) : 14;
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<GalleryCase> read_gallery(const std::filesystem::path& gallery, const std::string& filter,
                                      int server_major) {
  std::vector<GalleryCase> cases;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(gallery)) {
    if (entry.path().filename() != "new.sql") continue;
    GalleryCase one;
    one.directory = entry.path().parent_path();
    one.name = std::filesystem::relative(one.directory, gallery).string();
    if (one.name.find(filter) == std::string::npos) continue;
    one.old_sql = read_file(one.directory / "old.sql");
    one.new_sql = read_file(one.directory / "new.sql");
    one.seed_sql = read_file(one.directory / "seed.sql");
    one.since = since_of(one.new_sql);
    if (one.since > server_major) continue;
    one.keeps = keeps_of(one.seed_sql, one.name);
    cases.push_back(std::move(one));
  }
  std::sort(cases.begin(), cases.end(), [](const GalleryCase& a, const GalleryCase& b) { return a.name < b.name; });
  return cases;
}

std::string golden_text(const std::string& plan_file) {
  std::string text;
  std::istringstream lines(plan_file);
  for (std::string line; std::getline(lines, line);) {
    const auto starts = [&](std::string_view start) { return line.compare(0, start.size(), start) == 0; };
    if (starts("-- state: ") || starts("-- digest: ") || starts("-- from: ") || starts("-- to: ")) continue;
    if (starts("-- checkpoint: ")) line = "-- checkpoint";
    text += line + "\n";
  }
  return text;
}

}  // namespace test
