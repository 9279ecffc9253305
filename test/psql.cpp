#include "psql.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace test {

int run_by_psql(const std::string& text, const std::string& url) {
  static std::atomic<int> count{0};
  const auto path = std::filesystem::temp_directory_path() / fmt::format("pgplumb-psql-{}-{}.sql", ::getpid(), ++count);
  std::ofstream(path, std::ios::binary) << text;
  const char* given = std::getenv("PGPLUMB_POSTGRES_BIN");
  // Not every distribution of servers has clients; psql itself works with any version.
  const auto beside = std::filesystem::path(given != nullptr ? given : "") / "psql";
  const std::string psql = std::filesystem::exists(beside) ? beside.string() : "psql";
  const int status =
      std::system(fmt::format("{} -X -q -v ON_ERROR_STOP=1 -f {} '{}' > /dev/null", psql, path.string(), url).c_str());
  std::filesystem::remove(path);
  return status;
}

}  // namespace test
