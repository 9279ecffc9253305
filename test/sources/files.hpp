// Files of a test: written to a directory of their own, which goes with them.

#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace test {

class Files {
 public:
  Files() {
    static int count = 0;
    directory_ = std::filesystem::temp_directory_path() /
                 ("pgplumb-test-" + std::to_string(getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(directory_);
  }
  ~Files() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;

  /// Writes `text` to `name`, which may hold folders, and answers with the whole path.
  std::string write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = directory_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  [[nodiscard]] std::string path(const std::string& name = {}) const {
    return name.empty() ? directory_.string() : (directory_ / name).string();
  }

 private:
  std::filesystem::path directory_;
};

}  // namespace test
