#include "cli/files.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "pgplumb/error.hpp"

namespace pgplumb::cli {

namespace {

[[noreturn]] void fail(const std::string& doing, const std::string& path, int reason) {
  throw Error("cannot " + doing + " " + path + ": " + std::strerror(reason), "check the path and its permissions");
}

// A device, or the other end of a pipe, may have no end.
constexpr std::size_t most_bytes = std::size_t{1} << 30;

std::string read_all(std::istream& stream, const std::string& path) {
  std::string text;
  std::vector<char> part(std::size_t{1} << 16);
  while (stream.read(part.data(), static_cast<std::streamsize>(part.size())) || stream.gcount() > 0) {
    text.append(part.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() > most_bytes) throw Error("cannot read " + path + ": it has more than 1 GiB", "name another file");
  }
  if (stream.bad()) fail("read", path, errno != 0 ? errno : EIO);
  return text;
}

}  // namespace

std::string read_file(const std::string& path) {
  if (path == "-") return read_all(std::cin, "standard input");
  if (std::filesystem::is_directory(path)) fail("read", path, EISDIR);
  errno = 0;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) fail("read", path, errno != 0 ? errno : EIO);
  return read_all(stream, path);
}

std::optional<std::string> read_existing_file(const std::string& path) {
  if (path.empty() || path == "-" || !std::filesystem::exists(path)) return std::nullopt;
  return read_file(path);
}

void write_file(const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") return print(text);
  // A device or a pipe cannot be replaced by a rename; it is written to.
  const bool in_place = std::filesystem::exists(path) && !std::filesystem::is_regular_file(path);
  const std::string written = in_place ? path : path + ".pgplumb-" + std::to_string(::getpid());
  errno = 0;
  std::FILE* file = std::fopen(written.c_str(), "wb");
  if (file == nullptr) fail("write", path, errno);
  const bool complete = std::fwrite(text.data(), 1, text.size(), file) == text.size() && std::fflush(file) == 0 &&
                        (in_place || ::fsync(::fileno(file)) == 0);
  const int write_reason = errno;
  const bool closed = std::fclose(file) == 0;
  if (!complete || !closed) {
    if (!in_place) std::remove(written.c_str());
    fail("write", path, complete ? errno : write_reason);
  }
  if (in_place) return;
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) ::chmod(written.c_str(), status.st_mode & 07777);
  if (std::rename(written.c_str(), path.c_str()) != 0) {
    const int reason = errno;
    std::remove(written.c_str());
    fail("write", path, reason);
  }
}

void print(const std::string& text) {
  errno = 0;
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    fail("write", "standard output", errno);
}

}  // namespace pgplumb::cli
