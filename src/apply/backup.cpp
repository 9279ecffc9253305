#include "apply/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/process.hpp"
#include "postgres/conninfo.hpp"
#include "sources/server_binaries.hpp"

namespace pgplumb::apply {

namespace {

// Of pg_dump, which would wait behind a table that somebody has locked for as long as that lasts.
constexpr const char* longest_wait_for_locks = "10min";

/// Beside the server's binaries of its version, else the one in PATH, which may be newer.
std::string find_pg_dump(int major_version) {
  if (const auto binaries = sources::find_server_binaries(major_version)) {
    const auto path = binaries->directory / "pg_dump";
    if (::access(path.c_str(), X_OK) == 0) return path.string();
  }
  return "pg_dump";
}

std::string sha256_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  Sha256 hash;
  std::string chunk(std::size_t{1} << 20, '\0');
  while (stream.read(chunk.data(), static_cast<std::streamsize>(chunk.size())) || stream.gcount() > 0)
    hash.update(std::string_view(chunk).substr(0, static_cast<std::size_t>(stream.gcount())));
  if (stream.bad() || !stream.eof()) throw Error("cannot read the backup " + path);
  return hex(hash.finish());
}

/// Nobody else may read what is about to be written; two backups never share a file.
void make_empty(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) throw Error("cannot write the backup " + path + ": " + std::strerror(errno), "nothing was changed");
  ::close(file);
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

Backup back_up(const postgres::Connection& connection, const BackupRequest& request) {
  std::error_code failure;
  std::filesystem::create_directories(request.directory, failure);
  if (failure)
    throw Error("cannot make the folder for backups " + request.directory + ": " + failure.message(),
                "nothing was changed");
  std::string name = request.name;
  const auto path = [&] { return (std::filesystem::path(request.directory) / (name + ".dump")).string(); };
  for (int number = 2; std::filesystem::exists(path()); ++number) name = request.name + "-" + std::to_string(number);
  const std::string part = path() + ".part";
  make_empty(part);
  Process dump;
  dump.arguments = {find_pg_dump(connection.server_major()), "--format=custom", "--no-password", "--file=" + part,
                    "--lock-wait-timeout=" + std::string(longest_wait_for_locks)};
  if (request.schema_only) dump.arguments.push_back("--schema-only");
  dump.environment = postgres::environment_of(request.conninfo);
  dump.capture = true;
  dump.stop = request.stop;
  try {
    const Ended ended = run_process(dump);
    request.stop.check();
    if (ended.exit_code != 0)
      throw Error("the backup failed: pg_dump ended with exit code " + std::to_string(ended.exit_code) + ": " +
                      postgres::without_password(trimmed(ended.output), request.conninfo),
                  "nothing was changed; pg_dump must be at least of the server's version, and the role must be "
                  "allowed to read every table");
    Backup backup{path(), sha256_of(part)};
    std::filesystem::rename(part, backup.file);
    return backup;
  } catch (...) {
    std::filesystem::remove(part, failure);
    throw;
  }
}

}  // namespace pgplumb::apply
