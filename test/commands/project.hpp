// A folder with schema files, for tests of commands. It is gone with the object.

#pragma once

#include <filesystem>
#include <string>

#include "pgplumb/settings.hpp"

namespace test {

class Project {
 public:
  Project();
  ~Project();
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;

  /// Writes a file and answers with its path.
  std::string write(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string path(const std::string& name) const { return (folder_ / name).string(); }
  [[nodiscard]] std::string read(const std::string& name) const;
  /// Settings with the project's schema.sql, and with a local scratch server.
  [[nodiscard]] pgplumb::Settings settings() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace test
