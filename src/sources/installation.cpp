#include "sources/installation.hpp"

#include <elf.h>
#include <fmt/core.h>

#include <cstring>
#include <fstream>
#include <string>
#include <system_error>

#include "base/error.hpp"

namespace pgplumb::sources {

namespace fs = std::filesystem;

namespace {

/// Programs, libraries and their data, readable by all; no settings and no secrets of anybody.
constexpr const char* system_places[] = {"/usr", "/lib", "/lib64", "/nix/store", "/home/linuxbrew/.linuxbrew/Cellar"};

/// What libraries look for at their start, and where the system's time zone and dictionaries are.
constexpr const char* system_files[] = {"/etc/ld.so.cache",
                                        "/etc/ld.so.preload",
                                        "/etc/localtime",
                                        "/etc/ssl/openssl.cnf",
                                        "/etc/perl",
                                        "/etc/nsswitch.conf",
                                        "/etc/hosts",
                                        "/etc/host.conf",
                                        "/dev/urandom",
                                        "/dev/random",
                                        "/sys/devices/system/cpu",
                                        "/sys/devices/system/node",
                                        "/var/cache/postgresql/dicts"};

/// Python's own settings: /etc/python3.11.
void add_python(std::vector<fs::path>& places) {
  std::error_code ignored;  // without them it has none
  for (fs::directory_iterator entry("/etc", ignored), end; entry != end; entry.increment(ignored))
    if (entry->path().filename().string().starts_with("python")) places.push_back(entry->path());
}

}  // namespace

std::vector<fs::path> readable_places(const fs::path& binaries) {
  std::vector<fs::path> places(std::begin(system_places), std::end(system_places));
  places.insert(places.end(), std::begin(system_files), std::end(system_files));
  add_python(places);
  const auto add_installation = [&](const fs::path& root) {
    for (const char* folder : {"lib", "lib64", "share"}) places.push_back(root / folder);
  };
  places.push_back(binaries);
  add_installation(binaries.parent_path());
  // Debian: ROOT/lib/postgresql/15/bin with ROOT/share/postgresql/15.
  const fs::path packages = binaries.parent_path().parent_path();
  if (packages.filename() == "postgresql" && packages.parent_path().filename() == "lib")
    add_installation(packages.parent_path().parent_path());
  return places;
}

fs::path interpreter_of(const fs::path& program) {
  std::ifstream file(program, std::ios::binary);
  Elf64_Ehdr head{};
  file.read(reinterpret_cast<char*>(&head), sizeof head);
  if (!file || std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0 || head.e_ident[EI_CLASS] != ELFCLASS64)
    throw Error(fmt::format("{} is no program that a scratch server can be: it is a script, or not for this machine",
                            program.string()),
                "let PGPLUMB_POSTGRES_BIN name the directory of PostgreSQL's own programs");
  for (int index = 0; index < head.e_phnum; ++index) {
    Elf64_Phdr part{};
    file.seekg(static_cast<std::streamoff>(head.e_phoff + static_cast<std::uint64_t>(index) * head.e_phentsize));
    file.read(reinterpret_cast<char*>(&part), sizeof part);
    if (!file) return {};
    if (part.p_type != PT_INTERP || part.p_filesz > 4096) continue;
    std::string name(part.p_filesz, '\0');
    file.seekg(static_cast<std::streamoff>(part.p_offset));
    file.read(name.data(), static_cast<std::streamsize>(name.size()));
    std::error_code missing;
    const auto real = fs::canonical(name.c_str(), missing);
    return missing ? fs::path() : real;
  }
  return {};
}

}  // namespace pgplumb::sources
