// Schema files. Behind a line "=== b.sql" begins a second file beside the first, for \ir.
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "reader.hpp"
#include "sources/schema_files.hpp"

namespace {

/// Both files exist, since only such are read; what they say is given each time.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "pgplumb-fuzz-XXXXXX").string();
    fuzz::require(::mkdtemp(name.data()) != nullptr, "there is no temporary folder");
    path_ = name;
    for (const char* file : {"a.sql", "b.sql"}) std::ofstream(path_ / file) << '\n';
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(const char* file) const { return (path_ / file).string(); }

 private:
  std::filesystem::path path_;
};

const fuzz::Registered registered("schema", [](std::string_view text) {
  static const Folder folder;
  constexpr std::string_view second = "\n=== b.sql\n";
  const std::size_t at = text.find(second);
  const std::string_view behind = at == std::string_view::npos ? "" : text.substr(at + second.size());
  (void)pgplumb::sources::read_schema_files(
      {folder / "a.sql"},
      {{folder / "a.sql", std::string(text.substr(0, at))}, {folder / "b.sql", std::string(behind)}},
      {folder / "", {}});
});

}  // namespace
