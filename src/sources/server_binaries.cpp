#include "sources/server_binaries.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <system_error>

#include "sources/server_versions.hpp"

namespace pgplumb::sources {

namespace fs = std::filesystem;

namespace {

/// The directories that packages use, with the major version for "{}".
constexpr std::array<const char*, 3> packaged{"/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin",
                                              "/usr/libexec/postgresql{}"};

bool is_executable(const fs::path& file) {
  return access(file.c_str(), X_OK) == 0;
}

bool has_server(const fs::path& directory) {
  return is_executable(directory / "postgres") && is_executable(directory / "initdb");
}

fs::path resolved(const fs::path& directory) {
  std::error_code error;
  const auto real = fs::canonical(directory / "postgres", error);
  return error ? directory : real.parent_path();
}

/// The first line that a program prints, or "".
std::string first_line_of(const fs::path& program, const char* argument) {
  std::string quoted = "'";
  for (const char c : program.string()) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  const auto command = quoted + "' " + argument + " 2>/dev/null";
  const auto end = [](FILE* file) { pclose(file); };
  const std::unique_ptr<FILE, decltype(end)> output(popen(command.c_str(), "re"), end);
  std::array<char, 512> line{};
  if (!output || std::fgets(line.data(), line.size(), output.get()) == nullptr) return {};
  std::string text(line.data());
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// Of the binaries in `directory`, by asking them: "postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)"; 0 if they do
/// not say.
int major_version_in(const fs::path& directory) {
  const auto line = first_line_of(directory / "postgres", "--version");
  constexpr std::string_view product = "(PostgreSQL) ";
  const auto at = line.find(product);
  return at == std::string::npos ? 0 : std::atoi(line.c_str() + at + product.size());
}

std::vector<fs::path> split_path(const char* variable) {
  std::vector<fs::path> directories;
  const char* value = std::getenv(variable);
  if (value == nullptr) return directories;
  std::string_view rest(value);
  while (!rest.empty()) {
    const auto end = rest.find(':');
    if (const auto directory = rest.substr(0, end); !directory.empty()) directories.emplace_back(directory);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return directories;
}

std::optional<ServerBinaries> asked(const fs::path& directory, int major_version) {
  if (!has_server(directory)) return std::nullopt;
  const int found = major_version_in(directory);
  if (found == 0 || (major_version != 0 && found != major_version)) return std::nullopt;
  return ServerBinaries{found, resolved(directory)};
}

std::optional<ServerBinaries> packaged_binaries(int major_version) {
  for (const char* pattern : packaged) {
    const fs::path directory = fmt::format(fmt::runtime(pattern), major_version);
    if (has_server(directory)) return ServerBinaries{major_version, resolved(directory)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<ServerBinaries> find_server_binaries(int major_version) {
  std::vector<ServerBinaries> found;
  const auto newest_of = [&]() -> std::optional<ServerBinaries> {
    if (found.empty()) return std::nullopt;
    return *std::max_element(found.begin(), found.end(),
                             [](const auto& a, const auto& b) { return a.major_version < b.major_version; });
  };
  for (const auto& directory : split_path("PGPLUMB_POSTGRES_BIN"))
    if (auto binaries = asked(directory, major_version)) found.push_back(*binaries);
  if (!found.empty()) return newest_of();

  const int oldest = major_version != 0 ? major_version : known_servers.oldest;
  const int newest = major_version != 0 ? major_version : known_servers.newest;
  for (int version = oldest; version <= newest; ++version)
    if (auto binaries = packaged_binaries(version)) found.push_back(*binaries);
  if (!found.empty()) return newest_of();

  auto directories = split_path("PATH");
  for (const auto& directory : directories) {
    if (!is_executable(directory / "pg_config")) continue;
    directories.insert(directories.begin(), first_line_of(directory / "pg_config", "--bindir"));
    break;
  }
  for (const auto& directory : directories)
    if (auto binaries = asked(directory, major_version)) return binaries;
  return std::nullopt;
}

std::string places_of_server_binaries(int major_version) {
  const auto version = major_version == 0 ? std::string("*") : std::to_string(major_version);
  std::string places = "PGPLUMB_POSTGRES_BIN";
  for (const char* pattern : packaged) places += ", " + fmt::format(fmt::runtime(pattern), version);
  return places + ", pg_config --bindir, PATH";
}

}  // namespace pgplumb::sources
