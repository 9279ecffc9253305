#include "cli/repository_host.hpp"

#include <filesystem>
#include <fstream>

namespace pgplumb::cli {

namespace {

namespace fs = std::filesystem;

std::string first_line(const fs::path& path) {
  std::ifstream stream(path);
  std::string line;
  std::getline(stream, line);
  return line;
}

/// The configuration of the repository; a working tree beside another one points to it in two steps.
fs::path configuration_of(fs::path folder) {
  std::error_code ignored;
  for (folder = fs::absolute(folder, ignored);; folder = folder.parent_path()) {
    fs::path git = folder / ".git";
    if (fs::is_regular_file(git, ignored)) {
      const std::string line = first_line(git);
      constexpr std::string_view key = "gitdir: ";
      if (line.starts_with(key)) git = folder / line.substr(key.size());
      if (const std::string common = first_line(git / "commondir"); !common.empty()) git /= common;
    }
    if (fs::is_regular_file(git / "config", ignored)) return git / "config";
    if (!folder.has_relative_path()) return {};
  }
}

std::string host_of(const std::string& url) {
  for (const char* host : {"github", "gitlab"})
    if (url.find(host) != std::string::npos) return host;
  return "";
}

}  // namespace

std::string repository_host(const std::string& folder) {
  std::ifstream stream(configuration_of(folder));
  std::string section;
  std::string found;
  for (std::string line; std::getline(stream, line);) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string::npos) continue;
    line.erase(0, begin);
    if (line.front() == '[') section = line;
    if (!section.starts_with("[remote ") || !line.starts_with("url")) continue;
    const std::string host = host_of(line);
    if (section.starts_with("[remote \"origin\"]") && !host.empty()) return host;
    if (found.empty()) found = host;
  }
  return found;
}

}  // namespace pgplumb::cli
