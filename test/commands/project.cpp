#include "commands/project.hpp"

#include <unistd.h>

#include <fstream>
#include <sstream>

namespace test {

Project::Project() {
  static int count = 0;
  folder_ = std::filesystem::temp_directory_path() /
            ("pgplumb-project-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
  std::filesystem::create_directories(folder_);
}

Project::~Project() {
  std::filesystem::remove_all(folder_);
}

std::string Project::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << text;
  return path(name);
}

std::string Project::read(const std::string& name) const {
  std::ifstream stream(folder_ / name, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

pgplumb::Settings Project::settings() const {
  pgplumb::Settings settings;
  settings.schema = {path("schema.sql")};
  settings.scratch = "local";
  return settings;
}

}  // namespace test
